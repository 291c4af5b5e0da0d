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

  let language: OutcomeLanguage

  init(_ language: OutcomeLanguage) { self.language = language }

  func strip(_ text: OutcomeTokens) -> Start {
    let tokens = text.tokens
    let codes = LeadingCodes(language)
    var start = Start()
    while start.word < tokens.count {
      let token = tokens[start.word]
      let word = language.word(token.hash)
      if word.classes.contains(.opensPhrase),
        let match = language.phrases.match(text, at: start.word)
      {
        switch match.meaning {
        case .leadIn: start.word = match.end
        case .openLeadIn: start.word = endOfClause(text, from: match.end)
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
      } else {
        let code = codes.end(text, start.word)
        let end = code > start.word ? code : language.afterAdverbs(text, start.word)
        guard end > start.word else { break }
        start.word = end
      }
    }
    return start
  }

  /// The longest clause of a lead-in that is skipped, in words.
  private static let longestClause = 20

  /// Where a lead-in ends that goes on to the next comma or to words that open the outcome.
  func endOfClause(_ text: OutcomeTokens, from start: Int) -> Int {
    let tokens = text.tokens
    for place in start..<min(tokens.count, start + Self.longestClause) {
      if place > start, tokens[place].follows != .blank { return place }
      guard language.word(tokens[place].hash).classes.contains(.opensPhrase),
        let match = language.phrases.match(text, at: place)
      else { continue }
      if match.meaning == .ability || match.meaning == .leadIn { return place }
    }
    return start
  }
}
