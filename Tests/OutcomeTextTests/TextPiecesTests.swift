import OutcomeText
import Testing

@Suite struct TextPiecesTests {
  private let pieces = TextPieces(abbreviations: ["z.b.", "e.g.", "ca."])

  private func sentences(_ text: String) -> [String] {
    var text = text
    return text.withUTF8 { bytes in
      pieces.sentences(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
    }
  }

  @Test func `sentences end at their full stop`() {
    #expect(
      sentences("Analyse data. Present it! Why? Because.") == [
        "Analyse data.", "Present it!", "Why?", "Because.",
      ])
  }

  @Test func `abbreviations, initials and ordinals end no sentence`() {
    #expect(sentences("Use tools, z.B. Python, ca. 20 of them.").count == 1)
    #expect(sentences("Sprache nach Niveau A. Schmidt am 3. Mai lesen.").count == 1)
  }

  @Test func `a number with decimals is no end`() {
    #expect(sentences("Reach 1.5 hours. Then stop.") == ["Reach 1.5 hours.", "Then stop."])
  }

  @Test func `list items stand alone and lose their bullets`() {
    let text = "Students can:\n\n- read texts\n- write\n  letters\n1. speak\n● listen"
    #expect(
      sentences(text) == [
        "Students can:", "read texts", "write\n  letters", "speak", "listen",
      ])
  }

  @Test func `an empty text has no pieces`() {
    #expect(sentences("").isEmpty)
    #expect(sentences(" \n \n").isEmpty)
  }

  @Test func `a dash inside a line is no bullet`() {
    #expect(sentences("-5 degrees and -x").count == 1)
  }

  @Test func `separators cut parts and blanks are trimmed`() {
    var text = "a; b ;; c"
    let parts = text.withUTF8 { bytes in
      pieces.parts(in: bytes, separator: Array(";".utf8))
        .map { String(decoding: bytes[$0], as: UTF8.self) }
    }
    #expect(parts == ["a", "b", "c"])
  }
}
