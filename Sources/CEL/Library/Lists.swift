extension StandardLibrary {
  /// The methods of lists and `lists.range`; `sortBy` is a macro.
  static let lists: [FunctionDeclaration] = [
    unary("distinct", .list(anyA), .list(anyA), isMethod: true, distinct),
    unary("flatten", .list(.list(anyA)), .list(anyA), isMethod: true) {
      (list, context) throws(EvaluationError) in
      .list(try flatten(try list.listValue("flatten"), 1, context))
    },
    unary("flatten", .list(anyA), .list(anyA), isMethod: true) {
      (list, context) throws(EvaluationError) in
      .list(try flatten(try list.listValue("flatten"), 1, context))
    },
    binary("flatten", .list(.dyn), .int, .list(.dyn), isMethod: true) {
      (list, depth, context) throws(EvaluationError) in
      let depth = try depth.number("flatten")
      guard depth >= 0 else {
        throw EvaluationError(.invalidArgument, "'flatten' cannot go \(depth) levels deep")
      }
      return .list(try flatten(try list.listValue("flatten"), min(depth, 250), context))
    },
    unary("lists.range", .int, .list(.int)) { (count, context) throws(EvaluationError) in
      let count = try count.number("lists.range")
      try context.charge(Int(max(0, count)))
      return .list((0..<max(0, count)).map { Value.int($0) })
    },
    unary("reverse", .list(anyA), .list(anyA), isMethod: true) {
      (list, context) throws(EvaluationError) in
      .list(Array(try context.elements(try list.listValue("reverse")).reversed()))
    },
    ternary("slice", .list(anyA), .int, .int, .list(anyA), isMethod: true, slice),
    unary("sort", .list(anyA), .list(anyA), isMethod: true) {
      (list, context) throws(EvaluationError) in
      let elements = try context.elements(try list.listValue("sort"))
      return .list(try context.sorted(elements.map { ($0, $0) }))
    },
    unary("first", .list(anyA), .optional(anyA), isMethod: true) {
      (list, context) throws(EvaluationError) in
      let list = try list.listValue("first")
      let isEmpty = context.count(list) == 0
      return .optional(OptionalValue(isEmpty ? nil : context.element(list, 0)))
    },
    unary("last", .list(anyA), .optional(anyA), isMethod: true) {
      (list, context) throws(EvaluationError) in
      let list = try list.listValue("last")
      let count = context.count(list)
      return .optional(OptionalValue(count == 0 ? nil : context.element(list, count - 1)))
    },
  ]

  private static func distinct(
    _ list: Value, _ context: HostContext
  ) throws(EvaluationError) -> Value {
    var keys: Set<MapKey> = []
    var others: [Value] = []
    var results: [Value] = []
    for element in try context.elements(try list.listValue("distinct")) {
      if let key = MapKey(element) {
        if keys.insert(key).inserted { results.append(element) }
      } else if try !context.contains(.native(others), element) {
        others.append(element)
        results.append(element)
      }
    }
    return .list(results)
  }

  private static func flatten(
    _ list: ListValue, _ depth: Int64, _ context: HostContext
  ) throws(EvaluationError) -> [Value] {
    var results: [Value] = []
    for element in try context.elements(list) {
      if depth > 0, case .list(let inner) = element {
        results += try flatten(inner, depth - 1, context)
      } else {
        results.append(element)
      }
    }
    return results
  }

  private static func slice(
    _ list: Value, _ start: Value, _ end: Value, _ context: HostContext
  ) throws(EvaluationError) -> Value {
    let elements = try context.elements(try list.listValue("slice"))
    let start = try start.number("slice")
    let end = try end.number("slice")
    guard start >= 0, start <= end, end <= elements.count else {
      throw EvaluationError(
        .indexOutOfRange,
        "the list has no slice from \(start) to \(end); it has "
          + counted(elements.count, "element"))
    }
    return .list(Array(elements[Int(start)..<Int(end)]))
  }
}
