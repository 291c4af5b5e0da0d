/// The form of language tags (RFC 5646, section 2.1).
enum LanguageTag {
  /// Whether a text has the form of a tag: a language of two or three letters, then further
  /// languages, a script, a region, variants, extensions and parts for private use, in this order.
  static func isWellFormed(_ text: String) -> Bool {
    var parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
      .map(Array.init)[...]
    guard parts.allSatisfy({ (1...8).contains($0.count) && $0.allSatisfy(isAlphanumeric) }),
      let language = parts.popFirst(), (2...3).contains(language.count),
      language.allSatisfy(isLetter)
    else { return false }
    take(from: &parts, most: 3) { $0.count == 3 && $0.allSatisfy(isLetter) }
    take(from: &parts, most: 1) { $0.count == 4 && $0.allSatisfy(isLetter) }
    take(from: &parts, most: 1) {
      $0.count == 2 && $0.allSatisfy(isLetter) || $0.count == 3 && $0.allSatisfy(isDigit)
    }
    take(from: &parts, most: .max) { $0.count >= 5 || $0.count == 4 && isDigit($0[0]) }
    while let single = parts.first, single.count == 1 {
      parts.removeFirst()
      let isPrivate = single[0] | 0x20 == UInt8(ascii: "x")
      let before = parts.count
      take(from: &parts, most: .max) { isPrivate || $0.count >= 2 }
      if parts.count == before { return false }
    }
    return parts.isEmpty
  }

  private static func take(
    from parts: inout ArraySlice<[UInt8]>, most: Int, _ fits: ([UInt8]) -> Bool
  ) {
    var count = 0
    while count < most, let part = parts.first, fits(part) {
      parts.removeFirst()
      count += 1
    }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
