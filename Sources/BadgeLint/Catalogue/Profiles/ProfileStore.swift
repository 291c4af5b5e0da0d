import OutcomeText

/// Keeps the profiles of a run: packed, with the keys by which near-duplicates are found. The hashes
/// of their texts go to a file where they are many.
package struct ProfileStore: Sendable {
  package let layout: ProfileLayout
  private(set) var bands = BandTable()
  private(set) var shingles: ShingleStore
  /// The packed profiles, and where each of them stands.
  private var packed = ByteBlocks()
  private var places: [ByteBlocks.Place] = []
  private var texts = TextTable()

  /// - Parameter memoryBytes: Bytes of hashes after which they go to a file.
  package init(_ layout: ProfileLayout, memoryBytes: Int = 16 << 20) {
    self.layout = layout
    shingles = ShingleStore(memoryBytes: memoryBytes)
  }

  package var count: Int { places.count }

  package mutating func append(_ read: ReadProfile) throws(SpillError) {
    let bytes = ProfileCoder.bytes(of: read.profile, &texts)
    _ = try shingles.append(read.shingles)
    bands.append(BandKeys(read.shingles))
    places.append(packed.append(bytes))
  }

  package subscript(index: Int) -> Profile {
    ProfileCoder.profile(of: bytes(index), texts, fieldCount: layout.fields.count)
  }

  private func bytes(_ index: Int) -> ArraySlice<UInt8> { packed[places[index]] }

  /// The positions of all profiles in the order of their places, whatever the order in which they
  /// came; a profile that came twice stands there once.
  func canonicalOrder() -> (order: [Int], repeated: Int) {
    let sorted = (0..<count).sorted { left, right in
      let places = (ProfileCoder.place(in: bytes(left)), ProfileCoder.place(in: bytes(right)))
      if places.0 != places.1 { return places.0.lexicographicallyPrecedes(places.1) }
      return isBefore(left, right)
    }
    var order: [Int] = []
    order.reserveCapacity(sorted.count)
    for index in sorted {
      if let last = order.last, bytes(last) == bytes(index) { continue }
      order.append(index)
    }
    return (order, sorted.count - order.count)
  }

  /// Orders profiles of one place by what they say, as the positions of texts hang on what came first.
  private func isBefore(_ left: Int, _ right: Int) -> Bool {
    if bytes(left) == bytes(right) { return false }
    return ProfileCoder.bytesInOrder(of: self[left])
      .lexicographicallyPrecedes(ProfileCoder.bytesInOrder(of: self[right]))
  }
}
