/// Turns a checked tree into a plan: names become places, overloads functions, literals constants.
struct Planner {
  let environment: Environment
  let checked: CheckedTree
  var plan = PlanTables()

  init(environment: Environment, checked: CheckedTree) {
    self.environment = environment
    self.checked = checked
    plan.objectTypes = environment.objectTypes
    plan.variableTypes = environment.variableTypes
    plan.localCount = checked.localCount
  }

  mutating func run() -> Plan {
    plan.root = node(checked.tree.root)
    return Plan(plan)
  }

  func type(_ id: ExpressionID) -> CELType { checked.types[Int(id)] }

  // MARK: Emission

  mutating func emit(_ node: PlanNode, _ id: ExpressionID) -> PlanID {
    plan.nodes.append(node)
    plan.ranges.append(checked.tree[id].range)
    return PlanID(plan.nodes.count - 1)
  }

  mutating func constant(_ value: Value) -> Int32 {
    plan.constants.append(value)
    return Int32(plan.constants.count - 1)
  }

  mutating func operands(_ ids: [PlanID]) -> Int32 {
    let start = Int32(plan.operands.count)
    plan.operands.append(contentsOf: ids)
    return start
  }

  func constantValue(_ id: PlanID) -> Value? {
    guard case .constant(let index) = plan.nodes[Int(id)] else { return nil }
    return plan.constants[Int(index)]
  }

  /// Emits a node, and its value instead when all its operands are constants.
  mutating func fold(_ node: PlanNode, _ id: ExpressionID, over operands: [PlanID]) -> PlanID {
    let emitted = emit(node, id)
    let isSmall = plan.nodes.count < 2_000
    guard isSmall, operands.allSatisfy({ constantValue($0) != nil }) else { return emitted }
    plan.root = emitted
    let host = EmptyHost()
    let result = try? Plan(plan).evaluate(
      UnsafeBufferPointer(start: nil, count: 0), host: host, limit: 10_000)
    guard let result else { return emitted }
    return emit(.constant(constant(result)), id)
  }

  // MARK: Nodes

  mutating func node(_ id: ExpressionID) -> PlanID {
    if case .failure(let message) = checked.resolutions[Int(id)] {
      plan.messages.append(message)
      return emit(.failure(Int32(plan.messages.count - 1)), id)
    }
    switch checked.tree[id].kind {
    case .literal(let value): return emit(.constant(constant(value)), id)
    case .identifier: return name(id)
    case .select(let operand, let field, let isOptional):
      return select(id, operand, field, isOptional: isOptional)
    case .presence(let operand, let field): return presence(id, operand, field)
    case .index(let operand, let index, let isOptional):
      let list = node(operand)
      let position = node(index)
      return fold(
        isOptional ? .optionalIndex(list, position) : .index(list, position), id,
        over: [list, position])
    case .call(let call): return self.call(id, call)
    case .not(let operand):
      let inner = node(operand)
      return fold(.not(inner), id, over: [inner])
    case .negate(let operand):
      let inner = node(operand)
      return fold(.negate(inner), id, over: [inner])
    case .and(let operands):
      let ids = operands.map { node($0) }
      let start = self.operands(ids)
      return fold(.and(start: start, count: Int32(ids.count)), id, over: ids)
    case .or(let operands):
      let ids = operands.map { node($0) }
      let start = self.operands(ids)
      return fold(.or(start: start, count: Int32(ids.count)), id, over: ids)
    case .conditional(let condition, let first, let second):
      return emit(.conditional(node(condition), node(first), node(second)), id)
    case .binary(let symbol, let left, let right): return binary(id, symbol, left, right)
    case .list(let items): return list(id, items)
    case .map(let items): return map(id, items)
    case .comprehension(let comprehension): return self.comprehension(id, comprehension)
    case .optionalMap(let map):
      let target = node(map.target)
      let body = node(map.body)
      let slot = slots(id).first ?? 0
      return emit(
        .optionalMap(target, body: body, slotAndFlat: Int32(slot * 2 + (map.isFlat ? 1 : 0))), id)
    case .binding(_, let value, let body):
      let bound = node(value)
      return emit(.binding(bound, body: node(body), slot: Int32(slots(id).first ?? 0)), id)
    case .block(let items, let body):
      let ids = items.map { node($0) } + [node(body)]
      let slot = Int32(slots(id).first ?? 0)
      return emit(.block(start: operands(ids), count: Int32(items.count), slot: slot), id)
    }
  }

  private func slots(_ id: ExpressionID) -> [Int] {
    if case .locals(let slots) = checked.resolutions[Int(id)] { return slots }
    return []
  }

  private mutating func name(_ id: ExpressionID) -> PlanID {
    switch checked.resolutions[Int(id)] {
    case .variable(let slot): return emit(.variable(Int32(slot)), id)
    case .local(let slot): return emit(.local(Int32(slot)), id)
    case .constant(let value): return emit(.constant(constant(value)), id)
    default:
      plan.messages.append("the name means nothing here")
      return emit(.failure(Int32(plan.messages.count - 1)), id)
    }
  }

  private mutating func select(
    _ id: ExpressionID, _ operand: ExpressionID, _ field: String, isOptional: Bool
  ) -> PlanID {
    switch checked.resolutions[Int(id)] {
    case .variable, .constant: return name(id)
    case .field(let index, let presence, let fieldType):
      guard case .object = type(operand), !isOptional else { break }
      let fallback = fallback(presence, fieldType).map { constant($0) } ?? -1
      return emit(.field(node(operand), index: Int32(index), fallback: fallback), id)
    default: break
    }
    let inner = node(operand)
    let name = constant(.string(field))
    return fold(
      isOptional ? .optionalSelect(inner, name: name) : .select(inner, name: name), id,
      over: [inner])
  }

  private func fallback(_ presence: ObjectType.Presence, _ type: CELType) -> Value? {
    presence == .optional ? nil : Value.absentValue(of: type, isDefaulted: presence == .defaulted)
  }

  private mutating func presence(
    _ id: ExpressionID, _ operand: ExpressionID, _ field: String
  ) -> PlanID {
    if case .field(let index, _, _) = checked.resolutions[Int(id)], case .object = type(operand) {
      return emit(.hasField(node(operand), index: Int32(index)), id)
    }
    let inner = node(operand)
    return fold(.hasPart(inner, name: constant(.string(field))), id, over: [inner])
  }

  private mutating func list(_ id: ExpressionID, _ items: [ListItem]) -> PlanID {
    let ids = items.map { node($0.value) }
    guard items.contains(where: \.isOptional) else {
      let values = ids.compactMap { constantValue($0) }
      if values.count == ids.count { return emit(.constant(constant(.list(values))), id) }
      let start = operands(ids)
      return emit(.list(start: start, count: Int32(ids.count)), id)
    }
    let start = operands(zip(ids, items).flatMap { [$0, $1.isOptional ? 1 : 0] })
    return fold(.listWithOptionals(start: start, count: Int32(ids.count)), id, over: ids)
  }

  private mutating func map(_ id: ExpressionID, _ items: [MapItem]) -> PlanID {
    var parts: [PlanID] = []
    var ids: [PlanID] = []
    for item in items {
      let key = node(item.key)
      let value = node(item.value)
      ids += [key, value]
      parts += [key, value, item.isOptional ? 1 : 0]
    }
    let start = operands(parts)
    return fold(.map(start: start, count: Int32(items.count)), id, over: ids)
  }

  private mutating func comprehension(
    _ id: ExpressionID, _ comprehension: Comprehension
  ) -> PlanID {
    let kind: PlannedComprehension.Kind =
      switch comprehension.kind {
      case .all: .all
      case .exists: .exists
      case .existsOne: .existsOne
      case .map, .transformList: .map
      case .filter: .filter
      case .transformMap: .transformMap
      case .transformMapEntry: .transformMapEntry
      case .sortBy: .sortBy
      }
    let range = node(comprehension.range)
    let filter = comprehension.filter.map { node($0) } ?? -1
    let body = node(comprehension.body)
    plan.comprehensions.append(
      PlannedComprehension(
        kind: kind, range: range, filter: filter, body: body, slot: Int32(slots(id).first ?? 0),
        isPair: comprehension.variables.count == 2))
    return emit(.comprehension(Int32(plan.comprehensions.count - 1)), id)
  }
}

extension Value {
  /// What a field that is not optional reads as when it is absent; nil where that is an error.
  static func absentValue(of type: CELType, isDefaulted: Bool) -> Value? {
    switch type {
    case .list: .emptyList
    case .map: .emptyMap
    case .object(let id): .object(.absent(type: Int32(id.index)))
    case _ where !isDefaulted: nil
    case .bool: .bool(false)
    case .int: .int(0)
    case .uint: .uint(0)
    case .double: .double(0)
    case .string, .enumeration: .string("")
    case .bytes: .bytes([])
    case .optional: .emptyOptional
    default: .null
    }
  }
}
