/// A compiled expression.
package struct Program: Sendable {
  private let storage: Storage

  private final class Storage: Sendable {
    let source: String
    let resultType: CELType
    let fieldsRead: [FieldChain]
    let functionsCalled: Set<String>
    let presentWhenTrue: [FieldChain]
    let presentWhenFalse: [FieldChain]
    let plan: Plan

    init(source: String, checked: CheckedTree, plan: Plan) {
      self.source = source
      self.plan = plan
      resultType = checked.types[Int(checked.tree.root)]
      fieldsRead = Storage.longest(checked.reads)
      functionsCalled = checked.functionsCalled
      presentWhenTrue = checked.presentWhenTrue
      presentWhenFalse = checked.presentWhenFalse
    }

    /// The chains that are not the beginning of another, in a fixed order.
    private static func longest(_ reads: [FieldChain]) -> [FieldChain] {
      var result: [FieldChain] = []
      for chain in reads.sorted(by: >) {
        // In falling order a chain comes right after those that it is the beginning of.
        if let last = result.last, last.starts(with: chain) { continue }
        result.append(chain)
      }
      return result.reversed()
    }
  }

  init(source: String, checked: CheckedTree, plan: Plan) {
    storage = Storage(source: source, checked: checked, plan: plan)
  }

  /// The text that it was compiled from.
  package var source: String { storage.source }
  /// The type of its values.
  package var resultType: CELType { storage.resultType }
  /// The longest chains of parts that it reads from its variables.
  package var fieldsRead: [FieldChain] { storage.fieldsRead }
  /// The names of all functions that it calls; operators and macros are none.
  package var functionsCalled: Set<String> { storage.functionsCalled }
  var plan: Plan { storage.plan }

  /// The paths that are present when it is true, or when it is false.
  func facts(holds: Bool) -> [FieldChain] {
    holds ? storage.presentWhenTrue : storage.presentWhenFalse
  }

  /// The value when it does not depend on anything; nil when it does.
  package var constantValue: Value? { plan.constantValue }

  /// Evaluates it.
  /// - Parameters:
  ///   - variables: A value for each variable of the environment, by slot.
  ///   - host: Answers for the objects and lists among the values.
  ///   - limit: Steps that the evaluation may take.
  package func evaluate(
    _ variables: UnsafeBufferPointer<Value>, host: any Host, limit: Int = Program.defaultLimit
  ) throws(EvaluationError) -> Value {
    try withPlan { (plan) throws(EvaluationError) in
      try plan.evaluate(variables, host: host, limit: limit)
    }
  }

  /// Evaluates it.
  package func evaluate(
    _ variables: [Value], host: any Host, limit: Int = Program.defaultLimit
  ) throws(EvaluationError) -> Value {
    let result: Result<Value, EvaluationError> = variables.withUnsafeBufferPointer { variables in
      do throws(EvaluationError) {
        return .success(try evaluate(variables, host: host, limit: limit))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// Evaluates an expression that gives a bool.
  package func evaluateBool(
    _ variables: UnsafeBufferPointer<Value>, host: any Host, limit: Int = Program.defaultLimit
  ) throws(EvaluationError) -> Bool {
    try withPlan { (plan) throws(EvaluationError) in
      try plan.evaluateBool(variables, host: host, limit: limit)
    }
  }

  /// Evaluates an expression that gives a bool.
  package func evaluateBool(
    _ variables: [Value], host: any Host, limit: Int = Program.defaultLimit
  ) throws(EvaluationError) -> Bool {
    let result: Result<Bool, EvaluationError> = variables.withUnsafeBufferPointer { variables in
      do throws(EvaluationError) {
        return .success(try evaluateBool(variables, host: host, limit: limit))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// Calls a body with the plan, which this holds; counting its references would make threads that
  /// evaluate one expression wait for each other.
  @inline(__always)
  private func withPlan<Output>(
    _ body: (Plan) throws(EvaluationError) -> Output
  ) throws(EvaluationError) -> Output {
    unowned(unsafe) let plan = storage.plan
    defer { withExtendedLifetime(storage) {} }
    return try body(plan)
  }

  /// The steps that an evaluation may take when nothing else is said.
  package static let defaultLimit = 1_000_000
}
