/// Decodes the escapes of JSON strings (RFC 8259, section 7).
enum JSONEscapes {
  /// Appends the content of a string, given without its quotes, to the side buffer.
  ///
  /// Half of a surrogate pair becomes U+FFFD and is reported.
  static func decode(
    _ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, into builder: inout TreeBuilder
  ) throws(JSONFailure) {
    var offset = range.lowerBound
    while offset < range.upperBound {
      guard source[offset] == ASCII.backslash else {
        builder.side.append(source[offset])
        offset += 1
        continue
      }
      guard let escape = escape(source, at: offset, end: range.upperBound) else {
        throw JSONFailure(
          kind: .invalidEscape,
          span: builder.byteRange(offset, min(source.endOfCharacter(offset + 2), range.upperBound)))
      }
      appendUTF8(escape.value, to: &builder.side)
      if escape.isLoneSurrogate {
        builder.report(
          YAMLProblem(
            kind: .invalidEscape,
            message: "\(String(decoding: source[offset..<(offset + escape.length)], as: UTF8.self))"
              + " is half of a pair and stands for no character; write the character itself",
            span: builder.byteRange(offset, offset + escape.length)))
      }
      offset += escape.length
    }
  }

  /// What an escape stands for.
  struct Escape {
    var value: UInt32
    var length: Int
    var isLoneSurrogate = false
  }

  /// The escape at `offset`, or nil when JSON has none like it.
  static func escape(
    _ source: UnsafeBufferPointer<UInt8>, at offset: Int, end: Int
  ) -> Escape? {
    guard offset + 1 < end else { return nil }
    switch source[offset + 1] {
    case ASCII.quote, ASCII.backslash, ASCII.slash:
      return Escape(value: UInt32(source[offset + 1]), length: 2)
    case UInt8(ascii: "b"): return Escape(value: 0x08, length: 2)
    case UInt8(ascii: "f"): return Escape(value: 0x0C, length: 2)
    case UInt8(ascii: "n"): return Escape(value: 0x0A, length: 2)
    case UInt8(ascii: "r"): return Escape(value: 0x0D, length: 2)
    case UInt8(ascii: "t"): return Escape(value: 0x09, length: 2)
    case UInt8(ascii: "u"):
      guard let unit = hexadecimal(source, at: offset + 2, digits: 4, end: end) else { return nil }
      guard (0xD800...0xDFFF).contains(unit) else { return Escape(value: unit, length: 6) }
      if unit < 0xDC00, offset + 7 < end, source[offset + 6] == ASCII.backslash,
        source[offset + 7] == UInt8(ascii: "u"),
        let low = hexadecimal(source, at: offset + 8, digits: 4, end: end),
        (0xDC00...0xDFFF).contains(low)
      {
        return Escape(value: 0x1_0000 + (unit - 0xD800) << 10 + (low - 0xDC00), length: 12)
      }
      return Escape(value: 0xFFFD, length: 6, isLoneSurrogate: true)
    default:
      return nil
    }
  }

  /// The value of a number of hexadecimal digits, or nil when there are not as many.
  static func hexadecimal(
    _ source: UnsafeBufferPointer<UInt8>, at offset: Int, digits: Int, end: Int
  ) -> UInt32? {
    guard offset + digits <= end else { return nil }
    var value: UInt32 = 0
    for index in offset..<(offset + digits) {
      guard let digit = ASCII.hexValue(source[index]) else { return nil }
      value = value << 4 | digit
    }
    return value
  }

  /// Appends the UTF-8 form of a code point that is not a surrogate.
  static func appendUTF8(_ value: UInt32, to bytes: inout [UInt8]) {
    guard let scalar = Unicode.Scalar(value), let encoded = UTF8.encode(scalar) else { return }
    bytes.append(contentsOf: encoded)
  }
}
