/// Spreads the bits of numbers, the same on every machine.
package enum BitMix {
  /// The increment of SplitMix64 (Steele, Lea and Flood, *Fast splittable pseudorandom number
  /// generators*, 2014).
  static let step: UInt64 = 0x9e37_79b9_7f4a_7c15

  /// The last step of SplitMix64: different numbers give different ones without likeness.
  static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }

  /// A hash of a row of numbers that depends on their order.
  static func digest(_ values: some Sequence<UInt32>) -> UInt64 {
    var result = step
    for value in values { result = mixed(result &+ UInt64(value)) &+ step }
    return mixed(result)
  }

  /// A hash of a text, of eight bytes at a time.
  package static func digest(of text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { bytes in
      let raw = UnsafeRawBufferPointer(bytes)
      var result = UInt64(bytes.count) &+ step
      var index = 0
      while index + 8 <= raw.count {
        result = (result ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* step
        result ^= result >> 32
        index += 8
      }
      while index < raw.count {
        result = (result ^ UInt64(raw[index])) &* step
        index += 1
      }
      return mixed(result)
    }
  }
}
