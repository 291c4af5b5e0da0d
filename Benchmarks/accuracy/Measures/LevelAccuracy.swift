/// How well levels that a model tells agree with those that people gave.
package struct LevelAccuracy: Sendable {
  /// A level that people gave with the one that the model told.
  package struct Pair: Sendable {
    package var given: Int
    package var told: Int
    package var confidence: Double

    package init(given: Int, told: Int, confidence: Double) {
      self.given = given
      self.told = told
      self.confidence = confidence
    }
  }

  package let pairs: [Pair]
  package let levelCount: Int
  /// How often each level was given and told, by given and then told level from 1.
  private let confusion: [[Int]]

  package init(_ pairs: [Pair], levelCount: Int) {
    self.pairs = pairs
    self.levelCount = levelCount
    var confusion = Array(
      repeating: Array(repeating: 0, count: levelCount + 1), count: levelCount + 1)
    for pair in pairs { confusion[pair.given][pair.told] += 1 }
    self.confusion = confusion
  }

  private var levels: ClosedRange<Int> { 1...levelCount }

  private func share(_ holds: (Pair) -> Bool) -> Double {
    pairs.isEmpty ? 0 : Double(pairs.count(where: holds)) / Double(pairs.count)
  }

  /// The share of levels that are the same.
  package var accuracy: Double { share { $0.given == $0.told } }

  /// The share of levels that are the same or neighbours.
  package var withinOne: Double { share { abs($0.given - $0.told) <= 1 } }

  /// The share of outcomes of which it is told rightly whether they reach a level.
  package func agreement(from level: Int) -> Double {
    share { ($0.given >= level) == ($0.told >= level) }
  }

  private func given(_ level: Int) -> Int { levels.reduce(0) { $0 + confusion[level][$1] } }
  private func told(_ level: Int) -> Int { levels.reduce(0) { $0 + confusion[$1][level] } }

  /// The mean of the F1 measures of the levels that occur.
  package var macroF1: Double {
    let measures = levels.compactMap { level -> Double? in
      let both = given(level) + told(level)
      return both == 0 ? nil : 2 * Double(confusion[level][level]) / Double(both)
    }
    return measures.isEmpty ? 0 : measures.reduce(0, +) / Double(measures.count)
  }

  /// Cohen's kappa: agreement beyond what chance would give.
  package var kappa: Double {
    guard !pairs.isEmpty else { return 0 }
    let count = Double(pairs.count)
    let chance = levels.reduce(0.0) {
      $0 + Double(given($1)) / count * Double(told($1)) / count
    }
    return chance == 1 ? 1 : (accuracy - chance) / (1 - chance)
  }

  /// The share of outcomes of which the level is told with at least a confidence, and how many of
  /// those levels are right; the second is nil where there are none.
  package func coverage(from confidence: Double) -> (share: Double, accuracy: Double?) {
    let told = pairs.filter { $0.confidence >= confidence }
    guard !told.isEmpty else { return (0, nil) }
    return (
      Double(told.count) / Double(pairs.count),
      Double(told.count { $0.given == $0.told }) / Double(told.count)
    )
  }

  /// Which wrong levels are told most often, the most frequent first.
  package func confusions(_ most: Int) -> [(given: Int, told: Int, count: Int)] {
    let wrong = levels.flatMap { given in
      levels.filter { $0 != given }.map { (given: given, told: $0, count: confusion[given][$0]) }
    }
    // Sorting keeps no order of its own among equals.
    let sorted = wrong.filter { $0.count > 0 }.sorted {
      ($1.count, $0.given, $0.told) < ($0.count, $1.given, $1.told)
    }
    return Array(sorted.prefix(most))
  }
}
