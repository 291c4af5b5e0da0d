import OutcomeAccuracy
import Testing

/// Measures of agreement, against values worked out by hand.
@Suite struct LevelAccuracyTests {
  private static func pairs(_ levels: [(given: Int, told: Int)]) -> [LevelAccuracy.Pair] {
    levels.enumerated().map { index, level in
      LevelAccuracy.Pair(
        given: level.given, told: level.told, confidence: Double(index + 1) / 10)
    }
  }

  private static let measured = LevelAccuracy(
    pairs([(1, 1), (1, 1), (1, 2), (2, 2), (2, 1), (3, 1), (3, 3), (3, 3)]), levelCount: 3)

  @Test func `agreement is counted`() {
    let accuracy = Self.measured
    #expect(accuracy.accuracy == 5.0 / 8)
    #expect(accuracy.withinOne == 7.0 / 8)
    #expect(accuracy.agreement(from: 3) == 7.0 / 8)
    // By chance: 3/8 x 4/8 + 2/8 x 2/8 + 3/8 x 2/8 = 22/64.
    #expect(abs(accuracy.kappa - (5.0 / 8 - 22.0 / 64) / (1 - 22.0 / 64)) < 1e-12)
    // F1 by level: 4/7, 2/4, 4/5.
    #expect(abs(accuracy.macroF1 - (4.0 / 7 + 0.5 + 0.8) / 3) < 1e-12)
  }

  @Test func `coverage counts what is told with enough confidence`() {
    let told = Self.measured.coverage(from: 0.6)
    #expect(told.share == 3.0 / 8)
    #expect(told.accuracy == 2.0 / 3)
    let none = Self.measured.coverage(from: 0.95)
    #expect(none.share == 0)
    #expect(none.accuracy == nil)
  }

  @Test func `confusions come in a fixed order`() {
    let found = Self.measured.confusions(2).map { [$0.given, $0.told, $0.count] }
    #expect(found == [[1, 2, 1], [2, 1, 1]])
  }

  @Test func `a level that was not told is a miss`() {
    let accuracy = LevelAccuracy(
      [LevelAccuracy.Pair(given: 1, told: 0, confidence: 0)], levelCount: 3)
    #expect(accuracy.accuracy == 0)
    #expect(accuracy.macroF1 == 0)
  }
}
