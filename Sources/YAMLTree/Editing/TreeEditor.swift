/// Makes edits of a file that keep its comments and its layout.
///
/// An edit that cannot be made with care is nil: what an alias shows elsewhere too, what has
/// comments inside, and what would leave a collection empty.
package struct TreeEditor: Sendable {
  package let tree: YAMLTree
  /// The nodes that aliases and merge keys stand for.
  private let shared: Set<Int>
  /// The collection that holds each node, by position; -1 for the root of a document.
  private let parents: [Int32]

  /// Makes the editor of a file.
  package init(_ tree: YAMLTree) {
    self.tree = tree
    shared = Set(tree.nodes.lazy.filter(\.isAlias).map { Int($0.payload) })
    parents = Self.parents(tree.nodes)
  }

  private static func parents(_ nodes: [Node]) -> [Int32] {
    var open: [(position: Int32, end: Int32)] = []
    return nodes.indices.map { index in
      let position = Int32(truncatingIfNeeded: index)
      while let last = open.last, last.end <= position { open.removeLast() }
      let parent = open.last?.position ?? -1
      let node = nodes[index]
      if node.kind != .scalar, !node.isAlias { open.append((position, node.next)) }
      return parent
    }
  }

  // MARK: - Finding nodes

  /// What a node is to the collection that holds it.
  struct Place {
    var parent: NodeID
    /// The children of the parent as they are written; keys and values alternate.
    var siblings: [NodeID]
    var index: Int
  }

  /// The node that stands at exactly these bytes.
  /// - Parameter isCollection: Whether a list or mapping is wanted, or a scalar.
  package func node(at span: ByteRange, isCollection: Bool) -> NodeID? {
    var index = firstNode(from: span.start)
    while index < tree.nodes.count, tree.nodes[index].start == span.start {
      let node = tree.nodes[index]
      if node.end == span.end, !node.isAlias, (node.kind != .scalar) == isCollection {
        return NodeID(index)
      }
      index += 1
    }
    return nil
  }

  /// The scalar that these bytes are a part of.
  package func scalar(around span: ByteRange) -> NodeID? {
    let index = firstNode(from: span.start + 1) - 1
    guard index >= 0 else { return nil }
    let node = tree.nodes[index]
    return node.kind == .scalar && !node.isAlias && node.span.contains(span) ? NodeID(index) : nil
  }

  /// The first node that begins at an offset or behind it.
  private func firstNode(from offset: UInt32) -> Int {
    var (low, high) = (0, tree.nodes.count)
    while low < high {
      let middle = (low + high) / 2
      if tree.nodes[middle].start < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The collections that hold a node, from the root inwards.
  func ancestors(of node: NodeID) -> [NodeID] {
    var result: [NodeID] = []
    var parent = parents[node.position]
    while parent >= 0 {
      result.append(NodeID(Int(parent)))
      parent = parents[Int(parent)]
    }
    return result.reversed()
  }

  func place(of node: NodeID) -> Place? {
    guard let parent = ancestors(of: node).last else { return nil }
    let siblings = tree.writtenChildren(of: parent)
    guard let index = siblings.firstIndex(of: node) else { return nil }
    return Place(parent: parent, siblings: siblings, index: index)
  }

  /// Whether a change of a node shows elsewhere too.
  func isShared(_ node: NodeID) -> Bool {
    tree.isAlias(node) || shared.contains(node.position)
      || ancestors(of: node).contains { shared.contains($0.position) }
  }

  /// Whether an alias elsewhere leads to a node or into it.
  func isNeededElsewhere(_ node: NodeID) -> Bool {
    let end = Int(tree.nodes[node.position].next)
    return shared.contains { $0 >= node.position && $0 < end }
  }

  /// Where a node stands, for writing a scalar.
  func context(of node: NodeID) -> ScalarWriter.Context {
    if tree.isJSON { return .json }
    return ancestors(of: node).contains { tree.isFlow($0) } ? .flow : .block
  }

  func hasComment(in range: ByteRange) -> Bool {
    var (low, high) = (0, tree.comments.count)
    while low < high {
      let middle = (low + high) / 2
      if tree.comments[middle].span.start < range.start { low = middle + 1 } else { high = middle }
    }
    return low < tree.comments.count && tree.comments[low].span.start < range.end
  }

  // MARK: - Lines

  /// Where the line of an offset begins, behind a byte order mark.
  func lineStart(_ offset: UInt32) -> Int {
    tree.bytes.withUnsafeBufferPointer { bytes in
      var start = Int(offset)
      while start > 0, bytes.lineBreakLength(before: start) == 0 { start -= 1 }
      return start == 0 && bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB ? 3 : start
    }
  }

  /// Where the line of an offset ends, before and behind its line break.
  func lineEnd(_ offset: UInt32) -> (content: Int, next: Int) {
    tree.bytes.withUnsafeBufferPointer { bytes in
      let end = bytes.endOfLine(from: Int(offset))
      return (end, end + bytes.lineBreakLength(at: end))
    }
  }

  func isBlank(_ range: Range<Int>) -> Bool {
    tree.bytes[range].allSatisfy { ASCII.isBlank($0) }
  }

  /// The line break that the file uses.
  var lineBreak: [UInt8] {
    tree.bytes.withUnsafeBufferPointer { bytes in
      let end = bytes.endOfLine(from: 0)
      let length = bytes.lineBreakLength(at: end)
      return length == 0 ? [ASCII.lineFeed] : Array(bytes[end..<end + length])
    }
  }
}

extension YAMLTree {
  /// The children of a collection as they are written here: elements, or keys and values in turn.
  package func writtenChildren(of node: NodeID) -> [NodeID] {
    let entry = nodes[node.position]
    guard entry.kind != .scalar, !entry.isAlias else { return [] }
    var result: [NodeID] = []
    var child = node.position + 1
    while child < Int(entry.next) {
      result.append(NodeID(child))
      child = Int(nodes[child].next)
    }
    return result
  }
}

/// A range of bytes from offsets.
func byteRange(_ start: Int, _ end: Int) -> ByteRange {
  ByteRange(start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end))
}

extension TreeEditor {
  /// The keys of the mapping that a key stands in; nil for what is no key.
  package func keys(beside key: NodeID) -> [NodeID]? {
    guard let place = place(of: key), tree.kind(place.parent) == .mapping,
      place.index.isMultiple(of: 2)
    else { return nil }
    return tree.entries(of: place.parent).map(\.key)
  }

  /// Whether a node is an element of a list.
  package func isElement(_ node: NodeID) -> Bool {
    ancestors(of: node).last.map { tree.kind($0) == .sequence } ?? false
  }

  /// Whether a key has the same value wherever it stands in its mapping, so that programs that
  /// keep the first one and programs that keep the last one read the same.
  package func hasOneValue(_ key: NodeID) -> Bool {
    guard let place = place(of: key), tree.kind(place.parent) == .mapping,
      place.index.isMultiple(of: 2), place.index + 1 < place.siblings.count
    else { return false }
    let value = place.siblings[place.index + 1]
    // Without a value it is rather the rest of a number or text that a comma cut, as in `{a: 2,5}`.
    if tree.kind(value) == .scalar, tree.scalarType(value) == .null { return false }
    let name = tree.withContent(key, Array.init)
    return stride(from: 0, to: place.siblings.count - 1, by: 2).allSatisfy { index in
      !tree.equals(place.siblings[index], name) || areSame(place.siblings[index + 1], value)
    }
  }

  private func areSame(_ left: NodeID, _ right: NodeID) -> Bool {
    if tree.resolved(left) == tree.resolved(right) { return true }
    guard tree.kind(left) == tree.kind(right), tree.tag(of: left) == tree.tag(of: right) else {
      return false
    }
    if tree.kind(left) == .scalar {
      return tree.scalarType(left) == tree.scalarType(right)
        && tree.equals(left, tree.withContent(right, Array.init))
    }
    let (first, second) = (
      tree.writtenChildren(of: tree.resolved(left)), tree.writtenChildren(of: tree.resolved(right))
    )
    return first.count == second.count && zip(first, second).allSatisfy(areSame)
  }
}
