import Testing

@testable import OutcomeText

@Suite struct WordsTests {
  @Test(arguments: [
    ("", 0), ("one", 1), ("state-of-the-art tools", 2), ("it's – fine …", 2), ("„Größe“ zählt", 2),
    ("- bullet ● other", 2), ("3 ECTS", 2), ("日本語", 2), ("ᎠᎡᎢ ᎣᎤᎥᎦᎧᎨ", 2), ("学習者はデータを分析できる。", 7),
  ])
  func `words are counted as people count them`(text: String, count: Int) {
    #expect(TextWords(text).count == count)
  }

  @Test(arguments: [
    ("Weld steel.", "weld  STEEL", true), ("", "…", true), ("a-b", "a b", false),
    ("a- b", "a b", true),
    ("ab", "a b", false), ("ab", "abc", false), ("ab", "ab c", false), ("Öl", "öl", true),
    ("Öl", "ol", false), ("ÖL ä", "öl Ä", true), ("öl", "äl", false), ("İ", "i\u{307}", true),
    ("\u{212A}elvin", "kelvin", true), ("Сваривать", "сваривать", true), ("а", "б", false),
    ("„Öl“", "Öl", true), ("橋", "川", false),
  ])
  func `texts have the same words whatever the case and the signs`(
    _ first: String, _ second: String, _ areSame: Bool
  ) {
    #expect((Words.lowercased(first) == Words.lowercased(second)) == areSame)
    #expect(Words.areSame(first, second) == areSame)
    #expect(Words.areSame(second, first) == areSame)
  }

  /// Bytes are counted in runs, and the words of long texts are kept elsewhere.
  @Test(arguments: [254, 255, 256, 511, 2_040, 2_048, 2_060, 5_000])
  func `long texts are read as short ones`(length: Int) {
    let text = String(
      String(repeating: "a1, ü? b", count: length / 8 + 1).unicodeScalars.prefix(length))
    let bytes = Array(text.utf8)
    let letters = bytes.count { $0 >= 0x80 || ($0 | 0x20) &- 0x61 < 26 }
    #expect(
      HumanText.letterShare(of: text) == Double(letters) / Double(bytes.count { $0 > 0x20 }))
    let plain = String(repeating: "ab Cd ", count: length / 6)
    let words = TextWords(plain)
    #expect(words.count == length / 6 * 2)
    #expect(words.text(0..<4) == "ab cd ab cd")
    #expect(words.words.last.map { Int($0.end) } == plain.utf8.count - 1)
  }

  /// Texts in ASCII are cut by a loop of their own.
  @Test(arguments: 0..<200) func `plain texts are cut as all others`(seed: Int) {
    let signs = Array("ab9-'* .,A\n")
    var state = UInt64(seed)
    let text = String(
      (0..<60).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return signs[Int(state >> 33) % signs.count]
      })
    let words = TextWords(text)
    let bytes = Array(text.lowercased().utf8)
    #expect(words.bytes == bytes, "\(text)")
    #expect(words.words.map { Int($0.start)..<Int($0.end) } == Words.ranges(in: bytes), "\(text)")
    #expect(words.count == Words.count(text))
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
