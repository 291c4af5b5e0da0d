import OutcomeText
import Testing

@Suite struct WordsTests {
  @Test(arguments: [
    ("", 0), ("one", 1), ("state-of-the-art tools", 2), ("it's – fine …", 2), ("„Größe“ zählt", 2),
    ("- bullet ● other", 2), ("3 ECTS", 2), ("日本語", 2), ("学習者はデータを分析できる。", 7),
  ])
  func `words are counted as people count them`(text: String, count: Int) {
    #expect(Words.count(text) == count)
  }

  @Test func `encoded data is no human text`() {
    #expect(
      !HumanText.isLikely(
        "VGhpcyBpcyBhIHRleHQgdGhhdCBub2JvZHkgY2FuIHJlYWQgYXMgaXQgc3RhbmRzIDEyMw=="))
    #expect(!HumanText.isLikely("*** --- ***"))
    #expect(
      HumanText.isLikely("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten"))
    #expect(
      HumanText.isLikely(
        "See https://example.edu/a/very/long/path/that/goes/on/and/on/Criteria123.html"))
    #expect(HumanText.isLikely("能力を評価する"))
  }
}
