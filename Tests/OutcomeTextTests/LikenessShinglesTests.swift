import OutcomeText
import Testing

@Suite struct LikenessShinglesTests {
  private static let cases: [([String], [String], Double)] = [
    (["a b c d"], ["a b c d"], 1.0),
    (["a b c d"], ["a b c e"], 0.5),
    (["a b c d"], ["d c b a"], 0),
    (["a b", "c d"], ["a b c d"], 2.0 / 3),
    (["a b", "b c"], ["b c", "a b"], 1),
    (["Analyse the COLOUR, of data."], ["analyze the colour of data"], 1),
    (["Größe ÄNDERN"], ["größe ändern"], 1),
    (["word"], ["Word!"], 1),
    (["word"], ["word other"], 0),
    (["a b a b a b"], ["b a b"], 1),
    ([], [], 0),
    (["…", ""], ["–"], 0),
    (["a b"], [], 0),
  ]

  @Test(arguments: cases)
  func `likeness is the share of common pairs of words`(
    left: [String], right: [String], likeness: Double
  ) {
    #expect(Shingles.likeness(Shingles(left), Shingles(right)) == likeness)
    #expect(Shingles.likeness(Shingles(right), Shingles(left)) == likeness)
  }

  @Test func `hashes rise, and come once`() {
    let hashes = Shingles(["one two three", "two three four", "two three"]).hashes
    #expect(hashes.count == 3)
    #expect(zip(hashes, hashes.dropFirst()).allSatisfy { $0 < $1 })
    #expect(Shingles(unsorted: [3, 1, 3, 2, 1]).hashes == [1, 2, 3])
    #expect(Shingles(unsorted: []).hashes.isEmpty)
  }

  @Test func `the order of parts does not matter`() {
    let parts = ["Design a survey of users.", "Explain", "Measure the light that a site sheds."]
    let set = Shingles(parts)
    #expect(Shingles(parts.reversed()) == set)
    #expect(BandKeys(Shingles(parts.reversed())) == BandKeys(set))
  }

  // Results of different runs, machines and versions are compared, so these never change.
  @Test func `hashes and keys are fixed`() {
    let set = Shingles(["Analyse a data set", "Größe"])
    #expect(set.hashes == [393_883_717, 773_879_299, 1_554_104_036, 3_197_139_393])
    let keys = BandKeys(set).keys
    #expect(keys.count == 20)
    #expect(Array(keys.prefix(4)) == [2_291_045_639, 946_740_626, 1_474_041_306, 3_816_756_986])
    #expect(keys.reduce(0, ^) == 1_236_289_235)
  }
}
