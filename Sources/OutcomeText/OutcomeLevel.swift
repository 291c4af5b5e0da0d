extension OutcomeReader {
  /// The level of an outcome that was read from 1, remember, to 6, create; nil where the model is not
  /// sure enough or the outcome too long.
  package func level(
    of tokens: OutcomeTokens, _ reading: OutcomeReading, by model: LevelModel
  ) -> Int? {
    if tokens.isCut { return nil }
    let verb = levelVerb(reading, in: tokens)
    guard let score = model.score(words: tokens.tokens, verb: verb),
      score.confidence >= model.threshold
    else { return nil }
    return score.level
  }
}
