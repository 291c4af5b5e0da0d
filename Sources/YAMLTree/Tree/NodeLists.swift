/// The elements of a sequence, in source order.
package struct SequenceElements: Sequence, IteratorProtocol, Sendable {
  private let nodes: [Node]
  private var position: Int
  private let end: Int

  init(nodes: [Node], sequence: Int) {
    self.nodes = nodes
    let isSequence = nodes[sequence].kind == .sequence
    position = sequence + 1
    end = isSequence ? Int(nodes[sequence].next) : 0
  }

  /// The next element, or nil at the end.
  package mutating func next() -> NodeID? {
    guard position < end else { return nil }
    defer { position = Int(nodes[position].next) }
    return NodeID(position)
  }
}

/// The entries of a mapping: its own in source order, then those it takes over through `<<`.
package struct MappingEntries: Sequence, IteratorProtocol, Sendable {
  private let nodes: [Node]
  private let merged: [MappingEntry]
  private let isMerged: Bool
  private var position: Int
  private let end: Int

  /// - Parameter lists: Where the entries of mappings with merge keys stand in `merged`.
  init(nodes: [Node], lists: [Range<Int>], merged: [MappingEntry], mapping: Int) {
    let node = nodes[mapping]
    self.nodes = nodes
    self.merged = merged
    if node.kind != .mapping {
      (isMerged, position, end) = (false, 0, 0)
    } else if node.payload > 0 {
      let list = lists[Int(node.payload) - 1]
      (isMerged, position, end) = (true, list.lowerBound, list.upperBound)
    } else {
      (isMerged, position, end) = (false, mapping + 1, Int(node.next))
    }
  }

  /// The next entry, or nil at the end.
  package mutating func next() -> MappingEntry? {
    guard position < end else { return nil }
    if isMerged {
      defer { position += 1 }
      return merged[position]
    }
    let key = position
    let value = Int(nodes[key].next)
    guard value < end else { return nil }
    position = Int(nodes[value].next)
    return MappingEntry(key: key, value: value, isMerged: false)
  }
}

extension YAMLTree {
  /// The elements of a sequence; none for other nodes.
  package func elements(of node: NodeID) -> SequenceElements {
    SequenceElements(nodes: nodes, sequence: resolvedIndex(node))
  }

  /// The entries of a mapping with merge keys applied; none for other nodes.
  ///
  /// Own entries come first in source order, then merged ones that are not overridden. `<<` itself
  /// is not listed.
  package func entries(of node: NodeID) -> MappingEntries {
    MappingEntries(
      nodes: nodes, lists: mergeLists, merged: mergedEntries, mapping: resolvedIndex(node))
  }

  /// The value of a key in a mapping; the first one when the key is there twice.
  package func value(in mapping: NodeID, forKey key: String) -> NodeID? {
    var key = key
    return key.withUTF8 { value(in: mapping, forKey: $0) }
  }

  /// The value of a key in a mapping; the first one when the key is there twice.
  package func value(in mapping: NodeID, forKey key: StaticString) -> NodeID? {
    value(
      in: mapping,
      forKey: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
  }

  /// The value of a key, given as UTF-8, in a mapping; the first one when the key is there twice.
  package func value(in mapping: NodeID, forKey key: UnsafeBufferPointer<UInt8>) -> NodeID? {
    for entry in entries(of: mapping) where equals(entry.key, key) { return entry.value }
    return nil
  }
}
