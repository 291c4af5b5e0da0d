/// What the bytes of a file are, as far as the readers need to know.
struct EncodingCheck {
  /// Why a text cannot be read.
  enum Fault: Hashable {
    case utf16
    case utf32
    case invalidUTF8(UInt8)
    case controlCharacter(UInt32)

    /// Whether it tells how the file was saved, so that no part of it can be read.
    var isOfWholeFile: Bool { self == .utf16 || self == .utf32 }
  }

  /// The number of bytes of the byte order mark: 0 or 3.
  private(set) var markLength = 0
  /// Whether no byte after the byte order mark has its top bit set.
  private(set) var isASCII = true
  /// The first fault and the bytes it concerns.
  private(set) var fault: (kind: Fault, span: ByteRange)?

  /// Looks at every byte once; eight at a time where the text is plain ASCII.
  ///
  /// Which characters may stand in a file is said in YAML 1.2.2, section 5.1 (`c-printable`).
  /// - Parameter isStart: Whether it is the beginning of a file, which may tell of other encodings.
  init(_ source: UnsafeBufferPointer<UInt8>, isStart: Bool = true) {
    guard let base = source.baseAddress else { return }
    if isStart, let wide = Self.wideEncoding(source) {
      fault = (wide, ByteRange(start: 0, end: UInt32(min(source.count, 4))))
      return
    }
    if isStart, source.count >= 3, source[0] == 0xEF, source[1] == 0xBB, source[2] == 0xBF {
      markLength = 3
    }
    var offset = markLength
    while offset < source.count {
      if offset + 8 <= source.count {
        let word = UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self)
        let special = Self.specialBytes(UInt64(littleEndian: word))
        if special == 0 {
          offset += 8
          continue
        }
        offset += special.trailingZeroBitCount / 8
      }
      let byte = source[offset]
      if byte < 0x80 {
        if byte >= 0x20 && byte != 0x7F || byte == 0x0A || byte == 0x0D || byte == 0x09 {
          offset += 1
          continue
        }
        fault = (.controlCharacter(UInt32(byte)), Self.span(offset, 1))
        return
      }
      isASCII = false
      // Most letters of Latin, Greek and Cyrillic script.
      if byte >= 0xC3, byte < 0xE0, offset + 1 < source.count, source[offset + 1] & 0xC0 == 0x80 {
        offset += 2
        continue
      }
      guard let (value, length) = Self.decode(source, at: offset) else {
        fault = (.invalidUTF8(byte), Self.span(offset, 1))
        return
      }
      if value < 0xA0 && value != 0x85 || value == 0xFFFE || value == 0xFFFF {
        fault = (.controlCharacter(value), Self.span(offset, length))
        return
      }
      offset += length
    }
  }

  private static func span(_ offset: Int, _ length: Int) -> ByteRange {
    ByteRange(start: UInt32(offset), end: UInt32(offset + length))
  }

  /// The top bit of every byte that is neither printable ASCII nor a line feed.
  @inline(__always)
  private static func specialBytes(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    // Without its top bit no byte carries into the next one.
    let low = word & ~tops
    let isControl = ~(low &+ (ones &* 0x60))
    let isDelete = low &+ ones
    let isNotFeed = (low ^ (ones &* 0x0A)) &+ (ones &* 0x7F)
    return (word | isDelete | isControl & isNotFeed) & tops
  }

  /// The character at `offset` and its length, or nil when the bytes are not UTF-8 (RFC 3629).
  static func decode(
    _ source: UnsafeBufferPointer<UInt8>, at offset: Int
  ) -> (value: UInt32, length: Int)? {
    let first = source[offset]
    let length: Int
    var value: UInt32
    let smallest: UInt32
    switch first {
    case 0x00..<0x80: return (UInt32(first), 1)
    case 0xC2..<0xE0: (length, value, smallest) = (2, UInt32(first & 0x1F), 0x80)
    case 0xE0..<0xF0: (length, value, smallest) = (3, UInt32(first & 0x0F), 0x800)
    case 0xF0..<0xF5: (length, value, smallest) = (4, UInt32(first & 0x07), 0x1_0000)
    default: return nil
    }
    guard offset + length <= source.count else { return nil }
    for index in 1..<length {
      let byte = source[offset + index]
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    guard value >= smallest, value <= 0x10_FFFF, !(0xD800...0xDFFF).contains(value) else {
      return nil
    }
    return (value, length)
  }

  /// Which wide encoding the first bytes tell of, by mark or by the place of NUL (YAML 1.2.2, 5.2).
  private static func wideEncoding(_ source: UnsafeBufferPointer<UInt8>) -> Fault? {
    guard source.count >= 2 else { return nil }
    let (a, b) = (source[0], source[1])
    let (c, d) = source.count >= 4 ? (source[2], source[3]) : (1, 1)
    if a == 0, b == 0, c == 0xFE, d == 0xFF { return .utf32 }
    if a == 0xFF, b == 0xFE, c == 0, d == 0 { return .utf32 }
    if a == 0xFF && b == 0xFE || a == 0xFE && b == 0xFF { return .utf16 }
    guard source.count >= 4 else { return nil }
    if a == 0, b == 0, c == 0, d != 0 { return .utf32 }
    if a != 0, b == 0, c == 0, d == 0 { return .utf32 }
    if a == 0, b != 0, c == 0, d != 0 { return .utf16 }
    if a != 0, b == 0, c != 0, d == 0 { return .utf16 }
    return nil
  }
}
