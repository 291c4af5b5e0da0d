/// A hash of texts that is the same on every machine and in every run (FNV-1a, 64 bits).
package struct Fingerprint: Sendable {
  package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  package init() {}

  /// The hash of one text; it stands for texts where keeping them would take too much memory.
  static func of(_ text: String) -> UInt64 {
    var hash = Fingerprint()
    hash.add(text)
    return hash.value
  }

  package mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte) }
    // A byte that no UTF-8 text holds keeps neighbouring texts apart.
    add(0xFF)
  }

  private mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  /// The hash as 16 hexadecimal digits.
  package static func text(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
