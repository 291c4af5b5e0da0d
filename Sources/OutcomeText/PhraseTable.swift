/// Phrases that are looked for at a place of an outcome, by their first word.
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
  func match(
    _ tokens: [OutcomeToken], at start: Int
  ) -> (end: Int, meaning: Meaning)? {
    guard let phrases = byFirstWord[tokens[start].hash] else { return nil }
    var best: (end: Int, meaning: Meaning)?
    for phrase in phrases {
      guard let end = Self.end(of: phrase.words[...], in: tokens, at: start) else { continue }
      if end > best?.end ?? 0 { best = (end, phrase.meaning) }
    }
    return best
  }

  private static func end(
    of words: ArraySlice<UInt64>, in tokens: [OutcomeToken], at start: Int
  ) -> Int? {
    guard let word = words.first else { return start }
    let rest = words.dropFirst()
    if word == gap {
      for skipped in 0...longestGap where start + skipped <= tokens.count {
        // A phrase does not go on in the next sentence.
        if skipped > 1, tokens[start + skipped - 1].follows == .sentence { return nil }
        if let end = end(of: rest, in: tokens, at: start + skipped) { return end }
      }
      return nil
    }
    guard start < tokens.count, tokens[start].hash == word else { return nil }
    return end(of: rest, in: tokens, at: start + 1)
  }
}
