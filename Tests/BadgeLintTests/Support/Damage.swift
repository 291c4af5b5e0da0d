/// Random damage to the bytes of a file.
enum Damage {
  private static let signs = Array("\n\r\t :-#&*!|>'\"{}[],?%@`\\~<P0".utf8)

  /// Cuts, flips, doubles, drops or adds some bytes.
  static func apply(
    to bytes: inout [UInt8], using generator: inout SeededGenerator
  ) {
    guard !bytes.isEmpty else { return bytes.append(0x61) }
    let place = Int.random(in: bytes.indices, using: &generator)
    let other = Int.random(in: bytes.indices, using: &generator)
    let range = min(place, other)..<max(place, other)
    switch Int.random(in: 0..<9, using: &generator) {
    case 0: bytes.removeSubrange(place...)
    case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 2: bytes.insert(contentsOf: bytes[range], at: place)
    case 3: bytes.removeSubrange(range.prefix(12))
    case 4: bytes.insert(contentsOf: "é😀\u{2028}".utf8, at: place)
    case 5: doubleLine(&bytes, around: place)
    case 6: bytes[place] = UInt8.random(in: 0x20...0x7E, using: &generator)
    default:
      let sign = signs[Int.random(in: signs.indices, using: &generator)]
      bytes.insert(sign, at: place)
    }
  }

  private static func doubleLine(_ bytes: inout [UInt8], around place: Int) {
    let start = bytes[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = bytes[place...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    bytes.insert(contentsOf: bytes[start..<end], at: end)
  }
}
