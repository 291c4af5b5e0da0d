import OutcomeText
import Testing

@Suite struct LikenessNearDuplicatesTests {
  /// All pairs of different sets at or above a likeness, each set by its first index.
  private static func allPairs(_ sets: [Shingles], _ threshold: Double) -> [NearDuplicates.Pair] {
    var seen: Set<Shingles> = []
    let firsts = sets.indices.filter { !sets[$0].hashes.isEmpty && seen.insert(sets[$0]).inserted }
    // Sets without a common hash are not merged, or this would take long.
    var holders: [UInt32: [Int]] = [:]
    var result: [NearDuplicates.Pair] = []
    for index in firsts {
      var others: Set<Int> = []
      for hash in sets[index].hashes {
        others.formUnion(holders[hash] ?? [])
        holders[hash, default: []].append(index)
      }
      for other in others {
        let likeness = Shingles.likeness(sets[index], sets[other])
        if likeness >= threshold { result.append(.init(index, other, likeness: likeness)) }
      }
    }
    return result
  }

  @Test(arguments: [0.7, 0.8])
  func `nearly all pairs are found, each with its exact likeness`(threshold: Double) async throws {
    let sets = LikenessTexts.some(2_000)
    let expected = Set(Self.allPairs(sets, threshold))
    let found = try await LikenessTexts.find(sets, threshold: threshold)
    #expect(expected.count > 100)
    #expect(expected.isSuperset(of: found.pairs))
    #expect(Double(found.pairs.count) >= 0.98 * Double(expected.count))
    #expect(found.cutBuckets == 0)
    #expect(Set(found.pairs).count == found.pairs.count)
    let places = found.pairs.map { [$0.first, $0.second] }
    #expect(places == places.sorted { $0.lexicographicallyPrecedes($1) })
  }

  @Test func `a pair at the threshold is taken`() async throws {
    let sets = [[1, 2, 3, 4, 5], [1, 2, 3, 4], [9]].map { Shingles(unsorted: $0) }
    let found = try await LikenessTexts.find(sets, threshold: 0.8)
    #expect(found.pairs == [.init(0, 1, likeness: 0.8)])
    #expect(try await LikenessTexts.find(sets, threshold: 0.81).pairs.isEmpty)
    #expect(try await LikenessTexts.find(sets, threshold: .nan).pairs.isEmpty)
  }

  @Test func `same sets are one group, and their first stands for them`() async throws {
    let one = Shingles(["a b c d e f"])
    let near = Shingles(["a b c d e f g"])
    let none = Shingles([])
    let found = try await LikenessTexts.find(
      [near, none, one, near, one, none, one], threshold: 0.7)
    #expect(found.copies == [[0, 3], [2, 4, 6]])
    #expect(found.pairs == [.init(0, 2, likeness: 5.0 / 6)])
  }

  @Test func `many copies are no pairs`() async throws {
    let found = try await LikenessTexts.find(
      Array(repeating: Shingles(["a b c d"]), count: 3_000), threshold: 0.7)
    #expect(found.copies == [Array(0..<3_000)])
    #expect(found.pairs.isEmpty)
    #expect(found.cutBuckets == 0)
  }

  @Test func `nothing, and one definition, have no pairs`() async throws {
    #expect(try await LikenessTexts.find([], threshold: 0.8).pairs.isEmpty)
    let one = try await LikenessTexts.find([Shingles(["a b"])], threshold: 0.8)
    #expect(one.pairs.isEmpty && one.copies.isEmpty)
  }

  /// The pairs by what they hold and not by index.
  private static func contents(
    _ found: NearDuplicates, _ sets: [Shingles]
  ) -> Set<Set<Shingles>> {
    Set(found.pairs.map { [sets[$0.first], sets[$0.second]] })
  }

  /// Sets that all share most of their hashes, so that buckets are large.
  private static func crowd(_ count: Int) -> [Shingles] {
    var texts = LikenessTexts(seed: 3)
    return (0..<count).map { _ in
      Shingles(unsorted: Array(0..<60) + (0..<6).map { _ in UInt32(1_000 + texts.below(40)) })
    }
  }

  @Test func `large buckets are cut and counted`() async throws {
    let sets = Self.crowd(150)
    var limits = NearDuplicates.Limits()
    limits.bucket = 40
    limits.heads = 4
    limits.neighbours = 4
    let found = try await LikenessTexts.find(sets, threshold: 0.8, limits: limits)
    let all = Set(Self.allPairs(sets, 0.8))
    #expect(found.cutBuckets > 0)
    #expect(all.isSuperset(of: found.pairs))
    #expect(found.pairs.count > 150 && found.pairs.count < all.count)
    #expect(Set(found.pairs).count == found.pairs.count)
    limits.bucket = 150
    let whole = try await LikenessTexts.find(sets, threshold: 0.8, limits: limits)
    #expect(whole.cutBuckets == 0)
    #expect(whole.pairs.count == all.count)
  }

  @Test func `the order of definitions does not matter`() async throws {
    var texts = LikenessTexts(seed: 5)
    var limits = NearDuplicates.Limits()
    limits.bucket = 40
    limits.heads = 4
    limits.neighbours = 4
    let sets = Self.crowd(100) + texts.sets(300)
    let found = try await LikenessTexts.find(sets, threshold: 0.7, limits: limits)
    let others = texts.shuffled(sets)
    let other = try await LikenessTexts.find(others, threshold: 0.7, limits: limits)
    #expect(found.cutBuckets > 0)
    #expect(other.cutBuckets == found.cutBuckets)
    #expect(other.pairs.count == found.pairs.count)
    #expect(Self.contents(other, others) == Self.contents(found, sets))
    #expect(other.copies.map(\.count).sorted() == found.copies.map(\.count).sorted())
  }

  @Test func `neither workers nor memory change the result`() async throws {
    var limits = NearDuplicates.Limits()
    limits.bucket = 40
    let sets = Self.crowd(60) + LikenessTexts.some(1_400)
    let found = try await LikenessTexts.find(sets, threshold: 0.7, limits: limits)
    #expect(!found.pairs.isEmpty && !found.copies.isEmpty)
    let other = try await LikenessTexts.find(
      sets, threshold: 0.7, limits: limits, memoryBytes: 10_000, workers: 3)
    #expect(other == found)
  }

  @Test(arguments: [0, 300, 2_000])
  func `sets that are not kept are read again`(bytes: Int) async throws {
    let sets = Self.crowd(40)
    var limits = NearDuplicates.Limits()
    let found = try await LikenessTexts.find(sets, threshold: 0.7, limits: limits)
    limits.keptBytes = bytes
    let other = try await LikenessTexts.find(
      sets, threshold: 0.7, limits: limits, memoryBytes: 0)
    #expect(!found.pairs.isEmpty)
    #expect(other == found)
  }
}
