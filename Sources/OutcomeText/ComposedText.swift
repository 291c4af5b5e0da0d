/// Texts in one way of writing: a letter with its marks is one character where Unicode has one, and
/// the typographic apostrophe is the plain one.
enum ComposedText {
  /// The bytes of a text, or of as much of it as has a number of bytes.
  static func bytes(of text: String, most: Int = .max) -> [UInt8] {
    let bytes = Array(text.utf8.prefix(most))
    return holdsOtherWriting(bytes) ? Array(composed(bytes).utf8) : bytes
  }

  /// Whether a combining mark (U+0300 to U+037F) or the apostrophe (U+2019) may occur.
  private static func holdsOtherWriting(_ bytes: [UInt8]) -> Bool {
    for index in bytes.indices where bytes[index] >= 0xCC {
      let byte = bytes[index]
      if byte == 0xCC || byte == 0xCD { return true }
      if byte == 0xE2, bytes[index...].starts(with: [0xE2, 0x80, 0x99]) { return true }
    }
    return false
  }

  private static func composed(_ bytes: [UInt8]) -> String {
    var result = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if (0x300...0x36F).contains(scalar.value), let base = last, let one = one(base, scalar) {
        last = one
        continue
      }
      if let last { result.append(last) }
      last = scalar == "\u{2019}" ? "'" : scalar
    }
    if let last { result.append(last) }
    return String(result)
  }

  /// The character that is the same as a letter with a mark behind it.
  private static func one(_ base: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
    var pair = String.UnicodeScalarView()
    pair.append(base)
    pair.append(mark)
    return letters[String(pair)]
  }

  /// Letters of Latin, Greek and Cyrillic writing. Texts that mean the same are equal as keys, so
  /// that a letter is found by its parts.
  private static let letters = Dictionary(
    [0xC0...0x24F, 0x370...0x52F, 0x1E00...0x1FFF].joined().compactMap { (value: UInt32) in
      Unicode.Scalar(value).map { (String($0), $0) }
    }, uniquingKeysWith: { first, _ in first })
}
