extension OutcomeLanguage {
  /// The place behind words that may stand between a lead-in and its verb; the same place where
  /// there are none.
  func afterAdverbs(_ text: OutcomeTokens, _ place: Int) -> Int {
    var place = place
    while place < text.tokens.count {
      if word(text.tokens[place].hash).classes.contains(.adverb) {
        place += 1
      } else if let verb = verbAfterAdverbs(text, place) {
        place = verb
      } else {
        break
      }
    }
    return place
  }

  /// The place of the verb or phrase that comes after words such as `clearly`, or `clearly and
  /// briefly`.
  ///
  /// "Reply to …" and "Ply a …" end in the same way: only what follows tells the two apart.
  private func verbAfterAdverbs(_ text: OutcomeTokens, _ start: Int) -> Int? {
    guard hasAdverbEnding(text, start) else { return nil }
    var place = start + 1
    while place < text.tokens.count, text.tokens[place].follows != .sentence {
      let word = word(text.tokens[place].hash)
      if word.verb >= 0 || opensPhrase(text, place) || mayBeVerb(text, place, word) {
        return place
      }
      let isJoined =
        word.classes.contains(.conjunction) && place + 1 < text.tokens.count
        && hasAdverbEnding(text, place + 1)
      guard isJoined || word.classes.contains(.adverb) || hasAdverbEnding(text, place) else {
        return nil
      }
      place += 1
    }
    return nil
  }

  private func hasAdverbEnding(_ text: OutcomeTokens, _ place: Int) -> Bool {
    !adverbEnding.isEmpty && word(text.tokens[place].hash).verb < 0
      && text.bytes(place).suffix(adverbEnding.count).elementsEqual(adverbEnding)
  }

  private func opensPhrase(_ text: OutcomeTokens, _ place: Int) -> Bool {
    word(text.tokens[place].hash).classes.contains(.opensPhrase)
      && phrases.match(text, at: place) != nil
  }

  /// Whether a word of which nothing is known stands before an article, as verbs do.
  private func mayBeVerb(_ text: OutcomeTokens, _ place: Int, _ word: Word) -> Bool {
    word.classes.isEmpty && !hasAdverbEnding(text, place) && place + 1 < text.tokens.count
      && text.tokens[place + 1].follows == .blank
      && self.word(text.tokens[place + 1].hash).classes.contains(.determiner)
  }
}
