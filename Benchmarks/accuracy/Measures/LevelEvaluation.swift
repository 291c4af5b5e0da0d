import OutcomeText

/// What a model tells of held-out outcomes.
package struct LevelEvaluation: Sendable {
  package var accuracy: LevelAccuracy
  /// The share of outcomes in which the reader finds a verb.
  package var verbShare: Double

  package init(_ outcomes: [LabelledOutcome], _ reader: OutcomeReader, _ model: LevelModel) {
    var pairs: [LevelAccuracy.Pair] = []
    var verbs = 0
    for outcome in outcomes {
      let text = reader.language.tokens(outcome.text)
      let reading = reader.read(text)
      if reading.verbWord != nil { verbs += 1 }
      let verb = reader.levelVerb(reading, in: text)
      // An outcome without words is a miss: no level is 0.
      let score = model.score(words: text.tokens, verb: verb)
      pairs.append(
        LevelAccuracy.Pair(
          given: outcome.level, told: score?.level ?? 0, confidence: score?.confidence ?? 0))
    }
    accuracy = LevelAccuracy(pairs, levelCount: LevelModel.levelCount)
    verbShare = outcomes.isEmpty ? 0 : Double(verbs) / Double(outcomes.count)
  }

  /// The first of the levels that are called higher-order thinking: analyze.
  package static let higherOrder = 4

  /// A measure that must not be lower than its target.
  package struct Target: Sendable {
    package var name: String
    package var value: Double
    package var least: Double
    package var isReached: Bool { value >= least }
  }

  /// What the shipped model is held to; chosen by the project from what linear models reach.
  package var targets: [Target] {
    [
      Target(name: "accuracy", value: accuracy.accuracy, least: 0.91),
      Target(name: "kappa", value: accuracy.kappa, least: 0.89),
      Target(
        name: "higher-order", value: accuracy.agreement(from: Self.higherOrder), least: 0.95),
    ]
  }
}
