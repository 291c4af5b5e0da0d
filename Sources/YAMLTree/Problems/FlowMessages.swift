/// Words for mistakes between brackets and braces.
enum FlowMessages {
  /// A list or mapping in brackets where a comma or the closing bracket is missing.
  static func unfinished(
    _ place: ErrorPlace, open: StaticString, close: StaticString
  ) -> SyntaxMessage {
    let opening = place.context..<min(place.context + 1, place.source.count)
    if place.isAtEnd {
      return SyntaxMessage(
        "the \(open) here is never closed; add \(close) at the end of the list", at: opening)
    }
    if isCloser(place.byte) {
      return SyntaxMessage(
        wrongCloser(place, open: open, close: close), at: place.offset..<(place.offset + 1),
        related: opening)
    }
    if place.byte == ASCII.colon, place.context < place.lineStart {
      return SyntaxMessage(
        "the \(open) here is not closed before the key in line \(place.lineNumber(place.offset)); "
          + "add \(close) at the end of the list", at: opening,
        related: place.restOfLine(place.firstText))
    }
    return SyntaxMessage(
      "between \(open) and \(close) a comma is missing before \(place.quote(word(place))), or "
        + "\(close) is missing at the end; text that contains , [ ] { } or \": \" needs quotes",
      at: word(place), related: opening)
  }

  /// Whether a byte closes a list or a mapping in brackets.
  static func isCloser(_ byte: UInt8?) -> Bool {
    byte == ASCII.closeBracket || byte == ASCII.closeBrace
  }

  /// `[ … }` or the reverse.
  static func wrongCloser(
    _ place: ErrorPlace, open: StaticString, close: StaticString
  ) -> String {
    let found = place.byte == ASCII.closeBrace ? "}" : "]"
    return "there is \(found) where \(close) should close the \(open) from line "
      + "\(place.lineNumber(place.context)); close first what was opened last"
  }

  /// No value where one is needed.
  static func missingValue(_ place: ErrorPlace) -> SyntaxMessage {
    guard let byte = place.byte else {
      return SyntaxMessage(
        "the file ends where a value is expected; add the value or close what is open",
        at: place.offset..<place.offset)
    }
    switch byte {
    case ASCII.comma:
      return SyntaxMessage(
        "a value is missing before this comma; remove the comma or put the value in quotes",
        at: place.offset..<(place.offset + 1))
    case ASCII.closeBracket, ASCII.closeBrace:
      return strayCloser(place)
    default:
      return SyntaxMessage(
        "a value is expected here, but \(place.quote(word(place))) is not one; put it in quotes",
        at: word(place))
    }
  }

  /// A closing bracket that nothing opened.
  static func strayCloser(_ place: ErrorPlace) -> SyntaxMessage {
    let name = place.byte.map { String(UnicodeScalar($0)) } ?? "]"
    return SyntaxMessage(
      "there is a closing \(name) here without an opening one before it; remove it, or put the "
        + "text in quotes", at: place.offset..<min(place.offset + 1, place.source.count))
  }

  private static func word(_ place: ErrorPlace) -> Range<Int> { place.word(place.offset) }
}
