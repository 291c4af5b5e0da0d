import OutcomeText
import Testing

/// The linear model of levels, with models made by hand.
@Suite struct LevelModelTests {
  private static let text = OutcomeTokens("Design a bridge, and test it")
  private static let verb = LevelVerb(index: 0, hash: text.tokens[0].hash)

  private static func features(
    _ text: OutcomeTokens, _ verb: LevelVerb?, conjunctions: [String] = ["and"]
  ) -> [UInt32] {
    var result: [UInt32] = []
    text.tokens.withUnsafeBufferPointer { words in
      LevelFeatures(conjunctions: conjunctions).forEach(words, verb: verb) { result.append($0) }
    }
    return result
  }

  /// A model in which each of the features speaks for a level with a weight.
  private static func parts(_ entries: [UInt32: [Int8]]) -> LevelModelParts {
    var parts = LevelModelParts()
    parts.levels = ["a", "b", "c", "d", "e", "f"]
    parts.conjunctions = ["and"]
    parts.scale = 0.1
    parts.biases = [0, 0, 0, 0, 0, 0]
    parts.temperature = 1
    parts.threshold = 0.5
    parts.count = entries.count
    for (feature, weights) in entries.sorted(by: { $0.key < $1.key }) {
      parts.table += [16, 8, 0].map { UInt8(truncatingIfNeeded: feature >> $0) }
      parts.table += weights.map { UInt8(bitPattern: $0) }
    }
    return parts
  }

  @Test func `weights add up, each feature as often as it occurs`() throws {
    let twice = OutcomeTokens("test test")
    let features = Self.features(twice, nil)
    let word = try #require(features.first)
    #expect(features.count { $0 == word } == 2)
    // Twice 30 x 0.1 for level 3 against 5 for level 2: once would not be enough.
    var parts = Self.parts([word: [0, 0, 30, 0, 0, -127]])
    parts.biases[1] = 5
    let score = try #require(try LevelModel(parts).score(words: twice.tokens, verb: nil))
    #expect(score.level == 3)
    let once = OutcomeTokens("test")
    #expect(try LevelModel(parts).score(words: once.tokens, verb: nil)?.level == 2)
  }

  @Test func `every feature is found in a full table`() throws {
    let features = Set(Self.features(Self.text, Self.verb))
    for feature in features {
      // All others speak for level 1, and this one for level 6 with more than their sum.
      var entries: [UInt32: [Int8]] = [:]
      for other in features { entries[other] = [1, 0, 0, 0, 0, 0] }
      entries[feature] = [0, 0, 0, 0, 0, 127]
      let model = try LevelModel(Self.parts(entries))
      #expect(model.score(words: Self.text.tokens, verb: Self.verb)?.level == 6)
    }
  }

  @Test func `features that share their lower bits are told apart`() throws {
    let feature = try #require(Self.features(Self.text, nil).first)
    let other = feature ^ 0x80_0000
    let model = try LevelModel(
      Self.parts([feature: [0, 50, 0, 0, 0, 0], other: [0, 0, 0, 0, 0, 127]]))
    #expect(model.score(words: Self.text.tokens, verb: nil)?.level == 2)
    let absent = try LevelModel(Self.parts([other: [0, 0, 0, 0, 0, 127]]))
    #expect(absent.score(words: Self.text.tokens, verb: nil)?.level == 1)
  }

  @Test func `without words there is no level, without evidence all are alike`() throws {
    let model = try LevelModel(Self.parts([1: [0, 0, 0, 0, 0, 9]]))
    #expect(model.score(words: [], verb: nil) == nil)
    let score = try #require(model.score(words: Self.text.tokens, verb: nil))
    #expect(score.level == 1)
    #expect(abs(score.confidence - 1.0 / 6) < 1e-12)
  }

  @Test func `confidence is between 0 and 1 and grows as the temperature falls`() throws {
    var parts = Self.parts([1: [0, 0, 0, 0, 0, 0]])
    var last = 0.0
    for temperature in [100.0, 1, 0.1, 0.001] {
      parts.biases = [0, 0, 0, 0, 0.5, 0]
      parts.temperature = temperature
      let score = try #require(try LevelModel(parts).score(words: Self.text.tokens, verb: nil))
      #expect(score.level == 5)
      #expect(score.confidence > last && score.confidence <= 1)
      last = score.confidence
    }
  }

  @Test func `a verb beyond the words is left out`() throws {
    let beyond = LevelVerb(index: 99, hash: 1)
    #expect(Self.features(Self.text, beyond) == Self.features(Self.text, nil))
  }
}

extension LevelModelTests {
  @Test func `features tell a verb, order, borders and conjunctions apart`() {
    let plain = Set(Self.features(Self.text, nil))
    #expect(plain.isStrictSubset(of: Set(Self.features(Self.text, Self.verb))))
    let other = LevelVerb(index: 0, hash: WordHash.of("build".utf8))
    #expect(Self.features(Self.text, Self.verb) != Self.features(Self.text, other))
    func features(_ text: String) -> Set<UInt32> { Set(Self.features(OutcomeTokens(text), nil)) }
    #expect(features("plan work") != features("work plan"))
    #expect(features("plan work") != features("plan. work"))
    #expect(features("plan work") != features("plan, work"))
    #expect(features("Plan WORK.") == features("plan work"))
    let none = Self.features(Self.text, nil, conjunctions: [])
    #expect(!Set(none).contains { !plain.contains($0) })
    #expect(none.count < Self.features(Self.text, nil).count)
  }

  @Test func `features fit into their bits`() {
    #expect(Self.features(Self.text, Self.verb).allSatisfy { $0 < 1 << LevelFeatures.bits })
  }

  typealias Change = @Sendable (inout LevelModelParts) -> Void
  static let changes: [(LevelModelError.Part, String, Change)] = [
    (.features, "features of version 7 are not known; expected 1", { $0.features = 7 }),
    (.bits, "features of 32 bits are not known; expected 24", { $0.bits = 32 }),
    (.levels, "expected 6 levels, found 5", { $0.levels.removeLast() }),
    (.biases, "expected 6 biases, found 7", { $0.biases.append(0) }),
    (.biases, "a bias is not a finite number", { $0.biases[2] = .nan }),
    (.scale, "the scale is -1.0; expected more than 0", { $0.scale = -1 }),
    (.scale, "the scale is inf; expected more than 0", { $0.scale = .infinity }),
    (.temperature, "the temperature is 0.0; expected more than 0", { $0.temperature = 0 }),
    (.threshold, "the threshold is 1.5; expected 0 to 1", { $0.threshold = 1.5 }),
    (.table, "the table has 17 bytes, which is no multiple of 9", { $0.table.removeLast() }),
    (.count, "1 features are announced, but the table holds 2", { $0.count = 1 }),
    (
      .table, "feature 2 of the table does not come after the one before it",
      { $0.table.replaceSubrange(0..<9, with: $0.table[9..<18]) }
    ),
    (
      .table, "the table is empty",
      {
        $0.table = []
        $0.count = 0
      }
    ),
  ]

  @Test(arguments: changes)
  func `a wrong part is refused`(part: LevelModelError.Part, message: String, change: Change) {
    var parts = Self.parts([5: [1, 2, 3, 4, 5, 6], 9: [0, 0, 0, 0, 0, 0]])
    #expect(throws: Never.self) { try LevelModel(parts) }
    change(&parts)
    let error = #expect(throws: LevelModelError.self) { try LevelModel(parts) }
    #expect(error?.part == part)
    #expect(error?.message == message)
  }
}
