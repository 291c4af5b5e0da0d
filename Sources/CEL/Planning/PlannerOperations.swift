/// Operators and calls.
extension Planner {
  mutating func binary(
    _ id: ExpressionID, _ symbol: BinaryOperator, _ left: ExpressionID, _ right: ExpressionID
  ) -> PlanID {
    let a = node(left)
    let b = node(right)
    return fold(operation(symbol, left, a, right, b), id, over: [a, b])
  }

  private mutating func operation(
    _ symbol: BinaryOperator, _ left: ExpressionID, _ a: PlanID, _ right: ExpressionID,
    _ b: PlanID
  ) -> PlanNode {
    let leftType = type(left)
    let rightType = type(right)
    if symbol == .contained { return contained(leftType, a, b) }
    if let arithmetic = arithmetic(symbol) {
      switch (leftType, rightType) {
      case (.int, .int): return .arithmeticInt(arithmetic, a, b)
      case (.double, .double): return .arithmeticDouble(arithmetic, a, b)
      default: return .arithmetic(arithmetic, a, b)
      }
    }
    let comparison = comparison(symbol)
    switch (leftType, rightType) {
    case (.int, .int): return .compareInt(comparison, a, b)
    case (.double, .double): return .compareDouble(comparison, a, b)
    default: break
    }
    guard symbol == .equal || symbol == .notEqual else { return .compare(comparison, a, b) }
    if leftType.isText, rightType.isText {
      if let text = textConstant(b) {
        return .equalText(a, text: text, isNegated: symbol == .notEqual)
      }
      if let text = textConstant(a) {
        return .equalText(b, text: text, isNegated: symbol == .notEqual)
      }
    }
    return symbol == .equal ? .equal(a, b) : .notEqual(a, b)
  }

  private func textConstant(_ id: PlanID) -> Int32? {
    guard case .constant(let index) = plan.nodes[Int(id)],
      case .string = plan.constants[Int(index)]
    else { return nil }
    return index
  }

  /// `in` a constant list of strings looks into a set.
  private mutating func contained(_ type: CELType, _ a: PlanID, _ b: PlanID) -> PlanNode {
    guard type.isText, case .list(.native(let elements)) = constantValue(b) else {
      return .contained(a, b)
    }
    var texts: [String] = []
    for element in elements {
      guard case .string(let text) = element else { return .contained(a, b) }
      texts.append(text)
    }
    plan.textSets.append(TextSet(texts))
    return .containedText(a, set: Int32(plan.textSets.count - 1))
  }

  private func arithmetic(_ symbol: BinaryOperator) -> Arithmetic? {
    switch symbol {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .modulo: .modulo
    default: nil
    }
  }

  private func comparison(_ symbol: BinaryOperator) -> Comparison {
    switch symbol {
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    default: .equal
    }
  }

  // MARK: Calls

  mutating func call(_ id: ExpressionID, _ call: Call) -> PlanID {
    guard case .function(let match) = checked.resolutions[Int(id)] else {
      plan.messages.append("the function '\(call.function)' means nothing here")
      return emit(.failure(Int32(plan.messages.count - 1)), id)
    }
    var arguments = call.arguments
    if match.takesTarget, let target = call.target { arguments.insert(target, at: 0) }
    let ids = arguments.map { node($0) }
    let isPure = match.candidates.allSatisfy { environment.function($0).isPure }
    let planned = callNode(id, match, call, arguments, ids)
    return isPure ? fold(planned, id, over: ids) : emit(planned, id)
  }

  private mutating func callNode(
    _ id: ExpressionID, _ match: FunctionMatch, _ call: Call, _ arguments: [ExpressionID],
    _ ids: [PlanID]
  ) -> PlanNode {
    let isStandard = match.candidates[0] < StandardLibrary.functions.count
    if isStandard, call.function == "size", case .list = type(arguments[0]) {
      return .listSize(ids[0])
    }
    if match.isDynamic {
      let candidates = match.candidates.map { index in
        let declaration = environment.function(index)
        return DynamicGroup.Candidate(
          parameters: declaration.parameters, isVariadic: declaration.isVariadic,
          function: plannedFunction(index, declaration.implementation))
      }
      plan.groups.append(DynamicGroup(name: call.function, candidates: candidates))
      return .callDynamic(
        group: Int32(plan.groups.count - 1), start: operands(ids), count: Int32(ids.count))
    }
    let declaration = environment.function(match.candidates[0])
    var implementation = declaration.implementation
    if let specialize = declaration.specialize,
      let special = specialize(ids.map { constantValue($0) })
    {
      implementation = special
    }
    let function = plannedFunction(match.candidates[0], implementation)
    switch implementation {
    case .nullary: return .callNullary(function: function)
    case .unary: return .callUnary(function: function, ids[0])
    case .binary: return .callBinary(function: function, ids[0], ids[1])
    case .ternary: return .callTernary(function: function, start: operands(ids))
    case .variadic:
      return .callVariadic(function: function, start: operands(ids), count: Int32(ids.count))
    }
  }

  private mutating func plannedFunction(
    _ index: Int, _ implementation: FunctionImplementation
  ) -> Int32 {
    let declaration = environment.function(index)
    plan.functions.append(
      PlannedFunction(
        implementation: implementation, cost: declaration.cost,
        isProportional: declaration.isProportional,
        isStandard: index < StandardLibrary.functions.count, resultSize: declaration.resultSize,
        result: declaration.result))
    return Int32(plan.functions.count - 1)
  }
}
