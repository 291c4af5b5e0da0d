import CEL

extension FunctionDeclaration {
  /// The most bytes of a text that a look-up in frameworks or lexicons gives.
  static let mostResults = 500

  /// The most elements or bytes of a result of a look-up.
  private static func size(of result: CELType) -> Int {
    switch result {
    case .list(.int): 10
    case .list: 100
    default: mostResults
    }
  }

  /// A function of one text.
  static func text(
    _ name: String, result: CELType = .bool,
    _ body: @escaping @Sendable (String) throws(EvaluationError) -> Value
  ) -> FunctionDeclaration {
    FunctionDeclaration(
      name: name, parameters: [.string], result: result, resultSize: size(of: result),
      implementation: .unary { (value, _) throws(EvaluationError) in try body(try value.text()) })
  }

  /// A function of two texts.
  static func texts(
    _ name: String, result: CELType = .bool,
    _ body: @escaping @Sendable (String, String) throws(EvaluationError) -> Value
  ) -> FunctionDeclaration {
    FunctionDeclaration(
      name: name, parameters: [.string, .string], result: result, resultSize: size(of: result),
      implementation: .binary { (first, second, _) throws(EvaluationError) in
        try body(try first.text(), try second.text())
      })
  }
}

extension Value {
  /// The text of a value that was declared as one; a `dyn` may be something else.
  func text() throws(EvaluationError) -> String {
    guard case .string(let text) = self else {
      throw EvaluationError(.noSuchOverload, "expected a text")
    }
    return text
  }

  func number() throws(EvaluationError) -> Double {
    switch self {
    case .double(let number): return number
    case .int(let number): return Double(number)
    default: throw EvaluationError(.noSuchOverload, "expected a number")
    }
  }

  func list() throws(EvaluationError) -> ListValue {
    guard case .list(let list) = self else {
      throw EvaluationError(.noSuchOverload, "expected a list")
    }
    return list
  }
}
