import CEL

/// Functions about numbers.
func numberFunctions() -> [FunctionDeclaration] {
  [
    // The sum of a list; 0 of an empty one.
    FunctionDeclaration(
      name: "sum", parameters: [.list(.double)], result: .double,
      implementation: .unary { (list, context) throws(EvaluationError) in
        var sum = 0.0
        for value in try context.elements(try list.list()) { sum += try value.number() }
        return .double(sum)
      }),
    // Whether a text is a number.
    .text("isNumber") { .bool(NumberReader.plainNumber($0) != nil) },
    // A number rounded to one decimal, for messages.
    FunctionDeclaration(
      name: "rounded", parameters: [.double], result: .double,
      implementation: .unary { (number, _) throws(EvaluationError) in
        .double((try number.number() * 10).rounded() / 10)
      }),
  ]
}
