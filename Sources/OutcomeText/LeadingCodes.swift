/// Numbers and codes that stand before an outcome, such as `3.`, `1.1.2`, `b)`, `LO2:` or `LO 2 -`.
struct LeadingCodes {
  private let language: OutcomeLanguage

  init(_ language: OutcomeLanguage) { self.language = language }

  /// The letters of the longest code, and the digits of the longest number without a sign behind it.
  private static let mostLetters = 3
  private static let mostDigits = 2

  /// The place behind a code; the same place where there is none.
  func end(_ text: OutcomeTokens, _ place: Int) -> Int {
    guard place + 1 < text.tokens.count else { return place }
    let bytes = text.bytes(place)
    let isFirst = place < 2
    if bytes.allSatisfy(Self.isDigit) {
      let end = endOfNumber(text, place)
      guard end < text.tokens.count else { return place }
      let isCode =
        text.tokens[end].follows != .blank || Self.hasSign(text, end) || isVerb(text, end)
        || end > place + 1 || (isFirst && bytes.count <= Self.mostDigits)
      return isCode ? end : place
    }
    let next = place + 1
    let isBracketed = Self.hasSign(text, next)
    let digits = bytes.count(where: Self.isDigit)
    let letters = bytes.count(where: Self.isLetter)
    if digits == 0 {
      if bytes.count == 1, isBracketed { return next }
      return labelEnd(text, place)
    }
    guard letters <= Self.mostLetters else { return place }
    if Self.isDigit(bytes[bytes.endIndex - 1]) {
      let isCode =
        text.tokens[next].follows != .blank || isBracketed
        || (text.tokens[next].isCapitalised && isVerb(text, next))
      return isCode ? next : place
    }
    // A number with a letter, such as `2b)`.
    return letters == 1 && Self.isDigit(bytes[bytes.startIndex]) && isBracketed ? next : place
  }

  /// The place behind a label with a number, such as `LO 2 -`.
  private func labelEnd(_ text: OutcomeTokens, _ place: Int) -> Int {
    let token = text.tokens[place]
    let word = language.word(token.hash)
    guard token.isCapitalised, text.bytes(place).count <= Self.mostLetters, word.verb < 0,
      word.classes.isEmpty, text.bytes(place + 1).allSatisfy(Self.isDigit)
    else { return place }
    let end = endOfNumber(text, place + 1)
    guard end < text.tokens.count, !text.bytes(end).allSatisfy(Self.isDigit) else { return place }
    let isCode =
      Self.hasSign(text, end) || (text.tokens[end].isCapitalised && isVerb(text, end))
    return isCode ? end : place
  }

  /// The place behind a number whose parts are joined by full stops.
  private func endOfNumber(_ text: OutcomeTokens, _ place: Int) -> Int {
    var end = place + 1
    while end < text.tokens.count, text.signs(before: end).elementsEqual(".".utf8),
      text.bytes(end).allSatisfy(Self.isDigit)
    {
      end += 1
    }
    return end
  }

  private func isVerb(_ text: OutcomeTokens, _ place: Int) -> Bool {
    language.word(text.tokens[place].hash).verb >= 0
  }

  /// Whether a sign that ends a code stands before a word: a bracket, a full stop, a colon, a dash.
  private static func hasSign(_ text: OutcomeTokens, _ place: Int) -> Bool {
    let signs = text.signs(before: place)
    return signs.contains { closingSigns.contains($0) }
      || signs.indices.contains { index in
        // En dash and em dash.
        signs[index...].starts(with: [0xE2, 0x80, 0x93])
          || signs[index...].starts(with: [0xE2, 0x80, 0x94])
      }
  }

  private static let closingSigns = Array(".:)]|-".utf8)

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") || byte >= 0x80
  }
}
