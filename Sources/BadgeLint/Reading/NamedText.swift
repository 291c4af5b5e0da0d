import YAMLTree

extension TextLayout {
  /// The name by which standard input without a name of its own is shown.
  package static let unnamed = "<stdin>"

  /// How the documents of a file lie in it, by its name; without one, by how the text begins.
  package init(path: String, _ bytes: [UInt8]) {
    let isLines =
      path == Self.unnamed ? Self.looksLikeLines(bytes) : Self.hasEnding(path, Self.lineExtensions)
    self = isLines ? .lines : .documents
  }

  /// Whether a file calls itself JSON, as one text.
  package static func isNamedJSON(_ path: String) -> Bool { hasEnding(path, jsonExtensions) }

  private static func hasEnding(_ path: String, _ endings: [String]) -> Bool {
    endings.contains(Path.extension(of: path).lowercased())
  }
}

extension YAMLTree {
  /// Reads the text of a file by what its name says of it.
  package init(parsing bytes: [UInt8], path: String) {
    self.init(parsing: bytes, layout: TextLayout(path: path, bytes))
  }

  /// The text after edits.
  package func after(_ edits: [TextEdit]) -> YAMLTree {
    YAMLTree(parsing: applying(edits, to: bytes), layout: layout)
  }

  /// Whether a document that could not be read follows directly behind one, by its position: it may
  /// hold what belongs to that one. Lines of JSON Lines know nothing of each other.
  func losesDocument(after index: Int) -> Bool {
    if isComplete || layout == .lines { return false }
    let end = span(documents[index]).end
    let next = index + 1 < documents.count ? span(documents[index + 1]).start : UInt32.max
    return problems.contains { $0.stopsReading && $0.span.start >= end && $0.span.start < next }
  }

  /// Whether no document that could not be read follows directly behind the one that holds a place.
  /// - Parameter endsInDoubt: Whether such a document follows behind the text.
  func isSoundBehind(_ place: ByteRange, endsInDoubt: Bool) -> Bool {
    if isComplete, !endsInDoubt { return true }
    guard let index = documents.firstIndex(where: { span($0).contains(place) }) else { return true }
    return !losesDocument(after: index) && !(endsInDoubt && index == documents.count - 1)
  }

  /// Whether it begins with a document that could not be read.
  var losesFirstDocument: Bool {
    if isComplete || layout == .lines { return false }
    guard let first = documents.first else { return true }
    return problems.contains { $0.stopsReading && $0.span.start < span(first).start }
  }
}
