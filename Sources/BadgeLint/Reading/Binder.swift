import CEL
import YAMLTree

/// Reads a YAML document by its schema into a record.
///
/// A class, as a structure that changes would be copied with its tree for every look at the tree.
package final class Binder {
  private let schema: Schema
  private let tree: YAMLTree
  private let scalars: ScalarReader
  private let mostElements: Int
  // Nobody else sees it, so that nothing needs to be checked.
  @exclusivity(unchecked) private var record = Record()
  @exclusivity(unchecked) private var problems = StructureProblems()
  /// Keys of required fields that have no value.
  private var emptyKeys: [UnreadableField: ByteRange] = [:]

  /// Reads a node, by default a whole document, as an object of a type.
  ///
  /// What does not fit the schema becomes a problem and is left out of the record.
  /// - Parameter mostElements: The most elements of a list that is read.
  package static func bind(
    _ node: NodeID, as type: Int? = nil, in tree: YAMLTree, by schema: Schema,
    mostElements: Int = .max
  ) -> (record: Record, problems: StructureProblems) {
    let binder = Binder(schema: schema, tree: tree, mostElements: mostElements)
    binder.record.reserveCapacity(tree.nodeCount(in: node))
    let type = type ?? schema.root
    let field = FieldShape.document(type: type)
    var root = binder.bindValue(node, field, of: Record.absent)
    if root == Record.absent {
      // Nothing but the problem is known of it.
      root = binder.record.addObject(
        type: type, fieldCount: schema.types[type].fields.count, span: tree.span(node))
      binder.problems.belong(to: root)
    }
    binder.record.root = root
    return (binder.record, binder.problems)
  }

  private init(schema: Schema, tree: YAMLTree, mostElements: Int) {
    self.mostElements = mostElements
    self.schema = schema
    self.tree = tree
    scalars = ScalarReader(schema)
  }

  // MARK: - Objects

  private func bindObject(_ node: NodeID, type: Int) -> RecordID {
    let shape = schema.types[type]
    let object = record.addObject(
      type: type, fieldCount: shape.fields.count, span: tree.span(node))
    for entry in tree.entries(of: node) {
      guard let index = fieldIndex(entry.key, in: shape) else {
        reportUnknown(entry, of: node, in: shape, object: object)
        continue
      }
      bindField(entry.value, key: entry.key, index, shape.fields[index], of: object)
    }
    for index in shape.fields.indices
    where shape.fields[index].isRequired && record.field(object, index) == Record.absent
      && !record.isUnreadable(object, index)
    {
      let field = shape.fields[index]
      let emptyKey = emptyKeys[UnreadableField(object: object, field: Int32(index))]
      problems.add(
        StructureProblem(
          check: .missingField, object: object, field: field.name,
          span: emptyKey ?? tree.span(node),
          value: "", expected: field.about, suggestion: field.example))
    }
    return object
  }

  private func fieldIndex(_ key: NodeID, in shape: ObjectShape) -> Int? {
    tree.position(of: key, in: shape.fieldNames)
  }

  private func bindField(
    _ node: NodeID, key: NodeID, _ index: Int, _ field: FieldShape, of object: RecordID
  ) {
    // A key without a value says as little as no key, and so do keys that all are without one.
    if field.kind != .raw, saysNothing(node, field) {
      if field.isRequired {
        emptyKeys[UnreadableField(object: object, field: Int32(index))] = tree.span(key)
      }
      return
    }
    let value: RecordID
    switch field.container {
    case .single: value = bindValue(node, field, of: object)
    case .list: value = bindList(node, field, of: object)
    case .map: value = bindMap(node, field, of: object)
    }
    if value == Record.absent {
      record.markUnreadable(object, field: index)
    } else {
      record.set(object, field: index, to: value, keySpan: tree.span(key))
    }
  }

  /// Whether a value holds nothing: none at all, known keys without values, or a list of such.
  ///
  /// An empty list says that there is nothing; a key that is not known may be a misspelt one.
  private func saysNothing(_ node: NodeID, _ field: FieldShape) -> Bool {
    switch tree.kind(node) {
    case .scalar: return isEmpty(node)
    case .sequence:
      return field.container == .list && tree.count(node) > 0
        && tree.elements(of: node).allSatisfy { saysNothing($0, field) }
    case .mapping:
      guard case .object(let type) = field.kind, field.container != .map else { return false }
      let shape = schema.types[type]
      return tree.entries(of: node).allSatisfy { entry in
        guard let index = fieldIndex(entry.key, in: shape) else { return false }
        return shape.fields[index].kind != .raw && saysNothing(entry.value, shape.fields[index])
      }
    }
  }

  private func isEmpty(_ node: NodeID) -> Bool {
    tree.scalarType(node) == .null || tree.isBlank(node)
  }

  // MARK: - Values

  private func bindValue(
    _ node: NodeID, _ field: FieldShape, of object: RecordID
  ) -> RecordID {
    if case .raw = field.kind {
      return record.add(.raw, payload: Int64(node.index), span: tree.span(node))
    }
    if case .object(let type) = field.kind {
      switch tree.kind(node) {
      case .mapping: return bindObject(node, type: type)
      case .scalar: return bindShortForm(node, type, field, of: object)
      case .sequence:
        if let value = bindListForm(node, type, of: object) { return value }
      }
      report(
        .wrongType, at: node, object: object, field: field.name,
        expected: schema.types[type].expectation)
      return Record.absent
    }
    guard tree.kind(node) == .scalar else {
      report(
        .wrongType, at: node, object: object, field: field.name,
        expected: "one value, not \(tree.kind(node) == .mapping ? "keys with values" : "a list")")
      return Record.absent
    }
    let text = tree.text(node)
    do {
      let value = try scalars.read(
        FoundScalar(text: text, type: tree.scalarType(node), span: tree.span(node)), as: field,
        into: &record)
      record.nodes[Int(value)].source = node.index
      return value
    } catch {
      report(
        error.check, at: node, object: object, field: field.name, expected: error.expected,
        suggestion: error.suggestion)
      return Record.absent
    }
  }

  private func bindList(
    _ node: NodeID, _ field: FieldShape, of object: RecordID
  ) -> RecordID {
    switch tree.kind(node) {
    case .sequence:
      guard tree.count(node) <= mostElements else {
        report(
          .wrongType, at: node, object: object, field: field.name,
          expected: "a list of at most \(mostElements) elements; it has \(tree.count(node))")
        return Record.absent
      }
      var elements: [RecordID] = []
      for element in tree.elements(of: node) {
        if tree.kind(element) == .scalar, field.kind != .raw, isEmpty(element) { continue }
        let value = bindValue(element, field, of: object)
        if value != Record.absent { elements.append(value) }
      }
      // A list of which nothing could be read says nothing about what it holds.
      if elements.isEmpty, tree.count(node) > 0 { return Record.absent }
      return record.addList(elements, span: tree.span(node))
    case .scalar where isEmptyWord(node, field):
      return record.addList([], span: tree.span(node))
    case .scalar, .mapping:
      let value = bindValue(node, field, of: object)
      return value == Record.absent ? value : record.addList([value], span: tree.span(node))
    }
  }

  private func isEmptyWord(_ node: NodeID, _ field: FieldShape) -> Bool {
    guard !field.emptyWords.isEmpty else { return false }
    let text = tree.text(node)
    return field.emptyWords.contains { $0.utf8.elementsEqual(text.utf8) }
  }

  private func bindMap(
    _ node: NodeID, _ field: FieldShape, of object: RecordID
  ) -> RecordID {
    guard tree.kind(node) == .mapping else {
      report(
        .wrongType, at: node, object: object, field: field.name, expected: "keys with values")
      return Record.absent
    }
    var entries: [(key: RecordKey, value: RecordID)] = []
    for entry in tree.entries(of: node) {
      var entryField = field
      entryField.name = "\(field.name).\(shortened(tree.text(entry.key)))"
      let value = bindValue(entry.value, entryField, of: object)
      guard value != Record.absent else { continue }
      entries.append(
        (RecordKey(text: tree.text(entry.key), span: tree.span(entry.key)), value))
    }
    return record.addMap(entries, span: tree.span(node))
  }

  /// Reads a list as an object whose short form is one list.
  private func bindListForm(
    _ node: NodeID, _ type: Int, of object: RecordID
  ) -> RecordID? {
    let shape = schema.types[type]
    for form in shape.shortForms {
      guard form.pieces.count == 1, case .field(let index) = form.pieces[0],
        shape.fields[index].container == .list
      else { continue }
      let result = record.addObject(
        type: type, fieldCount: shape.fields.count, span: tree.span(node))
      record.set(result, field: index, to: bindList(node, shape.fields[index], of: result))
      return result
    }
    return nil
  }

  private func bindShortForm(
    _ node: NodeID, _ type: Int, _ field: FieldShape, of object: RecordID
  ) -> RecordID {
    var scalar = FoundScalar(
      text: tree.text(node), type: tree.scalarType(node), span: tree.span(node))
    scalar.isInPlace = !tree.isAlias(node)
    scalar.content = tree.isAlias(node) ? nil : tree.verbatimRange(node)
    do {
      let object = try ShortFormReader(scalars).read(scalar, type: type, into: &record)
      // A field that takes the whole text stands in the source as any other does.
      for field in schema.types[type].fields.indices {
        let value = record.field(object, field)
        if let text = record.string(value), text.utf8.elementsEqual(scalar.text.utf8) {
          record.nodes[Int(value)].source = node.index
        }
      }
      return object
    } catch {
      report(
        error.check, at: node, object: object, field: field.name, expected: error.expected,
        suggestion: error.suggestion.isEmpty ? emptyForm(of: type, node) : error.suggestion)
      return Record.absent
    }
  }

  /// `{into: none}` for a lone `none` where only a field of the object can be empty.
  private func emptyForm(of type: Int, _ node: NodeID) -> String {
    let fields = schema.types[type].fields.filter { isEmptyWord(node, $0) }
    return fields.count == 1 ? "{\(fields[0].name): \(tree.text(node))}" : ""
  }

  // MARK: - Problems

  private func report(
    _ check: StructureCheck, at node: NodeID, object: RecordID, field: String, expected: String,
    suggestion: String = ""
  ) {
    let value = tree.kind(node) == .scalar ? shortened(tree.text(node)) : ""
    problems.add(
      StructureProblem(
        check: check, object: object, field: field, span: tree.span(node), value: value,
        expected: expected, suggestion: suggestion))
  }

  private func reportUnknown(
    _ entry: MappingEntry, of mapping: NodeID, in shape: ObjectShape, object: RecordID
  ) {
    let key = entry.key
    let name = tree.kind(key) == .scalar ? tree.text(key) : "(a key that is not a word)"
    if !schema.extensionPrefix.isEmpty, name.utf8.starts(with: schema.extensionPrefix) { return }
    // `{text: one, two}` holds a key `two` without a value: the rest of a text.
    let isRest =
      tree.isFlow(mapping) && tree.kind(entry.value) == .scalar
      && tree.contentLength(entry.value) == 0 && tree.style(entry.value) == .plain
    if isRest {
      problems.add(
        StructureProblem(
          check: .commaInText, object: object, field: shortened(name), span: tree.span(key),
          value: shortened(name), expected: "", suggestion: ""))
      return
    }
    // What nobody is shown needs no suggestion.
    if problems.isFull { return problems.omit(.unknownField) }
    let names = shape.fields.map(\.name)
    let suggestion = closestMatch(to: name, in: names)
    // A misspelt field is there; rules that it is missing would be untrue.
    if let meant = suggestion.flatMap({ shape.field(named: $0) }) {
      record.markUnreadable(object, field: meant)
    }
    problems.add(
      StructureProblem(
        check: .unknownField, object: object, field: shortened(name), span: tree.span(key),
        value: shortened(name), expected: names.joined(separator: ", "),
        suggestion: suggestion ?? ""))
  }
}

extension ObjectShape {
  /// What a value of this type may look like, in words and examples.
  package var expectation: String {
    let examples = shortForms.map { form in
      let words = form.pieces.map { piece in
        switch piece {
        case .word(let word): word
        case .field(let field):
          fields[field].example.isEmpty ? fields[field].name : fields[field].example
        }
      }
      return "`\(words.joined(separator: " "))`"
    }
    return (["keys with values"] + examples).joined(separator: " or ")
  }
}

extension FieldShape {
  /// The field that holds a whole document.
  static func document(type: Int) -> FieldShape {
    FieldShape(name: "", kind: .object(type), isRequired: true)
  }
}

/// A text cut for a message: the first line, at most 60 characters.
package func shortened(_ text: String, limit: Int = 60) -> String {
  var result = ""
  var count = 0
  for scalar in text.unicodeScalars {
    if scalar == "\n" || scalar == "\r" || count == limit {
      return result.unicodeScalars.isEmpty ? result : result + "…"
    }
    result.unicodeScalars.append(disturbsTerminals(scalar) ? "\u{FFFD}" : scalar)
    count += 1
  }
  return result
}

/// A text without the blanks, tabs, line breaks and other controls at its ends.
package func trimmed(_ text: some StringProtocol) -> String {
  var bytes = Array(text.utf8)[...]
  while let first = bytes.first, first <= 0x20 { bytes = bytes.dropFirst() }
  while let last = bytes.last, last <= 0x20 { bytes = bytes.dropLast() }
  return String(decoding: bytes, as: UTF8.self)
}
