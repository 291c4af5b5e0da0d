import OutcomeText

/// Texts as the pairs of words that follow each other in them, to tell how alike they are.
struct WordPairs: Sendable {
  private(set) var pairs: Set<UInt64> = []

  /// Adds the pairs of a text; its ends count as words, so that single words have pairs, too.
  mutating func add(_ text: String) {
    let words = [""] + Words.lowercased(text) + [""]
    guard words.count > 2 else { return }
    for (first, second) in zip(words, words.dropFirst()) {
      var hash = Fingerprint()
      hash.add(first)
      hash.add(second)
      pairs.insert(hash.value)
    }
  }

  init(_ texts: [String] = []) {
    for text in texts { add(text) }
  }

  /// The pairs that both have, as a part of those of either (Jaccard); 0 where neither has any.
  func likeness(to other: WordPairs) -> Double {
    let common = pairs.intersection(other.pairs).count
    let all = pairs.count + other.pairs.count - common
    return all == 0 ? 0 : Double(common) / Double(all)
  }

  /// The part of these pairs that another text has, too; 0 where there are none.
  func part(in other: WordPairs) -> Double {
    pairs.isEmpty ? 0 : Double(pairs.intersection(other.pairs).count) / Double(pairs.count)
  }

  /// Words in lower case with single blanks between them: equal for texts that say the same.
  static func folded(_ text: String) -> String { Words.lowercased(text).joined(separator: " ") }
}
