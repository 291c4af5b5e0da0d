import OutcomeText

/// Made-up definitions in groups that are alike, the same in every run.
struct LikenessTexts {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// Sets of 30 to 90 hashes; about every third is one of the sets before with some of its hashes
  /// exchanged, so that likenesses from 0.5 to 1 are frequent.
  mutating func sets(_ count: Int) -> [Shingles] {
    var result: [Shingles] = []
    for _ in 0..<count {
      if result.count > 3, below(3) == 0 {
        var hashes = result[below(result.count)].hashes
        for _ in 0..<below(hashes.count / 5) {
          hashes[below(hashes.count)] = UInt32(truncatingIfNeeded: next())
        }
        result.append(Shingles(unsorted: hashes))
      } else {
        let size = 30 + below(61)
        result.append(
          Shingles(unsorted: (0..<size).map { _ in UInt32(truncatingIfNeeded: next()) }))
      }
    }
    return result
  }

  static func some(_ count: Int) -> [Shingles] {
    var texts = LikenessTexts(seed: 7)
    return texts.sets(count)
  }

  mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var result = elements
    for index in result.indices.dropFirst().reversed() {
      result.swapAt(index, below(index + 1))
    }
    return result
  }

  static func find(
    _ sets: [Shingles], threshold: Double, limits: NearDuplicates.Limits = .init(),
    memoryBytes: Int = 1 << 24, workers: Int = 1
  ) async throws -> NearDuplicates {
    var store = ShingleStore(memoryBytes: memoryBytes)
    var keys = BandTable()
    for set in sets {
      try store.append(set)
      keys.append(BandKeys(set))
    }
    return try await NearDuplicates.find(
      keys, in: store, threshold: threshold, limits: limits, workers: workers)
  }
}
