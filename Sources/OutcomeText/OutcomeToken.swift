/// A word of an outcome.
package struct OutcomeToken: Sendable {
  /// The bytes of the word in the text.
  package var start: Int32
  package var end: Int32
  /// The hash of the word in lower case with its spelling folded.
  package var hash: UInt64
  /// Whether a comma or the like stands before the word.
  package var follows: Border
  /// Whether the word begins with a capital.
  package var isCapitalised: Bool

  /// What stands between a word and the one before it.
  package enum Border: UInt8, Sendable {
    case blank, comma, sentence
  }
}

/// The FNV-1a hash of bytes (64 bits).
package struct WordHash: Sendable {
  package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  package init() {}

  package mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  /// The hash of a word that is in lower case already.
  package static func of(_ word: some Sequence<UInt8>) -> UInt64 {
    var hash = WordHash()
    for byte in word { hash.add(byte) }
    return hash.value
  }
}
