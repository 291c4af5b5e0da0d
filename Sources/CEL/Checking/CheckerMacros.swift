/// Macros that bring variables of their own.
extension Checker {
  /// Brings a variable into scope and gives its place.
  private mutating func declare(
    _ name: String, _ type: CELType, from outcome: Outcome? = nil, origin: FieldChain? = nil,
    literals: [ExpressionID] = []
  ) -> Int {
    let slot = nextSlot
    nextSlot += 1
    localCount = max(localCount, nextSlot)
    bindingCount += 1
    scope.append(
      LocalVariable(
        name: name, type: isStrict ? type : .dyn, slot: slot,
        path: outcome?.path ?? paths.root(.local(bindingCount)),
        origin: outcome?.origin ?? origin, mayBeAbsent: outcome?.mayBeAbsent ?? false,
        literals: literals, elementParts: outcome?.elementParts ?? []))
    return slot
  }

  private mutating func leave(_ count: Int) {
    scope.removeLast(count)
    nextSlot -= count
  }

  mutating func checkComprehension(
    _ id: ExpressionID, _ comprehension: Comprehension, _ facts: Facts
  ) -> Outcome {
    let range = check(comprehension.range, facts)
    let (first, second) = variableTypes(comprehension, range)
    let elementOrigin = range.origin.map { $0.appending(.element) }
    let literals = literalItems(comprehension.range)
    var slots: [Int] = []
    let isPair = comprehension.variables.count == 2
    slots.append(
      declare(
        comprehension.variables[0].name, first, origin: isPair ? nil : elementOrigin,
        literals: isPair ? [] : literals))
    if isPair {
      slots.append(
        declare(
          comprehension.variables[1].name, second, origin: elementOrigin, literals: literals))
    }
    resolutions[Int(id)] = .locals(slots)
    var inner = facts
    let elementPath = scope[scope.count - 1].path
    if let elementPath {
      for steps in range.elementParts {
        var path = elementPath
        for step in steps { path = paths.path(path, step) }
        inner.known.formUnion(paths.prefixes(path))
      }
    }
    if let filter = comprehension.filter {
      let condition = check(filter, inner)
      requireBool(condition.type, filter, "the condition of '\(comprehension.kind.rawValue)'")
      inner = inner.union(condition.whenTrue)
    }
    let body = check(comprehension.body, inner)
    var outcome = Outcome(resultType(id, comprehension, range, body, first))
    if comprehension.kind == .filter || comprehension.kind == .sortBy {
      outcome.origin = range.origin
      outcome.elementParts = range.elementParts
      if comprehension.kind == .filter, let elementPath {
        outcome.elementParts.formUnion(
          body.whenTrue.known.compactMap { paths.steps(of: $0, from: elementPath) }
            .filter { !$0.isEmpty })
      }
    }
    leave(slots.count)
    return outcome
  }

  /// The types of the variables of a comprehension.
  private mutating func variableTypes(
    _ comprehension: Comprehension, _ range: Outcome
  ) -> (CELType, CELType) {
    let isPair = comprehension.variables.count == 2
    switch relations.resolve(range.type) {
    case .list(let element): return isPair ? (.int, element) : (element, .dyn)
    case .map(let key, let value): return (key, value)
    case .dyn, .parameter: return (.dyn, .dyn)
    case let type:
      report(
        "'\(comprehension.kind.rawValue)' needs a list or a map; '\(text(comprehension.range))' "
          + "is \(name(type))", comprehension.range)
      return (.dyn, .dyn)
    }
  }

  private func literalItems(_ id: ExpressionID) -> [ExpressionID] {
    switch tree[id].kind {
    case .list(let items): items.map(\.value)
    case .map(let items): items.map(\.key)
    default: []
    }
  }

  private mutating func resultType(
    _ id: ExpressionID, _ comprehension: Comprehension, _ range: Outcome, _ body: Outcome,
    _ first: CELType
  ) -> CELType {
    let user = "the condition of '\(comprehension.kind.rawValue)'"
    switch comprehension.kind {
    case .all, .exists, .existsOne:
      requireBool(body.type, comprehension.body, user)
      return .bool
    case .filter:
      requireBool(body.type, comprehension.body, user)
      return .list(first)
    case .map, .transformList: return .list(body.type)
    case .transformMap:
      switch relations.resolve(range.type) {
      case .map(let key, _): return .map(key: key, value: body.type)
      case .list: return .map(key: .int, value: body.type)
      default: return .map(key: .dyn, value: body.type)
      }
    case .transformMapEntry:
      switch relations.resolve(body.type) {
      case .map, .dyn, .parameter: break
      default:
        report(
          "the result of 'transformMapEntry' is a map; found \(name(body.type))",
          comprehension.body)
      }
      return body.type
    case .sortBy:
      if !isOrderable(relations.resolve(body.type)) {
        report("'sortBy' cannot order by \(name(body.type))", comprehension.body)
      }
      return .list(first)
    }
  }

  mutating func checkOptionalMap(
    _ id: ExpressionID, _ map: OptionalMap, _ facts: Facts
  ) -> Outcome {
    let target = check(map.target, facts)
    var wrapped = CELType.dyn
    switch relations.resolve(target.type) {
    case .optional(let inner): wrapped = inner
    case .dyn, .parameter: break
    case let type:
      report(
        "'\(map.isFlat ? "optFlatMap" : "optMap")' needs an optional value; "
          + "'\(text(map.target))' is \(name(type))", map.target)
    }
    let slot = declare(map.variable.name, wrapped, origin: target.origin)
    resolutions[Int(id)] = .locals([slot])
    let body = check(map.body, facts)
    leave(1)
    guard map.isFlat else { return Outcome(.optional(body.type)) }
    switch relations.resolve(body.type) {
    case .optional, .dyn, .parameter: break
    case let type:
      report("the result of 'optFlatMap' is an optional value; found \(name(type))", map.body)
    }
    return Outcome(body.type)
  }

  mutating func checkBinding(
    _ id: ExpressionID, _ variable: IterationVariable, _ value: ExpressionID,
    _ body: ExpressionID, _ facts: Facts
  ) -> Outcome {
    let bound = check(value, facts)
    let slot = declare(variable.name, bound.type, from: bound, literals: literalItems(value))
    resolutions[Int(id)] = .locals([slot])
    let outcome = check(body, facts)
    leave(1)
    return outcome
  }

  mutating func checkBlock(
    _ id: ExpressionID, _ items: [ExpressionID], _ body: ExpressionID, _ facts: Facts
  ) -> Outcome {
    var slots: [Int] = []
    for (position, item) in items.enumerated() {
      let value = check(item, facts)
      slots.append(declare("@index\(position)", value.type, from: value))
    }
    resolutions[Int(id)] = .locals(slots)
    let outcome = check(body, facts)
    leave(slots.count)
    return outcome
  }
}
