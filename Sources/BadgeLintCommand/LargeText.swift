import BadgeLint
import YAMLTree

/// The text of a file, as far as it is read at once.
enum FileText {
  case whole([UInt8])
  case large(LargeText)

  /// - Parameter bounds: What is large; nil where every file is read as a whole.
  init(_ path: String, name: String, bounds: PieceSource.Bounds?) throws(FileError) {
    let most = InputOptions.maximumBytes
    guard let bounds else {
      self = .whole(try readFile(path, maximumBytes: most))
      return
    }
    if path == "-" {
      let head = try readBeginningOfStandardInput(bounds.whole)
      if head.count <= bounds.whole {
        self = .whole(head)
      } else if let layout = TextLayout(ofPieces: name, head) {
        self = .large(LargeText(layout: layout, head: head))
      } else {
        self = .whole(head + (try readStandardInput(maximumBytes: most - head.count)))
      }
      return
    }
    do {
      self = .whole(try readFile(path, maximumBytes: bounds.whole))
    } catch {
      guard error.reason == .tooLarge(limit: bounds.whole) else { throw error }
      if let layout = TextLayout(ofPieces: name, try readBeginning(path)) {
        self = .large(LargeText(layout: layout))
      } else {
        self = .whole(try readFile(path, maximumBytes: most))
      }
    }
  }
}

/// A text that is read in pieces.
struct LargeText: Sendable {
  var layout: TextLayout
  /// What was read of standard input before.
  var head: [UInt8] = []
}

extension TextLayout {
  /// How the documents of a large file lie in it; nil where it is one document or may be, as JSON is.
  fileprivate init?(ofPieces name: String, _ head: [UInt8]) {
    let layout = TextLayout(path: name, head)
    if layout == .documents {
      let first = head.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
      if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return nil }
      if Self.isNamedJSON(name) { return nil }
    }
    self = layout
  }
}
