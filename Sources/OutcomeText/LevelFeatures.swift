/// A word of an outcome as the model of levels sees it.
package struct LevelWord: Sendable {
  /// The FNV-1a hash (64 bits) of the word's bytes in lower case with its spelling folded.
  package var hash: UInt64
  package var follows: Border

  /// What stands between a word and the one before it.
  package enum Border: UInt8, Sendable {
    case blank, comma, sentence
  }

  package init(hash: UInt64, follows: Border) {
    self.hash = hash
    self.follows = follows
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
    self.conjunctions = conjunctions.map { FNV1a.hash($0.utf8) }
  }

  /// Which question a feature answers.
  private enum Kind: UInt64 {
    case word, pair
    case verb, verbAndNext, first, second, third
    case near, verbAndNear
    case afterConjunction, afterComma, verbAndJoined
  }

  /// Gives every feature of an outcome, one for each time it occurs.
  /// - Parameter verb: The index of the action verb; nil where none was found.
  @inline(__always)
  package func forEach(
    _ words: UnsafeBufferPointer<LevelWord>, verb: Int?, _ body: (UInt32) -> Void
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
          if let verb, verb >= 0, verb < index {
            body(Self.feature(.verbAndJoined, words[verb].hash, word.hash))
          }
        } else if word.follows == .comma {
          body(Self.feature(.afterComma, word.hash))
        }
      }
      before = word.hash
    }
    if !words.isEmpty { body(Self.feature(.pair, before, 0)) }
    if let verb, words.indices.contains(verb) { forEachAround(words, verb, body) }
  }

  @inline(__always)
  private func forEachAround(
    _ words: UnsafeBufferPointer<LevelWord>, _ verb: Int, _ body: (UInt32) -> Void
  ) {
    let hash = words[verb].hash
    body(Self.feature(.verb, hash))
    let end = min(words.count, verb + 1 + Self.reach)
    for index in verb + 1..<end {
      let near = words[index].hash
      body(Self.feature(.near, near))
      body(Self.feature(.verbAndNear, hash, near))
    }
    if verb + 1 < end {
      body(Self.feature(.first, words[verb + 1].hash))
      body(Self.feature(.verbAndNext, hash, words[verb + 1].hash))
    }
    if verb + 2 < end { body(Self.feature(.second, words[verb + 2].hash)) }
    if verb + 3 < end { body(Self.feature(.third, words[verb + 3].hash)) }
  }

  // MARK: - Hashes

  /// FNV-1a in steps of 64 bits over the kind and the words' hashes; the upper bits are kept, as
  /// they depend on all.
  @inline(__always)
  private static func feature(_ kind: Kind, _ word: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: FNV1a.step(FNV1a.step(FNV1a.basis, kind.rawValue), word) >> 40)
  }

  @inline(__always)
  private static func feature(_ kind: Kind, _ word: UInt64, _ other: UInt64) -> UInt32 {
    let first = FNV1a.step(FNV1a.step(FNV1a.basis, kind.rawValue), word)
    return UInt32(truncatingIfNeeded: FNV1a.step(first, other) >> 40)
  }
}

/// The hash function FNV-1a with 64 bits.
package enum FNV1a {
  package static let basis: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always)
  package static func step(_ hash: UInt64, _ value: UInt64) -> UInt64 {
    (hash ^ value) &* 0x0000_0100_0000_01b3
  }

  package static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(basis) { step($0, UInt64($1)) }
  }
}
