/// A hash table from byte strings to small numbers, which asks its user to compare the bytes.
///
/// It stores no strings: the caller gives a hash and tells whether a candidate is the same.
struct KeyTable {
  private var slots: [Slot]
  private var used = 0

  private struct Slot {
    var hash: UInt32
    var value: Int32
  }

  /// Makes room for `capacity` entries; for 0 no memory is taken.
  init(capacity: Int) {
    var size = capacity == 0 ? 0 : 16
    while size < capacity * 2 { size *= 2 }
    slots = [Slot](repeating: Slot(hash: 0, value: -1), count: size)
  }

  /// The hash of a byte string, different in every process so that no file can aim at it.
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
    return UInt32(truncatingIfNeeded: hasher.finalize())
  }

  /// The value stored under a hash for which `isSame` holds, or nil.
  func find(_ hash: UInt32, isSame: (Int32) -> Bool) -> Int32? {
    if slots.isEmpty { return nil }
    let mask = slots.count - 1
    var index = Int(hash) & mask
    while slots[index].value >= 0 {
      if slots[index].hash == hash, isSame(slots[index].value) { return slots[index].value }
      index = (index + 1) & mask
    }
    return nil
  }

  /// Stores a value under a hash; earlier values stay.
  mutating func add(_ value: Int32, hash: UInt32) {
    if (used + 1) * 2 > slots.count { grow() }
    place(Slot(hash: hash, value: value))
    used += 1
  }

  private mutating func place(_ slot: Slot) {
    let mask = slots.count - 1
    var index = Int(slot.hash) & mask
    while slots[index].value >= 0 { index = (index + 1) & mask }
    slots[index] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(hash: 0, value: -1), count: max(16, old.count * 2))
    for slot in old where slot.value >= 0 { place(slot) }
  }
}
