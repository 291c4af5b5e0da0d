/// What an expression reads: a variable and the way from it to a part.
package struct FieldChain: Hashable, Sendable {
  /// The slot of the variable.
  package let variable: Int
  /// The steps from the variable; none for the variable itself.
  package let steps: [FieldStep]

  /// Makes a chain from the slot of a variable.
  package init(variable: Int, steps: [FieldStep]) {
    self.variable = variable
    self.steps = steps
  }

  func appending(_ step: FieldStep) -> FieldChain {
    FieldChain(variable: variable, steps: steps + [step])
  }
}

/// One step from a value to a part of it.
package enum FieldStep: Hashable, Sendable {
  /// A declared field of a host object.
  case field(object: ObjectTypeID, index: Int)
  /// The value of a literal key of a map.
  case key(UTF8Key)
  /// The element at a literal position.
  case position(Int)
  /// Any element of a list, any key or value of a map.
  case element
}

extension FieldChain: Comparable {
  /// Variables in their order, then step by step, the shorter chain first.
  package static func < (left: FieldChain, right: FieldChain) -> Bool {
    if left.variable != right.variable { return left.variable < right.variable }
    for (a, b) in zip(left.steps, right.steps) where a != b {
      return a.rank == b.rank ? a.precedes(b) : a.rank < b.rank
    }
    return left.steps.count < right.steps.count
  }

  func starts(with other: FieldChain) -> Bool {
    variable == other.variable && steps.starts(with: other.steps)
  }
}

extension FieldStep {
  fileprivate var rank: Int {
    switch self {
    case .field: 0
    case .key: 1
    case .position: 2
    case .element: 3
    }
  }

  fileprivate func precedes(_ other: FieldStep) -> Bool {
    switch (self, other) {
    case (.field(let a, let x), .field(let b, let y)): (a.index, x) < (b.index, y)
    case (.key(let a), .key(let b)): a.string.compareBytes(with: b.string) < 0
    case (.position(let a), .position(let b)): a < b
    default: false
    }
  }
}
