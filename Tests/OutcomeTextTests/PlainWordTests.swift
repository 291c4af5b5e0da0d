import Testing

@testable import OutcomeText

/// Words that are hashed without being cut have the hash that they have in a text.
@Suite struct PlainWordTests {
  static let words = [
    "analyse", "analyze", "analysing", "rise", "yse", "ise", "organisations", "advise", "a", "z",
    String(repeating: "s", count: 4_000),
  ]

  @Test(arguments: words, [true, false])
  func `the hash is that of the word in a text`(_ word: String, _ foldsSpelling: Bool) {
    let cut = OutcomeTokens(word, foldsSpelling: foldsSpelling).tokens.map(\.hash)
    #expect(cut.count == 1)
    #expect(OutcomeTokens.hash(ofPlainWord: word, foldsSpelling: foldsSpelling) == cut.first)
  }

  @Test(arguments: [
    "", " ", "a b", "a-b", "a'b", "A", "a1", "*", "über", "a.",
    String(repeating: "s", count: 4_001),
  ])
  func `what may be more or less than a word is cut`(_ text: String) {
    #expect(OutcomeTokens.hash(ofPlainWord: text) == nil)
  }
}
