extension Parser {
  /// The expansion of a call that is a macro; nil when it is a plain call.
  mutating func expandMacro(
    _ call: Call, _ range: SourceRange
  ) throws(CompileFailure) -> ExpressionID? {
    guard let target = call.target else {
      guard call.function == "has" else { return nil }
      return try presence(call, range)
    }
    if case .identifier("cel", _) = tree[target].kind {
      return try bindingMacro(call, range)
    }
    switch (call.function, call.arguments.count) {
    case ("all", 2...3), ("exists", 2...3):
      let kind: Comprehension.Kind = call.function == "all" ? .all : .exists
      return try comprehension(kind, target, call, range, hasFilter: false)
    case ("exists_one", 2...3), ("existsOne", 2...3):
      return try comprehension(.existsOne, target, call, range, hasFilter: false)
    case ("filter", 2): return try comprehension(.filter, target, call, range, hasFilter: false)
    case ("map", 2...3):
      return try comprehension(
        .map, target, call, range, hasFilter: call.arguments.count == 3)
    case ("transformList", 3...4), ("transformMap", 3...4), ("transformMapEntry", 3...4):
      let kind = Comprehension.Kind(rawValue: call.function) ?? .transformList
      return try comprehension(kind, target, call, range, hasFilter: call.arguments.count == 4)
    case ("sortBy", 2): return try comprehension(.sortBy, target, call, range, hasFilter: false)
    case ("optMap", 2), ("optFlatMap", 2):
      let variable = try variable(call.arguments[0], of: call)
      return try add(
        .optionalMap(
          OptionalMap(
            target: target, variable: variable, body: call.arguments[1],
            isFlat: call.function == "optFlatMap")),
        range, over: [target, call.arguments[1]])
    case ("all", _), ("exists", _), ("exists_one", _), ("existsOne", _), ("filter", _),
      ("map", _), ("transformList", _), ("transformMap", _), ("transformMapEntry", _),
      ("sortBy", _), ("optMap", _), ("optFlatMap", _):
      throw CompileFailure(
        "'\(call.function)' has \(counted(call.arguments.count, "argument")); expected "
          + macroShape(call.function), at: range)
    default: return nil
    }
  }

  private func macroShape(_ name: String) -> String {
    switch name {
    case "map": "map(x, value) or map(x, condition, value)"
    case "transformList", "transformMap", "transformMapEntry":
      "\(name)(key, value, result) or \(name)(key, value, condition, result)"
    case "sortBy": "sortBy(x, key)"
    case "filter": "filter(x, condition)"
    case "optMap", "optFlatMap": "\(name)(x, result)"
    default: "\(name)(x, condition)"
    }
  }

  private mutating func presence(
    _ call: Call, _ range: SourceRange
  ) throws(CompileFailure) -> ExpressionID {
    guard call.arguments.count == 1 else {
      throw CompileFailure(
        "'has' has \(counted(call.arguments.count, "argument")); expected has(object.field)",
        at: range)
    }
    guard case .select(let operand, let field, false) = tree[call.arguments[0]].kind else {
      throw CompileFailure(
        "'has' needs the field of an object; expected has(object.field)",
        at: tree[call.arguments[0]].range)
    }
    return try add(.presence(operand, field: field), range, over: [operand])
  }

  /// `cel.bind`, `cel.block`, `cel.index` and `cel.iterVar`.
  private mutating func bindingMacro(
    _ call: Call, _ range: SourceRange
  ) throws(CompileFailure) -> ExpressionID? {
    let arguments = call.arguments
    switch (call.function, arguments.count) {
    case ("bind", 3):
      let variable = try variable(arguments[0], of: call)
      return try add(
        .binding(variable, arguments[1], arguments[2]), range,
        over: [arguments[1], arguments[2]])
    case ("block", 2):
      guard case .list(let items) = tree[arguments[0]].kind else { return nil }
      return try add(
        .block(items.map(\.value), arguments[1]), range, over: items.map(\.value) + [arguments[1]])
    case ("index", 1):
      guard case .literal(.int(let index)) = tree[arguments[0]].kind else { return nil }
      return try add(.identifier("@index\(index)", isAbsolute: false), range)
    case ("iterVar", 2):
      guard case .literal(.int(let depth)) = tree[arguments[0]].kind,
        case .literal(.int(let number)) = tree[arguments[1]].kind
      else { return nil }
      return try add(.identifier("@it:\(depth):\(number)", isAbsolute: false), range)
    default: return nil
    }
  }

  private mutating func comprehension(
    _ kind: Comprehension.Kind, _ target: ExpressionID, _ call: Call, _ range: SourceRange,
    hasFilter: Bool
  ) throws(CompileFailure) -> ExpressionID? {
    let arguments = call.arguments
    let variableCount = arguments.count - (hasFilter ? 2 : 1)
    var variables: [IterationVariable] = []
    for argument in arguments.prefix(variableCount) {
      variables.append(try variable(argument, of: call))
    }
    if variables.count == 2, variables[0].name.hasSameBytes(as: variables[1].name) {
      throw CompileFailure(
        "'\(variables[0].name)' names both variables; expected two names",
        at: variables[1].range)
    }
    let filter = hasFilter ? arguments[arguments.count - 2] : nil
    let body = arguments[arguments.count - 1]
    return try add(
      .comprehension(
        Comprehension(
          kind: kind, range: target, variables: variables, filter: filter, body: body)),
      range, over: [target, body] + (filter.map { [$0] } ?? []))
  }

  private func variable(
    _ id: ExpressionID, of call: Call
  ) throws(CompileFailure) -> IterationVariable {
    guard case .identifier(let name, false) = tree[id].kind else {
      throw CompileFailure(
        "the first argument of '\(call.function)' has to be the name of a new variable",
        at: tree[id].range)
    }
    return IterationVariable(name: name, range: tree[id].range)
  }
}
