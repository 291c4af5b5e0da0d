/// Phrases of one language, found in texts as whole words without regard to case.
///
/// In a phrase, a word that ends in `*` stands for any ending, and `*` alone for up to six words;
/// `^` stands for the beginning of the text and `$` for its end.
package struct PhraseSet: Sendable {
  private struct Phrase: Sendable {
    var words: [Pattern]
  }

  private enum Pattern: Sendable {
    /// The bytes of a word.
    var bytes: [UInt8]? {
      switch self {
      case .word(let bytes), .prefix(let bytes): bytes
      case .gap, .start, .end: nil
      }
    }

    /// The most bytes that it stands for, with signs and blanks around; words are rarely longer
    /// than 40 bytes, and texts that are too long by that are looked at all the same.
    var mostBytes: Int {
      switch self {
      case .word(let bytes): bytes.count + 8
      case .prefix(let bytes): bytes.count + 40
      case .gap: PhraseSet.longestGap * 48
      case .start, .end: 8
      }
    }

    case word([UInt8])
    case prefix([UInt8])
    case gap
    case start
    case end
  }

  private static let longestGap = 6
  private let phrases: [Phrase]
  /// Words of which a text must hold one for any phrase to occur; empty where that is not known.
  private let hints: [[UInt8]]
  /// The most bytes of a text that can be one of the phrases as a whole.
  private let longestText: Int

  package init(_ texts: [String]) {
    phrases = texts.map { Phrase(words: $0.split(separator: " ").flatMap(Self.patterns)) }
    let firstWords = phrases.map { phrase in phrase.words.compactMap(\.bytes).first }
    hints = firstWords.contains(nil) ? [] : firstWords.compactMap(\.self)
    longestText = phrases.map { phrase in phrase.words.reduce(0) { $0 + $1.mostBytes } }.max() ?? 0
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
  package func match(in text: String) -> String? {
    mayHold(text) ? match(in: Words.lowercased(text)) : nil
  }

  /// Whether a text holds the first word of any phrase: most texts do not, and need not be cut.
  private func mayHold(_ text: String) -> Bool {
    guard !hints.isEmpty else { return true }
    // Letters outside of ASCII change their bytes with their case.
    var lowered = text.utf8.contains { $0 >= 0x80 } ? text.lowercased() : text
    return lowered.withUTF8 { bytes in
      hints.contains { Self.holds(bytes, $0) }
    }
  }

  private static func holds(_ bytes: UnsafeBufferPointer<UInt8>, _ word: [UInt8]) -> Bool {
    guard let first = word.first, bytes.count >= word.count else { return false }
    for start in 0...(bytes.count - word.count) where lower(bytes[start]) == first {
      var index = 1
      while index < word.count, lower(bytes[start + index]) == word[index] { index += 1 }
      if index == word.count { return true }
    }
    return false
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

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
    guard text.utf8.count <= longestText, mayHold(text) else { return false }
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
