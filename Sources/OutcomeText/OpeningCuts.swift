extension OutcomeReader {
  /// An outcome without the number or code before it, such as `LO1:`; the same text where there is
  /// none.
  package func withoutCode(_ text: String) -> String {
    let tokens = language.tokens(text)
    if tokens.isCut { return text }
    return cut(text, tokens, at: LeadingCodes(language).end(tokens, 0), capitalises: false)
  }

  /// An outcome without phrases such as "students will be able to", with its first letter in upper
  /// case; the same text where there are none, or where verbs do not come first in the language.
  package func withoutLeadIn(_ text: String) -> String {
    let tokens = language.tokens(text)
    if tokens.isCut || language.lists.findsVerbsAnywhere { return text }
    return cut(text, tokens, at: LeadIns(language).endOfAbility(tokens), capitalises: true)
  }

  /// The text from a word on; the same text where more than blanks and signs of a list would go.
  private func cut(
    _ text: String, _ tokens: OutcomeTokens, at place: Int, capitalises: Bool
  ) -> String {
    let bytes = Array(text.utf8)
    // Composed letters would move the places of words.
    guard place > 0, place < tokens.tokens.count, ComposedText.bytes(of: text) == bytes else {
      return text
    }
    let start = Int(tokens.tokens[place].start)
    let gap = bytes[Int(tokens.tokens[place - 1].end)..<start]
    guard gap.allSatisfy({ $0 <= 0x20 || ",:;.)]-".utf8.contains($0) }) else { return text }
    let rest = String(decoding: bytes[start...], as: UTF8.self)
    guard capitalises, let first = rest.unicodeScalars.first else { return rest }
    return first.properties.uppercaseMapping + String(rest.unicodeScalars.dropFirst())
  }
}

extension LeadIns {
  /// The place behind the phrases that say that a learner can do something, with what stands before
  /// them; 0 where there are none.
  func endOfAbility(_ text: OutcomeTokens) -> Int {
    var place = LeadingCodes(language).end(text, 0)
    var end = 0
    while place < text.tokens.count {
      if let match = language.phrases.match(text, at: place),
        language.word(text.tokens[place].hash).classes.contains(.opensPhrase)
      {
        switch match.meaning {
        case .leadIn: place = match.end
        case .openLeadIn: place = endOfClause(text, from: match.end)
        case .ability:
          place = match.end
          end = place
        case .vague: return end
        }
      } else {
        let after = language.afterAdverbs(text, place)
        guard after > place else { break }
        place = after
      }
    }
    // One word alone is no outcome, as in "to do".
    return end + 1 < text.tokens.count ? end : 0
  }
}
