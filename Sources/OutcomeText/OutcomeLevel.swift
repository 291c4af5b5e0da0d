extension OutcomeReader {
  /// The level of an outcome from 1, remember, to 6, create; nil where the model is not sure enough
  /// or the outcome too long.
  package func level(of text: String, by model: LevelModel) -> Int? {
    let tokens = language.tokens(text)
    if tokens.isCut { return nil }
    let verb = levelVerb(read(tokens), in: tokens)
    guard let score = model.score(words: tokens.tokens, verb: verb),
      score.confidence >= model.threshold
    else { return nil }
    return score.level
  }
}
