/// Arithmetic with the errors of the language.
extension Evaluator {
  func arithmeticInt(
    _ operation: Arithmetic, _ a: Int64, _ b: Int64
  ) throws(EvaluationError) -> Int64 {
    let (result, overflow): (Int64, Bool)
    switch operation {
    case .add: (result, overflow) = a.addingReportingOverflow(b)
    case .subtract: (result, overflow) = a.subtractingReportingOverflow(b)
    case .multiply: (result, overflow) = a.multipliedReportingOverflow(by: b)
    case .divide:
      guard b != 0 else { throw .divisionByZero(.int(a), operation) }
      (result, overflow) = a.dividedReportingOverflow(by: b)
    case .modulo:
      guard b != 0 else { throw .divisionByZero(.int(a), operation) }
      (result, overflow) = a.remainderReportingOverflow(dividingBy: b)
    }
    guard !overflow else { throw .overflow(operation, .int(a), .int(b)) }
    return result
  }

  private func arithmeticUnsigned(
    _ operation: Arithmetic, _ a: UInt64, _ b: UInt64
  ) throws(EvaluationError) -> UInt64 {
    let (result, overflow): (UInt64, Bool)
    switch operation {
    case .add: (result, overflow) = a.addingReportingOverflow(b)
    case .subtract: (result, overflow) = a.subtractingReportingOverflow(b)
    case .multiply: (result, overflow) = a.multipliedReportingOverflow(by: b)
    case .divide:
      guard b != 0 else { throw .divisionByZero(.uint(a), operation) }
      (result, overflow) = (a / b, false)
    case .modulo:
      guard b != 0 else { throw .divisionByZero(.uint(a), operation) }
      (result, overflow) = (a % b, false)
    }
    guard !overflow else { throw .overflow(operation, .uint(a), .uint(b)) }
    return result
  }

  func arithmeticDouble(
    _ operation: Arithmetic, _ left: PlanID, _ right: PlanID, _ id: PlanID
  ) throws(EvaluationError) -> Double {
    let a = try evaluateDouble(left)
    let b = try evaluateDouble(right)
    do {
      return try arithmeticDouble(operation, a, b)
    } catch {
      throw error.located(range(id))
    }
  }

  private func arithmeticDouble(
    _ operation: Arithmetic, _ a: Double, _ b: Double
  ) throws(EvaluationError) -> Double {
    switch operation {
    case .add: return a + b
    case .subtract: return a - b
    case .multiply: return a * b
    case .divide: return a / b
    case .modulo: throw .noOverload("%", .double(a), .double(b))
    }
  }

  /// An operation whose overload the values choose.
  func arithmetic(
    _ operation: Arithmetic, _ left: Value, _ right: Value
  ) throws(EvaluationError) -> Value {
    switch (left, right) {
    case (.int(let a), .int(let b)): return .int(try arithmeticInt(operation, a, b))
    case (.uint(let a), .uint(let b)): return .uint(try arithmeticUnsigned(operation, a, b))
    case (.double(let a), .double(let b)): return .double(try arithmeticDouble(operation, a, b))
    default: break
    }
    switch operation {
    case .add: return try add(left, right)
    case .subtract: return try subtract(left, right)
    default: throw .noOverload(operation.symbol, left, right)
    }
  }

  private func add(_ left: Value, _ right: Value) throws(EvaluationError) -> Value {
    switch (left, right) {
    case (.string(let a), .string(let b)):
      try context.charge(bytes: a.utf8.count + b.utf8.count)
      return .string(a + b)
    case (.bytes(let a), .bytes(let b)):
      try context.charge(bytes: a.count + b.count)
      return .bytes(a + b)
    case (.list(let a), .list(let b)):
      return .list(try context.elements(a) + (try context.elements(b)))
    case (.timestamp(let time), .duration(let span)), (.duration(let span), .timestamp(let time)):
      guard let result = time.adding(span) else { throw .overflow(.add, left, right) }
      return .timestamp(result)
    case (.duration(let a), .duration(let b)):
      let (sum, overflow) = a.nanoseconds.addingReportingOverflow(b.nanoseconds)
      guard !overflow else { throw .overflow(.add, left, right) }
      return .duration(Duration(nanoseconds: sum))
    default: throw .noOverload("+", left, right)
    }
  }

  private func subtract(_ left: Value, _ right: Value) throws(EvaluationError) -> Value {
    switch (left, right) {
    case (.timestamp(let time), .duration(let span)):
      guard let result = time.subtracting(span) else { throw .overflow(.subtract, left, right) }
      return .timestamp(result)
    case (.timestamp(let a), .timestamp(let b)):
      guard let result = a.duration(since: b) else { throw .overflow(.subtract, left, right) }
      return .duration(result)
    case (.duration(let a), .duration(let b)):
      let (rest, overflow) = a.nanoseconds.subtractingReportingOverflow(b.nanoseconds)
      guard !overflow else { throw .overflow(.subtract, left, right) }
      return .duration(Duration(nanoseconds: rest))
    default: throw .noOverload("-", left, right)
    }
  }

  func negate(_ value: Value, _ id: PlanID) throws(EvaluationError) -> Value {
    switch value {
    case .int(let number):
      guard number != .min else {
        throw fail(.overflow, "-(\(number)) is out of the range of int", id)
      }
      return .int(-number)
    case .double(let number): return .double(-number)
    default: throw EvaluationError.noOverload("-", value).located(range(id))
    }
  }
}

extension EvaluationError {
  static func divisionByZero(_ value: Value, _ operation: Arithmetic) -> EvaluationError {
    EvaluationError(.divisionByZero, "\(value.quoted) \(operation.symbol) 0 has no value")
  }

  static func overflow(
    _ operation: Arithmetic, _ left: Value, _ right: Value
  ) -> EvaluationError {
    EvaluationError(
      .overflow,
      "\(left.quoted) \(operation.symbol) \(right.quoted) is out of the range of "
        + left.typeName)
  }
}
