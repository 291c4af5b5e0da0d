/// What the language server says to people beside the texts of rules and fields; read from
/// `editor.yaml`. Words in braces stand for what is known only where a text is said.
package struct EditorWords: Sendable {
  package var waive: String
  package var mendOne: String
  package var mendMany: String
  package var unsafe: String
  package var waiverKeyword: String
  package var listKeyword: String
  package var nearby: String
  package var untitled: String
  package var unjudged: String
  package var unjudgedMore: String
  package var unknownDocument: String
  package var lacksMarker: String
  package var notWhileEdited: String
  package var tooLarge: String
  package var outOfStep: String

  static func read(_ file: LoadedFile, schema: Schema) throws(LoadFailure) -> EditorWords {
    let root = try DocumentReader.read(file, by: schema)
    func text(_ field: String) -> String { root.text(field) ?? "" }
    return EditorWords(
      waive: text("waive"), mendOne: text("mendOne"), mendMany: text("mendMany"),
      unsafe: text("unsafe"), waiverKeyword: text("waiverKeyword"),
      listKeyword: text("listKeyword"), nearby: text("nearby"), untitled: text("untitled"),
      unjudged: text("unjudged"),
      unjudgedMore: text("unjudgedMore"), unknownDocument: text("unknownDocument"),
      lacksMarker: text("lacksMarker"), notWhileEdited: text("notWhileEdited"),
      tooLarge: text("tooLarge"), outOfStep: text("outOfStep"))
  }

  /// A text with what its words in braces stand for.
  package static func fill(_ text: String, _ values: KeyValuePairs<String, String>) -> String {
    // In one pass, so that braces in a value stay what they are.
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[open...]
      let name = rest.dropFirst().prefix { $0 != "}" }
      guard let value = values.first(where: { $0.key == name })?.value else {
        result += rest.prefix(1)
        rest = rest.dropFirst()
        continue
      }
      result += value
      rest = rest.dropFirst(name.count + 2)
    }
    return result + rest
  }
}
