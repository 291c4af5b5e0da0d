/// Texts that are kept once, however often they come: issuers, skills and systems repeat in a
/// catalogue, and a profile then holds some bytes for each.
struct TextTable: Sendable {
  private struct Entry: Sendable {
    var block: UInt32
    var start: UInt32
    var count: UInt32
    /// The lower bits of the hash, so that growing looks at no text.
    var hash: UInt32
  }

  /// Blocks of bytes, so that growing never copies what is there.
  private var blocks: [[UInt8]] = [[]]
  private var entries: [Entry] = []
  /// A table with open places: 0 where one is free, else the position of an entry and 1.
  private var slots = [UInt32](repeating: 0, count: 64)

  private static let blockBytes = 1 << 20

  /// The text at a position; empty where there is none.
  subscript(position: Int) -> String {
    guard entries.indices.contains(position) else { return "" }
    let entry = entries[position]
    let start = Int(entry.start)
    return String(
      decoding: blocks[Int(entry.block)][start..<start + Int(entry.count)], as: UTF8.self)
  }

  /// The position of a text, which is added where it is new; texts with other bytes are others.
  mutating func position(of text: String) -> Int {
    var text = text
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
      append(bytes, hash)
      slots[slot] = UInt32(entries.count)
      if entries.count * 4 > slots.count * 3 { grow() }
      return entries.count - 1
    }
  }

  private func isText(_ position: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let entry = entries[position]
    guard Int(entry.count) == bytes.count else { return false }
    let start = Int(entry.start)
    return blocks[Int(entry.block)].withUnsafeBufferPointer { block in
      for index in bytes.indices where block[start + index] != bytes[index] { return false }
      return true
    }
  }

  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, _ hash: UInt32) {
    if blocks[blocks.count - 1].count + bytes.count > Self.blockBytes {
      var block: [UInt8] = []
      block.reserveCapacity(max(Self.blockBytes, bytes.count))
      blocks.append(block)
    }
    let block = blocks.count - 1
    entries.append(
      Entry(
        block: UInt32(block), start: UInt32(blocks[block].count), count: UInt32(bytes.count),
        hash: hash))
    blocks[block].append(contentsOf: bytes)
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (position, entry) in entries.enumerated() {
      var slot = Int(entry.hash) & (slots.count - 1)
      while slots[slot] > 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(position + 1)
    }
  }
}
