import YAMLTree

extension DefinitionReader {
  /// Whether something in the file is laid out as a definition that lost its marker: more keys at
  /// its top are fields of definitions than are not, and one of these fields has parts of its own,
  /// as `issuer` or `outcomes` have; a title and a description are in many other files.
  func meetsResemblance(in file: ReadFile, _ tree: YAMLTree) -> Bool {
    file.unknownDocuments.contains { root in
      guard tree.kind(root) == .mapping else { return false }
      let keys = tree.entries(of: root).map { tree.text($0.key) }
      let shape = schema.types[schema.root]
      let known = keys.compactMap { shape.field(named: $0) }.map { shape.fields[$0] }
      let hasParts = known.contains { if case .object = $0.kind { true } else { false } }
      return hasParts && known.count > keys.count - known.count
    }
  }
}
