/// Recognises the plain scalars of the core schema (YAML 1.2.2, section 10.3.2).
enum CoreSchema {
  /// The type of an untagged plain scalar with this content.
  static func type(of text: UnsafeBufferPointer<UInt8>) -> ScalarType {
    guard let first = text.first else { return .null }
    switch first {
    case 0x30...0x39, ASCII.plus, ASCII.minus, ASCII.dot:
      return numberType(of: text)
    case UInt8(ascii: "~"):
      return text.count == 1 ? .null : .string
    case UInt8(ascii: "n"), UInt8(ascii: "N"):
      return isNull(text) ? .null : .string
    case UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"):
      return boolean(text) == nil ? .string : .bool
    default:
      return .string
    }
  }

  /// Whether the text is one of the spellings of null.
  static func isNull(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch text.count {
    case 0: true
    case 1: text[0] == UInt8(ascii: "~")
    case 4: isWord(text, lower: "null", upper: "NULL")
    default: false
    }
  }

  /// The value of `true`, `True`, `TRUE` and their opposites, or nil.
  static func boolean(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
    if text.count == 4, isWord(text, lower: "true", upper: "TRUE") { return true }
    if text.count == 5, isWord(text, lower: "false", upper: "FALSE") { return false }
    return nil
  }

  /// Whether the text is the word in lower case, in upper case or capitalised.
  static func isWord(
    _ text: UnsafeBufferPointer<UInt8>, lower: StaticString, upper: StaticString
  ) -> Bool {
    guard text.count == lower.utf8CodeUnitCount, text.count > 0 else { return false }
    let (small, large) = (lower.utf8Start, upper.utf8Start)
    if text.equals(large, length: text.count, at: 0) { return true }
    guard text[0] == small[0] || text[0] == large[0] else { return false }
    return text.equals(small + 1, length: text.count - 1, at: 1)
  }

  /// The type of a text that begins with a digit, a sign or a dot.
  private static func numberType(of text: UnsafeBufferPointer<UInt8>) -> ScalarType {
    let count = text.count
    if text[0] == ASCII.zero, count > 2 {
      if text[1] == UInt8(ascii: "o") {
        return text[2...].allSatisfy({ (0x30...0x37).contains($0) }) ? .int : .string
      }
      if text[1] == UInt8(ascii: "x") {
        return text[2...].allSatisfy({ ASCII.hexValue($0) != nil }) ? .int : .string
      }
    }
    var index = text[0] == ASCII.plus || text[0] == ASCII.minus ? 1 : 0
    if isSpecialFloat(text, from: index) { return .float }
    let firstDigit = index
    while index < count, ASCII.isDigit(text[index]) { index += 1 }
    var digits = index - firstDigit
    if index == count { return digits > 0 ? .int : .string }
    if text[index] == ASCII.dot {
      index += 1
      let firstFraction = index
      while index < count, ASCII.isDigit(text[index]) { index += 1 }
      digits += index - firstFraction
    }
    guard digits > 0 else { return .string }
    if index == count { return .float }
    guard text[index] | 0x20 == UInt8(ascii: "e") else { return .string }
    index += 1
    if index < count, text[index] == ASCII.plus || text[index] == ASCII.minus { index += 1 }
    let firstExponent = index
    while index < count, ASCII.isDigit(text[index]) { index += 1 }
    return index == count && index > firstExponent ? .float : .string
  }

  /// Whether `.inf` stands at `start` (a sign may come before it), or the whole text is `.nan`.
  private static func isSpecialFloat(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Bool {
    guard text.count == start + 4, text[start] == ASCII.dot else { return false }
    let word = UnsafeBufferPointer(rebasing: text[(start + 1)...])
    return isWord(word, lower: "inf", upper: "INF") || start == 0 && isNotANumber(text)
  }

  /// Whether the text is `.nan`, `.NaN` or `.NAN`.
  static func isNotANumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count == 4, text[0] == ASCII.dot else { return false }
    return switch (text[1], text[2], text[3]) {
    case (0x6E, 0x61, 0x6E), (0x4E, 0x61, 0x4E), (0x4E, 0x41, 0x4E): true
    default: false
    }
  }
}
