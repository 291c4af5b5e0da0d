/// Finds the anchor and the tag that stand before a node (YAML 1.2.2, section 6.9).
///
/// libyaml gives one span for properties and content together; this tells them apart.
struct PropertyScan {
  /// Where the first property begins.
  let start: Int
  /// The offset after the last property.
  private(set) var end: Int
  /// Where the content begins; `limit` when nothing but blanks and comments follows.
  private(set) var content: Int
  /// The anchor's name without `&`.
  private(set) var anchor: ByteRange?
  /// The tag as written.
  private(set) var tag: ByteRange?

  /// Reads from `start`, where `&` or `!` stands, up to `limit`.
  init(_ source: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int) {
    self.start = start
    end = start
    var offset = start
    while offset < limit {
      let byte = source[offset]
      let breakLength = source.lineBreakLength(at: offset)
      if ASCII.isBlank(byte) {
        offset += 1
      } else if breakLength > 0 {
        offset += breakLength
      } else if byte == ASCII.hash {
        offset = source.endOfLine(from: offset)
      } else if byte == ASCII.ampersand, anchor == nil {
        let name = offset + 1
        offset = name
        while offset < limit, Self.isNameByte(source[offset]) { offset += 1 }
        anchor = ByteRange(start: UInt32(name), end: UInt32(offset))
        end = offset
      } else if byte == ASCII.exclamation, tag == nil {
        let first = offset
        offset = Self.endOfTag(source, from: offset, limit: limit)
        tag = ByteRange(start: UInt32(first), end: UInt32(offset))
        end = offset
      } else {
        break
      }
    }
    content = min(offset, limit)
  }

  /// The characters that libyaml takes into an anchor.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    ASCII.isDigit(byte) || (byte | 0x20) &- 0x61 < 26 || byte == ASCII.minus
      || byte == ASCII.underscore
  }

  private static func endOfTag(
    _ source: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int
  ) -> Int {
    let isVerbatim = start + 1 < limit && source[start + 1] == ASCII.less
    var offset = start + 1
    while offset < limit {
      let byte = source[offset]
      if isVerbatim, byte == ASCII.greater { return offset + 1 }
      if ASCII.isBlank(byte) || source.lineBreakLength(at: offset) > 0 { return offset }
      if !isVerbatim, byte == ASCII.comma { return offset }
      offset += 1
    }
    return offset
  }
}
