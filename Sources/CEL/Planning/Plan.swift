/// The tables of a plan while it is made.
struct PlanTables {
  var nodes: [PlanNode] = []
  /// The place in the source of each node.
  var ranges: [SourceRange] = []
  /// Operands of nodes that have many.
  var operands: [PlanID] = []
  var constants: [Value] = []
  var functions: [PlannedFunction] = []
  var groups: [DynamicGroup] = []
  var comprehensions: [PlannedComprehension] = []
  var messages: [String] = []
  var textSets: [TextSet] = []
  var objectTypes: [ObjectType] = []
  var variableTypes: [CELType] = []
  var localCount = 0
  var root: PlanID = 0
}

/// An expression in the form in which it is evaluated: a flat list of operations and its tables.
///
/// The tables lie in memory of the plan's own, so that an evaluation counts no references. They
/// are written once, which makes sharing them between threads safe.
final class Plan: @unchecked Sendable {
  let nodes: UnsafeBufferPointer<PlanNode>
  let ranges: UnsafeBufferPointer<SourceRange>
  let operands: UnsafeBufferPointer<PlanID>
  let constants: UnsafeBufferPointer<Value>
  let functions: UnsafeBufferPointer<PlannedFunction>
  let groups: UnsafeBufferPointer<DynamicGroup>
  let comprehensions: UnsafeBufferPointer<PlannedComprehension>
  let messages: UnsafeBufferPointer<String>
  let textSets: UnsafeBufferPointer<TextSet>
  let objectTypes: UnsafeBufferPointer<ObjectType>
  let variableTypes: [CELType]
  let localCount: Int
  let root: PlanID

  init(_ tables: PlanTables) {
    nodes = Plan.copy(tables.nodes)
    ranges = Plan.copy(tables.ranges)
    operands = Plan.copy(tables.operands)
    constants = Plan.copy(tables.constants)
    functions = Plan.copy(tables.functions)
    groups = Plan.copy(tables.groups)
    comprehensions = Plan.copy(tables.comprehensions)
    messages = Plan.copy(tables.messages)
    textSets = Plan.copy(tables.textSets)
    objectTypes = Plan.copy(tables.objectTypes)
    variableTypes = tables.variableTypes
    localCount = tables.localCount
    root = tables.root
  }

  deinit {
    Plan.free(nodes)
    Plan.free(ranges)
    Plan.free(operands)
    Plan.free(constants)
    Plan.free(functions)
    Plan.free(groups)
    Plan.free(comprehensions)
    Plan.free(messages)
    Plan.free(textSets)
    Plan.free(objectTypes)
  }

  private static func copy<Element>(_ elements: [Element]) -> UnsafeBufferPointer<Element> {
    guard !elements.isEmpty else { return UnsafeBufferPointer(start: nil, count: 0) }
    let buffer = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = buffer.initialize(from: elements)
    return UnsafeBufferPointer(buffer)
  }

  private static func free<Element>(_ buffer: UnsafeBufferPointer<Element>) {
    let mutable = UnsafeMutableBufferPointer(mutating: buffer)
    mutable.deinitialize()
    mutable.deallocate()
  }

  /// The value when the whole plan is a constant.
  var constantValue: Value? {
    guard case .constant(let index) = nodes[Int(root)] else { return nil }
    return constants[Int(index)]
  }

  func evaluate(
    _ variables: UnsafeBufferPointer<Value>, host: any Host, limit: Int
  ) throws(EvaluationError) -> Value {
    try run(variables, host: host, limit: limit) { (evaluator) throws(EvaluationError) in
      try evaluator.evaluate(root)
    }
  }

  func evaluateBool(
    _ variables: UnsafeBufferPointer<Value>, host: any Host, limit: Int
  ) throws(EvaluationError) -> Bool {
    try run(variables, host: host, limit: limit) { (evaluator) throws(EvaluationError) in
      try evaluator.evaluateBool(root)
    }
  }

  /// Sets an evaluation up on the stack and runs it.
  @inline(__always)
  private func run<Output>(
    _ variables: UnsafeBufferPointer<Value>, host: any Host, limit: Int,
    _ body: (borrowing Evaluator) throws(EvaluationError) -> Output
  ) throws(EvaluationError) -> Output {
    guard localCount > 0 else {
      return try run(
        variables, UnsafeMutableBufferPointer(start: nil, count: 0), host, limit, body)
    }
    let result: Result<Output, EvaluationError> = withUnsafeTemporaryAllocation(
      of: Value.self, capacity: localCount
    ) { locals in
      locals.initialize(repeating: .null)
      defer { locals.deinitialize() }
      do throws(EvaluationError) {
        return .success(try run(variables, locals, host, limit, body))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  @inline(__always)
  private func run<Output>(
    _ variables: UnsafeBufferPointer<Value>, _ locals: UnsafeMutableBufferPointer<Value>,
    _ host: any Host, _ limit: Int,
    _ body: (borrowing Evaluator) throws(EvaluationError) -> Output
  ) throws(EvaluationError) -> Output {
    var steps = limit
    return try withUnsafeMutablePointer(to: &steps) { (steps) throws(EvaluationError) in
      let evaluator = Evaluator(
        plan: self, nodes: nodes, operands: operands, constants: constants, variables: variables,
        locals: locals, context: HostContext(host: host, meter: steps, objectTypes: objectTypes))
      return try body(evaluator)
    }
  }
}
