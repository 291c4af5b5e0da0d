import YAMLTree

/// The text of a file in one of two states that are compared.
package struct VersionFile: Sendable {
  /// The name for people, such as `HEAD~1:badges/a.yaml`.
  package var name: String
  /// The path within the state, by which files of both states belong together.
  package var key: String
  package var bytes: [UInt8]
  /// The position of its rules in `ComparisonRules`.
  package var rules: Int

  package init(name: String, key: String, bytes: [UInt8], rules: Int) {
    self.name = name
    self.key = key
    self.bytes = bytes
    self.rules = rules
  }
}

/// A definition in one of two states that are compared.
struct DefinitionVersion: Sendable {
  var file: VersionFile
  /// The position of the definition in its file.
  var ordinal: Int
  var record: Record
  var id: String?
  var title: String?
  var outcomes: WordPairs
  var titleWords: WordPairs
  /// What stands in the source for the fields that cannot be read, and for those lists of which an
  /// element cannot be read.
  var sources: [UnreadableField: ArraySlice<UInt8>]
  /// Lists of which an element cannot be read.
  var partlyReadable: Set<UnreadableField>
  /// Whether the file was read to its end.
  var isWhole: Bool
  /// The place where the definition begins.
  var start: Position

  /// What stands for a field that cannot be read; where that is not known, what stands for the
  /// object that it belongs to.
  func source(of field: UnreadableField) -> ArraySlice<UInt8> {
    sources[field] ?? file.bytes[record.node(field.object).span.indices]
  }

  var name: String { id ?? title ?? file.name }
  var place: String { "\(shownSafely(file.name)):\(start.line)" }
}

/// What a file of one state holds.
struct ReadVersion: Sendable {
  var definitions: [DefinitionVersion] = []
  var holdsNoDefinition = false
  var referenceCount = 0
  /// Lines at which documents begin that are no definition, beside others.
  var unknownLines: [Int] = []
  /// Why a part of the file could not be read, with its place.
  var failures: [String] = []

  init(
    _ file: VersionFile, reader: DefinitionReader, structure: RuleSet
  ) {
    let schema = reader.schema
    let tree = YAMLTree(parsing: file.bytes, path: file.key)
    let lines = LineIndex(tree.bytes)
    if !tree.isComplete {
      failures = tree.problems.filter(\.stopsReading).prefix(1).map { problem in
        let position = lines.position(of: problem.span.start)
        return "\(shownSafely(file.name)):\(position.line):\(position.column) cannot be read: "
          + problem.message
      }
    }
    let read = reader.read(tree)
    holdsNoDefinition = read.holdsNoDefinition(in: tree)
    referenceCount = read.referenceCount
    unknownLines = read.unknownPlaces(in: tree).map { lines.position(of: $0).line }
    for (ordinal, definition) in read.definitions.enumerated() {
      let record = definition.record(after: structure, schema)
      var version = DefinitionVersion(
        file: file, ordinal: ordinal, record: record, id: record.rootText("id", schema),
        title: record.rootText("title", schema), outcomes: WordPairs(), titleWords: WordPairs(),
        sources: [:],
        partlyReadable: [], isWhole: tree.isComplete,
        start: lines.position(of: record.anchor(record.root, schema, tree.bytes).start))
      version.file.bytes = tree.bytes
      for text in record.outcomeTexts(schema) { version.outcomes.add(text) }
      version.titleWords = WordPairs(version.title.map { [$0] } ?? [])
      version.addSources(of: definition.problems, in: tree, schema)
      definitions.append(version)
    }
  }
}

extension DefinitionVersion {
  /// Notes what stands where fields and elements of lists could not be read.
  fileprivate mutating func addSources(
    of problems: StructureProblems, in tree: YAMLTree, _ schema: Schema
  ) {
    for problem in problems where problem.object >= 0 {
      let type = Int(record.node(problem.object).type)
      guard type >= 0 else { continue }
      let name = problem.check == .unknownField ? problem.suggestion : problem.field
      guard let index = schema.types[type].field(named: name) else { continue }
      let field = UnreadableField(object: problem.object, field: Int32(index))
      if record.unreadable.contains(field) {
        sources[field] = tree.bytes[Self.value(at: problem.span, in: tree).indices]
        continue
      }
      // A list that is there in spite of the problem lacks the element that has it.
      let value = record.field(problem.object, index)
      guard value >= 0, record.node(value).kind == .list,
        record.node(value).span.contains(problem.span)
      else { continue }
      partlyReadable.insert(field)
      sources[field] = tree.bytes[record.node(value).span.indices]
    }
  }

  /// The place of a value: for an unknown key that of what follows it.
  private static func value(at span: ByteRange, in tree: YAMLTree) -> ByteRange {
    for index in 0..<tree.nodeCount {
      let node = NodeID(index: Int32(index))
      guard tree.kind(node) == .mapping, tree.span(node).contains(span) else { continue }
      for entry in tree.entries(of: node) where tree.span(entry.key) == span {
        return tree.span(entry.value)
      }
    }
    return span
  }
}

extension ByteRange {
  fileprivate var indices: Range<Int> { Int(start)..<Int(end) }
}

extension Record {
  /// The texts of the outcomes of a definition.
  fileprivate func outcomeTexts(_ schema: Schema) -> [String] {
    guard let list = schema.types[schema.root].field(named: "outcomes"),
      let outcome = schema.type(named: "outcome"),
      let text = schema.types[outcome].field(named: "text")
    else { return [] }
    return elements(field(root, list)).compactMap { string(field($0, text)) }
  }
}
