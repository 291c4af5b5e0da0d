/// What one part of a phrase stands for.
struct PhrasePattern: Sendable {
  enum Kind: Sendable { case word, prefix, gap, start, end }

  let kind: Kind
  /// Where the letters of a word or of its beginning stand among those of all phrases.
  private(set) var letters: Range<Int32> = 0..<0

  /// The patterns of one part of a phrase; it is cut into words as texts are.
  /// - Parameter letters: Those of all phrases, to which those of this part are added.
  static func patterns(_ part: Substring, _ letters: inout [UInt8]) -> [PhrasePattern] {
    switch part {
    case "*": return [PhrasePattern(kind: .gap)]
    case "^": return [PhrasePattern(kind: .start)]
    case "$": return [PhrasePattern(kind: .end)]
    default: break
    }
    let isOpen = part.utf8.last == UInt8(ascii: "*")
    let stem = isOpen ? part.dropLast() : part
    // Lists are mostly of single words, which need no cutting.
    if !stem.isEmpty, stem.utf8.allSatisfy({ $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }) {
      let start = Int32(letters.count)
      letters += stem.utf8
      return [
        PhrasePattern(kind: isOpen ? .prefix : .word, letters: start..<Int32(letters.count))
      ]
    }
    let words = Words.lowercased(String(stem))
    return words.enumerated().map { index, word in
      let start = Int32(letters.count)
      letters += word.utf8
      return PhrasePattern(
        kind: isOpen && index == words.count - 1 ? .prefix : .word,
        letters: start..<Int32(letters.count))
    }
  }

  /// The most bytes that it stands for, with signs and blanks around; words are rarely longer
  /// than 40 bytes, and texts that are too long by that are looked at all the same.
  var mostBytes: Int {
    switch kind {
    case .word: letters.count + 8
    case .prefix: letters.count + 40
    case .gap: PhraseSet.longestGap * 48
    case .start, .end: 8
    }
  }
}
