#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension StandardLibrary {
  /// The functions of `math` on numbers.
  static let math: [FunctionDeclaration] =
    extremes("math.greatest") { $0 > 0 } + extremes("math.least") { $0 < 0 }
    + [
      real("math.ceil") { $0.rounded(.up) },
      real("math.floor") { $0.rounded(.down) },
      real("math.round") { $0.rounded(.toNearestOrAwayFromZero) },
      real("math.trunc") { $0.rounded(.towardZero) },
      test("math.isNaN") { $0.isNaN },
      test("math.isInf") { $0.isInfinite },
      test("math.isFinite") { $0.isFinite },
    ]
    + [CELType.int, .uint, .double].flatMap { type in
      [
        unary("math.abs", type, type, absolute), unary("math.sign", type, type, sign),
        unary("math.sqrt", type, .double, squareRoot),
      ]
    }

  private static func real(
    _ name: String, _ change: @escaping @Sendable (Double) -> Double
  ) -> FunctionDeclaration {
    unary(name, .double, .double) { (value, _) throws(EvaluationError) in
      .double(change(try value.real(name)))
    }
  }

  private static func test(
    _ name: String, _ holds: @escaping @Sendable (Double) -> Bool
  ) -> FunctionDeclaration {
    unary(name, .double, .bool) { (value, _) throws(EvaluationError) in
      .bool(holds(try value.real(name)))
    }
  }

  private static func absolute(
    _ value: Value, _ context: HostContext
  ) throws(EvaluationError) -> Value {
    switch value {
    case .int(.min):
      throw EvaluationError(.overflow, "the magnitude of \(Int64.min) is out of the range of int")
    case .int(let number): return .int(abs(number))
    case .double(let number): return .double(abs(number))
    case .uint: return value
    default: throw .noOverload("math.abs", value)
    }
  }

  private static func sign(
    _ value: Value, _ context: HostContext
  ) throws(EvaluationError) -> Value {
    switch value {
    case .int(let number): return .int(number.signum())
    case .uint(let number): return .uint(min(number, 1))
    case .double(let number):
      return .double(number.isNaN ? number : (number > 0 ? 1 : (number < 0 ? -1 : 0)))
    default: throw .noOverload("math.sign", value)
    }
  }

  private static func squareRoot(
    _ value: Value, _ context: HostContext
  ) throws(EvaluationError) -> Value {
    switch value {
    case .int(let number): return .double(Double(number).squareRoot())
    case .uint(let number): return .double(Double(number).squareRoot())
    case .double(let number): return .double(number.squareRoot())
    default: throw .noOverload("math.sqrt", value)
    }
  }

  // MARK: Greatest and least

  /// The overloads for numbers of one type, for a list of them, and for mixed numbers.
  private static func extremes(
    _ name: String, _ isBetter: @escaping @Sendable (Int) -> Bool
  ) -> [FunctionDeclaration] {
    let ofArguments: @Sendable ([Value], HostContext) throws(EvaluationError) -> Value = {
      (arguments, context) throws(EvaluationError) in
      try extreme(name, arguments, context, isBetter)
    }
    let ofList: @Sendable (Value, HostContext) throws(EvaluationError) -> Value = {
      (list, context) throws(EvaluationError) in
      try extreme(name, try context.elements(try list.listValue(name)), context, isBetter)
    }
    let checkNumbers: @Sendable ([Value?]) -> String? = { literals in
      for case let literal? in literals where !literal.isNumber {
        return "'\(name)' compares numbers; found \(literal.quoted)"
      }
      return nil
    }
    let types: [CELType] = [.int, .uint, .double]
    return types.map { variadic(name, [$0], $0, repeatsLast: true, ofArguments) }
      + types.map { unary(name, .list($0), $0, ofList) }
      + [
        unary(name, .list(.dyn), .dyn, ofList),
        variadic(
          name, [.dyn], .dyn, repeatsLast: true, checkLiterals: checkNumbers, ofArguments),
      ]
  }

  private static func extreme(
    _ name: String, _ values: [Value], _ context: HostContext, _ isBetter: (Int) -> Bool
  ) throws(EvaluationError) -> Value {
    guard var best = values.first else {
      throw EvaluationError(.invalidArgument, "'\(name)' of an empty list has no value")
    }
    for value in values {
      guard value.isNumber else { throw .noOverload(name, value) }
      try context.charge(1)
      if let order = compareNumbers(value, best), isBetter(order) { best = value }
    }
    return best
  }
}

extension Value {
  fileprivate var isNumber: Bool {
    switch self {
    case .int, .uint, .double: true
    default: false
    }
  }
}
