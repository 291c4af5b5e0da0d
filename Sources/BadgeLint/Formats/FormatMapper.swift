import CEL
import OutcomeText
import YAMLTree

/// Reads a definition of another format into a record, as its mapping says.
struct FormatMapper {
  private let format: Format
  private let schema: Schema
  private let tree: YAMLTree
  private let document: NodeID
  private let scalars: ScalarReader
  private let pieces: TextPieces
  private var record = Record()
  private var problems = StructureProblems()

  static func map(
    _ node: NodeID, document: NodeID, in tree: YAMLTree, by format: Format, schema: Schema,
    pieces: TextPieces
  ) -> (record: Record, problems: StructureProblems) {
    var mapper = FormatMapper(
      format: format, schema: schema, tree: tree, document: document, pieces: pieces)
    mapper.record.root = mapper.mapObject(format.mapping, from: node)
    return (mapper.record, mapper.problems)
  }

  private init(
    format: Format, schema: Schema, tree: YAMLTree, document: NodeID, pieces: TextPieces
  ) {
    self.document = document
    self.format = format
    self.schema = schema
    self.tree = tree
    self.pieces = pieces
    scalars = ScalarReader(schema)
  }

  // MARK: - Objects

  private mutating func mapObject(_ mapping: ObjectMapping, from node: NodeID) -> RecordID {
    let shape = schema.types[mapping.type]
    let object = record.addObject(
      type: mapping.type, fieldCount: shape.fields.count, span: tree.span(node))
    for field in mapping.fields {
      mapField(field, shape.fields[field.field], of: object, from: node)
    }
    for (index, field) in shape.fields.enumerated()
    where field.isRequired && mapping.fields.contains(where: { $0.field == index })
      && record.field(object, index) == Record.absent && !record.isUnreadable(object, index)
    {
      problems.add(
        StructureProblem(
          check: .missingField, object: object, field: field.name, span: tree.span(node),
          value: "", expected: field.about, suggestion: field.example))
    }
    return object
  }

  private mutating func mapField(
    _ mapping: FieldMapping, _ field: FieldShape, of object: RecordID, from node: NodeID
  ) {
    var values: [(value: RecordID, key: ByteRange?)] = []
    var isUnreadable = false
    var emptyOnPurpose: (value: ByteRange, key: ByteRange?)?
    for source in mapping.sources {
      for item in items(of: source, from: node) {
        switch item {
        case .nothing(let span, let key): emptyOnPurpose = (span, key)
        case .node(let found):
          let value = source.object.map { mapObject($0, from: found.node) }
          let span = found.key.map { tree.span($0) }
          if let value, !isEmptyObject(value) { values.append((value, span)) }
        case .scalar(let scalar, let key):
          if let object = source.object {
            // A text that is the whole object: its fields read the text itself.
            values.append((mapTextObject(object, scalar, reading: source), key))
            continue
          }
          do {
            values.append((try scalars.read(scalar, as: field, into: &record), key))
          } catch {
            isUnreadable = true
            report(error, field.name, of: object, scalar)
          }
        }
      }
      if field.container == .single, !values.isEmpty { break }
    }
    switch field.container {
    case .single:
      if let first = values.first {
        record.set(object, field: mapping.field, to: first.value, keySpan: first.key)
      } else if isUnreadable {
        record.markUnreadable(object, field: mapping.field)
      }
    case .list, .map:
      guard let span = values.first.map({ record.node($0.value).span }) ?? emptyOnPurpose?.value
      else {
        if isUnreadable { record.markUnreadable(object, field: mapping.field) }
        return
      }
      let list = record.addList(values.map(\.value), span: span)
      record.set(
        object, field: mapping.field, to: list, keySpan: values.first?.key ?? emptyOnPurpose?.key)
    }
  }

  private mutating func report(
    _ fault: ScalarFault, _ field: String, of object: RecordID, _ scalar: FoundScalar
  ) {
    problems.add(
      StructureProblem(
        check: fault.check, object: object, field: field, span: scalar.span,
        value: shortened(scalar.text), expected: fault.expected, suggestion: fault.suggestion))
  }

  /// Whether nothing of an object was found; such an object would claim to be there.
  private func isEmptyObject(_ id: RecordID) -> Bool {
    let node = record.node(id)
    return record.slots[Int(node.payload)..<Int(node.payload) + Int(node.count)]
      .allSatisfy { $0 == Record.absent }
  }

  // MARK: - Values

  private enum Item {
    case node(SourcePath.Found)
    case scalar(FoundScalar, key: ByteRange?)
    /// The source says that there is nothing.
    case nothing(ByteRange, key: ByteRange?)
  }

  private func items(of source: FieldSource, from node: NodeID) -> [Item] {
    if let constant = source.constant {
      guard source.conditions.allSatisfy({ $0.holds(for: node, document: document, in: tree) })
      else { return [] }
      let start = tree.span(node).start
      let span = ByteRange(start: start, end: start)
      return [.scalar(FoundScalar(text: constant, type: .string, span: span), key: nil)]
    }
    guard let path = source.path else { return [] }
    return path.values(from: node, document: document, in: tree).flatMap { found -> [Item] in
      guard
        source.conditions.allSatisfy({ $0.holds(for: found.node, document: document, in: tree) })
      else { return [] }
      switch tree.kind(found.node) {
      case .mapping: return source.object == nil ? [] : [.node(found)]
      case .sequence:
        // A list where one value is read is a list of such values.
        return tree.elements(of: found.node).flatMap {
          tree.kind($0) == .scalar
            ? scalarItems(SourcePath.Found(node: $0, key: found.key), source)
            : source.object == nil ? [] : [.node(SourcePath.Found(node: $0, key: found.key))]
        }
      case .scalar: return scalarItems(found, source)
      }
    }
  }

  private func scalarItems(_ found: SourcePath.Found, _ source: FieldSource) -> [Item] {
    if tree.scalarType(found.node) == .null { return [] }
    let whole = trimmed(tree.text(found.node))
    if whole.isEmpty || source.exceptions.contains(whole) { return [] }
    let key = found.key.map { tree.span($0) }
    if source.emptyWords.contains(whole) { return [.nothing(tree.span(found.node), key: key)] }
    return texts(found.node, source).compactMap { scalar in
      var scalar = scalar
      if source.exceptions.contains(scalar.text) { return nil }
      guard let text = translated(scalar.text, source) else { return nil }
      if text != scalar.text { scalar.type = .string }
      scalar.text = text
      return .scalar(scalar, key: key)
    }
  }

  /// The texts that a reader finds in a scalar, each with its place.
  private func texts(_ node: NodeID, _ source: FieldSource) -> [FoundScalar] {
    let type = tree.scalarType(node)
    if source.reader == .text {
      return [FoundScalar(text: trimmed(tree.text(node)), type: type, span: tree.span(node))]
    }
    return tree.withContent(node) { content in
      let ranges =
        switch source.reader {
        case .sentences: pieces.sentences(in: content)
        case .items: pieces.items(in: content)
        case .lines: pieces.lines(in: content)
        case .parts: pieces.parts(in: content, separator: source.separator)
        case .text: [0..<content.count]
        }
      return ranges.map { range in
        FoundScalar(
          text: String(decoding: content[range], as: UTF8.self).onOneLine, type: .string,
          span: tree.sourceRange(of: range, in: node))
      }
    }
  }

  /// The native value for a text; nil where there is none.
  private func translated(_ text: String, _ source: FieldSource) -> String? {
    if let scale = source.scale {
      guard let number = Double(text) else { return text }
      return "\(number * scale)"
    }
    if source.values.isEmpty, source.phrases.isEmpty { return text }
    if let known = source.values.first(where: { $0.from == text }) { return known.to }
    if let known = source.phrases.first(where: { $0.phrase.match(in: text) != nil }) {
      return known.to
    }
    return source.otherwise
  }

  /// Reads an object from a text: paths that name the value itself give the text.
  private mutating func mapTextObject(
    _ mapping: ObjectMapping, _ scalar: FoundScalar, reading source: FieldSource
  ) -> RecordID {
    let shape = schema.types[mapping.type]
    let object = record.addObject(
      type: mapping.type, fieldCount: shape.fields.count, span: scalar.span)
    for field in mapping.fields {
      for fieldSource in field.sources {
        let text: String?
        var span = scalar.span
        if let constant = fieldSource.constant {
          text = constant
        } else if let path = fieldSource.path, path.startsAtDocument {
          let found = path.values(from: document, document: document, in: tree)
            .first { tree.kind($0.node) == .scalar }
          text = found.map { tree.text($0.node) }
          span = found.map { tree.span($0.node) } ?? span
        } else if fieldSource.path?.steps.isEmpty == true,
          !fieldSource.exceptions.contains(scalar.text)
        {
          text = translated(scalar.text, fieldSource)
        } else {
          text = nil
        }
        guard let text else { continue }
        let target = shape.fields[field.field]
        let part = FoundScalar(text: text, type: scalar.type, span: span)
        do {
          let value = try scalars.read(part, as: target, into: &record)
          record.set(
            object, field: field.field,
            to: target.container == .list ? record.addList([value], span: span) : value)
        } catch {
          report(error, target.name, of: object, part)
          record.markUnreadable(object, field: field.field)
        }
        break
      }
    }
    return object
  }
}
