/// Phrases of one language, found in texts as whole words without regard to case.
///
/// In a phrase, a word that ends in `*` stands for any ending, and `*` alone for up to six words;
/// `^` stands for the beginning of the text and `$` for its end.
package struct PhraseSet: Sendable {
  private struct Phrase: Sendable {
    var words: [Pattern]
  }

  private enum Pattern: Sendable {
    case word([UInt8])
    case prefix([UInt8])
    case gap
    case start
    case end
  }

  private static let longestGap = 6
  private let phrases: [Phrase]

  package init(_ texts: [String]) {
    phrases = texts.map { text in
      let words = text.split(separator: " ").flatMap(Self.patterns)
      return Phrase(words: words)
    }
  }

  /// What one part of a phrase stands for; it is cut into words as texts are.
  private static func patterns(_ part: Substring) -> [Pattern] {
    switch part {
    case "*": return [.gap]
    case "^": return [.start]
    case "$": return [.end]
    default: break
    }
    let isOpen = part.utf8.last == UInt8(ascii: "*")
    let words = Words.lowercased(String(isOpen ? part.dropLast() : part)).map { Array($0.utf8) }
    return words.enumerated().map { index, word in
      isOpen && index == words.count - 1 ? .prefix(word) : .word(word)
    }
  }

  /// The words of a text that the first phrase of the list matches, in lower case; nil where no
  /// phrase occurs.
  package func match(in text: String) -> String? { match(in: Words.lowercased(text)) }

  /// The same for a text that was cut into words before.
  package func match(in words: [String]) -> String? {
    let words = words.map { Array($0.utf8) }
    for phrase in phrases {
      for start in words.indices {
        guard let end = Self.end(of: phrase.words[...], in: words[start...]) else { continue }
        return words[start..<end].map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
      }
    }
    return nil
  }

  /// Whether a phrase of the list is the whole text.
  package func isPhrase(_ text: String) -> Bool {
    let words = Words.lowercased(text).map { Array($0.utf8) }
    return phrases.contains { Self.end(of: $0.words[...], in: words[...], mustEnd: true) != nil }
  }

  /// Where a phrase ends that begins at the first of the words.
  private static func end(
    of patterns: ArraySlice<Pattern>, in words: ArraySlice<[UInt8]>, mustEnd: Bool = false
  ) -> Int? {
    guard let pattern = patterns.first else {
      return mustEnd && !words.isEmpty ? nil : words.startIndex
    }
    let rest = patterns.dropFirst()
    switch pattern {
    case .word(let word):
      guard words.first == word else { return nil }
      return end(of: rest, in: words.dropFirst(), mustEnd: mustEnd)
    case .prefix(let prefix):
      guard let word = words.first, word.starts(with: prefix) else { return nil }
      return end(of: rest, in: words.dropFirst(), mustEnd: mustEnd)
    case .start:
      return words.startIndex == 0 ? end(of: rest, in: words, mustEnd: mustEnd) : nil
    case .end:
      return words.isEmpty ? end(of: rest, in: words, mustEnd: mustEnd) : nil
    case .gap:
      for skipped in 0...min(longestGap, words.count) {
        if let found = end(of: rest, in: words.dropFirst(skipped), mustEnd: mustEnd) {
          return found
        }
      }
      return nil
    }
  }
}
