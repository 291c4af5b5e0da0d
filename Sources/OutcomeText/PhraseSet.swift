/// Phrases of one language, found in texts as whole words without regard to case.
///
/// In a phrase, a word that ends in `*` stands for any ending, and `*` alone for up to six words;
/// `^` stands for the beginning of the text and `$` for its end.
package struct PhraseSet: Sendable {
  /// Most words that a gap stands for.
  static let longestGap = 6
  private let phrases: [[PhrasePattern]]
  /// The phrases by the words that they begin with.
  private let openings: PhraseOpenings
  /// The most bytes of a text that can be one of the phrases as a whole.
  private let longestText: Int

  package init(_ texts: [String]) {
    phrases = texts.map { $0.split(separator: " ").flatMap(PhrasePattern.patterns) }
    openings = PhraseOpenings(phrases)
    longestText = phrases.map { phrase in phrase.reduce(0) { $0 + $1.mostBytes } }.max() ?? 0
  }

  /// The words of a text that the first phrase of the list matches, in lower case; nil where no
  /// phrase occurs.
  package func match(in text: String) -> String? {
    Self.withLowered(text) { bytes in
      find(in: bytes).map { found in
        var words: [String] = []
        var place = found.lowerBound
        while let word = Words.next(in: bytes, from: place), word.upperBound <= found.upperBound {
          words.append(String(decoding: bytes[word], as: UTF8.self))
          place = word.upperBound
        }
        return words.joined(separator: " ")
      }
    }
  }

  /// Whether a phrase of the list is the whole text.
  package func isPhrase(_ text: String) -> Bool {
    guard text.utf8.count <= longestText else { return false }
    return Self.withLowered(text) { bytes in
      guard let first = Words.next(in: bytes, from: 0) else {
        return phrases.contains {
          end(of: $0[...], in: bytes, from: 0, first: 0, mustEnd: true) != nil
        }
      }
      var isFound = false
      openings.forEachPhrase(at: bytes[first]) { phrase in
        isFound =
          isFound
          || end(
            of: phrases[phrase][...], in: bytes, from: first.lowerBound, first: first.lowerBound,
            mustEnd: true) != nil
      }
      return isFound
    }
  }

  // MARK: - Search

  /// Calls a body with the bytes of a text in lower case.
  private static func withLowered<Result>(
    _ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    var plain = text
    let result: Result? = plain.withUTF8 { bytes in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { lowered in
        var all: UInt8 = 0
        for index in bytes.indices {
          let byte = bytes[index]
          let isCapital = byte &- UInt8(ascii: "A") < 26
          lowered[index] = isCapital ? byte | 0x20 : byte
          all |= byte
        }
        // Letters outside of ASCII change their bytes with their case.
        return all < 0x80 ? body(UnsafeBufferPointer(lowered)) : nil
      }
    }
    if let result { return result }
    var lowered = text.lowercased()
    return lowered.withUTF8(body)
  }

  /// The bytes of the first phrase of the list that occurs, where it occurs first.
  private func find(in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    var found: Range<Int>?
    var best = phrases.count
    var first: Int?
    var place = 0
    while best > 0, let word = Words.next(in: bytes, from: place) {
      let start = first ?? word.lowerBound
      first = start
      openings.forEachPhrase(at: bytes[word]) { phrase in
        guard phrase < best,
          let end = end(of: phrases[phrase][...], in: bytes, from: word.lowerBound, first: start)
        else { return }
        best = phrase
        found = word.lowerBound..<end
      }
      place = word.upperBound
    }
    return found
  }

  /// Where the rest of a phrase ends that goes on with the next word at a place.
  /// - Parameter first: Where the first word of the text begins.
  private func end(
    of patterns: ArraySlice<PhrasePattern>, in bytes: UnsafeBufferPointer<UInt8>, from place: Int,
    first: Int, mustEnd: Bool = false
  ) -> Int? {
    var place = place
    var patterns = patterns
    while let pattern = patterns.popFirst() {
      switch pattern {
      case .word(let word):
        guard let next = Words.next(in: bytes, from: place), next.count == word.count,
          bytes[next].elementsEqual(word)
        else { return nil }
        place = next.upperBound
      case .prefix(let prefix):
        guard let next = Words.next(in: bytes, from: place), next.count >= prefix.count,
          bytes[next].starts(with: prefix)
        else { return nil }
        place = next.upperBound
      case .start:
        if place > first { return nil }
      case .end:
        if Words.next(in: bytes, from: place) != nil { return nil }
      case .gap:
        for _ in 0...Self.longestGap {
          if let end = end(of: patterns, in: bytes, from: place, first: first, mustEnd: mustEnd) {
            return end
          }
          guard let next = Words.next(in: bytes, from: place) else { return nil }
          place = next.upperBound
        }
        return nil
      }
    }
    return mustEnd && Words.next(in: bytes, from: place) != nil ? nil : place
  }
}
