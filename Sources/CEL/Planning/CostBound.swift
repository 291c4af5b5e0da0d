extension Program {
  /// The most steps that an evaluation can take, or nil when there is no bound.
  ///
  /// There is none when the expression runs over something whose size is not known, such as the
  /// list that a function of the host gives.
  /// - Parameter sizes: The most elements of a list or map, or bytes of a string, that stand at a
  ///   chain of parts; nil for what has no bound.
  package func costBound(sizes: (FieldChain) -> Int?) -> Int? {
    withoutActuallyEscaping(sizes) { sizes in
      var estimator = CostEstimator(plan: plan, sizes: sizes)
      return estimator.estimate(plan.root)?.steps
    }
  }
}

/// How large a value can be.
indirect enum Extent {
  /// A value whose size counts for nothing.
  case scalar
  /// At most so many bytes.
  case text(Int)
  case list(count: Int, element: Extent)
  case map(count: Int, key: Extent, value: Extent)
  /// A part of a variable, whose size is asked for when it matters.
  case part(FieldChain, CELType)
  case unknown
}

/// Steps and the extent of the value that they make.
struct CostEstimate {
  var steps: Int
  var extent: Extent
}

/// Adds up the most steps that the nodes of a plan can take.
struct CostEstimator {
  let plan: Plan
  let sizes: (FieldChain) -> Int?
  private var locals: [Extent]

  init(plan: Plan, sizes: @escaping (FieldChain) -> Int?) {
    self.plan = plan
    self.sizes = sizes
    locals = Array(repeating: .unknown, count: plan.localCount)
  }

  /// Nil when there is no bound.
  mutating func estimate(_ id: PlanID) -> CostEstimate? {
    switch plan.nodes[Int(id)] {
    case .constant(let index):
      return CostEstimate(steps: 0, extent: extent(plan.constants[Int(index)]))
    case .variable(let slot):
      let type = plan.variableTypes[Int(slot)]
      return CostEstimate(
        steps: 0, extent: .part(FieldChain(variable: Int(slot), steps: []), type))
    case .local(let slot): return CostEstimate(steps: 0, extent: locals[Int(slot)])
    case .failure: return CostEstimate(steps: 0, extent: .scalar)
    case .field(let operand, let index, _): return field(operand, Int(index))
    case .hasField(let operand, _), .hasPart(let operand, _), .not(let operand),
      .negate(let operand), .containedText(let operand, _):
      return estimate(operand).map { CostEstimate(steps: $0.steps, extent: .scalar) }
    case .select(let operand, _), .optionalSelect(let operand, _):
      guard let inner = estimate(operand) else { return nil }
      return CostEstimate(steps: inner.steps, extent: element(inner.extent))
    case .index(let operand, let key), .optionalIndex(let operand, let key):
      guard let inner = estimate(operand), let position = estimate(key) else { return nil }
      return CostEstimate(steps: sum(inner.steps, position.steps), extent: element(inner.extent))
    case .and(let start, let count), .or(let start, let count):
      return all(start, count).map { CostEstimate(steps: $0.steps, extent: .scalar) }
    case .conditional(let condition, let first, let second):
      guard let test = estimate(condition), let left = estimate(first),
        let right = estimate(second)
      else { return nil }
      return CostEstimate(
        steps: sum(test.steps, max(left.steps, right.steps)),
        extent: larger(left.extent, right.extent))
    case .compareInt(_, let left, let right), .compareDouble(_, let left, let right),
      .arithmeticInt(_, let left, let right), .arithmeticDouble(_, let left, let right):
      return pair(left, right).map { CostEstimate(steps: $0.steps, extent: .scalar) }
    case .equalText(let operand, _, _), .listSize(let operand):
      return estimate(operand).map { CostEstimate(steps: sum($0.steps, 1), extent: .scalar) }
    case .equal(let left, let right), .notEqual(let left, let right),
      .compare(_, let left, let right):
      guard let both = pair(left, right) else { return nil }
      // The smaller one ends the comparison.
      let work = [both.left, both.right].compactMap { weight($0) }.min()
      return work.map { CostEstimate(steps: sum(both.steps, $0), extent: .scalar) }
    case .contained(let left, let right):
      guard let both = pair(left, right), let work = weight(both.right) else { return nil }
      return CostEstimate(steps: sum(both.steps, work), extent: .scalar)
    case .arithmetic(_, let left, let right):
      guard let both = pair(left, right), let first = weight(both.left),
        let second = weight(both.right)
      else { return nil }
      return CostEstimate(
        steps: sum(both.steps, sum(first, second)), extent: joined(both.left, both.right))
    case .callNullary, .callUnary, .callBinary, .callTernary, .callVariadic, .callDynamic:
      return call(id)
    case .list(let start, let count):
      guard let items = all(start, count) else { return nil }
      return CostEstimate(
        steps: sum(items.steps, Int(count)),
        extent: .list(count: Int(count), element: items.extents.reduce(.scalar, larger)))
    case .listWithOptionals(let start, let count): return sparse(start, count, width: 2)
    case .map(let start, let count): return sparse(start, count, width: 3)
    case .comprehension(let index): return comprehension(plan.comprehensions[Int(index)])
    case .optionalMap(let target, let body, let slotAndFlat):
      return bound(target, body, Int(slotAndFlat / 2))
    case .binding(let value, let body, let slot): return bound(value, body, Int(slot))
    case .block(let start, let count, let slot):
      var steps = 0
      for position in 0..<count {
        guard let value = estimate(plan.operands[Int(start + position)]) else { return nil }
        locals[Int(slot + position)] = value.extent
        steps = sum(steps, value.steps)
      }
      guard let body = estimate(plan.operands[Int(start + count)]) else { return nil }
      return CostEstimate(steps: sum(steps, body.steps), extent: body.extent)
    }
  }

  private mutating func field(_ operand: PlanID, _ index: Int) -> CostEstimate? {
    guard let inner = estimate(operand) else { return nil }
    guard case .part(let chain, .object(let object)) = inner.extent else {
      return CostEstimate(steps: inner.steps, extent: .unknown)
    }
    let declared = plan.objectTypes[object.index].fields[index]
    let part = chain.appending(.field(object: object, index: index))
    return CostEstimate(steps: inner.steps, extent: .part(part, declared.type))
  }

  private mutating func all(
    _ start: Int32, _ count: Int32
  ) -> (steps: Int, extents: [Extent])? {
    var steps = 0
    var extents: [Extent] = []
    for position in start..<(start + count) {
      guard let item = estimate(plan.operands[Int(position)]) else { return nil }
      steps = sum(steps, item.steps)
      extents.append(item.extent)
    }
    return (steps, extents)
  }

  private mutating func pair(
    _ left: PlanID, _ right: PlanID
  ) -> (steps: Int, left: Extent, right: Extent)? {
    guard let first = estimate(left), let second = estimate(right) else { return nil }
    return (sum(first.steps, second.steps), first.extent, second.extent)
  }

  private mutating func bound(_ value: PlanID, _ body: PlanID, _ slot: Int) -> CostEstimate? {
    guard let inner = estimate(value) else { return nil }
    locals[slot] = inner.extent
    guard let result = estimate(body) else { return nil }
    return CostEstimate(steps: sum(inner.steps, result.steps), extent: result.extent)
  }

  /// Lists and maps with optional parts, whose operands stand between marks.
  private mutating func sparse(_ start: Int32, _ count: Int32, width: Int32) -> CostEstimate? {
    var steps = Int(count)
    var extents: [Extent] = [.scalar, .scalar]
    for position in 0..<count {
      for part in 0..<(width - 1) {
        let operand = plan.operands[Int(start + position * width + part)]
        guard let item = estimate(operand) else { return nil }
        steps = sum(steps, item.steps)
        extents[Int(part)] = larger(extents[Int(part)], item.extent)
      }
    }
    let extent: Extent =
      width == 2
      ? .list(count: Int(count), element: extents[0])
      : .map(count: Int(count), key: extents[0], value: extents[1])
    return CostEstimate(steps: steps, extent: extent)
  }

  private mutating func comprehension(_ planned: PlannedComprehension) -> CostEstimate? {
    guard let range = estimate(planned.range), let count = count(range.extent) else { return nil }
    let first = planned.isPair ? key(range.extent) : iterated(range.extent)
    locals[Int(planned.slot)] = first
    if planned.isPair { locals[Int(planned.slot) + 1] = element(range.extent) }
    var perElement = 1
    if planned.filter >= 0 {
      guard let filter = estimate(planned.filter) else { return nil }
      perElement = sum(perElement, filter.steps)
    }
    guard let body = estimate(planned.body) else { return nil }
    perElement = sum(perElement, body.steps)
    if planned.kind == .sortBy {
      perElement = sum(perElement, 1 + Int.bitWidth - count.leadingZeroBitCount)
    }
    if planned.kind == .transformMapEntry {
      guard let entries = self.count(body.extent) else { return nil }
      perElement = sum(perElement, entries)
    }
    let extent: Extent =
      switch planned.kind {
      case .all, .exists, .existsOne: .scalar
      case .filter, .sortBy: .list(count: count, element: first)
      case .map: .list(count: count, element: body.extent)
      case .transformMap: .map(count: count, key: first, value: body.extent)
      case .transformMapEntry: .unknown
      }
    return CostEstimate(steps: sum(range.steps, product(count, perElement)), extent: extent)
  }

  /// A call: the cost of the function and work in proportion to its arguments.
  private mutating func call(_ id: PlanID) -> CostEstimate? {
    let arguments: (steps: Int, extents: [Extent])?
    let functions: [PlannedFunction]
    switch plan.nodes[Int(id)] {
    case .callNullary(let function):
      arguments = (0, [])
      functions = [plan.functions[Int(function)]]
    case .callUnary(let function, let argument):
      arguments = estimate(argument).map { ($0.steps, [$0.extent]) }
      functions = [plan.functions[Int(function)]]
    case .callBinary(let function, let left, let right):
      arguments = pair(left, right).map { ($0.steps, [$0.left, $0.right]) }
      functions = [plan.functions[Int(function)]]
    case .callTernary(let function, let start):
      arguments = all(start, 3)
      functions = [plan.functions[Int(function)]]
    case .callVariadic(let function, let start, let count):
      arguments = all(start, count)
      functions = [plan.functions[Int(function)]]
    case .callDynamic(let group, let start, let count):
      arguments = all(start, count)
      functions = plan.groups[Int(group)].candidates.map { plan.functions[Int($0.function)] }
    default: return nil
    }
    guard let arguments, functions.allSatisfy(\.isProportional) else { return nil }
    var total = 1
    for extent in arguments.extents {
      guard let weight = weight(extent, bytesPerStep: 4) else { return nil }
      total = sum(total, weight)
    }
    // No function of the library does more than compare all parts with all parts; functions of the
    // host look at their arguments once.
    let isStandard = functions.contains(where: \.isStandard)
    let parts = arguments.extents.reduce(1) { sum($0, breadth($1)) }
    let work = isStandard ? product(parts, total) : total
    let cost = functions.map(\.cost).max() ?? 1
    let extents = functions.map { function in
      let extent = resultExtent(function, work, total)
      guard case .unknown = extent, function.isStandard else { return extent }
      return rearranged(arguments.extents, total)
    }
    return CostEstimate(
      steps: sum(arguments.steps, sum(cost, work)),
      extent: extents.dropFirst().reduce(extents.first ?? .unknown, larger))
  }

  /// The parts of an argument that a function may compare with all others: the elements of lists,
  /// whose texts are compared as a whole, or the bytes of a text by itself.
  private func breadth(_ extent: Extent) -> Int {
    if let count = count(extent) {
      let part = element(extent)
      return product(count, self.count(part) == nil ? 1 : sum(1, breadth(part)))
    }
    return weight(extent, bytesPerStep: 4) ?? 1
  }

  /// What functions such as `sort` and `distinct` make of the lists that they are given: no more
  /// parts than these have in all.
  private func rearranged(_ arguments: [Extent], _ total: Int) -> Extent {
    let lists = arguments.filter { count($0) != nil }
    guard let first = lists.first else { return .unknown }
    let part = element(first)
    // `flatten` takes away a level, and then there are as many elements as parts in all.
    if count(part) != nil { return .list(count: total, element: larger(part, element(part))) }
    return .list(count: lists.reduce(0) { sum($0, count($1) ?? 0) }, element: part)
  }

  private func resultExtent(
    _ function: PlannedFunction, _ work: Int, _ total: Int
  ) -> Extent {
    switch function.result {
    case .null, .bool, .int, .uint, .double, .timestamp, .duration, .enumeration, .type: .scalar
    case .string where function.isStandard, .bytes where function.isStandard:
      .text(product(16, work))
    case .list(.string) where function.isStandard:
      // The pieces of a text are together no longer than the text.
      .list(count: product(4, total), element: .text(16))
    default: hostExtent(function)
    }
  }

  /// The extent of what a function of the host gives, as far as it says how large that can be.
  private func hostExtent(_ function: PlannedFunction) -> Extent {
    guard let size = function.resultSize else { return .unknown }
    switch function.result {
    case .string, .bytes: return .text(size)
    case .list(.string): return .list(count: size, element: .text(size))
    case .list: return .list(count: size, element: .scalar)
    default: return .unknown
    }
  }
}

/// Additions that stop at the largest number.
func sum(_ left: Int, _ right: Int) -> Int {
  let (result, overflow) = left.addingReportingOverflow(right)
  return overflow ? .max : result
}

/// Multiplications that stop at the largest number.
func product(_ left: Int, _ right: Int) -> Int {
  let (result, overflow) = left.multipliedReportingOverflow(by: right)
  return overflow ? .max : result
}
