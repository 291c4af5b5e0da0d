/// An object that the host holds, as three numbers that the host understands.
package struct HostReference: Hashable, Sendable {
  /// The number of the store that holds it, in the numbering of the host.
  package var store: Int32
  /// The number of its node in the store; negative for an absent object.
  package var node: Int32
  /// The index of its `ObjectTypeID`.
  package var type: Int32

  /// Makes a reference in the numbering of the host.
  package init(store: Int32, node: Int32, type: Int32) {
    self.store = store
    self.node = node
    self.type = type
  }

  /// The object whose fields are all absent; the host is never asked about it.
  package static func absent(type: Int32) -> HostReference {
    HostReference(store: -1, node: -1, type: type)
  }

  /// Whether it is an object whose fields are all absent.
  package var isAbsent: Bool { node < 0 }
}

/// A list that the host holds.
package struct HostList: Hashable, Sendable {
  /// The number of the store that holds it, in the numbering of the host.
  package var store: Int32
  /// The number of its node in the store.
  package var node: Int32

  /// Makes a reference in the numbering of the host.
  package init(store: Int32, node: Int32) {
    self.store = store
    self.node = node
  }
}

/// How an evaluation reads the objects and lists of its host.
///
/// Bound to classes so that a read costs one indirect call and nothing is copied or allocated.
package protocol Host: AnyObject {
  /// The value of a field by its index in `ObjectType.fields`, or nil when it is absent.
  func field(_ object: HostReference, _ index: Int) -> Value?
  /// The number of elements of a list.
  func count(_ list: HostList) -> Int
  /// The element at a position below `count`.
  func element(_ list: HostList, _ index: Int) -> Value
}

/// A host without objects, for expressions that use none.
package final class EmptyHost: Host, Sendable {
  /// Makes a host that holds nothing.
  package init() {}
  /// Always absent.
  package func field(_ object: HostReference, _ index: Int) -> Value? { nil }
  /// Always zero.
  package func count(_ list: HostList) -> Int { 0 }
  /// Never asked for.
  package func element(_ list: HostList, _ index: Int) -> Value { .null }
}

/// What a function may use of the evaluation that calls it: the host and the step meter.
package struct HostContext {
  /// The host of the evaluation.
  package let host: any Host
  let meter: UnsafeMutablePointer<Int>
  let objectTypes: UnsafeBufferPointer<ObjectType>

  @inline(__always)
  init(
    host: any Host, meter: UnsafeMutablePointer<Int>,
    objectTypes: UnsafeBufferPointer<ObjectType>
  ) {
    self.host = host
    self.meter = meter
    self.objectTypes = objectTypes
  }

  /// Takes steps off the limit for work that grows with the size of its input.
  package func charge(_ steps: Int) throws(EvaluationError) {
    let left = meter.pointee &- steps
    meter.pointee = left
    if left < 0 { throw EvaluationError.stepLimit }
  }

  /// Takes steps for reading or writing so many bytes.
  package func charge(bytes count: Int) throws(EvaluationError) {
    try charge(1 &+ count >> 4)
  }

  /// The number of elements of a list.
  package func count(_ list: ListValue) -> Int {
    switch list {
    case .native(let elements): elements.count
    case .host(let list): host.count(list)
    }
  }

  /// The element at a position below `count`.
  package func element(_ list: ListValue, _ index: Int) -> Value {
    switch list {
    case .native(let elements): elements[index]
    case .host(let list): host.element(list, index)
    }
  }

  /// All elements of a list, for functions that need them at once.
  package func elements(_ list: ListValue) throws(EvaluationError) -> [Value] {
    try charge(count(list))
    switch list {
    case .native(let elements): return elements
    case .host(let list):
      let count = host.count(list)
      var elements: [Value] = []
      elements.reserveCapacity(count)
      for index in 0..<count { elements.append(host.element(list, index)) }
      return elements
    }
  }
}

extension EvaluationError {
  static let stepLimit = EvaluationError(
    .stepLimit, "the expression takes more steps than it may")
}
