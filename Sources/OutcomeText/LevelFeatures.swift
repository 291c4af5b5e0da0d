/// The word of an outcome that the model of levels takes for its action verb.
package struct LevelVerb: Sendable, Equatable {
  /// The position among the words.
  package var index: Int
  /// The hash of its base form.
  package var hash: UInt64

  package init(index: Int, hash: UInt64) {
    self.index = index
    self.hash = hash
  }
}

extension OutcomeReader {
  /// The first verb of an outcome; the first word after the lead-ins where no verb is known, as it
  /// says something all the same.
  package func levelVerb(_ reading: OutcomeReading, in text: OutcomeTokens) -> LevelVerb? {
    let index = reading.verbWord ?? reading.leadInWords
    guard text.tokens.indices.contains(index) else { return nil }
    let hash = text.tokens[index].hash
    let verb = Int(language.word(hash).verb)
    return LevelVerb(index: index, hash: verb < 0 ? hash : language.verbHashes[verb])
  }
}

/// What the model of levels sees in an outcome: words and how they stand, as hashes.
///
/// The trainer and the program use this one implementation, so that they cannot differ.
package struct LevelFeatures: Sendable {
  /// The number of this way to make features; models name the one they were trained with.
  package static let version = 1
  /// The bits of a feature.
  package static let bits = 24
  /// How many words after the verb are looked at.
  private static let reach = 6

  private let conjunctions: [UInt64]

  /// - Parameter conjunctions: Words such as `and`, after which another verb may follow.
  package init(conjunctions: [String]) {
    self.conjunctions = conjunctions.map { WordHash.of($0.utf8) }
  }

  /// Which question a feature answers.
  private enum Kind: UInt64 {
    case word, pair
    case verb, verbAndNext, first, second, third
    case near, verbAndNear
    case afterConjunction, afterComma, verbAndJoined
  }

  /// Gives every feature of an outcome, one for each time it occurs.
  @inline(__always)
  package func forEach(
    _ words: UnsafeBufferPointer<OutcomeToken>, verb: LevelVerb?, _ body: (UInt32) -> Void
  ) {
    var before: UInt64 = 0
    for index in words.indices {
      let word = words[index]
      body(Self.feature(.word, word.hash))
      if word.follows == .sentence || index == 0 {
        if index > 0 { body(Self.feature(.pair, before, 0)) }
        body(Self.feature(.pair, 0, word.hash))
      } else {
        body(Self.feature(.pair, before, word.hash))
        if conjunctions.contains(before) {
          body(Self.feature(.afterConjunction, word.hash))
          if let verb, verb.index < index {
            body(Self.feature(.verbAndJoined, verb.hash, word.hash))
          }
        } else if word.follows == .comma {
          body(Self.feature(.afterComma, word.hash))
        }
      }
      before = word.hash
    }
    if !words.isEmpty { body(Self.feature(.pair, before, 0)) }
    if let verb, words.indices.contains(verb.index) { forEachAround(words, verb, body) }
  }

  @inline(__always)
  private func forEachAround(
    _ words: UnsafeBufferPointer<OutcomeToken>, _ verb: LevelVerb, _ body: (UInt32) -> Void
  ) {
    let hash = verb.hash
    body(Self.feature(.verb, hash))
    let next = verb.index + 1
    let end = min(words.count, next + Self.reach)
    for index in next..<end {
      let near = words[index].hash
      body(Self.feature(.near, near))
      body(Self.feature(.verbAndNear, hash, near))
    }
    if next < end {
      body(Self.feature(.first, words[next].hash))
      body(Self.feature(.verbAndNext, hash, words[next].hash))
    }
    if next + 1 < end { body(Self.feature(.second, words[next + 1].hash)) }
    if next + 2 < end { body(Self.feature(.third, words[next + 2].hash)) }
  }

  // MARK: - Hashes

  @inline(__always)
  private static func feature(_ kind: Kind, _ word: UInt64) -> UInt32 {
    last(step(step(WordHash().value, kind.rawValue), word))
  }

  @inline(__always)
  private static func feature(_ kind: Kind, _ word: UInt64, _ other: UInt64) -> UInt32 {
    last(step(step(step(WordHash().value, kind.rawValue), word), other))
  }

  /// FNV-1a in steps of 64 bits, over the kind and the words' hashes.
  @inline(__always)
  private static func step(_ hash: UInt64, _ value: UInt64) -> UInt64 {
    (hash ^ value) &* 0x0000_0100_0000_01b3
  }

  /// The upper bits after a multiplication with 2^64 / φ, by which they depend on all.
  @inline(__always)
  private static func last(_ hash: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: (hash &* 0x9e37_79b9_7f4a_7c15) >> UInt64(64 - bits))
  }
}
