/// The functions of the language and its extensions, family by family.
enum StandardLibrary {
  static let functions: [FunctionDeclaration] =
    conversions + sizes + strings + stringFormatting + matches + math + bits + lists + sets
    + encoders + optionals + times

  /// The overloads of each name.
  static let overloads: [String: [Int]] = {
    var overloads: [String: [Int]] = [:]
    for (index, function) in functions.enumerated() {
      overloads[function.name, default: []].append(index)
    }
    return overloads
  }()

  static let namespaces = Set(functions.compactMap { namespace(of: $0.name) })

  /// The part of a qualified name in front of its last point; nil for a plain name.
  static func namespace(of name: String) -> String? {
    name.lastIndex(of: ".").map { String(name[..<$0]) }
  }
}

// How the families declare their functions, in one line each.

func unary(
  _ name: String, _ parameter: CELType, _ result: CELType, isMethod: Bool = false,
  _ code: @escaping @Sendable (Value, HostContext) throws(EvaluationError) -> Value
) -> FunctionDeclaration {
  FunctionDeclaration(
    name: name, isMethod: isMethod, parameters: [parameter], result: result, isPure: true,
    implementation: .unary(code))
}

func binary(
  _ name: String, _ first: CELType, _ second: CELType, _ result: CELType, isMethod: Bool = false,
  _ code: @escaping @Sendable (Value, Value, HostContext) throws(EvaluationError) -> Value
) -> FunctionDeclaration {
  FunctionDeclaration(
    name: name, isMethod: isMethod, parameters: [first, second], result: result, isPure: true,
    implementation: .binary(code))
}

func ternary(
  _ name: String, _ first: CELType, _ second: CELType, _ third: CELType, _ result: CELType,
  isMethod: Bool = false,
  _ code: @escaping @Sendable (Value, Value, Value, HostContext) throws(EvaluationError) -> Value
) -> FunctionDeclaration {
  FunctionDeclaration(
    name: name, isMethod: isMethod, parameters: [first, second, third], result: result,
    isPure: true, implementation: .ternary(code))
}

func variadic(
  _ name: String, _ parameters: [CELType], _ result: CELType, isMethod: Bool = false,
  repeatsLast: Bool = false,
  checkLiterals: (@Sendable ([Value?]) -> String?)? = nil,
  _ code: @escaping @Sendable ([Value], HostContext) throws(EvaluationError) -> Value
) -> FunctionDeclaration {
  FunctionDeclaration(
    name: name, isMethod: isMethod, parameters: parameters, result: result, cost: 1, isPure: true,
    isVariadic: repeatsLast, checkLiterals: checkLiterals, specialize: nil,
    implementation: .variadic(code))
}

/// The type variables of signatures.
let anyA = CELType.parameter("A")
let anyB = CELType.parameter("B")
