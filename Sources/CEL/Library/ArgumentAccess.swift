// How implementations take their arguments apart; anything else is an error of the overload.

extension Value {
  /// The string that a function was given.
  /// - Parameter function: The name of the function for the error.
  /// - Throws: `noSuchOverload` when it is something else.
  package func text(_ function: String) throws(EvaluationError) -> String {
    guard case .string(let text) = self else { throw .noOverload(function, self) }
    return text
  }

  /// The int that a function was given.
  /// - Parameter function: The name of the function for the error.
  /// - Throws: `noSuchOverload` when it is something else.
  package func number(_ function: String) throws(EvaluationError) -> Int64 {
    guard case .int(let number) = self else { throw .noOverload(function, self) }
    return number
  }

  /// The double that a function was given.
  /// - Parameter function: The name of the function for the error.
  /// - Throws: `noSuchOverload` when it is something else.
  package func real(_ function: String) throws(EvaluationError) -> Double {
    guard case .double(let number) = self else { throw .noOverload(function, self) }
    return number
  }

  /// The bytes that a function was given.
  /// - Parameter function: The name of the function for the error.
  /// - Throws: `noSuchOverload` when it is something else.
  package func octets(_ function: String) throws(EvaluationError) -> [UInt8] {
    guard case .bytes(let bytes) = self else { throw .noOverload(function, self) }
    return bytes
  }

  /// The list that a function was given.
  /// - Parameter function: The name of the function for the error.
  /// - Throws: `noSuchOverload` when it is something else.
  package func listValue(_ function: String) throws(EvaluationError) -> ListValue {
    guard case .list(let list) = self else { throw .noOverload(function, self) }
    return list
  }

  /// The optional that a function was given.
  func optionalValue(_ function: String) throws(EvaluationError) -> OptionalValue {
    guard case .optional(let optional) = self else { throw .noOverload(function, self) }
    return optional
  }
}
