/// The position of a node in `Plan.nodes`.
typealias PlanID = Int32

/// One operation of a plan; its operands are numbers, so that running it copies nothing.
enum PlanNode: Sendable, BitwiseCopyable {
  case constant(Int32)
  case variable(Int32)
  case local(Int32)
  /// A field of a host object with the constant that an absent one reads as, or -1.
  case field(PlanID, index: Int32, fallback: Int32)
  case hasField(PlanID, index: Int32)
  /// A part by a name, which is a constant.
  case select(PlanID, name: Int32)
  case optionalSelect(PlanID, name: Int32)
  case hasPart(PlanID, name: Int32)
  case index(PlanID, PlanID)
  case optionalIndex(PlanID, PlanID)

  case not(PlanID)
  case negate(PlanID)
  case and(start: Int32, count: Int32)
  case or(start: Int32, count: Int32)
  case conditional(PlanID, PlanID, PlanID)

  case equal(PlanID, PlanID)
  case notEqual(PlanID, PlanID)
  /// Compares a text with a constant string.
  case equalText(PlanID, text: Int32, isNegated: Bool)
  case compareInt(Comparison, PlanID, PlanID)
  case compareDouble(Comparison, PlanID, PlanID)
  case compare(Comparison, PlanID, PlanID)
  case arithmeticInt(Arithmetic, PlanID, PlanID)
  case arithmeticDouble(Arithmetic, PlanID, PlanID)
  case arithmetic(Arithmetic, PlanID, PlanID)
  case contained(PlanID, PlanID)
  /// Whether a text is in a constant set of strings.
  case containedText(PlanID, set: Int32)
  /// The number of elements of a list.
  case listSize(PlanID)

  case callNullary(function: Int32)
  case callUnary(function: Int32, PlanID)
  case callBinary(function: Int32, PlanID, PlanID)
  case callTernary(function: Int32, start: Int32)
  case callVariadic(function: Int32, start: Int32, count: Int32)
  /// Chooses the overload by the values of the arguments.
  case callDynamic(group: Int32, start: Int32, count: Int32)

  case list(start: Int32, count: Int32)
  /// Pairs of a value and whether it is optional.
  case listWithOptionals(start: Int32, count: Int32)
  /// Triples of a key, a value and whether it is optional.
  case map(start: Int32, count: Int32)
  case comprehension(Int32)
  case optionalMap(PlanID, body: PlanID, slotAndFlat: Int32)
  case binding(PlanID, body: PlanID, slot: Int32)
  /// Values for consecutive places, then the body.
  case block(start: Int32, count: Int32, slot: Int32)
  case failure(Int32)
}

enum Comparison: UInt8, Sendable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual

  /// Whether it holds for an order of negative, zero or positive.
  @inline(__always)
  func holds(_ order: Int) -> Bool {
    switch self {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }
}

enum Arithmetic: UInt8, Sendable {
  case add, subtract, multiply, divide, modulo

  var symbol: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .modulo: "%"
    }
  }
}

/// A comprehension as the evaluation runs it.
struct PlannedComprehension: Sendable, BitwiseCopyable {
  enum Kind: UInt8, Sendable {
    case all, exists, existsOne, map, filter
    case transformMap, transformMapEntry, sortBy
  }

  let kind: Kind
  let range: PlanID
  /// -1 when there is none.
  let filter: PlanID
  let body: PlanID
  /// The place of the first variable; that of the second follows it.
  let slot: Int32
  let isPair: Bool
}

/// A function as a plan calls it.
struct PlannedFunction: Sendable {
  let implementation: FunctionImplementation
  let cost: Int
  /// Whether its work grows with the size of its arguments only.
  let isProportional: Bool
  /// Whether it charges for what it makes, so that the steps bound the size of its result.
  let isStandard: Bool
  /// The most elements or bytes of a result of the host, where it says so.
  let resultSize: Int?
  let result: CELType
}

/// Overloads of which the values of the arguments choose one.
struct DynamicGroup: Sendable {
  let name: String
  let candidates: [Candidate]

  struct Candidate: Sendable {
    let parameters: [CELType]
    let isVariadic: Bool
    let function: Int32
  }
}
