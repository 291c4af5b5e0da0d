/// The surroundings of the place where reading stopped, for choosing the right words.
struct ErrorPlace {
  let source: UnsafeBufferPointer<UInt8>
  private let origin: MessageOrigin
  /// Where the parser stopped.
  let offset: Int
  /// Where the thing began that could not be finished.
  let context: Int
  /// The first byte of the line that holds `offset`.
  let lineStart: Int
  /// The end of that line, before its line break.
  let lineEnd: Int

  init(
    _ source: UnsafeBufferPointer<UInt8>, offset: Int, context: Int, origin: MessageOrigin
  ) {
    self.source = source
    self.origin = origin
    self.offset = min(offset, source.count)
    self.context = min(context, source.count)
    lineStart = Self.startOfLine(source, self.offset)
    lineEnd = source.endOfLine(from: self.offset)
  }

  /// The byte where the parser stopped, or nil at the end of the file.
  var byte: UInt8? { offset < source.count ? source[offset] : nil }

  /// Whether nothing but blanks and line breaks follows.
  var isAtEnd: Bool { source[offset...].allSatisfy { ASCII.isBlank($0) || $0 == 10 || $0 == 13 } }

  /// Whether nothing but blanks comes before `offset` on its line.
  var isFirstOnLine: Bool { firstText == offset }

  /// The first byte of the line that is not a blank.
  var firstText: Int { Self.skipBlanks(source, from: lineStart) }

  /// The first tab in the indentation of the line, or nil.
  var indentationTab: Int? {
    source[lineStart..<max(lineStart, min(firstText, source.count))].firstIndex(of: ASCII.tab)
  }

  /// The number of blanks before the first text of a line.
  func indentation(at place: Int) -> Int {
    let start = Self.startOfLine(source, place)
    return Self.skipBlanks(source, from: start) - start
  }

  /// Where the text of the nearest line above begins that is neither empty nor a comment.
  var textBefore: Int? {
    var start = lineStart
    while start > 0 {
      start = Self.startOfLine(source, start - 1)
      let text = Self.skipBlanks(source, from: start)
      guard text < source.count else { continue }
      let byte = source[text]
      if byte != 10, byte != 13, byte != UInt8(ascii: "#") { return text }
    }
    return nil
  }

  /// The number of the line of a place in the file, counted from 1.
  func lineNumber(_ place: Int) -> Int {
    var line = origin.line
    var position = origin.place
    while position < place {
      let length = source.lineBreakLength(at: position)
      // Only these three count for editors; see `LineIndex`.
      if length > 0, source[position] == ASCII.lineFeed || source[position] == ASCII.carriageReturn
      {
        line += 1
      }
      position += max(length, 1)
    }
    return line
  }

  /// The text from a place to the end of its line, without blanks and a comment at the end.
  func restOfLine(_ place: Int) -> Range<Int> {
    var end = source.endOfLine(from: place)
    if let hash = (place..<end).first(where: {
      source[$0] == ASCII.hash && $0 > place && ASCII.isBlank(source[$0 - 1])
    }) {
      end = hash
    }
    while end > place, ASCII.isBlank(source[end - 1]) { end -= 1 }
    return place..<end
  }

  /// The word at a place, up to a blank, a line break or a flow indicator; at least a character.
  func word(_ place: Int) -> Range<Int> {
    guard place < source.count else { return source.count..<source.count }
    var end = place + (EncodingCheck.decode(source, at: place)?.length ?? 1)
    while end < source.count, !ASCII.isBlank(source[end]), source.lineBreakLength(at: end) == 0,
      ![ASCII.comma, ASCII.closeBrace, ASCII.closeBracket].contains(source[end])
    {
      end += 1
    }
    return place..<min(end, source.count)
  }

  /// The first colon in a range that a blank or the end of a line follows, or nil.
  func keyColon(in range: Range<Int>) -> Int? {
    range.first {
      source[$0] == ASCII.colon
        && ($0 + 1 >= source.count || ASCII.isBlank(source[$0 + 1])
          || source.lineBreakLength(at: $0 + 1) > 0)
    }
  }

  /// The bytes of a range between quotes, for a message.
  func quote(_ range: Range<Int>) -> String {
    quoted(source.slice(from: range.lowerBound, count: range.count))
  }

  private static func startOfLine(_ source: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int {
    var start = min(place, source.count)
    while start > 0, source.lineBreakLength(before: start) == 0 { start -= 1 }
    if start == 0, source.count >= 3, source[0] == 0xEF, source[1] == 0xBB { return min(3, place) }
    return start
  }

  private static func skipBlanks(_ source: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var offset = start
    while offset < source.count, ASCII.isBlank(source[offset]) { offset += 1 }
    return offset
  }
}

extension Range<Int> {
  /// The same range as offsets in a file.
  var bytes: ByteRange {
    ByteRange(
      start: UInt32(truncatingIfNeeded: lowerBound), end: UInt32(truncatingIfNeeded: upperBound))
  }
}
