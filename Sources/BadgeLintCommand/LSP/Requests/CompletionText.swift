import BadgeLint
import YAMLTree

/// What is written for a suggestion, so that the text stays sound where it stands.
struct CompletionText {
  let text: [UInt8]
  let place: Int
  let context: OutlineContext
  let capabilities: ClientCapabilities
  /// Whether all of the document is in braces with keys in quotation marks.
  let isJSON: Bool

  private func item(_ suggestion: Suggestion, _ newText: String, isSnippet: Bool = false)
    -> CompletionRequest.Item
  {
    CompletionRequest.Item(
      suggestion: suggestion, newText: newText,
      range: context.typed.lowerBound..<context.typed.upperBound + replaced, isSnippet: isSnippet)
  }

  /// What stands behind the place on its line and stays.
  private var rest: ArraySlice<UInt8> {
    text[(place + replaced)...].prefix { $0 != 0x0A && $0 != 0x0D }
  }

  /// How many bytes behind the place are the rest of what is being written over.
  private var replaced: Int {
    let line = text[place...].prefix { $0 != 0x0A && $0 != 0x0D }
    let isWord = context.role == .key
    var run = line.prefix { !Self.ends($0, isWord: isWord) }
    if let quote = context.quote {
      // Without its end it is not known how far a text in quotation marks was to go.
      if line.dropFirst(run.count).first == quote { return run.count }
      run = run.prefix { $0 != 0x20 && $0 != 0x09 }
    }
    if context.typed.isEmpty, run.first == 0x20 || run.first == 0x09 { return 0 }
    while let last = run.last, last == 0x20 || last == 0x09 { run = run.dropLast() }
    return run.count
  }

  private static func ends(_ byte: UInt8, isWord: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\""), UInt8(ascii: "'"),
      UInt8(ascii: "#"):
      true
    case 0x20, 0x09: isWord
    default: false
    }
  }

  /// A blank where a sign before the place needs one.
  private var gap: String {
    guard context.quote == nil, context.typed.isEmpty, let last = text[..<place].last else {
      return ""
    }
    return last == UInt8(ascii: ":") || last == UInt8(ascii: "-") ? " " : ""
  }

  // MARK: - Values

  func value(_ suggestion: Suggestion, of field: FieldShape) -> CompletionRequest.Item {
    let plain = suggestion.text
    if let quote = context.quote {
      // The sign that closes it may be there already.
      let closing = rest.first == quote ? "" : String(decoding: [quote], as: UTF8.self)
      return item(suggestion, plain + closing)
    }
    let isLiteral = field.kind == .bool || field.kind == .int || field.kind == .number
    // A name that a reader of YAML takes for something else, such as the country `NO`, needs quotes.
    let written = ScalarWriter.bytes(
      plain, reading: isLiteral ? .literal : isJSON ? .text : .any,
      in: isJSON ? .json : context.isFlow ? .flow : .block)
    return item(suggestion, gap + (written.map { String(decoding: $0, as: UTF8.self) } ?? plain))
  }

  // MARK: - Keys

  func key(_ suggestion: Suggestion, _ field: FieldShape?, _ schema: Schema)
    -> CompletionRequest.Item
  {
    let name = suggestion.text
    let behind = rest.drop { $0 == 0x20 }
    if let quote = context.quote {
      let sign = String(decoding: [quote], as: UTF8.self)
      return item(suggestion, rest.first == quote ? name : "\(name)\(sign): ")
    }
    if behind.first == UInt8(ascii: ":") { return item(suggestion, gap + name) }
    if isJSON { return item(suggestion, "\"\(name)\": ") }
    guard let field, !context.isFlow else { return item(suggestion, "\(gap)\(name): ") }
    let isObject = if case .object = field.kind { true } else { false }
    let blanks = String(repeating: " ", count: context.indent + 2)
    switch (field.container, isObject) {
    case (.list, true) where capabilities.keepsInsertedIndent:
      return item(suggestion, "\(gap)\(name):\n\(blanks)- ")
    case (.single, true) where capabilities.keepsInsertedIndent && !hasShortForm(field, schema),
      (.map, _) where capabilities.keepsInsertedIndent:
      return item(suggestion, "\(gap)\(name):\n\(blanks)")
    case (.list, false) where capabilities.hasSnippets && !isSingleUsual(field):
      return item(suggestion, "\(gap)\(name): [$0]", isSnippet: true)
    default: return item(suggestion, "\(gap)\(name): ")
    }
  }

  /// Whether people write a list of one without brackets, as its example shows.
  private func isSingleUsual(_ field: FieldShape) -> Bool {
    !field.example.isEmpty && field.example.utf8.first != UInt8(ascii: "[")
  }

  private func hasShortForm(_ field: FieldShape, _ schema: Schema) -> Bool {
    guard case .object(let type) = field.kind else { return false }
    return !schema.types[type].shortForms.isEmpty
  }
}
