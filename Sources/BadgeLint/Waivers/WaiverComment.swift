import CEL
import YAMLTree

/// A comment `# badgelint: allow RULE[, RULE] -- reason`.
struct WaiverComment {
  struct Named {
    var name: String
    var span: ByteRange
  }

  /// The comment as it stands in the file.
  var comment: Comment
  var rules: [Named] = []
  /// Empty where it gives none.
  var reason = ""
  /// The misspelt word where the word for waivers should be.
  var misspelt: Named?

  /// The word that comments for the program begin with.
  private static let marker = Array("badgelint:".utf8)
  /// The word that makes such a comment a waiver.
  static let word = "allow"

  /// All waivers in the comments of a file.
  static func all(in tree: YAMLTree) -> [WaiverComment] {
    tree.comments.compactMap { WaiverComment($0, tree.bytes) }
  }

  static func isMarked(_ text: ArraySlice<UInt8>) -> Bool {
    // However it is spelt, people read it as one.
    text.drop { isBlank($0) }.prefix(marker.count).map { $0 | 0x20 }.elementsEqual(
      marker.map { $0 | 0x20 })
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Nil for comments that are no waivers.
  private init?(_ comment: Comment, _ bytes: [UInt8]) {
    let text = bytes[Int(comment.span.start) + 1..<Int(comment.span.end)]
    guard Self.isMarked(text) else { return nil }
    self.comment = comment
    let rest = Self.trimmed(text.drop { Self.isBlank($0) }.dropFirst(Self.marker.count))
    let word = rest.prefix { !Self.isBlank($0) }
    let name = String(decoding: word, as: UTF8.self)
    if name != Self.word {
      // What goes on with the name of a rule was meant as a waiver, whatever its word.
      let next = Self.trimmed(rest.dropFirst(word.count)).prefix { !Self.isBlank($0) }
      guard closestMatch(to: name, in: [Self.word]) != nil || next.contains(UInt8(ascii: "/"))
      else { return nil }
      misspelt = Named(name: name, span: Self.span(word))
      return
    }
    let said = rest.dropFirst(word.count)
    let end = Self.separator(in: said) ?? said.endIndex
    rules = said[..<end].split(separator: UInt8(ascii: ",")).compactMap { part in
      let part = Self.trimmed(part)
      return part.isEmpty
        ? nil : Named(name: String(decoding: part, as: UTF8.self), span: Self.span(part))
    }
    let reason = Self.trimmed(said[end...].drop { $0 == UInt8(ascii: "-") })
    // Mere signs are no reason.
    let saysSomething = reason.contains { byte in
      byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }
    if saysSomething { self.reason = String(decoding: reason, as: UTF8.self) }
  }

  /// Where two hyphens stand after a blank.
  private static func separator(in text: ArraySlice<UInt8>) -> Int? {
    text.indices.dropLast().first { index in
      text[index] == UInt8(ascii: "-") && text[index + 1] == UInt8(ascii: "-")
        && index > text.startIndex && isBlank(text[index - 1])
    }
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text.drop { isBlank($0) }
    while let last = text.last, isBlank(last) || last == 0x0D { text = text.dropLast() }
    return text
  }

  private static func span(_ text: ArraySlice<UInt8>) -> ByteRange {
    ByteRange(start: UInt32(text.startIndex), end: UInt32(text.endIndex))
  }
}

/// Whether a text may hold a waiver in a comment; quick, and sometimes wrong with yes.
package func mayHoldWaiver(_ bytes: [UInt8]) -> Bool {
  bytes.indices.contains { start in
    bytes[start] == UInt8(ascii: "#") && WaiverComment.isMarked(bytes[(start + 1)...])
  }
}
