import YAMLTree

/// A key or a value of a tree at an offset, with the way to it.
struct TreePlace: Sendable {
  /// The keys and elements that lead to it, its own key included.
  var path: [OutlineStep]
  var span: ByteRange
  var isKey: Bool
  var node: NodeID

  /// The innermost key or scalar at an offset; nil between them.
  init?(at offset: Int, in tree: YAMLTree) {
    let root = tree.documents.first { Self.holds(tree.span($0), offset) }
    guard let root, let found = Self.find(offset, root, [], tree) else { return nil }
    self = found
  }

  private init(path: [OutlineStep], span: ByteRange, isKey: Bool, node: NodeID) {
    self.path = path
    self.span = span
    self.isKey = isKey
    self.node = node
  }

  private static func holds(_ span: ByteRange, _ offset: Int) -> Bool {
    Int(span.start) <= offset && offset <= Int(span.end)
  }

  private static func find(
    _ offset: Int, _ node: NodeID, _ path: [OutlineStep], _ tree: YAMLTree
  ) -> TreePlace? {
    let span = tree.span(node)
    guard !tree.isAlias(node), holds(span, offset) else { return nil }
    switch tree.kind(node) {
    case .scalar:
      return span.isEmpty ? nil : TreePlace(path: path, span: span, isKey: false, node: node)
    case .sequence:
      for element in tree.elements(of: node) where holds(tree.span(element), offset) {
        return find(offset, element, path + [.element], tree)
      }
    case .mapping:
      for entry in tree.entries(of: node) where !entry.isMerged {
        let key = tree.span(entry.key)
        guard tree.kind(entry.key) == .scalar else { continue }
        let way = path + [.key(tree.text(entry.key))]
        if holds(key, offset) {
          return TreePlace(path: way, span: key, isKey: true, node: entry.value)
        }
        if holds(tree.span(entry.value), offset) { return find(offset, entry.value, way, tree) }
      }
    }
    return nil
  }
}
