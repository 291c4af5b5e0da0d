/// Runs a plan. It lives on the stack for one evaluation.
struct Evaluator: ~Copyable {
  unowned(unsafe) let plan: Plan
  let nodes: UnsafeBufferPointer<PlanNode>
  let operands: UnsafeBufferPointer<PlanID>
  let constants: UnsafeBufferPointer<Value>
  let variables: UnsafeBufferPointer<Value>
  let locals: UnsafeMutableBufferPointer<Value>
  let context: HostContext

  func range(_ id: PlanID) -> SourceRange { plan.ranges[Int(id)] }

  func fail(
    _ kind: EvaluationError.Kind, _ message: String, _ id: PlanID
  ) -> EvaluationError {
    EvaluationError(kind, message, at: range(id))
  }

  func typeName(_ value: Value) -> String { value.typeName(plan.objectTypes) }

  // MARK: Values

  /// The value of a node.
  func evaluate(_ id: PlanID) throws(EvaluationError) -> Value {
    switch nodes[Int(id)] {
    case .constant(let index): return constants[Int(index)]
    case .local(let slot): return locals[Int(slot)]
    case .variable(let slot):
      guard Int(slot) < variables.count else {
        throw fail(.unresolved, "the variable has no value", id)
      }
      return variables[Int(slot)]
    case .field(let operand, let index, let fallback):
      return try field(operand, Int(index), fallback, id)
    case .hasField, .hasPart, .not, .and, .or, .equal, .notEqual, .equalText, .compareInt,
      .compareDouble, .compare, .contained, .containedText:
      return .bool(try evaluateBool(id))
    case .arithmeticInt, .listSize: return .int(try evaluateInt(id))
    case .select(let operand, let name):
      return try select(try evaluate(operand), name, id)
    case .optionalSelect(let operand, let name):
      guard let value = try evaluatePresent(operand) else { return .emptyOptional }
      return .optional(OptionalValue(try optionalSelect(value, name, id)))
    case .index(let list, let position):
      return try index(try evaluate(list), try evaluate(position), id)
    case .optionalIndex(let list, let position):
      return .optional(
        OptionalValue(try optionalIndex(try evaluate(list), try evaluate(position), id)))
    case .negate(let operand): return try negate(try evaluate(operand), id)
    case .conditional(let condition, let first, let second):
      return try evaluateBool(condition) ? try evaluate(first) : try evaluate(second)
    case .arithmeticDouble(let operation, let left, let right):
      return .double(try arithmeticDouble(operation, left, right, id))
    case .arithmetic(let operation, let left, let right):
      do {
        return try arithmetic(operation, try evaluate(left), try evaluate(right))
      } catch {
        throw error.located(range(id))
      }
    case .callNullary, .callUnary, .callBinary, .callTernary, .callVariadic, .callDynamic:
      do {
        return try call(id)
      } catch {
        throw error.located(range(id))
      }
    case .list, .listWithOptionals, .map: return try aggregate(id)
    case .comprehension(let index):
      let comprehension = plan.comprehensions[Int(index)]
      do {
        return try self.comprehension(comprehension)
      } catch {
        throw error.located(range(id))
      }
    case .optionalMap(let target, let body, let slotAndFlat):
      return try optionalMap(target, body, slotAndFlat, id)
    case .binding(let value, let body, let slot):
      locals[Int(slot)] = try evaluate(value)
      return try evaluate(body)
    case .block(let start, let count, let slot):
      for position in 0..<count {
        locals[Int(slot + position)] = try evaluate(operands[Int(start + position)])
      }
      return try evaluate(operands[Int(start + count)])
    case .failure(let message):
      throw fail(.unresolved, plan.messages[Int(message)], id)
    }
  }

  /// The value of a node, or nil when it is a field that is absent.
  func evaluatePresent(_ id: PlanID) throws(EvaluationError) -> Value? {
    guard case .field(let operand, let index, _) = nodes[Int(id)] else {
      return try evaluate(id)
    }
    guard let object = try evaluatePresent(operand) else { return nil }
    guard case .object(let reference) = object else {
      throw fail(.noSuchOverload, "\(typeName(object)) has no fields", id)
    }
    return context.field(reference, Int(index))
  }

  @inline(__always)
  private func field(
    _ operand: PlanID, _ index: Int, _ fallback: Int32, _ id: PlanID
  ) throws(EvaluationError) -> Value {
    let object = try evaluate(operand)
    guard case .object(let reference) = object else {
      throw fail(.noSuchOverload, "\(typeName(object)) has no fields", id)
    }
    if let value = context.field(reference, index) { return value }
    guard fallback >= 0 else {
      throw missing(reference, index, id)
    }
    return constants[Int(fallback)]
  }

  private func missing(
    _ reference: HostReference, _ index: Int, _ id: PlanID
  ) -> EvaluationError {
    let object = plan.objectTypes[Int(reference.type)]
    return fail(
      .missingField, "the \(object.name) has no value for '\(object.fields[index].name)'", id)
  }

  // MARK: Scalars

  func evaluateInt(_ id: PlanID) throws(EvaluationError) -> Int64 {
    switch nodes[Int(id)] {
    case .arithmeticInt(let operation, let left, let right):
      let a = try evaluateInt(left)
      let b = try evaluateInt(right)
      do {
        return try arithmeticInt(operation, a, b)
      } catch {
        throw error.located(range(id))
      }
    case .listSize(let operand):
      guard case .list(let list) = try evaluate(operand) else {
        throw fail(.noSuchOverload, "'size' needs a list", id)
      }
      return Int64(context.count(list))
    default:
      guard case .int(let number) = try evaluate(id) else {
        throw fail(.noSuchOverload, "the value is no int", id)
      }
      return number
    }
  }

  func evaluateDouble(_ id: PlanID) throws(EvaluationError) -> Double {
    guard case .double(let number) = try evaluate(id) else {
      throw fail(.noSuchOverload, "the value is no double", id)
    }
    return number
  }

  func evaluateBool(_ id: PlanID) throws(EvaluationError) -> Bool {
    switch nodes[Int(id)] {
    case .and(let start, let count): return try connective(start, count, stop: false)
    case .or(let start, let count): return try connective(start, count, stop: true)
    case .not(let operand): return try !evaluateBool(operand)
    case .hasField(let operand, let index):
      guard let object = try evaluatePresent(operand) else { return false }
      guard case .object(let reference) = object else {
        throw fail(.noSuchOverload, "\(typeName(object)) has no fields", id)
      }
      return context.field(reference, Int(index)) != nil
    case .hasPart(let operand, let name):
      guard let value = try evaluatePresent(operand) else { return false }
      return try hasPart(value, name, id)
    case .equal(let left, let right):
      return try equal(left, right, id)
    case .notEqual(let left, let right):
      return try !equal(left, right, id)
    case .equalText(let operand, let text, let isNegated):
      guard case .string(let value) = try evaluate(operand),
        case .string(let wanted) = constants[Int(text)]
      else { return isNegated }
      return value.hasSameBytes(as: wanted) != isNegated
    case .compareInt(let comparison, let left, let right):
      let a = try evaluateInt(left)
      let b = try evaluateInt(right)
      return comparison.holds(a < b ? -1 : (a == b ? 0 : 1))
    case .compareDouble(let comparison, let left, let right):
      return try compareDouble(comparison, left, right)
    case .compare(let comparison, let left, let right):
      do {
        let order = try context.order(try evaluate(left), try evaluate(right))
        return order.map(comparison.holds) ?? (comparison == .notEqual)
      } catch {
        throw error.located(range(id))
      }
    case .contained(let element, let collection):
      return try contained(try evaluate(element), try evaluate(collection), id)
    case .containedText(let operand, let set):
      guard case .string(let text) = try evaluate(operand) else { return false }
      return plan.textSets[Int(set)].contains(text)
    case .comprehension(let index):
      let comprehension = plan.comprehensions[Int(index)]
      switch comprehension.kind {
      case .all, .exists, .existsOne: return try quantifier(comprehension)
      default: break
      }
    case .conditional(let condition, let first, let second):
      return try evaluateBool(condition) ? try evaluateBool(first) : try evaluateBool(second)
    default: break
    }
    let value = try evaluate(id)
    guard case .bool(let flag) = value else {
      throw fail(.noSuchOverload, "\(typeName(value)) stands where a bool is needed", id)
    }
    return flag
  }

  /// `&&` and `||`: the value to stop at decides whatever fails on the other sides.
  private func connective(
    _ start: Int32, _ count: Int32, stop: Bool
  ) throws(EvaluationError) -> Bool {
    var failure: EvaluationError?
    for position in start..<(start + count) {
      do throws(EvaluationError) {
        if try evaluateBool(operands[Int(position)]) == stop { return stop }
      } catch {
        guard error.isAbsorbable else { throw error }
        if failure == nil { failure = error }
      }
    }
    if let failure { throw failure }
    return !stop
  }

  @inline(__always)
  private func equal(
    _ left: PlanID, _ right: PlanID, _ id: PlanID
  ) throws(EvaluationError) -> Bool {
    do {
      return try context.equal(try evaluate(left), try evaluate(right))
    } catch {
      throw error.located(range(id))
    }
  }

  private func compareDouble(
    _ comparison: Comparison, _ left: PlanID, _ right: PlanID
  ) throws(EvaluationError) -> Bool {
    let a = try evaluateDouble(left)
    let b = try evaluateDouble(right)
    return switch comparison {
    case .equal: a == b
    case .notEqual: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    }
  }
}
