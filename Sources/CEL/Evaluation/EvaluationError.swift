/// Why an evaluation gave no value, with the place in the source where it happened.
package struct EvaluationError: Error, Hashable, Sendable {
  /// What went wrong, as a closed list.
  package enum Kind: Hashable, Sendable {
    case overflow, divisionByZero, noSuchKey, missingField, indexOutOfRange, noSuchOverload
    case invalidArgument, duplicateKey, unresolved, stepLimit
  }

  /// What went wrong.
  package let kind: Kind
  /// What went wrong in words, with the values.
  package let message: String
  /// Empty when a function threw it; the evaluator then sets the place of the call.
  package var range: SourceRange

  /// Makes an error; a function leaves the place out.
  package init(_ kind: Kind, _ message: String, at range: SourceRange = .none) {
    self.kind = kind
    self.message = message
    self.range = range
  }

  /// The same error at a place, unless it has one.
  func located(_ place: SourceRange) -> EvaluationError {
    guard range == .none else { return self }
    var copy = self
    copy.range = place
    return copy
  }

  /// Whether `&&`, `||`, `all` and `exists` may let it go when the other side decides.
  var isAbsorbable: Bool { kind != .stepLimit }

  /// The error of a value that a function or an operator does not take.
  static func noOverload(_ function: String, _ values: Value...) -> EvaluationError {
    let types = values.map { $0.typeName }.joined(separator: ", ")
    return EvaluationError(.noSuchOverload, "'\(function)' does not take (\(types))")
  }
}

extension EvaluationError: CustomStringConvertible {
  /// The message.
  package var description: String { message }
}
