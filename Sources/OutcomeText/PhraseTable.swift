/// Phrases that are looked for at a place of an outcome, by their first word; none goes on in the
/// next sentence.
struct PhraseTable: Sendable {
  /// What a phrase stands for.
  enum Meaning: Sendable, Equatable {
    case leadIn
    /// A lead-in that goes on to the next comma.
    case openLeadIn
    /// A lead-in after which a verb must follow.
    case ability
    /// The position of what is vague in the language's list.
    case vague(Int)
  }

  /// Stands in a phrase for up to eight words.
  static let gap: UInt64 = 0
  private static let longestGap = 8

  private struct Phrase: Sendable {
    var words: [UInt64]
    var meaning: Meaning
  }

  private var byFirstWord: [UInt64: [Phrase]] = [:]

  /// The hashes of the words with which phrases begin.
  var firstWords: [UInt64] { Array(byFirstWord.keys) }

  mutating func add(_ words: [UInt64], _ meaning: Meaning) {
    guard let first = words.first else { return }
    byFirstWord[first, default: []].append(Phrase(words: words, meaning: meaning))
  }

  /// The longest phrase at a place, with the place after it.
  func match(_ text: OutcomeTokens, at start: Int) -> (end: Int, meaning: Meaning)? {
    guard let phrases = byFirstWord[text.tokens[start].hash] else { return nil }
    var best: (end: Int, meaning: Meaning)?
    for phrase in phrases {
      guard let end = Self.end(of: phrase.words.dropFirst(), in: text, at: start + 1) else {
        continue
      }
      if end > best?.end ?? 0 { best = (end, phrase.meaning) }
    }
    return best
  }

  /// Where a phrase ends whose further words begin at a place.
  private static func end(
    of words: ArraySlice<UInt64>, in text: OutcomeTokens, at start: Int
  ) -> Int? {
    guard let word = words.first else { return start }
    let rest = words.dropFirst()
    if word == gap {
      for skipped in 0...longestGap where start + skipped <= text.tokens.count {
        if skipped > 0, text.endsSentence(before: start + skipped - 1) { return nil }
        if let end = end(of: rest, in: text, at: start + skipped) { return end }
      }
      return nil
    }
    guard start < text.tokens.count, text.tokens[start].hash == word,
      !text.endsSentence(before: start)
    else { return nil }
    return end(of: rest, in: text, at: start + 1)
  }
}
