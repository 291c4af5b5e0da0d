/// Phrases of one language, found in texts as whole words without regard to case.
///
/// In a phrase, a word that ends in `*` stands for any ending, and `*` alone for up to six words.
package struct PhraseSet: Sendable {
  private struct Phrase: Sendable {
    var text: String
    var words: [Pattern]
  }

  private enum Pattern: Sendable {
    case word([UInt8])
    case prefix([UInt8])
    case gap
  }

  private static let longestGap = 6
  private let phrases: [Phrase]

  package init(_ texts: [String]) {
    phrases = texts.map { text in
      let words = text.lowercased().split(separator: " ").map { word -> Pattern in
        if word == "*" { return .gap }
        let bytes = Array(word.utf8)
        return bytes.last == UInt8(ascii: "*") ? .prefix(bytes.dropLast()) : .word(bytes)
      }
      return Phrase(text: text, words: words)
    }
  }

  /// The first phrase of the list that occurs in a text; nil where none does.
  package func firstPhrase(in text: String) -> String? {
    let words = Words.lowercased(text).map { Array($0.utf8) }
    return phrases.first { phrase in
      words.indices.contains { Self.end(of: phrase.words[...], in: words[$0...]) != nil }
    }?.text
  }

  /// The first phrase of the list that is the whole text; nil where none is.
  package func phrase(thatIs text: String) -> String? {
    let words = Words.lowercased(text).map { Array($0.utf8) }
    return phrases.first { Self.end(of: $0.words[...], in: words[...], mustEnd: true) != nil }?.text
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
