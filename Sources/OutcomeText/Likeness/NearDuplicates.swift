/// Which of many definitions say nearly the same.
///
/// Only pairs with a band key in common are compared. Each definition is compared with a bounded
/// number of others in each band, so time is linear for the largest catalogues; until buckets reach
/// the bound it grows faster (Benchmarks/CATALOGUE.md has figures). What is reported was compared
/// exactly; what is missed is what `BandKeys` misses and what was left out of buckets that were cut.
package struct NearDuplicates: Sendable, Hashable {
  /// Two definitions that are alike but not the same.
  package struct Pair: Sendable, Hashable {
    private let lower: UInt32
    private let upper: UInt32
    /// The share of common shingles, from the threshold to less than 1.
    package let likeness: Double

    package init(_ one: Int, _ other: Int, likeness: Double) {
      lower = UInt32(min(one, other))
      upper = UInt32(max(one, other))
      self.likeness = likeness
    }

    /// The index of the definition that comes first.
    package var first: Int { Int(lower) }
    package var second: Int { Int(upper) }
  }

  /// How much is compared in a bucket, the definitions with the same key in a band.
  package struct Limits: Sendable, Hashable {
    /// Most different sets of a bucket that are all compared with each other.
    package var bucket = 1_000
    /// In a larger bucket, sets that are compared with all others.
    package var heads = 32
    /// In a larger bucket, sets before a set that it is compared with, ordered by their other keys,
    /// so that sets which are alike are mostly close.
    package var neighbours = 32
    /// Bytes of sets that each worker keeps while it compares those of a bucket.
    package var keptBytes = 4 << 20

    package init() {}
  }

  /// Pairs at or above the threshold, ordered by their indices.
  ///
  /// Of definitions with the same shingles only the first stands in pairs.
  package private(set) var pairs: [Pair] = []
  /// Indices of definitions with the same shingles, in rising order; groups ordered by their first.
  package let copies: [[Int]]
  /// How often a bucket was too large for all of its pairs to be compared.
  ///
  /// Pairs may be missing where it is not 0. A definition may stand in such buckets of several bands.
  package private(set) var cutBuckets = 0

  /// Compares definitions, which are the rows of a table of keys and the sets of a store.
  ///
  /// The result depends neither on the number of workers nor on the order of definitions, but for
  /// the indices by which they are named. Beside the input and the result, some 40 bytes are needed
  /// for each definition, and what each worker keeps.
  /// - Parameter threshold: Least likeness of a pair, from 0 to 1; below 0.7 many pairs are missed.
  package static func find(
    _ keys: BandTable, in store: ShingleStore, threshold: Double, limits: Limits = Limits(),
    workers: Int = 1
  ) async throws(SpillError) -> NearDuplicates {
    precondition(keys.count == store.count, "each definition has a row of keys and a set")
    let groups = try CopyGroups(store)
    var result = NearDuplicates(copies: groups.copies)
    var sorter = BandSort(groups.representatives)
    var cut = [Set<UInt32>](repeating: [], count: BandKeys.bands)
    for band in 0..<BandKeys.bands {
      let entries = sorter.sorted(by: keys, band)
      let join = BandJoin(
        keys: keys, store: store, threshold: threshold.isNaN ? 1 : min(max(threshold, 0), 1),
        limits: limits, band: band, cut: cut)
      let found = try await join.run(entries, workers: workers)
      result.pairs += found.pairs
      cut[band] = Set(found.cut)
      result.cutBuckets += found.cut.count
      // Only buckets that were cut can give a pair again in a later band.
      if result.cutBuckets > 0 { result.sort(dropsRepeated: true) }
    }
    result.sort(dropsRepeated: false)
    return result
  }

  private init(copies: [[Int]]) { self.copies = copies }

  private mutating func sort(dropsRepeated: Bool) {
    pairs.sort { ($0.first, $0.second) < ($1.first, $1.second) }
    guard dropsRepeated else { return }
    var count = 0
    for index in pairs.indices where index == 0 || pairs[index] != pairs[count - 1] {
      pairs[count] = pairs[index]
      count += 1
    }
    pairs.removeLast(pairs.count - count)
  }
}
