/// Strips what opens an outcome and is no part of it: numbers, codes, "on completion of this unit",
/// "students will be able to".
struct LeadIns {
  /// Where the outcome itself begins.
  struct Start {
    /// The position of the first word after the lead-ins.
    var word = 0
    /// Whether a verb must follow.
    var isStrong = false
    /// The vague phrase at this place, with the place after it.
    var vague: (index: Int, end: Int)?
  }

  private let language: OutcomeLanguage

  init(_ language: OutcomeLanguage) { self.language = language }

  func strip(_ text: OutcomeTokens) -> Start {
    let tokens = text.tokens
    var start = Start()
    while start.word < tokens.count {
      let token = tokens[start.word]
      let word = language.word(token.hash)
      if word.classes.contains(.opensPhrase),
        let match = language.phrases.match(tokens, at: start.word)
      {
        switch match.meaning {
        case .leadIn: start.word = match.end
        case .openLeadIn: start.word = endOfClause(tokens, from: match.end)
        case .ability:
          start.word = match.end
          start.isStrong = true
        case .vague(let index):
          start.vague = (index, match.end)
          return start
        }
      } else if let ending = language.vagueEnding(of: token, text.lowered) {
        start.vague = (ending, start.word + 1)
        return start
      } else if isCode(text, start.word) || language.isAdverb(token, word, text.lowered) {
        start.word += 1
      } else {
        break
      }
    }
    return start
  }

  /// The longest clause of a lead-in that is skipped, in words.
  private static let longestClause = 20

  /// Where a lead-in ends that goes on to the next comma or to words that open the outcome.
  private func endOfClause(_ tokens: [OutcomeToken], from start: Int) -> Int {
    for place in start..<min(tokens.count, start + Self.longestClause) {
      if place > start, tokens[place].follows != .blank { return place }
      guard language.word(tokens[place].hash).classes.contains(.opensPhrase),
        let match = language.phrases.match(tokens, at: place)
      else { continue }
      if match.meaning == .ability || match.meaning == .leadIn { return place }
    }
    return start
  }

  /// Whether a word at the beginning is a number or a code, such as `3.` or `LO2:`.
  private func isCode(_ text: OutcomeTokens, _ place: Int) -> Bool {
    guard place < 2, place + 1 < text.tokens.count else { return false }
    let token = text.tokens[place]
    let bytes = text.lowered[Int(token.start)..<Int(token.end)]
    let digits = bytes.reversed().prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    let letters = bytes.count - digits.count
    if digits.isEmpty {
      // A letter with a bracket or full stop behind it.
      return bytes.count == 1 && text.tokens[place + 1].follows != .blank
    }
    return letters == 0
      ? text.tokens[place + 1].follows != .blank || digits.count <= 2
      : letters <= 3
        && text.tokens[place + 1].follows != .blank
  }
}
