/// Many short runs of bytes in blocks, so that growing never copies what is there.
struct ByteBlocks: Sendable {
  /// Where a run begins and ends.
  struct Place: Sendable {
    fileprivate var block: UInt32
    fileprivate var start: UInt32
    fileprivate var end: UInt32

    var count: Int { Int(end - start) }
  }

  private var blocks: [[UInt8]] = []

  private static let blockBytes = 1 << 20

  subscript(place: Place) -> ArraySlice<UInt8> {
    blocks[Int(place.block)][Int(place.start)..<Int(place.end)]
  }

  /// Adds bytes and gives their place.
  mutating func append(_ bytes: some Collection<UInt8>) -> Place {
    if blocks.isEmpty || blocks[blocks.count - 1].count + bytes.count > Self.blockBytes {
      var block: [UInt8] = []
      block.reserveCapacity(max(Self.blockBytes, bytes.count))
      blocks.append(block)
    }
    let block = blocks.count - 1
    let start = blocks[block].count
    blocks[block].append(contentsOf: bytes)
    return Place(block: UInt32(block), start: UInt32(start), end: UInt32(start + bytes.count))
  }
}
