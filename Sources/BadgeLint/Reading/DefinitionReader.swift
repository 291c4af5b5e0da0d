import CEL
import OutcomeText
import YAMLTree

/// A definition that was read from a file.
package struct ReadDefinition: Sendable {
  package var record: Record
  package var problems: StructureProblems
  /// The format it was mapped from; nil for the native format.
  package var format: Format?
}

/// What a file holds.
package struct ReadFile: Sendable {
  package var definitions: [ReadDefinition] = []
  /// Entries that only refer to a definition elsewhere.
  package var referenceCount = 0
  /// Documents that are no definition of any known format.
  package var unknownDocuments: [NodeID] = []
}

/// Finds the definitions in a file and reads them.
package struct DefinitionReader: Sendable {
  package let schema: Schema
  package let formats: [Format]
  package let pieces: TextPieces
  /// The format that all documents are read as, whatever they look like.
  package var forced: Forced?

  package enum Forced: Sendable {
    case native
    case format(Format)
  }

  package init(_ library: RuleLibrary, forced: Forced? = nil) {
    schema = library.definition
    formats = library.formats
    pieces = library.pieces
    self.forced = forced
  }

  /// - Parameter isPart: Whether the text is a part of a file, which holds other documents.
  package func read(_ tree: YAMLTree, isPart: Bool = false) -> ReadFile {
    var result = ReadFile()
    for root in tree.documents {
      let isEmpty = tree.kind(root) == .scalar && tree.scalarType(root) == .null
      if isEmpty, isPart || tree.documents.count > 1 { continue }
      read(root, in: tree, into: &result)
    }
    return result
  }

  private func read(_ root: NodeID, in tree: YAMLTree, into result: inout ReadFile) {
    switch forced {
    case .native: result.definitions.append(readNative(root, in: tree))
    case .format(let format):
      map(
        format.forcedDefinitions(in: root, of: tree), of: root, by: format, in: tree, into: &result)
    case nil:
      if isNative(root, in: tree) {
        result.definitions.append(readNative(root, in: tree))
        return
      }
      // Formats that were added last are the user's own and come first.
      for format in formats.reversed() {
        if let nodes = format.definitions(in: root, of: tree), !nodes.isEmpty {
          map(nodes, of: root, by: format, in: tree, into: &result)
          return
        }
      }
      result.unknownDocuments.append(root)
    }
  }

  private func isNative(_ root: NodeID, in tree: YAMLTree) -> Bool {
    guard tree.kind(root) == .mapping else { return false }
    if tree.value(in: root, forKey: Self.marker) != nil { return true }
    // A misspelt marker makes a definition with a finding, not a document of an unknown kind.
    return tree.entries(of: root).contains { entry in
      // Shorter words, such as `badge`, mean something of their own.
      tree.kind(entry.key) == .scalar && (7..<13).contains(tree.contentLength(entry.key))
        && closestMatch(to: tree.text(entry.key), in: [Self.marker]) != nil
    }
  }

  /// The key that marks a document of the native format.
  static let marker = "badgelint"
  /// Most elements of a list of a definition; none needs nearly as many, and each takes a microsecond.
  static let mostElements = 100_000

  private func readNative(_ root: NodeID, in tree: YAMLTree) -> ReadDefinition {
    let (record, problems) = Binder.bind(
      root, in: tree, by: schema, mostElements: Self.mostElements)
    return ReadDefinition(record: record, problems: problems, format: nil)
  }

  private func map(
    _ nodes: [NodeID], of document: NodeID, by format: Format, in tree: YAMLTree,
    into result: inout ReadFile
  ) {
    for node in nodes {
      if format.isReference(node, document: document, in: tree) {
        result.referenceCount += 1
        continue
      }
      let (record, problems) = FormatMapper.map(
        node, document: document, in: tree, by: format, schema: schema, pieces: pieces)
      result.definitions.append(
        ReadDefinition(record: record, problems: problems, format: format))
    }
  }
}
