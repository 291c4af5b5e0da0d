import OutcomeText

/// Compares what is found with all pairs, each compared exactly.
struct RecallMeasure {
  let threshold: Double
  private(set) var all = 0
  private(set) var found = 0
  /// The part that theory expects, given the likenesses of all pairs.
  private(set) var expected = 0.0

  init(_ sets: [Shingles], threshold: Double) async throws(SpillError) {
    self.threshold = threshold
    var store = ShingleStore(memoryBytes: CatalogueMeasure.memoryBytes)
    var keys = BandTable()
    var seen: Set<Shingles> = []
    let distinct = sets.filter { seen.insert($0).inserted }
    for set in distinct {
      try store.append(set)
      keys.append(BandKeys(set))
    }
    let result = try await NearDuplicates.find(keys, in: store, threshold: threshold)
    found = result.pairs.count
    for index in distinct.indices {
      for other in 0..<index {
        let likeness = Shingles.likeness(distinct[index], distinct[other])
        guard likeness >= threshold else { continue }
        all += 1
        expected += Self.chance(likeness)
      }
    }
  }

  /// The probability that sets of a likeness have a band key in common.
  private static func chance(_ likeness: Double) -> Double {
    func power(_ base: Double, _ exponent: Int) -> Double {
      (0..<exponent).reduce(1) { result, _ in result * base }
    }
    return 1 - power(1 - power(likeness, BandKeys.rows), BandKeys.bands)
  }
}
