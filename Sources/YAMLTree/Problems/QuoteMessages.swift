/// Words for text that follows a closed quote, or for a quote that closed too late.
enum QuoteMessages {
  /// Text on the same line after a value that is already complete.
  static func leftover(_ place: ErrorPlace, _ rest: Range<Int>) -> SyntaxMessage {
    guard let mark = quoteBefore(place) else {
      return SyntaxMessage(
        "\(place.quote(rest)) follows a value that is already complete; put the whole value in "
          + "quotes, or begin a new line", at: rest)
    }
    if count(mark, in: place.lineStart..<place.offset, place) % 2 == 1,
      let opening = unclosedQuote(mark, before: place.lineStart, place)
    {
      let name = String(UnicodeScalar(mark))
      return SyntaxMessage(
        "the text that begins here with \(name) seems to have no closing \(name), because it goes "
          + "on to line \(place.lineNumber(place.offset)); add it at the end of the text",
        at: place.restOfLine(opening), related: rest)
    }
    let isTouching = place.source[place.offset - 1] == mark
    if mark == ASCII.apostrophe, isTouching {
      return SyntaxMessage(
        "the text in single quotes ends before \(place.quote(rest)); write '' for an apostrophe "
          + "inside single quotes, or use double quotes around the text", at: rest)
    }
    if isTouching {
      return SyntaxMessage(
        "the text in double quotes ends before \(place.quote(rest)); write \\\" for a double quote "
          + "inside double quotes, or use single quotes around the text", at: rest)
    }
    return SyntaxMessage(
      "\(place.quote(rest)) follows after the closing quote; put the whole value in quotes, or "
        + "begin a new line", at: rest)
  }

  /// The quote that stands before the place, with only blanks between.
  private static func quoteBefore(_ place: ErrorPlace) -> UInt8? {
    var offset = place.offset
    while offset > place.lineStart, ASCII.isBlank(place.source[offset - 1]) { offset -= 1 }
    guard offset > place.lineStart else { return nil }
    let byte = place.source[offset - 1]
    return byte == ASCII.quote || byte == ASCII.apostrophe ? byte : nil
  }

  private static func count(_ mark: UInt8, in range: Range<Int>, _ place: ErrorPlace) -> Int {
    place.source[range].count { $0 == mark }
  }

  /// The first such quote on the nearest earlier line that has an odd number of them.
  private static func unclosedQuote(
    _ mark: UInt8, before line: Int, _ place: ErrorPlace
  ) -> Int? {
    var end = line
    for _ in 0..<50 where end > 0 {
      var start = end - place.source.lineBreakLength(before: end)
      while start > 0, place.source.lineBreakLength(before: start) == 0 { start -= 1 }
      if count(mark, in: start..<end, place) % 2 == 1 {
        return place.source[start..<end].lastIndex(of: mark)
      }
      end = start
    }
    return nil
  }
}
