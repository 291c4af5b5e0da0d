/// A hash of a text that is the same in every run and on every machine: FNV-1a with 64 bits.
///
/// It stands for texts where keeping them would take too much memory; among a million texts two of
/// the same hash are to be expected in one of some forty million catalogues.
enum TextHash {
  static func of(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash
  }
}
