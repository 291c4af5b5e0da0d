/// Texts that are kept once, however often they come: issuers, skills and systems repeat in a
/// catalogue, and a profile then holds some bytes for each.
struct TextTable: Sendable {
  private struct Entry: Sendable {
    var place: ByteBlocks.Place
    /// The lower bits of the hash, so that growing looks at no text.
    var hash: UInt32
  }

  private var bytes = ByteBlocks()
  private var entries: [Entry] = []
  /// A table with open places: 0 where one is free, else the position of an entry and 1.
  private var slots: [UInt32] = []

  /// The text at a position; empty where there is none.
  subscript(position: Int) -> String {
    guard entries.indices.contains(position) else { return "" }
    return String(decoding: bytes[entries[position].place], as: UTF8.self)
  }

  /// The position of a text, which is added where it is new; texts with other bytes are others.
  mutating func position(of text: String) -> Int {
    var text = text
    if (entries.count + 1) * 4 > slots.count * 3 { grow() }
    // Seeded, so that nobody can make up texts that meet in one place.
    var hasher = Hasher()
    return text.withUTF8 { bytes in
      hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
      let hash = UInt32(truncatingIfNeeded: hasher.finalize())
      var slot = Int(hash) & (slots.count - 1)
      while slots[slot] > 0 {
        let position = Int(slots[slot]) - 1
        if entries[position].hash == hash, isText(position, bytes) { return position }
        slot = (slot + 1) & (slots.count - 1)
      }
      entries.append(Entry(place: self.bytes.append(bytes), hash: hash))
      slots[slot] = UInt32(entries.count)
      return entries.count - 1
    }
  }

  private func isText(_ position: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let place = entries[position].place
    return place.count == bytes.count && self.bytes[place].elementsEqual(bytes)
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: max(64, slots.count * 2))
    for (position, entry) in entries.enumerated() {
      var slot = Int(entry.hash) & (slots.count - 1)
      while slots[slot] > 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(position + 1)
    }
  }
}
