import BadgeLint
import BadgeLintReports
import YAMLTree

/// `textDocument/completion`: what may be written at a place.
struct CompletionRequest {
  let document: OpenDocument
  let analysis: DocumentAnalysis
  let library: RuleLibrary
  let capabilities: ClientCapabilities
  let words: EditorWords
  /// The ids of definitions that are open.
  let definitions: [String]

  func answer(at position: TextPosition) -> [UInt8] {
    var json = JSONWriter()
    let positions = TextPositions(document.text, capabilities.encoding)
    json.raw("{\"isIncomplete\": false, \"items\": ")
    json.list(Array(items(at: positions.offset(of: position)).enumerated())) { json, item in
      write(item.element, rank: item.offset, positions, to: &json)
    }
    json.raw("}")
    return json.bytes
  }

  /// A suggestion with what it replaces.
  struct Item {
    var suggestion: Suggestion
    var newText: String
    var range: Range<Int>
    var isSnippet = false
    /// By what editors choose; nil for the label.
    var filter: String?
  }

  /// Whether the letters of a text stand in a label in their order, as editors look for them.
  private static func fits(_ label: String, _ typed: String) -> Bool {
    var rest = label.lowercased()[...]
    for letter in typed.lowercased() {
      guard let place = rest.firstIndex(of: letter) else { return false }
      rest = rest[place...].dropFirst()
    }
    return true
  }

  private var knownLibrary: RuleLibrary { analysis.judge?.library ?? library }

  private func items(at offset: Int) -> [Item] {
    guard document.text.count <= DocumentAnalysis.mostBytes else { return [] }
    let outline = TextOutline(document.text, at: offset)
    guard let context = outline.context, let schema = schema(outline, context) else { return [] }
    if context.role == .comment { return waivers(context, schema, outline) }
    guard let place = SchemaPlace(context.path, in: schema) else { return [] }
    let writer = CompletionText(
      text: document.text, place: offset, context: context, capabilities: capabilities,
      isJSON: document.text.first { $0 > 0x20 } == UInt8(ascii: "{"))
    let values = values(schema, outline)
    let typed = String(decoding: document.text[context.typed], as: UTF8.self)
    var items: [Item] = []
    if context.role != .key, let field = place.field {
      // What a list has already is not offered again.
      let present = Set(
        context.list.map { list in outline.scalars.filter { $0.list == list }.map(\.text) } ?? [])
      items += values.values(of: field, in: context.mapping, typed: typed)
        .filter { !present.contains($0.text) }.map { writer.value($0, of: field) }
      // Editors leave out what does not fit to what is written; a wrong value is to be replaced.
      if context.role == .value, !typed.isEmpty,
        !items.contains(where: { Self.fits($0.suggestion.label, typed) })
      {
        for index in items.indices { items[index].filter = typed }
      }
    }
    if context.role == .value { return items }
    if place.isMap {
      return items + values.listed(place.field?.names, in: nil).map { writer.key($0, nil, schema) }
    }
    guard let type = place.type else { return items }
    let known = Set(context.mapping.flatMap { outline.keys[$0] } ?? [])
    let help = values.help
    return items
      + schema.types[type].fields.filter { !known.contains($0.name) }.map { field in
        let suggestion = Suggestion(
          label: field.name, text: field.name, kind: .field,
          detail: FieldReference.kind(field, schema),
          help: help.paragraphs(field, path: field.name, rules: nil))
        return writer.key(suggestion, field, schema)
      }
  }

  private func values(_ schema: Schema, _ outline: TextOutline) -> ValueSuggestions {
    ValueSuggestions(
      schema: schema, library: knownLibrary,
      help: FieldHelp(
        schema: schema, library: knownLibrary, usesMarkdown: capabilities.readsCompletionMarkdown),
      outline: outline, definitions: definitions, words: words)
  }

  /// The shape of the document; for an empty one only the key that makes it a definition.
  private func schema(_ outline: TextOutline, _ context: OutlineContext) -> Schema? {
    switch analysis.kind {
    case .own(let schema): return schema
    case .tooLarge, .unknown: return nil
    case .definitions, .other, .resemblance: break
    }
    let marker = library.definition.types[library.definition.root].fields[0]
    if outline.topKeys.contains(marker.name) { return library.definition }
    let lacksMarker = if case .resemblance = analysis.kind { true } else { false }
    guard outline.topKeys.isEmpty || lacksMarker && context.path.isEmpty else { return nil }
    var first = library.definition
    first.types[first.root].fields = [marker]
    return first
  }

  // MARK: - Waivers

  private static let waiverStart = "badgelint: allow "

  private func waivers(
    _ context: OutlineContext, _ schema: Schema, _ outline: TextOutline
  ) -> [Item] {
    guard schema.name == library.definition.name else { return [] }
    var start = context.typed.lowerBound + 1
    while start < context.typed.upperBound, document.text[start] == 0x20 { start += 1 }
    let typed = String(
      decoding: document.text[start..<max(start, context.typed.upperBound)], as: UTF8.self)
    guard typed.hasPrefix(Self.waiverStart) else {
      guard Self.waiverStart.hasPrefix(typed) else { return [] }
      let suggestion = Suggestion(
        label: Self.waiverStart, text: Self.waiverStart, kind: .keyword,
        detail: words.waiverKeyword)
      let blank = context.typed.upperBound == context.typed.lowerBound + 1 ? " " : ""
      return [
        Item(
          suggestion: suggestion, newText: blank + Self.waiverStart,
          range: start..<max(start, context.typed.upperBound))
      ]
    }
    if typed.contains(" -- ") { return [] }
    var name = context.typed.upperBound
    while name > start, document.text[name - 1] != 0x20, document.text[name - 1] != 0x2C {
      name -= 1
    }
    let found = (analysis.result?.findings ?? []).filter(\.isOpen).map(\.rule)
    let rules = analysis.judge?.rules.rules ?? []
    let first = found.reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }
    let ordered =
      first.map { rules[$0].rule }
      + knownLibrary.packs.filter { $0.judged == .definitions }.flatMap(\.rules).filter { rule in
        !first.contains { rules[$0].rule.id == rule.id }
      }
    return values(schema, outline).rules(
      ordered.filter { $0.check?.isInexcusable != true }
    ).map { Item(suggestion: $0, newText: $0.text, range: name..<context.typed.upperBound) }
  }

  // MARK: - Items

  private func write(
    _ item: Item, rank: Int, _ positions: TextPositions, to json: inout JSONWriter
  ) {
    let suggestion = item.suggestion
    json.raw("{\"label\": ")
    json.string(suggestion.label)
    json.member("kind", suggestion.kind.rawValue)
    if !suggestion.detail.isEmpty { json.member("detail", suggestion.detail) }
    if !suggestion.help.isEmpty {
      json.raw(", \"documentation\": ")
      json.markup(
        suggestion.help.joined(separator: capabilities.readsCompletionMarkdown ? "\n\n" : "\n"),
        isMarkdown: capabilities.readsCompletionMarkdown)
    }
    // Fields and values stay in the order of their lists.
    let digits = "\(rank)"
    json.member("sortText", String(repeating: "0", count: max(0, 5 - digits.utf8.count)) + digits)
    json.member("filterText", item.filter ?? suggestion.label)
    json.member("insertTextFormat", item.isSnippet ? 2 : 1)
    if capabilities.keepsInsertedIndent { json.raw(", \"insertTextMode\": 1") }
    json.raw(", \"textEdit\": {\"range\": ")
    positions.write(item.range, to: &json)
    json.member("newText", item.newText)
    json.raw("}}")
  }
}
