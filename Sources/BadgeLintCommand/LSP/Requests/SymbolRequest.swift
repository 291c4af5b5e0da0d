import BadgeLint
import BadgeLintReports
import YAMLTree

/// `textDocument/documentSymbol`: the definitions of a document and what they hold.
struct SymbolRequest {
  let document: OpenDocument
  let analysis: DocumentAnalysis
  let schema: Schema
  let capabilities: ClientCapabilities
  let words: EditorWords

  /// What a symbol is, by the numbers of the protocol (`SymbolKind`).
  private enum Kind: Int {
    case definition = 5
    case list = 18
    case object = 19
    case field = 8
  }

  private struct Symbol {
    var name: String
    var detail = ""
    var kind: Kind
    var range: Range<Int>
    var selection: Range<Int>
    var children: [Symbol] = []
  }

  func answer() -> [UInt8] {
    var json = JSONWriter()
    let positions = TextPositions(document.text, capabilities.encoding)
    guard let judge = analysis.judge, case .definitions = analysis.kind else {
      return Array("[]".utf8)
    }
    let tree = YAMLTree(parsing: document.text, path: document.name)
    let symbols = judge.definitions(in: tree).map { symbol($0.record) }
    if capabilities.hasSymbolTree {
      json.list(symbols) { json, symbol in Self.write(symbol, positions, to: &json) }
    } else {
      var flat: [(Symbol, String)] = []
      for symbol in symbols { Self.flatten(symbol, in: "", into: &flat) }
      json.list(flat) { json, entry in
        writeFlat(entry.0, container: entry.1, positions, to: &json)
      }
    }
    return json.bytes
  }

  // MARK: - Symbols

  private func symbol(_ record: Record) -> Symbol {
    let root = record.node(record.root)
    let selection = range(record.anchor(record.root, schema, document.text))
    var symbol = Symbol(
      name: name(record.root, record) ?? words.untitled, kind: .definition,
      range: Int(root.span.start)..<Int(root.span.end), selection: selection)
    symbol.detail = text(of: "id", record.root, record) ?? ""
    symbol.children = fields(of: record.root, record)
    return Self.fitted(symbol)
  }

  /// The objects and lists of objects of an object; single values are not listed.
  private func fields(of object: RecordID, _ record: Record) -> [Symbol] {
    let shape = schema.types[Int(record.node(object).type)]
    return shape.fields.indices.compactMap { index -> Symbol? in
      let value = record.field(object, index)
      guard value != Record.absent else { return nil }
      let node = record.node(value)
      let isObject = if case .object = shape.fields[index].kind { true } else { false }
      guard isObject, node.kind == .list || node.kind == .object else { return nil }
      let whole = union(node.keySpan, node.span)
      var symbol = Symbol(
        name: shape.fields[index].name, kind: node.kind == .list ? .list : .object, range: whole,
        selection: range(node.keySpan.isEmpty ? node.span : node.keySpan))
      if node.kind == .object {
        symbol.detail = name(value, record) ?? ""
        symbol.children = fields(of: value, record)
      } else {
        symbol.children = record.elements(value).compactMap { element(of: $0, record) }
      }
      return Self.fitted(symbol)
    }.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func element(of id: RecordID, _ record: Record) -> Symbol? {
    let node = record.node(id)
    guard node.kind == .object, !node.span.isEmpty else { return nil }
    let shape = schema.types[Int(node.type)]
    var symbol = Symbol(
      name: name(id, record) ?? shape.name, kind: .field,
      range: Int(node.span.start)..<Int(node.span.end),
      selection: range(record.anchor(id, schema, document.text)))
    // What a reader knows it by beside its name: the longest of its texts.
    let texts = shape.fields.indices.compactMap { record.string(record.field(id, $0)) }
    symbol.detail = texts.filter { $0 != symbol.name }.max { $0.utf8.count < $1.utf8.count } ?? ""
    symbol.children = fields(of: id, record)
    return Self.fitted(symbol)
  }

  private func name(_ id: RecordID, _ record: Record) -> String? {
    let shape = schema.types[Int(record.node(id).type)]
    let names = shape.namedBy.compactMap { record.string(record.field(id, $0)) }
    if let name = names.first(where: { !$0.isEmpty }) { return name }
    let texts = shape.fields.indices.compactMap { record.string(record.field(id, $0)) }
    return texts.first { !$0.isEmpty && $0.utf8.count <= 80 }
  }

  private func text(of field: String, _ id: RecordID, _ record: Record) -> String? {
    schema.types[Int(record.node(id).type)].field(named: field).flatMap {
      record.string(record.field(id, $0))
    }
  }

  private func range(_ span: ByteRange) -> Range<Int> { Int(span.start)..<Int(span.end) }

  private func union(_ key: ByteRange, _ value: ByteRange) -> Range<Int> {
    if key.isEmpty { return range(value) }
    if value.isEmpty { return range(key) }
    return Int(min(key.start, value.start))..<Int(max(key.end, value.end))
  }

  /// Clients refuse symbols whose name lies outside of them.
  private static func fitted(_ symbol: Symbol) -> Symbol {
    var symbol = symbol
    if symbol.selection.lowerBound < symbol.range.lowerBound
      || symbol.selection.upperBound > symbol.range.upperBound
    {
      symbol.selection = symbol.range
    }
    return symbol
  }

  // MARK: - Writing

  private static func write(
    _ symbol: Symbol, _ positions: TextPositions, to json: inout JSONWriter
  ) {
    json.raw("{\"name\": ")
    json.string(shown(symbol.name))
    if !symbol.detail.isEmpty { json.member("detail", shown(symbol.detail)) }
    json.member("kind", symbol.kind.rawValue)
    json.raw(", \"range\": ")
    positions.write(symbol.range, to: &json)
    json.raw(", \"selectionRange\": ")
    positions.write(symbol.selection, to: &json)
    if !symbol.children.isEmpty {
      json.raw(", \"children\": ")
      json.list(symbol.children) { json, child in write(child, positions, to: &json) }
    }
    json.raw("}")
  }

  private static func flatten(
    _ symbol: Symbol, in container: String, into flat: inout [(Symbol, String)]
  ) {
    flat.append((symbol, container))
    for child in symbol.children { flatten(child, in: symbol.name, into: &flat) }
  }

  private func writeFlat(
    _ symbol: Symbol, container: String, _ positions: TextPositions, to json: inout JSONWriter
  ) {
    json.raw("{\"name\": ")
    json.string(Self.shown(symbol.name))
    json.member("kind", symbol.kind.rawValue)
    json.raw(", \"location\": {\"uri\": ")
    json.string(document.uri)
    json.raw(", \"range\": ")
    positions.write(symbol.range, to: &json)
    json.raw("}")
    if !container.isEmpty { json.member("containerName", Self.shown(container)) }
    json.raw("}")
  }

  /// A name on one line that is not too long for an outline.
  private static func shown(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count <= 120 ? line : line.prefix(119) + "…"
  }
}
