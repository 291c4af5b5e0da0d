/// Traces the content of plain and quoted scalars (YAML 1.2.2, section 7.3).
struct FlowScalarTrace {
  private let source: UnsafeBufferPointer<UInt8>
  private let style: ScalarStyle
  /// Whether line breaks are folded; a string of JSON has none, and holds LS and PS as they are.
  private let isFolding: Bool
  private let end: Int
  private var offset: Int
  private var trace = ContentTrace()

  /// Traces a scalar; `span` includes its quotes.
  static func trace(
    _ source: UnsafeBufferPointer<UInt8>, span: Range<Int>, style: ScalarStyle, isFolding: Bool
  ) -> ContentTrace {
    var walker = FlowScalarTrace(source, span: span, style: style, isFolding: isFolding)
    walker.run()
    return walker.trace
  }

  private init(
    _ source: UnsafeBufferPointer<UInt8>, span: Range<Int>, style: ScalarStyle, isFolding: Bool
  ) {
    self.isFolding = isFolding
    self.source = source
    self.style = style
    let quote = style == .plain ? 0 : 1
    offset = min(span.lowerBound + quote, span.upperBound)
    end = max(offset, span.upperBound - quote)
  }

  private mutating func run() {
    while offset < end {
      let byte = source[offset]
      if isFolding, ASCII.isBlank(byte) || source.lineBreakLength(at: offset) > 0 {
        passSpace()
      } else if byte == ASCII.backslash, style == .doubleQuoted {
        passEscape()
      } else if byte == ASCII.apostrophe, style == .singleQuoted {
        let next = min(offset + 2, end)
        trace.addUnit(offset..<next, count: 1)
        offset = next
      } else {
        trace.addVerbatim(offset..<(offset + 1))
        offset += 1
      }
    }
  }

  /// Blanks stay as they are unless a line break follows; then the whole run is folded.
  private mutating func passSpace() {
    let start = offset
    while offset < end, ASCII.isBlank(source[offset]) { offset += 1 }
    let breakLength = offset < end ? source.lineBreakLength(at: offset) : 0
    guard breakLength > 0 else {
      trace.addVerbatim(start..<offset)
      return
    }
    let first = offset..<(offset + breakLength)
    offset = first.upperBound
    let more = moreBreaks()
    if breakLength == 3 {
      // LS and PS are kept where other breaks would be folded (YAML 1.1, section 5.4).
      trace.addLineBreak(first, in: source)
    } else if more.isEmpty {
      trace.addUnit(start..<offset, count: 1)
    }
    for lineBreak in more { trace.addLineBreak(lineBreak, in: source) }
  }

  /// Steps over blanks and line breaks; gives back the breaks.
  private mutating func moreBreaks() -> [Range<Int>] {
    var breaks: [Range<Int>] = []
    while offset < end {
      let breakLength = source.lineBreakLength(at: offset)
      if breakLength > 0 {
        breaks.append(offset..<(offset + breakLength))
        offset += breakLength
      } else if ASCII.isBlank(source[offset]) {
        offset += 1
      } else {
        break
      }
    }
    return breaks
  }

  private mutating func passEscape() {
    let breakLength = source.lineBreakLength(at: offset + 1)
    if breakLength > 0 {
      offset += 1 + breakLength
      for lineBreak in moreBreaks() { trace.addLineBreak(lineBreak, in: source) }
      return
    }
    let (length, count) = escapeSize()
    let next = min(offset + length, end)
    trace.addUnit(offset..<next, count: count)
    offset = next
  }

  /// The bytes of the escape at `offset` and of what it stands for (YAML 1.2.2, section 5.7).
  private func escapeSize() -> (length: Int, count: Int) {
    guard offset + 1 < end else { return (1, 1) }
    switch source[offset + 1] {
    case UInt8(ascii: "x"): return (4, utf8Count(digits: 2))
    case UInt8(ascii: "U"): return (10, utf8Count(digits: 8))
    case UInt8(ascii: "u"):
      guard let escape = JSONEscapes.escape(source, at: offset, end: end) else { return (6, 3) }
      return (escape.length, Self.utf8Count(escape.value))
    case UInt8(ascii: "N"), ASCII.underscore: return (2, 2)
    case UInt8(ascii: "L"), UInt8(ascii: "P"): return (2, 3)
    default: return (2, 1)
    }
  }

  private func utf8Count(digits: Int) -> Int {
    JSONEscapes.hexadecimal(source, at: offset + 2, digits: digits, end: end)
      .map(Self.utf8Count) ?? 1
  }

  private static func utf8Count(_ value: UInt32) -> Int {
    value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x1_0000 ? 3 : 4
  }
}
