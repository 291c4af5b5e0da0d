import BadgeLint

/// A document that the client has open: its text is that of the client, not that of the disk.
struct OpenDocument: Sendable {
  let uri: String
  /// Nil where it is not a file.
  let path: String?
  private(set) var version: Int?
  private(set) var text: [UInt8]
  /// What is known of this text, worked out when it is asked for.
  var analysis: DocumentAnalysis?

  init(uri: String, version: Int?, text: [UInt8]) {
    self.uri = uri
    path = DocumentURI.path(uri)
    self.version = version
    self.text = text
  }

  /// The name under which it is judged; its ending tells JSON from YAML.
  var name: String { path ?? DocumentURI.name(uri) }

  /// Applies changes one after the other; each place is one of the text after those before it.
  mutating func apply(
    _ changes: [JSONValue], version: Int?, _ encoding: PositionEncoding
  ) throws(ResponseError) {
    var text = text
    for change in changes {
      guard let new = change["text"]?.string else {
        throw ResponseError(.invalidParams, "a change has no `text`")
      }
      guard let place = change["range"] else {
        text = Array(new.utf8)
        continue
      }
      guard let range = TextPositions(text, encoding).range(place) else {
        throw ResponseError(.invalidParams, "the `range` of a change is none")
      }
      text.replaceSubrange(range, with: new.utf8)
    }
    self.text = text
    self.version = version ?? self.version
    analysis = nil
  }
}
