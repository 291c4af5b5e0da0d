/// The number of a path in a `PathTable`.
typealias PathID = Int32

/// The paths that are known to be present at a point of an expression.
struct Facts: Sendable {
  var known: Set<PathID> = []
  /// Whether the point is never reached, so that everything may be taken as known.
  var isUnreachable = false

  static let none = Facts()
  static let unreachable = Facts(isUnreachable: true)

  /// What is known when both hold.
  func union(_ other: Facts) -> Facts {
    if isUnreachable || other.isUnreachable { return .unreachable }
    if other.known.isEmpty { return self }
    if known.isEmpty { return other }
    return Facts(known: known.union(other.known))
  }

  /// What is known when one of both holds.
  func intersection(_ other: Facts) -> Facts {
    if isUnreachable { return other }
    if other.isUnreachable { return self }
    if known.isEmpty || other.known.isEmpty { return .none }
    return Facts(known: known.intersection(other.known))
  }

  func contains(_ path: PathID) -> Bool { isUnreachable || known.contains(path) }
}

/// All paths that an expression names, each with a number.
struct PathTable: Sendable {
  enum Step: Hashable, Sendable {
    case variable(Int)
    /// A variable of a macro, by a number of its own for each binding.
    case local(Int)
    case part(FieldStep)
  }

  private struct Key: Hashable {
    let parent: PathID
    let step: Step
  }

  private var nodes: [Key] = []
  /// Empty while there are few nodes, which are searched faster one by one.
  private var numbers: [Key: PathID] = [:]
  private static let searchLimit = 32

  private mutating func number(_ key: Key) -> PathID {
    if nodes.count < PathTable.searchLimit {
      let known = nodes.firstIndex { $0.parent == key.parent && $0.step == key.step }
      if let known { return PathID(known) }
    } else if let known = numbers[key] {
      return known
    }
    let id = PathID(nodes.count)
    nodes.append(key)
    if nodes.count == PathTable.searchLimit {
      for (index, node) in nodes.enumerated() { numbers[node] = PathID(index) }
    } else if nodes.count > PathTable.searchLimit {
      numbers[key] = id
    }
    return id
  }

  mutating func root(_ step: Step) -> PathID { number(Key(parent: -1, step: step)) }

  mutating func path(_ parent: PathID, _ step: FieldStep) -> PathID {
    number(Key(parent: parent, step: .part(step)))
  }

  /// The path and all paths on the way to it.
  func prefixes(_ path: PathID) -> Set<PathID> {
    var result: Set<PathID> = []
    var current = path
    while current >= 0 {
      result.insert(current)
      current = nodes[Int(current)].parent
    }
    return result
  }

  /// The steps from a root to a path; nil when the path starts elsewhere.
  func steps(of path: PathID, from root: PathID) -> [FieldStep]? {
    var steps: [FieldStep] = []
    var current = path
    while current != root {
      guard current >= 0, case .part(let step) = nodes[Int(current)].step else { return nil }
      steps.append(step)
      current = nodes[Int(current)].parent
    }
    return steps.reversed()
  }

  /// The path as a chain from a variable; nil when it starts at a variable of a macro.
  func chain(of path: PathID) -> FieldChain? {
    var steps: [FieldStep] = []
    var current = path
    while current >= 0 {
      let node = nodes[Int(current)]
      switch node.step {
      case .part(let step): steps.append(step)
      case .variable(let slot): return FieldChain(variable: slot, steps: steps.reversed())
      case .local: return nil
      }
      current = node.parent
    }
    return nil
  }

  mutating func path(of chain: FieldChain) -> PathID {
    var path = root(.variable(chain.variable))
    for step in chain.steps { path = self.path(path, step) }
    return path
  }
}
