/// Spreads the bits of numbers, the same on every machine.
enum BitMix {
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
}
