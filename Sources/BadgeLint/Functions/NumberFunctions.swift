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
    // Whether a version is lower than another, part by part; false where a part is no number.
    .texts("isLowerVersion") { first, second in
      func parts(_ version: String) -> [Int]? {
        let digits = version.drop { $0 == "v" || $0 == "V" }
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        let numbers = parts.compactMap(\.self)
        return numbers.count == parts.count ? numbers : nil
      }
      guard var one = parts(first), var other = parts(second) else { return .bool(false) }
      let count = max(one.count, other.count)
      one += Array(repeating: 0, count: count - one.count)
      other += Array(repeating: 0, count: count - other.count)
      return .bool(one.lexicographicallyPrecedes(other))
    },
    // A number rounded to one decimal, for messages.
    FunctionDeclaration(
      name: "rounded", parameters: [.double], result: .double,
      implementation: .unary { (number, _) throws(EvaluationError) in
        .double((try number.number() * 10).rounded() / 10)
      }),
  ]
}
