/// Traces the content of literal and folded scalars (YAML 1.2.2, section 8.1).
struct BlockScalarTrace {
  private let source: UnsafeBufferPointer<UInt8>
  private let isFolded: Bool
  private let length: Int
  private var offset: Int
  private var indent = 0
  private var trace = ContentTrace()

  /// Traces a scalar that begins with its `|` or `>` at `start`.
  static func trace(
    _ source: UnsafeBufferPointer<UInt8>, start: Int, style: ScalarStyle,
    content: UnsafeBufferPointer<UInt8>
  ) -> ContentTrace {
    let extent = BlockScalarExtent(source, from: start, to: source.count)
    var walker = BlockScalarTrace(
      source: source, isFolded: style == .folded, length: content.count, offset: extent.firstLine)
    walker.indent = walker.findIndent(content)
    let header = source[start..<extent.headerEnd]
    walker.run(
      keepsLast: !header.contains(ASCII.minus), keepsBlank: header.contains(ASCII.plus))
    return walker.trace
  }

  private init(
    source: UnsafeBufferPointer<UInt8>, isFolded: Bool, length: Int, offset: Int
  ) {
    self.source = source
    self.isFolded = isFolded
    self.length = length
    self.offset = offset
  }

  /// The number of spaces that are cut off every line, found by comparing with the content.
  private func findIndent(_ content: UnsafeBufferPointer<UInt8>) -> Int {
    var line = offset
    var place = 0
    while content.lineBreakLength(at: place) > 0 {
      place += content.lineBreakLength(at: place)
      line = source.endOfLine(from: line)
      line += source.lineBreakLength(at: line)
    }
    // Content of line breaks only has no line that would tell; every blank line is eaten whole.
    guard place < content.count else { return Int.max }
    return Self.spaces(source, from: line) - Self.spaces(content, from: place)
  }

  private static func spaces(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var offset = start
    while offset < text.count, text[offset] == ASCII.space { offset += 1 }
    return offset - start
  }

  private mutating func run(keepsLast: Bool, keepsBlank: Bool) {
    var leadingBreak: Range<Int>?
    var wasIndented = false
    var blankLines = passBlankLines()
    while trace.length < length, offset < source.count, indent < Int.max {
      let isIndented = ASCII.isBlank(source[offset])
      if let lineBreak = leadingBreak {
        let isFoldable = source[lineBreak.upperBound - 1] < 0xA8
        if isFolded, isFoldable, !wasIndented, !isIndented {
          if blankLines.isEmpty { trace.addUnit(lineBreak, count: 1) }
        } else {
          trace.addLineBreak(lineBreak, in: source)
        }
      }
      for line in blankLines { trace.addLineBreak(line, in: source) }
      wasIndented = isIndented
      let end = source.endOfLine(from: offset)
      trace.addVerbatim(offset..<end)
      let breakLength = source.lineBreakLength(at: end)
      leadingBreak = breakLength > 0 ? end..<(end + breakLength) : nil
      offset = end + breakLength
      guard trace.length < length else { return }
      blankLines = passBlankLines()
      if column(of: offset) != indent { break }
    }
    if keepsLast, let leadingBreak { trace.addLineBreak(leadingBreak, in: source) }
    if keepsBlank {
      for line in blankLines where trace.length < length {
        trace.addLineBreak(line, in: source)
      }
    }
  }

  /// Steps over lines without content and over the indent of the next; gives back their breaks.
  private mutating func passBlankLines() -> [Range<Int>] {
    var breaks: [Range<Int>] = []
    while true {
      let line = offset
      while offset < source.count, offset - line < indent, source[offset] == ASCII.space {
        offset += 1
      }
      let breakLength = source.lineBreakLength(at: offset)
      guard breakLength > 0 else { return breaks }
      breaks.append(offset..<(offset + breakLength))
      offset += breakLength
    }
  }

  private func column(of place: Int) -> Int {
    var start = place
    while start > 0, source.lineBreakLength(before: start) == 0 { start -= 1 }
    return place - start
  }
}
