/// Something that could be written at a place.
struct Suggestion: Sendable {
  /// What it is, by the numbers of the protocol (`CompletionItemKind`).
  enum Kind: Int, Sendable {
    case field = 5
    case value = 12
    case listed = 20
    case reference = 18
    case keyword = 14
  }

  var label: String
  /// What is written, without quotation marks.
  var text: String
  var kind: Kind
  /// A few words beside it.
  var detail = ""
  /// Paragraphs about it.
  var help: [String] = []
}
