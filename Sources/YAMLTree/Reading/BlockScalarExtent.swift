/// Where the parts of a block scalar lie (YAML 1.2.2, section 8.1).
struct BlockScalarExtent {
  /// The offset after `|` or `>` and its indicators.
  let headerEnd: Int
  /// The offset after the line break of the header line.
  let firstLine: Int
  /// The offset after the last byte of content that is not a line break or on a blank line.
  let contentEnd: Int

  /// Looks at the scalar that begins at `start` and, as libyaml counts, ends at `end`.
  init(_ source: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) {
    var offset = start + 1
    while offset < end, Self.isIndicator(source[offset]) { offset += 1 }
    headerEnd = min(offset, end)
    let headerLineEnd = min(source.endOfLine(from: headerEnd), end)
    firstLine = min(headerLineEnd + source.lineBreakLength(at: headerLineEnd), end)
    var last = end
    while last > firstLine {
      let breakLength = source.lineBreakLength(before: last)
      if breakLength > 0 {
        last -= breakLength
      } else if ASCII.isBlank(source[last - 1]) {
        last -= 1
      } else {
        break
      }
    }
    if last > firstLine {
      while last < end, ASCII.isBlank(source[last]) { last += 1 }
      contentEnd = last
    } else {
      contentEnd = headerEnd
    }
  }

  private static func isIndicator(_ byte: UInt8) -> Bool {
    ASCII.isDigit(byte) || byte == ASCII.plus || byte == ASCII.minus
  }
}
