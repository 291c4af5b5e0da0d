/// Compares the definitions that share a key in one band.
struct BandJoin: Sendable {
  let keys: BandTable
  let store: ShingleStore
  let threshold: Double
  let limits: NearDuplicates.Limits
  let band: Int
  /// The keys of buckets that were cut, for each band before.
  let cut: [Set<UInt32>]

  struct Found: Sendable {
    var pairs: [NearDuplicates.Pair] = []
    /// The keys of buckets that were too large.
    var cut: [UInt32] = []
  }

  /// Takes entries as `BandSort` gives them.
  func run(_ entries: [UInt64], workers: Int) async throws(SpillError) -> Found {
    let pieces = Self.pieces(of: entries, workers: workers)
    guard workers > 1, pieces.count > 1 else { return try run(entries[...]) }
    let results = await withTaskGroup(of: Result<Found, SpillError>.self) { group in
      var waiting = pieces[...]
      func start() {
        guard let piece = waiting.popFirst() else { return }
        group.addTask {
          do throws(SpillError) {
            return .success(try run(entries[piece]))
          } catch {
            return .failure(error)
          }
        }
      }
      for _ in 0..<workers { start() }
      var results: [Result<Found, SpillError>] = []
      while let result = await group.next() {
        results.append(result)
        if case .success = result { start() }
      }
      return results
    }
    var found = Found()
    for result in results {
      let part = try result.get()
      found.pairs += part.pairs
      found.cut += part.cut
    }
    return found
  }

  /// Ranges that part no bucket, several for each worker as buckets differ in work.
  private static func pieces(of entries: [UInt64], workers: Int) -> [Range<Int>] {
    let size = max(1_024, entries.count / (max(1, workers) * 8))
    var result: [Range<Int>] = []
    var start = 0
    while start < entries.count {
      var end = min(start + size, entries.count)
      while end < entries.count, entries[end] >> 32 == entries[end - 1] >> 32 { end += 1 }
      result.append(start..<end)
      start = end
    }
    return result
  }

  // MARK: - Buckets

  private func run(_ entries: ArraySlice<UInt64>) throws(SpillError) -> Found {
    var found = Found()
    var reader = BucketReader(
      store: store, threshold: threshold, keptBytes: limits.keptBytes)
    var start = entries.startIndex
    while start < entries.endIndex {
      let key = entries[start] >> 32
      var end = start + 1
      while end < entries.endIndex, entries[end] >> 32 == key { end += 1 }
      if end - start > 1 {
        let bucket = entries[start..<end].map { UInt32(truncatingIfNeeded: $0) }
        if bucket.count <= limits.bucket {
          try compareAll(bucket, &reader, &found)
        } else {
          found.cut.append(UInt32(key))
          try compareSome(bucket, &reader, &found)
        }
      }
      start = end
    }
    return found
  }

  private func compareAll(
    _ bucket: [UInt32], _ reader: inout BucketReader, _ found: inout Found
  ) throws(SpillError) {
    reader.start(bucket)
    for place in bucket.indices {
      for earlier in 0..<place { try compare(earlier, place, &reader, &found) }
    }
  }

  /// Compares each set with those at the head and with its neighbours, in an order that depends on
  /// what the sets hold.
  private func compareSome(
    _ bucket: [UInt32], _ reader: inout BucketReader, _ found: inout Found
  ) throws(SpillError) {
    let ordered = bucket.sorted { left, right in
      let order = keys.order(Int(left), Int(right), from: band + 1)
      return order != 0
        ? order < 0
        : (store.digest(Int(left)), left) < (store.digest(Int(right)), right)
    }
    reader.start(ordered)
    for place in ordered.indices {
      let heads = min(max(0, limits.heads), place)
      for earlier in 0..<heads { try compare(earlier, place, &reader, &found) }
      let near = min(place, max(heads, place - max(0, limits.neighbours)))
      for earlier in near..<place { try compare(earlier, place, &reader, &found) }
    }
  }

  private func compare(
    _ place: Int, _ other: Int, _ reader: inout BucketReader, _ found: inout Found
  ) throws(SpillError) {
    let left = reader.definition(place)
    let right = reader.definition(other)
    guard !wasCompared(left, right) else { return }
    if let likeness = try reader.likeness(place, other) {
      found.pairs.append(NearDuplicates.Pair(left, right, likeness: likeness))
    }
  }

  /// Whether an earlier band had the two in a bucket of which all pairs were compared.
  private func wasCompared(_ left: Int, _ right: Int) -> Bool {
    for earlier in 0..<band {
      let key = keys.key(left, earlier)
      if key == keys.key(right, earlier), !cut[earlier].contains(key) { return true }
    }
    return false
  }
}
