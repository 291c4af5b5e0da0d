/// Sorts definitions by their key in a band, so that those of a bucket stand together.
///
/// A radix sort in three passes over the bits of the key; definitions of one key stay in order.
struct BandSort {
  private let definitions: [UInt32]
  private var spare: [UInt64]
  private static let digitBits: UInt64 = 11

  init(_ definitions: [UInt32]) {
    self.definitions = definitions
    spare = [UInt64](repeating: 0, count: definitions.count)
  }

  /// Entries with the key in the upper and the definition in the lower 32 bits.
  mutating func sorted(by keys: BandTable, _ band: Int) -> [UInt64] {
    var entries = definitions.map { UInt64(keys.key(Int($0), band)) << 32 | UInt64($0) }
    for pass in 0..<3 {
      Self.sort(entries, into: &spare, shift: 32 + UInt64(pass) * Self.digitBits)
      swap(&entries, &spare)
    }
    return entries
  }

  private static func sort(_ entries: [UInt64], into target: inout [UInt64], shift: UInt64) {
    let mask = (1 << digitBits) - 1 as UInt64
    var places = [Int](repeating: 0, count: 1 << Int(digitBits))
    for entry in entries { places[Int((entry >> shift) & mask)] += 1 }
    var sum = 0
    for digit in places.indices {
      let count = places[digit]
      places[digit] = sum
      sum += count
    }
    for entry in entries {
      let digit = Int((entry >> shift) & mask)
      target[places[digit]] = entry
      places[digit] += 1
    }
  }
}
