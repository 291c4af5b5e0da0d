/// One overload of a function that expressions may call.
///
/// Several declarations of one name are its overloads. Names may be qualified (`math.abs`).
package struct FunctionDeclaration: Sendable {
  /// The name, qualified or not.
  package let name: String
  /// Whether it is called on its first parameter, as in `text.trim()`.
  package let isMethod: Bool
  /// The types of the arguments, the receiver of a method first.
  package let parameters: [CELType]
  /// The type of the result, in the type variables of the parameters.
  package let result: CELType
  /// Nominal steps that each call takes off the limit.
  package let cost: Int
  /// The most elements of a list or bytes of a text that a call gives; nil when there is no bound.
  package let resultSize: Int?
  /// Whether equal arguments always give equal results, so that calls may be folded.
  package let isPure: Bool
  /// Judges the arguments at compile time: a value for each literal, nil for the others; returns
  /// what is wrong, or nil.
  package let checkLiterals: (@Sendable ([Value?]) -> String?)?
  /// The code.
  package let implementation: FunctionImplementation
  /// Whether its work grows with the size of its arguments only, so that costs have a bound.
  var isProportional: Bool { !name.hasSameBytes(as: "lists.range") }
  /// Whether the last parameter may be given any number of times, but at least once.
  let isVariadic: Bool
  /// Makes a faster implementation at compile time for literal arguments, where there is one.
  let specialize: (@Sendable ([Value?]) -> FunctionImplementation?)?

  /// Declares an overload.
  package init(
    name: String,
    isMethod: Bool = false,
    parameters: [CELType],
    result: CELType,
    cost: Int = 1,
    resultSize: Int? = nil,
    isPure: Bool = false,
    checkLiterals: (@Sendable ([Value?]) -> String?)? = nil,
    specialize: (@Sendable ([Value?]) -> FunctionImplementation?)? = nil,
    implementation: FunctionImplementation
  ) {
    self.init(
      name: name, isMethod: isMethod, parameters: parameters, result: result, cost: cost,
      resultSize: resultSize, isPure: isPure, isVariadic: false, checkLiterals: checkLiterals,
      specialize: specialize,
      implementation: implementation)
  }

  init(
    name: String,
    isMethod: Bool,
    parameters: [CELType],
    result: CELType,
    cost: Int,
    resultSize: Int? = nil,
    isPure: Bool,
    isVariadic: Bool,
    checkLiterals: (@Sendable ([Value?]) -> String?)?,
    specialize: (@Sendable ([Value?]) -> FunctionImplementation?)?,
    implementation: FunctionImplementation
  ) {
    self.name = name
    self.isMethod = isMethod
    self.parameters = parameters
    self.result = result
    self.cost = cost
    self.resultSize = resultSize
    self.isPure = isPure
    self.isVariadic = isVariadic
    self.checkLiterals = checkLiterals
    self.specialize = specialize
    self.implementation = implementation
  }
}

/// The code of a function, by its number of arguments so that a call needs no array.
package enum FunctionImplementation: Sendable {
  case nullary(@Sendable (HostContext) throws(EvaluationError) -> Value)
  case unary(@Sendable (Value, HostContext) throws(EvaluationError) -> Value)
  case binary(@Sendable (Value, Value, HostContext) throws(EvaluationError) -> Value)
  case ternary(@Sendable (Value, Value, Value, HostContext) throws(EvaluationError) -> Value)
  case variadic(@Sendable ([Value], HostContext) throws(EvaluationError) -> Value)
}
