import BadgeLint
import BadgeLintReports
import YAMLTree

/// `textDocument/hover`: what a field, a value or a finding is about.
struct HoverRequest {
  let document: OpenDocument
  let analysis: DocumentAnalysis
  let library: RuleLibrary
  let capabilities: ClientCapabilities

  /// The answer; nil where there is nothing to say.
  func answer(at position: TextPosition) -> [UInt8]? {
    guard document.text.count <= DocumentAnalysis.mostBytes else { return nil }
    let positions = TextPositions(document.text, capabilities.encoding)
    let offset = positions.offset(of: position)
    let tree = YAMLTree(parsing: document.text, path: document.name)
    var sections: [[String]] = []
    var range: Range<Int>?
    if let comment = tree.comments.first(where: { holds($0.span, offset) }) {
      if let (rule, place) = rule(at: offset, in: comment.span) {
        sections.append(help(library.definition).paragraphs(of: rule))
        range = place
      }
    } else if let found = field(at: offset, in: tree) {
      sections.append(found.paragraphs)
      range = Int(found.span.start)..<Int(found.span.end)
    }
    for finding in analysis.result?.findings ?? []
    where holds(finding.span, offset) && finding.isOpen {
      sections.append(paragraphs(of: finding))
      if range == nil { range = Int(finding.span.start)..<Int(finding.span.end) }
    }
    guard !sections.isEmpty, let range else { return nil }
    let gap = capabilities.readsMarkdown ? "\n\n---\n\n" : "\n\n"
    let separator = capabilities.readsMarkdown ? "\n\n" : "\n"
    let text = sections.map { $0.joined(separator: separator) }.joined(separator: gap)
    var json = JSONWriter()
    json.raw("{\"contents\": ")
    json.markup(text, isMarkdown: capabilities.readsMarkdown)
    json.raw(", \"range\": ")
    positions.write(range, to: &json)
    json.raw("}")
    return json.bytes
  }

  private func holds(_ span: ByteRange, _ offset: Int) -> Bool {
    Int(span.start) <= offset && offset <= Int(span.end)
  }

  private func help(_ schema: Schema) -> FieldHelp {
    FieldHelp(
      schema: schema, library: analysis.judge?.library ?? library,
      usesMarkdown: capabilities.readsMarkdown)
  }

  // MARK: - Fields and values

  private func field(
    at offset: Int, in tree: YAMLTree
  ) -> (paragraphs: [String], span: ByteRange)? {
    switch analysis.kind {
    case .other, .resemblance, .unknown, .tooLarge: return nil
    case .own(let schema): return native(at: offset, in: tree, schema, rules: nil)
    case .definitions:
      let rules = analysis.judge?.rules
      guard let judge = analysis.judge else {
        return native(at: offset, in: tree, library.definition, rules: nil)
      }
      let definitions = judge.definitions(in: tree).filter {
        holds($0.record.node($0.record.root).span, offset)
      }
      if definitions.contains(where: { $0.format != nil }) {
        return definitions.lazy.compactMap { mapped(at: offset, $0.record) }.first
      }
      return native(at: offset, in: tree, library.definition, rules: rules)
    }
  }

  private func native(
    at offset: Int, in tree: YAMLTree, _ schema: Schema, rules: RuleSet?
  ) -> (paragraphs: [String], span: ByteRange)? {
    guard let place = place(at: offset, in: tree, schema),
      let known = SchemaPlace(place.path, in: schema), let field = known.field
    else { return nil }
    let help = help(schema)
    if place.isKey {
      // Of the keys of a map only those that are listed say something.
      if isFreeKey(place.path, schema) {
        let parent = SchemaPlace(Array(place.path.dropLast()), in: schema)?.field
        guard case .key(let key) = place.path.last, let parent else { return nil }
        let paragraphs = help.paragraphs(ofValue: key, in: parent)
        return paragraphs.isEmpty ? nil : (paragraphs, place.span)
      }
      return (help.paragraphs(field, path: place.name, rules: rules), place.span)
    }
    let value = help.paragraphs(ofValue: place.text, in: field)
    return value.isEmpty
      ? (help.paragraphs(field, path: place.name, rules: rules), place.span) : (value, place.span)
  }

  /// A key or a value and the way to it.
  private struct Place {
    var path: [OutlineStep]
    var isKey: Bool
    var span: ByteRange
    var text: String

    /// The keys with dots between them, as fields are named to people.
    var name: String {
      path.compactMap { if case .key(let key) = $0 { key } else { nil } }.joined(separator: ".")
    }
  }

  /// What stands at an offset; where the text breaks and there is no tree, what its lines say.
  private func place(at offset: Int, in tree: YAMLTree, _ schema: Schema) -> Place? {
    if let found = TreePlace(at: offset, in: tree) {
      return Place(
        path: found.path, isKey: found.isKey, span: found.span,
        text: found.isKey ? "" : tree.text(found.node))
    }
    guard !tree.isComplete, let found = OutlinePlace(at: offset, in: document.text) else {
      return nil
    }
    // Of other formats the lines do not tell what a field is.
    let marker = schema.types[schema.root].fields.first?.name ?? ""
    guard found.topKeys.contains(marker) else { return nil }
    return Place(
      path: found.path, isKey: found.isKey,
      span: ByteRange(start: UInt32(found.span.lowerBound), end: UInt32(found.span.upperBound)),
      text: found.text)
  }

  private func isFreeKey(_ path: [OutlineStep], _ schema: Schema) -> Bool {
    SchemaPlace(Array(path.dropLast()), in: schema)?.isMap == true
  }

  /// The field of a definition of another format whose value stands at an offset.
  private func mapped(
    at offset: Int, _ record: Record
  ) -> (paragraphs: [String], span: ByteRange)? {
    let schema = library.definition
    let ids = record.nodes.indices.filter { index in
      let node = record.nodes[index]
      let isScalar = ![.object, .list, .map].contains(node.kind)
      return !node.keySpan.isEmpty && holds(node.keySpan, offset)
        || isScalar && holds(node.span, offset)
    }
    let best = ids.min { record.nodes[$0].span.count < record.nodes[$1].span.count }
    guard var current = best.map({ RecordID($0) }) else { return nil }
    let span =
      holds(record.node(current).span, offset)
      ? record.node(current).span : record.node(current).keySpan
    var names: [String] = []
    var field: FieldShape?
    while current >= 0, record.node(current).parent >= 0 {
      let node = record.node(current)
      let parent = record.node(node.parent)
      if parent.kind == .object {
        let shape = schema.types[Int(parent.type)].fields[Int(node.place)]
        if field == nil { field = shape }
        names.append(shape.name)
      }
      current = node.parent
    }
    guard let field else { return nil }
    let path = names.reversed().joined(separator: ".")
    return (help(schema).paragraphs(field, path: path, rules: analysis.judge?.rules), span)
  }

  // MARK: - Rules

  private func paragraphs(of finding: Finding) -> [String] {
    guard let rules = analysis.judge?.rules else { return [] }
    let rule = rules.rules[finding.rule].rule
    let help = help(library.definition)
    let head = "\(help.strong("\(FindingWords.kind(finding, rule)) \(rule.id)")): "
    return [head + help.prose(FindingWords.message(finding))] + help.reasons(rule)
  }

  /// The rule that a waiver names at an offset.
  private func rule(at offset: Int, in span: ByteRange) -> (Rule, Range<Int>)? {
    func isName(_ byte: UInt8) -> Bool {
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2D
        || byte == 0x2F || byte == 0x5F
    }
    var (start, end) = (offset, offset)
    while start > Int(span.start), isName(document.text[start - 1]) { start -= 1 }
    while end < Int(span.end), isName(document.text[end]) { end += 1 }
    let name = String(decoding: document.text[start..<end], as: UTF8.self)
    return (analysis.judge?.library ?? library).rule(named: name).map { ($0.rule, start..<end) }
  }
}

extension JSONWriter {
  /// A text with its kind (`MarkupContent`).
  mutating func markup(_ text: String, isMarkdown: Bool) {
    raw("{\"kind\": ")
    string(isMarkdown ? "markdown" : "plaintext")
    member("value", text)
    raw("}")
  }
}
