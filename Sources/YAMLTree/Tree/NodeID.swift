/// The name of a node in a `YAMLTree`.
///
/// It has a meaning only together with the tree that gave it out.
package struct NodeID: Sendable, Hashable {
  /// The place of the node in the tree's list, counted from 0 in source order.
  package let index: Int32

  init(_ index: Int) {
    self.index = Int32(truncatingIfNeeded: index)
  }

  /// Names the node at a place in the list of the tree that gave the place out.
  package init(index: Int32) { self.index = index }

  var position: Int { Int(index) }
}

/// The three shapes of a YAML node (YAML 1.2.2, section 3.2.1).
package enum NodeKind: UInt8, Sendable, Hashable {
  case scalar, sequence, mapping
}

/// The type of a scalar under the core schema (YAML 1.2.2, section 10.3).
package enum ScalarType: UInt8, Sendable, Hashable {
  case null, bool, int, float, string
}

/// How a scalar is written (YAML 1.2.2, chapters 7 and 8).
package enum ScalarStyle: UInt8, Sendable, Hashable {
  case plain, singleQuoted, doubleQuoted, literal, folded
}
