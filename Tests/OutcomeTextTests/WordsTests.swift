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

  @Test func `encoded data has long runs of mixed characters`() {
    let base64 = "VGhpcyBpcyBhIHRleHQgdGhhdCBub2JvZHkgY2FuIHJlYWQgYXMgaXQgc3RhbmRzIDEyMw=="
    #expect(HumanText.longestMixedRun(in: base64) > 60)
    #expect(
      HumanText.longestMixedRun(
        in: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten") == 0)
    #expect(HumanText.longestMixedRun(in: "See https://example.edu/\(base64).html") == 0)
  }

  @Test func `rows of signs have few letters`() {
    #expect(HumanText.letterShare(of: "*** --- ***") == 0)
    #expect(HumanText.letterShare(of: "能力を評価する") == 1)
    #expect(HumanText.letterShare(of: "") == 1)
  }
}
