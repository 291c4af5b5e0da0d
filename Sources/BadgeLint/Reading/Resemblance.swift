import YAMLTree

extension DefinitionReader {
  /// Whether something in the file is laid out as a definition that lost its marker: more keys at
  /// its top are fields of definitions than are not, and one of these fields has parts of its own,
  /// as `issuer` or `outcomes` have; a title and a description are in many other files. A marker that
  /// stands deeper, in a list or under a key, makes it look like one, too.
  func meetsResemblance(in file: ReadFile, _ tree: YAMLTree) -> Bool {
    file.unknownDocuments.contains { root in
      if holdsMarker(root, in: tree, depth: 3) { return true }
      guard tree.kind(root) == .mapping else { return false }
      // Keys of an institution's own say nothing of what the file is.
      let keys = tree.entries(of: root).map { tree.text($0.key) }
        .filter { !$0.utf8.starts(with: schema.extensionPrefix) }
      let shape = schema.types[schema.root]
      let known = keys.compactMap { shape.field(named: $0) }.map { shape.fields[$0] }
      let hasParts = known.contains { if case .object = $0.kind { true } else { false } }
      return hasParts && known.count > keys.count - known.count
    }
  }

  private func holdsMarker(_ node: NodeID, in tree: YAMLTree, depth: Int) -> Bool {
    guard depth > 0, !tree.isAlias(node) else { return false }
    switch tree.kind(node) {
    case .scalar: return false
    case .sequence:
      return tree.elements(of: node).contains { holdsMarker($0, in: tree, depth: depth - 1) }
    case .mapping:
      // The key of a hook or of a tool's settings has parts; a marker is a number.
      if let version = tree.value(in: node, forKey: Self.marker), tree.kind(version) == .scalar,
        Int(tree.text(version)) != nil
      {
        return true
      }
      return tree.entries(of: node).contains {
        holdsMarker($0.value, in: tree, depth: depth - 1)
      }
    }
  }
}
