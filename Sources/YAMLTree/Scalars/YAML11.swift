/// Recognises plain scalars that YAML 1.1 and its many readers take for something else.
///
/// The source is the type repository of YAML 1.1 (yaml.org/type): bool, int, float, timestamp.
enum YAML11 {
  /// Whether a plain scalar of this content has another type or value under YAML 1.1.
  static func readsDifferently(_ text: UnsafeBufferPointer<UInt8>, type: ScalarType) -> Bool {
    guard let first = text.first else { return false }
    switch type {
    case .null, .bool:
      return false
    case .int:
      // A leading zero means octal digits, or with 8 and 9 no number at all.
      let digits = first == ASCII.plus || first == ASCII.minus ? text.dropFirst() : text[...]
      guard digits.count > 1, digits.first == ASCII.zero else { return false }
      return digits.dropFirst().first.map { $0 != UInt8(ascii: "x") } ?? false
    case .float:
      // YAML 1.1 wants a dot in a float and a sign in its exponent.
      return isOddFloat(text)
    case .string:
      if first | 0x20 > 0x60 { return isWord(text) }
      return isNumber(text) || isDate(text)
    }
  }

  private static func isWord(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch text.count {
    case 1: [0x79, 0x6E].contains(text[0] | 0x20)
    case 2: CoreSchema.isWord(text, "no", "NO") || CoreSchema.isWord(text, "on", "ON")
    case 3: CoreSchema.isWord(text, "yes", "YES") || CoreSchema.isWord(text, "off", "OFF")
    default: false
    }
  }

  private static func isOddFloat(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let mark = text.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }), mark > 0 else {
      return false
    }
    return !text[..<mark].contains(ASCII.dot) || ASCII.isDigit(text[mark + 1])
  }

  /// Digits with underscores, binary digits, or parts below 60 with colons between them.
  private static func isNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var digits = text[...]
    if text[0] == ASCII.plus || text[0] == ASCII.minus { digits = digits.dropFirst() }
    guard let first = digits.first, ASCII.isDigit(first) else { return false }
    if first == ASCII.zero, digits.count > 2, digits[digits.startIndex + 1] == 0x62 {
      return digits.dropFirst(2).allSatisfy { $0 == 0x30 || $0 == 0x31 || $0 == ASCII.underscore }
    }
    if digits.contains(ASCII.colon) { return isSexagesimal(digits) }
    guard digits.contains(ASCII.underscore) else { return false }
    if first == ASCII.zero, digits[digits.startIndex + 1] == UInt8(ascii: "x") {
      return digits.dropFirst(2).allSatisfy { ASCII.hexValue($0) != nil || $0 == ASCII.underscore }
    }
    return digits.allSatisfy { ASCII.isDigit($0) || $0 == ASCII.underscore || $0 == ASCII.dot }
  }

  private static func isSexagesimal(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let parts = text.split(separator: ASCII.colon, omittingEmptySubsequences: false)
    guard let first = parts.first, !first.isEmpty,
      first.allSatisfy({ ASCII.isDigit($0) || $0 == ASCII.underscore })
    else { return false }
    for (index, part) in parts.enumerated().dropFirst() {
      // Only the last part may have a fraction.
      let whole = index == parts.count - 1 ? part.prefix { $0 != ASCII.dot } : part
      guard (1...2).contains(whole.count), whole.allSatisfy(ASCII.isDigit) else { return false }
      if whole.count == 2, whole[whole.startIndex] > 0x35 { return false }
      guard part.dropFirst(whole.count + 1).allSatisfy(ASCII.isDigit) else { return false }
    }
    return true
  }

  /// `2024-01-31`, alone or before a time.
  private static func isDate(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count >= 8, text.prefix(4).allSatisfy(ASCII.isDigit), text[4] == ASCII.minus else {
      return false
    }
    let rest = text[5...].prefix { ASCII.isDigit($0) || $0 == ASCII.minus }
    let parts = rest.split(separator: ASCII.minus, omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ (1...2).contains($0.count) }) else { return false }
    guard rest.endIndex < text.count else { return parts.allSatisfy { $0.count == 2 } }
    let next = text[rest.endIndex]
    return next | 0x20 == UInt8(ascii: "t") || ASCII.isBlank(next)
  }
}

extension CoreSchema {
  fileprivate static func isWord(
    _ text: UnsafeBufferPointer<UInt8>, _ lower: StaticString, _ upper: StaticString
  ) -> Bool {
    isWord(text, lower: lower, upper: upper)
  }
}
