import OutcomeText
import Testing

/// Which outcomes are held out: a model that was trained with what it is measured by looks too good.
@Suite struct LevelSplitTests {
  @Test func `the shipped model was trained with this split and no other`() {
    for part: UInt64 in 0..<20 {
      #expect(LevelSplit.isHeldOut(part << 32) == part.isMultiple(of: 5), "\(part)")
      #expect(LevelSplit.isHeldOut(part << 32 | 0xFFFF_FFFF) == part.isMultiple(of: 5), "\(part)")
    }
  }

  @Test func `the key is the hash of the words with a blank after each`() {
    let key = LevelSplit.key(OutcomeTokens("Design a bridge."))
    #expect(key == WordHash.of("design a bridge ".utf8))
    // FNV-1a by another implementation.
    #expect(key == 0xf564_71c2_3fd2_115b)
  }

  @Test func `near-equal outcomes have one key`() {
    func key(_ text: String) -> UInt64 {
      LevelSplit.key(OutcomeTokens(text, foldsSpelling: true))
    }
    #expect(key("Analyse, and report: data!") == key("analyze and  REPORT data"))
    #expect(key("sort a b") != key("sort ab"))
    #expect(key("sort") != key("sort sort"))
  }
}
