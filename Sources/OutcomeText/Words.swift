/// Cuts texts into words.
///
/// A word is a run of letters and digits, with hyphens and apostrophes inside it; every byte of a
/// character outside of ASCII counts as a letter, except those of common typographic signs.
package enum Words {
  /// The words of a text in lower case.
  package static func lowercased(_ text: String) -> [String] {
    let bytes = Array(text.lowercased().utf8)
    return ranges(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// The number of words.
  static func count(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { bytes in
      var count = 0
      var place = 0
      while let word = next(in: bytes, from: place) {
        count += wordsWithoutBlanks(bytes[word])
        place = word.upperBound
      }
      return count
    }
  }

  /// The words in a word, which in Chinese, Japanese or Korean writing is a run without blanks:
  /// about one for two characters.
  private static func wordsWithoutBlanks(_ run: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    let characters = run.reduce(0) { $0 + ($1 >= 0xE3 && $1 <= 0xED ? 1 : 0) }
    return max(1, (characters + 1) / 2)
  }

  /// Whether two texts have the same words in the same order, whatever their case.
  ///
  /// Texts that differ mostly do so early, so that most pairs take little time.
  package static func areSame(_ first: String, _ second: String) -> Bool {
    if first == second { return true }
    var (left, right) = (first, second)
    return left.withUTF8 { left in
      right.withUTF8 { right in areSame(left, first, right, second) }
    }
  }

  private static func areSame(
    _ left: UnsafeBufferPointer<UInt8>, _ first: String, _ right: UnsafeBufferPointer<UInt8>,
    _ second: String
  ) -> Bool {
    var index = 0
    var other = 0
    while true {
      while index < left.count, !isLetter(left, index) { index += 1 }
      while other < right.count, !isLetter(right, other) { other += 1 }
      if index == left.count || other == right.count {
        return index == left.count && other == right.count
      }
      while isInside(left, index), isInside(right, other) {
        if lower(left[index]) != lower(right[other]) {
          if left[index] < 0x80, right[other] < 0x80 { return false }
          // Outside of ASCII, other bytes may be the same letter.
          let (letter, otherLetter) = (lowered(left, index), lowered(right, other))
          if letter != otherLetter, letter != nil, otherLetter != nil { return false }
          return lowercased(first) == lowercased(second)
        }
        index += 1
        other += 1
      }
      if isInside(left, index) || isInside(right, other) { return false }
    }
  }

  /// Whether a place that follows a letter belongs to the same word.
  private static func isInside(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard index < bytes.count else { return false }
    if isLetter(bytes, index) { return true }
    return isJoiner(bytes[index]) && index + 1 < bytes.count && isLetter(bytes, index + 1)
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  /// The letter at a place in lower case; nil where it is several then.
  private static func lowered(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Unicode.Scalar?
  {
    var start = index
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    let letter = String(decoding: bytes[start..<min(start + 4, bytes.count)], as: UTF8.self)
    guard let mapping = letter.unicodeScalars.first?.properties.lowercaseMapping,
      mapping.unicodeScalars.count == 1
    else { return nil }
    return mapping.unicodeScalars.first
  }

  package static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
    bytes.withUnsafeBufferPointer { bytes in
      var result: [Range<Int>] = []
      var index = 0
      while let word = next(in: bytes, from: index) {
        result.append(word)
        index = word.upperBound
      }
      return result
    }
  }

  /// The first word that begins at a place or after it; nil where there is none.
  static func next(in bytes: UnsafeBufferPointer<UInt8>, from index: Int) -> Range<Int>? {
    var index = index
    while index < bytes.count, !isLetter(bytes, index) { index += 1 }
    if index == bytes.count { return nil }
    let start = index
    while index < bytes.count {
      if isLetter(bytes, index) {
        index += 1
      } else if isJoiner(bytes[index]), index + 1 < bytes.count, isLetter(bytes, index + 1) {
        index += 1
      } else {
        break
      }
    }
    return start..<index
  }

  /// The same in a text in lower case without characters outside of ASCII.
  static func nextPlain(in bytes: UnsafeBufferPointer<UInt8>, from index: Int) -> Range<Int>? {
    let count = bytes.count
    var index = index
    while index < count, !isPlainLetter(bytes[index]) { index += 1 }
    if index == count { return nil }
    let start = index
    while true {
      repeat { index += 1 } while index < count && isPlainLetter(bytes[index])
      guard index + 1 < count, isJoiner(bytes[index]), isPlainLetter(bytes[index + 1]) else {
        return start..<index
      }
    }
  }

  @inline(__always)
  private static func isPlainLetter(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
  }

  private static func isJoiner(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "*")
  }

  @inline(__always)
  private static func isLetter(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let byte = bytes[index]
    if byte < 0x80 {
      return (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
        || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
    }
    return !isSign(bytes, index)
  }

  /// Whether a byte belongs to general punctuation (U+2000 to U+206F), a bullet or geometric
  /// shape (U+2500 to U+25FF) or Latin-1 punctuation (U+00A0 to U+00BF).
  private static func isSign(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    var start = index
    while start > 0, bytes[start] & 0xC0 == 0x80, index - start < 3 { start -= 1 }
    let lead = bytes[start]
    let next = start + 1 < bytes.count ? bytes[start + 1] : 0
    switch lead {
    case 0xC2: return next >= 0xA0 && next <= 0xBF
    case 0xE2: return next == 0x80 || next == 0x81 || (next >= 0x94 && next <= 0x97)
    default: return false
    }
  }
}
