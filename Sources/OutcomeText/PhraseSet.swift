/// Phrases of one language, found in texts as whole words without regard to case.
///
/// In a phrase, a word that ends in `*` stands for any ending, and `*` alone for up to six words;
/// `^` stands for the beginning of the text and `$` for its end.
package final class PhraseSet: Sendable {
  /// Most words that a gap stands for.
  static let longestGap = 6
  /// The patterns of all phrases, one phrase after the other.
  private let patterns: [PhrasePattern]
  /// Where each phrase ends among the patterns.
  private let ends: [Int]
  private let letters: [UInt8]
  /// The phrases by the words that they begin with.
  private let openings: PhraseOpenings
  /// The most bytes of a text that can be one of the phrases as a whole.
  private let longestText: Int

  package init(_ texts: [String]) {
    var patterns: [PhrasePattern] = []
    var ends: [Int] = []
    var openings = PhraseOpenings()
    var letters: [UInt8] = []
    var longestText = 0
    for (index, text) in texts.enumerated() {
      let phrase = text.utf8.split(separator: UInt8(ascii: " ")).flatMap {
        PhrasePattern.patterns(Substring($0), &letters)
      }
      patterns += phrase
      ends.append(patterns.count)
      openings.add(phrase, letters, index)
      longestText = max(longestText, phrase.reduce(0) { $0 + $1.mostBytes })
    }
    openings.sort()
    self.patterns = patterns
    self.ends = ends
    self.openings = openings
    self.letters = letters
    self.longestText = longestText
  }

  /// The words of a text that the first phrase of the list matches, in lower case; nil where no
  /// phrase occurs.
  package func match(in text: TextWords) -> String? { find(in: text).map(text.text) }

  /// The same of a text that nothing else is looked for in.
  package func match(in text: String) -> String? { match(in: TextWords(text)) }

  /// Whether a text is too long to be one of the phrases as a whole.
  package func isTooLong(_ text: String) -> Bool { text.utf8.count > longestText }

  /// Whether a phrase of the list is the whole text.
  package func isPhrase(_ text: TextWords) -> Bool {
    withSearch(text) { search in
      guard let first = text.words.first else {
        return ends.indices.contains { search.end(ofPhrase: $0, from: 0, mustEnd: true) != nil }
      }
      var isFound = false
      openings.forEachPhrase(at: first.opening) { phrase in
        isFound = isFound || search.end(ofPhrase: phrase, from: 0, mustEnd: true) != nil
      }
      return isFound
    }
  }

  /// The words that the first phrase of the list matches, where it occurs first.
  private func find(in text: TextWords) -> Range<Int>? {
    withSearch(text) { search in
      var found: Range<Int>?
      var best = ends.count
      for place in search.words.indices {
        if best == 0 { break }
        openings.forEachPhrase(at: search.words[place].opening) { phrase in
          guard phrase < best, let end = search.end(ofPhrase: phrase, from: place) else { return }
          best = phrase
          found = place..<end
        }
      }
      return found
    }
  }

  private func withSearch<Result>(
    _ text: TextWords, _ body: (PhraseSearch) -> Result
  ) -> Result {
    text.bytes.withUnsafeBufferPointer { bytes in
      text.words.withUnsafeBufferPointer { words in
        patterns.withUnsafeBufferPointer { patterns in
          ends.withUnsafeBufferPointer { ends in
            letters.withUnsafeBufferPointer { letters in
              body(
                PhraseSearch(
                  bytes: bytes, words: words, patterns: patterns, ends: ends, letters: letters))
            }
          }
        }
      }
    }
  }
}

/// Holds phrases against the words of a text.
private struct PhraseSearch {
  let bytes: UnsafeBufferPointer<UInt8>
  let words: UnsafeBufferPointer<TextWords.Word>
  let patterns: UnsafeBufferPointer<PhrasePattern>
  let ends: UnsafeBufferPointer<Int>
  let letters: UnsafeBufferPointer<UInt8>

  /// The word behind a phrase that begins with the word at a place; nil where it does not.
  func end(ofPhrase phrase: Int, from place: Int, mustEnd: Bool = false) -> Int? {
    let first = phrase == 0 ? 0 : ends[phrase - 1]
    return end(of: first..<ends[phrase], from: place, mustEnd: mustEnd)
  }

  /// The word behind the rest of a phrase that goes on with the word at a place.
  private func end(of rest: Range<Int>, from place: Int, mustEnd: Bool) -> Int? {
    var place = place
    for index in rest {
      let pattern = patterns[index]
      switch pattern.kind {
      case .word, .prefix:
        guard place < words.count, isMatch(pattern, words[place]) else { return nil }
        place += 1
      case .start:
        if place > 0 { return nil }
      case .end:
        if place < words.count { return nil }
      case .gap:
        for skipped in 0...PhraseSet.longestGap {
          if skipped > 0 {
            guard place < words.count else { return nil }
            place += 1
          }
          if let end = end(of: index + 1..<rest.upperBound, from: place, mustEnd: mustEnd) {
            return end
          }
        }
        return nil
      }
    }
    return mustEnd && place < words.count ? nil : place
  }

  private func isMatch(_ pattern: PhrasePattern, _ word: TextWords.Word) -> Bool {
    let count = pattern.letters.count
    let length = Int(word.end - word.start)
    guard pattern.kind == .word ? length == count : length >= count else { return false }
    let (start, first) = (Int(word.start), Int(pattern.letters.lowerBound))
    for index in 0..<count where bytes[start + index] != letters[first + index] { return false }
    return true
  }
}
