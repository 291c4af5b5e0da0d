/// Calls of functions.
extension Evaluator {
  func call(_ id: PlanID) throws(EvaluationError) -> Value {
    switch nodes[Int(id)] {
    case .callUnary(let function, let argument):
      let value = try evaluate(argument)
      try context.charge(plan.functions[Int(function)].cost)
      guard case .unary(let code) = plan.functions[Int(function)].implementation else { break }
      return try code(value, context)
    case .callBinary(let function, let left, let right):
      let first = try evaluate(left)
      let second = try evaluate(right)
      try context.charge(plan.functions[Int(function)].cost)
      guard case .binary(let code) = plan.functions[Int(function)].implementation else { break }
      return try code(first, second, context)
    case .callTernary(let function, let start):
      let first = try evaluate(operands[Int(start)])
      let second = try evaluate(operands[Int(start + 1)])
      let third = try evaluate(operands[Int(start + 2)])
      try context.charge(plan.functions[Int(function)].cost)
      guard case .ternary(let code) = plan.functions[Int(function)].implementation else { break }
      return try code(first, second, third, context)
    case .callNullary(let function):
      try context.charge(plan.functions[Int(function)].cost)
      guard case .nullary(let code) = plan.functions[Int(function)].implementation else { break }
      return try code(context)
    case .callVariadic(let function, let start, let count):
      return try apply(function, try arguments(start, count))
    case .callDynamic(let group, let start, let count):
      return try dispatch(plan.groups[Int(group)], try arguments(start, count))
    default: break
    }
    throw fail(.noSuchOverload, "the function takes another number of arguments", id)
  }

  private func arguments(_ start: Int32, _ count: Int32) throws(EvaluationError) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(Int(count))
    for position in start..<(start + count) {
      values.append(try evaluate(operands[Int(position)]))
    }
    return values
  }

  private func apply(
    _ function: Int32, _ arguments: [Value]
  ) throws(EvaluationError) -> Value {
    let function = plan.functions[Int(function)]
    try context.charge(function.cost)
    switch (function.implementation, arguments.count) {
    case (.nullary(let code), 0): return try code(context)
    case (.unary(let code), 1): return try code(arguments[0], context)
    case (.binary(let code), 2): return try code(arguments[0], arguments[1], context)
    case (.ternary(let code), 3):
      return try code(arguments[0], arguments[1], arguments[2], context)
    case (.variadic(let code), _): return try code(arguments, context)
    default:
      throw EvaluationError(
        .noSuchOverload, "the function does not take \(counted(arguments.count, "argument"))")
    }
  }

  /// Calls the first overload whose parameters fit the values.
  private func dispatch(
    _ group: DynamicGroup, _ arguments: [Value]
  ) throws(EvaluationError) -> Value {
    for candidate in group.candidates {
      let fits = arguments.indices.allSatisfy { index in
        let parameter = candidate.parameters[min(index, candidate.parameters.count - 1)]
        return arguments[index].fits(parameter)
      }
      if fits { return try apply(candidate.function, arguments) }
    }
    let types = arguments.map { typeName($0) }.joined(separator: ", ")
    throw EvaluationError(.noSuchOverload, "'\(group.name)' does not take (\(types))")
  }
}

extension Value {
  /// Whether it may be given to a parameter; elements of lists and maps are not looked at.
  func fits(_ type: CELType) -> Bool {
    switch (type, self) {
    case (.dyn, _), (.parameter, _), (.null, .null), (.bool, .bool), (.int, .int),
      (.uint, .uint), (.double, .double), (.string, .string), (.enumeration, .string),
      (.bytes, .bytes), (.timestamp, .timestamp), (.duration, .duration), (.list, .list),
      (.map, .map), (.optional, .optional), (.type, .type):
      true
    case (.object(let id), .object(let reference)): Int(reference.type) == id.index
    default: false
    }
  }
}
