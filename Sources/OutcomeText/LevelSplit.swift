/// Which labelled outcomes are kept from training, so that a model can be measured with them.
package enum LevelSplit {
  /// One outcome in so many is kept.
  package static let oneIn: UInt64 = 5

  /// What outcomes that differ only in case, signs or spelling have in common.
  package static func key(_ text: OutcomeTokens) -> UInt64 {
    var hash = WordHash()
    for place in text.tokens.indices {
      for byte in text.foldedBytes(place) { hash.add(byte) }
      hash.add(UInt8(ascii: " "))
    }
    return hash.value
  }

  /// Whether an outcome is for measuring only.
  package static func isHeldOut(_ key: UInt64) -> Bool { (key >> 32) % oneIn == 0 }
}
