/// Comprehensions.
extension Evaluator {
  /// What a comprehension runs over.
  private enum Iteration {
    case native([Value])
    case host(HostList, count: Int)
    case map(MapValue)

    var count: Int {
      switch self {
      case .native(let elements): elements.count
      case .host(_, let count): count
      case .map(let map): map.count
      }
    }
  }

  private func iteration(
    _ comprehension: PlannedComprehension
  ) throws(EvaluationError) -> Iteration {
    let value = try evaluate(comprehension.range)
    switch value {
    case .list(.native(let elements)): return .native(elements)
    case .list(.host(let list)): return .host(list, count: context.host.count(list))
    case .map(let map): return .map(map)
    default:
      throw fail(
        .noSuchOverload, "a macro needs a list or a map; found \(typeName(value))",
        comprehension.range)
    }
  }

  /// Sets the variables for one element and takes a step.
  @inline(__always)
  private func bind(
    _ comprehension: PlannedComprehension, _ iteration: Iteration, _ index: Int
  ) throws(EvaluationError) {
    try context.charge(1)
    let slot = Int(comprehension.slot)
    guard comprehension.isPair else {
      locals[slot] = element(iteration, index)
      return
    }
    switch iteration {
    case .map(let map):
      locals[slot] = map.keys[index]
      locals[slot + 1] = map.values[index]
    default:
      locals[slot] = .int(Int64(index))
      locals[slot + 1] = element(iteration, index)
    }
  }

  @inline(__always)
  private func element(_ iteration: Iteration, _ index: Int) -> Value {
    switch iteration {
    case .native(let elements): elements[index]
    case .host(let list, _): context.host.element(list, index)
    case .map(let map): map.keys[index]
    }
  }

  /// `all`, `exists` and `existsOne`.
  func quantifier(_ comprehension: PlannedComprehension) throws(EvaluationError) -> Bool {
    let iteration = try iteration(comprehension)
    if comprehension.kind == .existsOne {
      var found = 0
      for index in 0..<iteration.count {
        try bind(comprehension, iteration, index)
        if try evaluateBool(comprehension.body) { found += 1 }
      }
      return found == 1
    }
    let stop = comprehension.kind == .exists
    var failure: EvaluationError?
    for index in 0..<iteration.count {
      try bind(comprehension, iteration, index)
      do throws(EvaluationError) {
        if try evaluateBool(comprehension.body) == stop { return stop }
      } catch {
        guard error.isAbsorbable else { throw error }
        if failure == nil { failure = error }
      }
    }
    if let failure { throw failure }
    return !stop
  }

  func comprehension(_ comprehension: PlannedComprehension) throws(EvaluationError) -> Value {
    switch comprehension.kind {
    case .all, .exists, .existsOne: return .bool(try quantifier(comprehension))
    case .map, .filter: return try transformList(comprehension)
    case .transformMap, .transformMapEntry: return try transformMap(comprehension)
    case .sortBy: return try sortBy(comprehension)
    }
  }

  private func transformList(
    _ comprehension: PlannedComprehension
  ) throws(EvaluationError) -> Value {
    let iteration = try iteration(comprehension)
    let slot = Int(comprehension.slot)
    var results: [Value] = []
    for index in 0..<iteration.count {
      try bind(comprehension, iteration, index)
      if comprehension.kind == .filter {
        if try evaluateBool(comprehension.body) { results.append(locals[slot]) }
        continue
      }
      if comprehension.filter >= 0, try !evaluateBool(comprehension.filter) { continue }
      results.append(try evaluate(comprehension.body))
    }
    return .list(results)
  }

  private func transformMap(
    _ comprehension: PlannedComprehension
  ) throws(EvaluationError) -> Value {
    let iteration = try iteration(comprehension)
    let slot = Int(comprehension.slot)
    var builder = MapValue.Builder()
    for index in 0..<iteration.count {
      try bind(comprehension, iteration, index)
      if comprehension.filter >= 0, try !evaluateBool(comprehension.filter) { continue }
      let result = try evaluate(comprehension.body)
      if comprehension.kind == .transformMap {
        try builder.add(locals[slot], result)
        continue
      }
      guard case .map(let entries) = result else {
        throw fail(
          .noSuchOverload,
          "the result of 'transformMapEntry' is \(typeName(result)); expected a map",
          comprehension.body)
      }
      try context.charge(entries.count)
      for (key, value) in zip(entries.keys, entries.values) { try builder.add(key, value) }
    }
    return .map(builder.build())
  }

  private func sortBy(_ comprehension: PlannedComprehension) throws(EvaluationError) -> Value {
    let iteration = try iteration(comprehension)
    var pairs: [(key: Value, element: Value)] = []
    for index in 0..<iteration.count {
      try bind(comprehension, iteration, index)
      let element = locals[Int(comprehension.slot)]
      pairs.append((try evaluate(comprehension.body), element))
    }
    return .list(try context.sorted(pairs))
  }
}

extension HostContext {
  /// The elements in the order of their keys; equal keys keep their order.
  func sorted(
    _ pairs: [(key: Value, element: Value)]
  ) throws(EvaluationError) -> [Value] {
    var rounds = 1
    while 1 << rounds < pairs.count { rounds += 1 }
    try charge(pairs.count * rounds)
    var failure: EvaluationError?
    let ordered = pairs.enumerated().sorted { left, right in
      do throws(EvaluationError) {
        let order = try order(left.element.key, right.element.key) ?? 0
        return order == 0 ? left.offset < right.offset : order < 0
      } catch {
        failure = error
        return left.offset < right.offset
      }
    }
    if let failure { throw failure }
    return ordered.map(\.element.element)
  }
}
