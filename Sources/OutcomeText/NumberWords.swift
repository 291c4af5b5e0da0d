/// Reads numbers in outcomes, in digits or in the words of a language.
struct NumberWords {
  private let language: OutcomeLanguage

  /// From this value on, a number word multiplies what stands before it, as in "two hundred".
  private static let leastFactor = 100.0
  /// From this value on, a number word may be followed by a lesser one that is added to it.
  private static let leastCarrier = 20.0

  init(_ language: OutcomeLanguage) { self.language = language }

  /// The number that begins at a word, with the position of the word behind it; nil where none does.
  func number(in tokens: OutcomeTokens, at place: Int) -> (value: Double, end: Int)? {
    if let digits = digits(in: tokens, at: place) { return digits }
    guard var value = language.numbers[tokens.tokens[place].hash] else { return nil }
    var end = place + 1
    while end < tokens.tokens.count, tokens.tokens[end].follows == .blank,
      let next = language.numbers[tokens.tokens[end].hash]
    {
      // "Two three" is no number, "twenty three" and "two hundred" are.
      if next >= Self.leastFactor, value < next {
        value *= next
      } else if next < value, value >= Self.leastCarrier {
        value += next
      } else {
        break
      }
      end += 1
    }
    return (value, end)
  }

  /// A number in digits; its parts may be divided by a sign for decimals or for thousands.
  private func digits(in tokens: OutcomeTokens, at place: Int) -> (value: Double, end: Int)? {
    func isDigits(_ place: Int) -> Bool {
      tokens.bytes(place).allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    }
    guard isDigits(place) else { return nil }
    var text = String(decoding: tokens.bytes(place), as: UTF8.self)
    var end = place + 1
    while end < tokens.tokens.count, isDigits(end) {
      let sign = tokens.signs(before: end)
      guard sign.count == 1 else { break }
      if sign.first == language.decimalSign {
        guard !text.contains(".") else { break }
        text += "."
      } else if sign.first != language.thousandsSign || tokens.bytes(end).count != 3 {
        break
      }
      text += String(decoding: tokens.bytes(end), as: UTF8.self)
      end += 1
    }
    return Double(text).map { ($0, end) }
  }
}
