/// Reads the values of literal tokens.
struct LiteralReader {
  let bytes: [UInt8]

  /// The value of a number with a sign in front of it or not.
  func number(_ token: Token, isNegative: Bool) throws(CompileFailure) -> Value {
    var text = isNegative ? "-" : ""
    let range = token.range
    switch token.kind {
    case .float:
      text += String(decoding: bytes[range.start..<range.end], as: UTF8.self)
      guard let number = Double(text) else { break }
      guard number.isFinite else {
        throw CompileFailure("\(text) is out of the range of double", at: range)
      }
      return .double(number)
    case .unsigned:
      guard !isNegative else { break }
      let (digits, radix) = digits(range.start..<(range.end - 1))
      guard let number = UInt64(digits, radix: radix) else {
        throw CompileFailure(
          "\(digits)u is out of range; expected at most 18446744073709551615u", at: range)
      }
      return .uint(number)
    default:
      let (digits, radix) = digits(range.start..<range.end)
      text += digits
      guard let number = Int64(text, radix: radix) else {
        throw CompileFailure(
          "\(text) is out of range; "
            + "expected a number from -9223372036854775808 to 9223372036854775807", at: range)
      }
      return .int(number)
    }
    throw CompileFailure("'\(text)' is not a number", at: range)
  }

  private func digits(_ range: Range<Int>) -> (String, radix: Int) {
    let isHex = range.count > 2 && bytes[range.lowerBound + 1] | 0x20 == UInt8(ascii: "x")
    let start = isHex ? range.lowerBound + 2 : range.lowerBound
    return (String(decoding: bytes[start..<range.upperBound], as: UTF8.self), isHex ? 16 : 10)
  }

  /// The value of a string or bytes literal with its escapes resolved.
  func string(_ token: Token) throws(CompileFailure) -> Value {
    var start = token.range.start
    var isRaw = false
    while bytes[start] != UInt8(ascii: "'"), bytes[start] != UInt8(ascii: "\"") {
      if bytes[start] | 0x20 == UInt8(ascii: "r") { isRaw = true }
      start += 1
    }
    let quote = bytes[start]
    let isTriple =
      token.range.end - start >= 6 && bytes[start + 1] == quote && bytes[start + 2] == quote
    let width = isTriple ? 3 : 1
    let content = (start + width)..<(token.range.end - width)
    let isBytes = token.kind == .bytes
    if isRaw || !bytes[content].contains(UInt8(ascii: "\\")) {
      return isBytes
        ? .bytes(Array(bytes[content]))
        : .string(String(decoding: bytes[content], as: UTF8.self))
    }
    var result: [UInt8] = []
    result.reserveCapacity(content.count)
    var position = content.lowerBound
    while position < content.upperBound {
      guard bytes[position] == UInt8(ascii: "\\") else {
        result.append(bytes[position])
        position += 1
        continue
      }
      try escape(&position, end: content.upperBound, isBytes: isBytes, into: &result)
    }
    return isBytes ? .bytes(result) : .string(String(decoding: result, as: UTF8.self))
  }

  /// Reads one escape sequence and moves behind it.
  private func escape(
    _ position: inout Int, end: Int, isBytes: Bool, into result: inout [UInt8]
  ) throws(CompileFailure) {
    let start = position
    guard position + 1 < end else {
      throw CompileFailure(
        "'\\' at the end of a string escapes nothing", at: SourceRange(start: start, end: end))
    }
    let byte = bytes[position + 1]
    position += 2
    if let simple = simpleEscape(byte) {
      result.append(simple)
      return
    }
    let (digits, radix): (Int, UInt32)
    switch byte {
    case UInt8(ascii: "x"), UInt8(ascii: "X"): (digits, radix) = (2, 16)
    case UInt8(ascii: "u") where !isBytes: (digits, radix) = (4, 16)
    case UInt8(ascii: "U") where !isBytes: (digits, radix) = (8, 16)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      position -= 1
      (digits, radix) = (3, 8)
    default:
      let range = wholeCharacters(start, position, before: end)
      let sequence = String(decoding: bytes[range.start..<range.end], as: UTF8.self)
      throw CompileFailure("'\(sequence)' is not an escape sequence", at: range)
    }
    let digitsEnd = min(position + digits, end)
    let text = String(decoding: bytes[position..<digitsEnd], as: UTF8.self)
    position = digitsEnd
    guard text.utf8.count == digits, text.utf8.allSatisfy(isHexDigit),
      let code = UInt32(text, radix: Int(radix))
    else {
      throw CompileFailure(
        "the escape sequence needs \(digits) \(radix == 16 ? "hexadecimal" : "octal") digits",
        at: wholeCharacters(start, position, before: end))
    }
    if isBytes {
      result.append(UInt8(truncatingIfNeeded: code))
    } else if let scalar = Unicode.Scalar(code) {
      result.append(contentsOf: String(Character(scalar)).utf8)
    } else {
      throw CompileFailure(
        "'\(text)' is not the number of a Unicode character",
        at: SourceRange(start: start, end: position))
    }
  }

  /// A range up to the end of the character that it ends in.
  private func wholeCharacters(_ start: Int, _ position: Int, before end: Int) -> SourceRange {
    var position = position
    while position < end, bytes[position] & 0xC0 == 0x80 { position += 1 }
    return SourceRange(start: start, end: position)
  }

  private func simpleEscape(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "a"): 0x07
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "v"): 0x0B
    case UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"),
      UInt8(ascii: "`"):
      byte
    default: nil
    }
  }
}
