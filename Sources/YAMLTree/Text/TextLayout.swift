/// How the documents of a text lie in it.
package enum TextLayout: Sendable, Hashable {
  /// YAML with any number of documents, or one JSON text.
  case documents
  /// JSON Lines: a JSON text on each line; blank lines mean nothing.
  case lines

  /// Endings of names that say that the text is one JSON text.
  package static let jsonExtensions = ["json", "jsonld"]
  /// Endings of names that say that each line is a document.
  package static let lineExtensions = ["jsonl", "ndjson"]

  /// Whether a text of unknown name begins as JSON Lines do: an object on a line, and the next one
  /// below it. As one JSON text or as YAML, that is an error.
  package static func looksLikeLines(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { source in
      guard let start = source.firstText(from: 0), source[start] == ASCII.openBrace,
        let end = source.firstOffset(of: ASCII.lineFeed, from: start),
        let next = source.firstText(from: end), source[next] == ASCII.openBrace
      else { return false }
      return source[start..<end].last { $0 > ASCII.space } == ASCII.closeBrace
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The offset of the first byte that is neither blank nor a line break nor of a mark at the start.
  fileprivate func firstText(from start: Int) -> Int? {
    let start = start == 0 && self.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : start
    return self[start...].firstIndex { $0 > ASCII.space }
  }
}
