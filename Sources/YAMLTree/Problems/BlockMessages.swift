/// Words for mistakes in mappings and lists that are written on lines of their own.
enum BlockMessages {
  /// `key: value: more`, or an entry below a value that is already complete.
  static func secondColon(_ place: ErrorPlace) -> SyntaxMessage {
    let colon = place.offset..<min(place.offset + 1, place.source.count)
    if let first = place.keyColon(in: place.firstText..<max(place.firstText, place.offset)) {
      var value = first + 1
      while value < place.offset, ASCII.isBlank(place.source[value]) { value += 1 }
      let rest = place.restOfLine(value)
      return SyntaxMessage(
        "the value \(place.quote(rest)) contains a colon followed by a space, which looks like a "
          + "second key; put the value in quotes", at: colon, related: rest)
    }
    let key = place.firstText..<max(place.firstText, place.offset)
    if key.count > 1024 {
      return SyntaxMessage(
        "the key \(place.quote(key)) is too long; a key has at most 1024 characters", at: key)
    }
    return SyntaxMessage(
      "the key \(place.quote(key)) is indented as if it belonged to the line above it, but that "
        + "line already has a value; give it the same indentation as the keys beside it",
      at: colon, related: place.restOfLine(place.firstText))
  }

  /// A line in a mapping without a colon.
  static func missingColon(_ place: ErrorPlace) -> SyntaxMessage {
    let line = place.restOfLine(place.context)
    if let colon = line.first(where: { place.source[$0] == ASCII.colon }),
      colon + 1 < line.upperBound, place.source[colon + 1] != ASCII.slash
    {
      return SyntaxMessage(
        "there is no space after the colon in \(place.quote(line)); write a space after it",
        at: line)
    }
    return SyntaxMessage(
      "\(place.quote(line)) has no colon; write \"key: value\", or indent the line further when it "
        + "continues the text above", at: line)
  }

  /// Something that is not a key where the next entry of a mapping should begin.
  static func expectedKey(_ place: ErrorPlace) -> SyntaxMessage {
    let rest = place.restOfLine(place.offset)
    let begin = place.word(place.context)
    if FlowMessages.isCloser(place.byte) { return FlowMessages.strayCloser(place) }
    guard place.isFirstOnLine else { return QuoteMessages.leftover(place, rest) }
    let (here, expected) = (column(place.offset, place), column(place.context, place))
    if here != expected {
      return indentation(place, rest, here: here, expected: expected, "entries of this mapping")
    }
    if place.byte == ASCII.minus {
      return SyntaxMessage(
        "a list item stands here, but the lines around it are entries of the form \"key: value\"; "
          + "give the list a key of its own, or indent it further below its key",
        at: rest, related: begin)
    }
    return SyntaxMessage(
      "\(place.quote(rest)) is not an entry of the form \"key: value\"; correct the line or its "
        + "indentation", at: rest, related: begin)
  }

  /// Something that is not an item where the next item of a list should begin.
  static func expectedItem(_ place: ErrorPlace) -> SyntaxMessage {
    let rest = place.restOfLine(place.offset)
    if FlowMessages.isCloser(place.byte) { return FlowMessages.strayCloser(place) }
    guard place.isFirstOnLine else { return QuoteMessages.leftover(place, rest) }
    let (here, expected) = (column(place.offset, place), column(place.context, place))
    if here != expected {
      return indentation(place, rest, here: here, expected: expected, "items of this list")
    }
    return SyntaxMessage(
      "\(place.quote(rest)) stands among the items of a list but does not begin with \"- \"; put "
        + "\"- \" before it, or correct the indentation", at: rest,
      related: place.word(place.context))
  }

  /// `key: - item`, or an item after a text.
  static func misplacedItem(_ place: ErrorPlace) -> SyntaxMessage {
    let rest = place.restOfLine(place.offset)
    if place.isFirstOnLine {
      return SyntaxMessage(
        "a list item cannot begin here, because the line above already holds a value; remove that "
          + "value or correct the indentation", at: rest)
    }
    return SyntaxMessage(
      "a list may not begin on the line of its key; put \"- \" on a line of its own, or put the "
        + "text in quotes", at: rest)
  }

  /// Text after the end of a document.
  static func afterDocument(_ place: ErrorPlace) -> SyntaxMessage {
    let rest = place.restOfLine(place.offset)
    if FlowMessages.isCloser(place.byte) { return FlowMessages.strayCloser(place) }
    if place.isFirstOnLine {
      return SyntaxMessage(
        "\(place.quote(rest)) does not belong to what comes before it; give it the same "
          + "indentation as the lines before, or write --- above it to begin a new document",
        at: rest)
    }
    return QuoteMessages.leftover(place, rest)
  }

  private static func indentation(
    _ place: ErrorPlace, _ rest: Range<Int>, here: Int, expected: Int, _ what: String
  ) -> SyntaxMessage {
    // Where the line before stands further to the right than both, it is the odd one.
    if let before = place.textBefore, here > expected {
      let column = column(before, place)
      if column > here {
        return SyntaxMessage(
          "this line begins with \(spaces(here)), but line \(place.lineNumber(before)) before it "
            + "with \(spaces(column)); entries that belong together begin with the same number of "
            + "spaces", at: rest, related: place.restOfLine(before))
      }
    }
    return SyntaxMessage(
      "this line begins with \(spaces(here)), but the \(what) that begin in line "
        + "\(place.lineNumber(place.context)) begin with \(spaces(expected)); use the same number "
        + "of spaces", at: rest, related: place.word(place.context))
  }

  private static func spaces(_ count: Int) -> String {
    count == 0 ? "no space" : count == 1 ? "1 space" : "\(count) spaces"
  }

  /// The column of a place, counted from 0.
  private static func column(_ offset: Int, _ place: ErrorPlace) -> Int {
    var count = 0
    var start = offset
    while start > 0, place.source.lineBreakLength(before: start) == 0 {
      start -= 1
      if place.source[start] & 0xC0 != 0x80 { count += 1 }
    }
    return start == 0 && place.source.first == 0xEF && count > 0 ? count - 1 : count
  }
}
