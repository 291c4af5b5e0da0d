import BadgeLint
import Testing

/// What may be shown on a terminal, and what is replaced.
@Suite struct HarmlessTextTests {
  /// Texts that control a terminal, turn what is read, or hide something.
  static let harmful: [(name: String, text: String)] = [
    ("colour", "\u{1B}[31mred"), ("title of the window", "\u{1B}]0;owned\u{7}"),
    ("link", "\u{1B}]8;;https://example.org\u{1B}\\text\u{1B}]8;;\u{1B}\\"),
    ("8-bit control sequence", "\u{9B}31m"), ("backspace", "good\u{8}\u{8}\u{8}\u{8}evil"),
    ("carriage return", "long line\rlie"), ("NUL", "a\u{0}b"), ("delete", "a\u{7F}b"),
    ("next line", "a\u{85}b"), ("override", "\u{202E}eman\u{202C}"),
    ("isolate", "\u{2066}a\u{2069}"), ("mark of direction", "a\u{200F}b"),
    ("Arabic mark", "a\u{61C}b"), ("line separator", "a\u{2028}b"),
    ("paragraph separator", "a\u{2029}b"), ("blank without width", "ad\u{200B}min"),
    ("word joiner", "a\u{2060}b"), ("byte order mark", "a\u{FEFF}b"),
    ("tags", "a\u{E0001}\u{E0041}\u{E007F}"), ("filler", "a\u{3164}b"),
    ("joiner of letters", "ad\u{200D}min"), ("hidden bytes", "a\u{FE00}\u{FE01}\u{FE02}"),
    ("more hidden bytes", "a\u{E0100}\u{E0123}"), ("annotation", "a\u{FFF9}b\u{FFFB}"),
  ]

  @Test(arguments: harmful.indices) func `harmful text is replaced`(_ index: Int) {
    let (name, text) = Self.harmful[index]
    for shown in [
      shownSafely(text),
      String(decoding: HarmlessText.bytes(Array(text.utf8), keepsColours: false), as: UTF8.self),
    ] {
      #expect(shown != text, "\(name)")
      #expect(shown.unicodeScalars.count == text.unicodeScalars.count, "\(name)")
      #expect(shown.unicodeScalars.contains("\u{FFFD}"), "\(name)")
      // What is shown once is shown the same again.
      #expect(shownSafely(shown) == shown, "\(name)")
    }
  }

  @Test(arguments: [
    "Über 5 €", "naïve cafe\u{301}", "کتاب\u{200C}ها", "क्\u{200D}ष", "👩\u{200D}💻",
    "❤\u{FE0F}\u{200D}🔥",
    "1\u{FE0F}\u{20E3}", "葛\u{E0100}城", "soft\u{AD}hyphen", "שלום", "مرحبا", "日本語",
  ]) func `text of all scripts stays`(_ text: String) {
    #expect(shownSafely(text) == text)
    #expect(HarmlessText.bytes(Array(text.utf8), keepsColours: false) == Array(text.utf8))
  }

  @Test func `only our colours stay, and only where they are wanted`() {
    let ours = Array("\u{1B}[1;31merror\u{1B}[0m: a\tb\n".utf8)
    #expect(HarmlessText.bytes(ours, keepsColours: true) == ours)
    #expect(!HarmlessText.bytes(ours, keepsColours: false).contains(0x1B))
    for other in ["\u{1B}[5m", "\u{1B}[2J", "\u{1B}[31;1m", "\u{1B}]0;m", "\u{1B}[", "\u{1B}"] {
      #expect(
        !HarmlessText.bytes(Array(other.utf8), keepsColours: true).contains(0x1B),
        "\(other.debugDescription)")
    }
  }

  @Test func `bytes that are no text are replaced`() {
    let shown = HarmlessText.bytes([0x61, 0x9B, 0x33, 0x6D, 0xFF, 0xC3], keepsColours: false)
    #expect(String(validating: shown, as: UTF8.self) != nil)
    #expect(!shown.contains(0x9B))
  }
}
