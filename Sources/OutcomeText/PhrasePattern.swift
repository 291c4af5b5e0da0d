/// What one part of a phrase stands for.
enum PhrasePattern: Sendable {
  case word([UInt8])
  case prefix([UInt8])
  case gap
  case start
  case end

  /// The patterns of one part of a phrase; it is cut into words as texts are.
  static func patterns(_ part: Substring) -> [PhrasePattern] {
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
}
