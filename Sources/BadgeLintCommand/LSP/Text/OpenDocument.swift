import BadgeLint

/// A document that the client has open: its text is that of the client, not that of the disk.
struct OpenDocument: Sendable {
  /// How far its text is known.
  enum Standing: Sendable {
    case known
    /// A change could not be made, so that nobody knows what the client has.
    case outOfStep
    /// The text is too large to be kept.
    case tooLarge
  }

  let uri: String
  /// Nil where it is not a file.
  let path: String?
  private(set) var version: Int?
  /// Empty where it is not known.
  private(set) var text: [UInt8]
  private(set) var standing = Standing.known
  /// What is known of this text, worked out when it is asked for.
  var analysis: DocumentAnalysis?

  /// Most bytes of a text that is kept; no message can be longer, but many edits add up.
  static let mostBytes = 64 << 20

  init(uri: String, version: Int?, text: [UInt8]) {
    self.uri = uri
    path = DocumentURI.path(uri)
    self.version = version
    self.text = text
  }

  /// The name under which it is judged; its ending tells JSON from YAML.
  var name: String { path ?? DocumentURI.name(uri) }

  /// Whether a change is none of an older text than the one that is held.
  func isNew(_ version: Int?) -> Bool {
    guard let version, let held = self.version else { return true }
    return version > held
  }

  /// Forgets the text until the client sends all of it.
  mutating func lose(_ standing: Standing, version: Int?) {
    self.standing = standing
    self.version = version ?? self.version
    text = []
    analysis = nil
  }

  /// Applies changes one after the other; each place is one of the text after those before it.
  ///
  /// A text that is not known stays so until a change brings all of it. Where a change cannot be made
  /// the text is not known any more.
  mutating func apply(
    _ changes: [JSONValue], version: Int?, _ encoding: PositionEncoding
  ) throws(ResponseError) {
    self.version = version ?? self.version
    analysis = nil
    // Where several changes bring all of the text, the last of these counts.
    let whole = changes.lastIndex { $0["range"] == nil && $0["text"]?.string != nil }
    if let whole, let new = changes[whole]["text"]?.string {
      text = Array(new.utf8)
      standing = .known
    }
    guard case .known = standing else { return }
    let edits = changes[(whole.map { $0 + 1 } ?? 0)...]
    do throws(ResponseError) {
      try apply(edits, encoding)
    } catch {
      lose(.outOfStep, version: version)
      throw error
    }
    if text.count > Self.mostBytes { lose(.tooLarge, version: version) }
  }

  private mutating func apply(
    _ edits: ArraySlice<JSONValue>, _ encoding: PositionEncoding
  ) throws(ResponseError) {
    if edits.isEmpty { return }
    var edited = EditedText(text, encoding)
    for edit in edits {
      guard let new = edit["text"]?.string else {
        throw ResponseError(.invalidParams, "a change has no `text`")
      }
      guard let start = TextPositions.position(edit["range"]?["start"]),
        let end = TextPositions.position(edit["range"]?["end"])
      else {
        throw ResponseError(.invalidParams, "the `range` of a change is none")
      }
      guard start <= end else {
        throw ResponseError(.invalidParams, "the `range` of a change ends before it begins")
      }
      guard let first = edited.place(of: start), let last = edited.place(of: end) else {
        throw ResponseError(.invalidParams, "the `range` of a change lies behind the text")
      }
      edited.replace(first, last, with: new.utf8)
      if edited.count > Self.mostBytes { break }
    }
    text = edited.bytes
  }
}
