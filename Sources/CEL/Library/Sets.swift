extension StandardLibrary {
  /// `sets.contains`, `sets.equivalent` and `sets.intersects` on lists.
  static let sets: [FunctionDeclaration] = [
    relation("sets.contains") { (left, right, context) throws(EvaluationError) in
      try includes(left, right, context)
    },
    relation("sets.equivalent") { (left, right, context) throws(EvaluationError) in
      guard try includes(left, right, context) else { return false }
      return try includes(right, left, context)
    },
    relation("sets.intersects") { (left, right, context) throws(EvaluationError) in
      for index in 0..<context.count(left)
      where try context.contains(right, context.element(left, index)) {
        return true
      }
      return false
    },
  ]

  private static func relation(
    _ name: String,
    _ holds:
      @escaping @Sendable (ListValue, ListValue, HostContext) throws(EvaluationError) -> Bool
  ) -> FunctionDeclaration {
    binary(name, .list(anyA), .list(anyA), .bool) {
      (left, right, context) throws(EvaluationError) in
      .bool(try holds(try left.listValue(name), try right.listValue(name), context))
    }
  }

  /// Whether all elements of the second list are in the first.
  private static func includes(
    _ list: ListValue, _ part: ListValue, _ context: HostContext
  ) throws(EvaluationError) -> Bool {
    for index in 0..<context.count(part) {
      guard try context.contains(list, context.element(part, index)) else { return false }
    }
    return true
  }
}
