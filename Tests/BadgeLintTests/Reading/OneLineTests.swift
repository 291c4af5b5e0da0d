import BadgeLint
import Testing

/// Texts on one line, by the quick way and by the slow one.
@Suite struct OneLineTests {
  @Test(arguments: [
    "", " ", "a", "a b", " a", "a ", "a  b", "a\tb", "a\nb", "a\r\nb", "a\u{85}b", "a\u{A0}b",
    "a\u{1680}b", "a\u{2003}b", "a\u{2028}b", "a\u{3000}b", "é ü", "a – b", "a \u{301}b",
    "a  \u{301}b", "a \u{FE0F}b", "a\u{200B}b", "日本 語",
  ])
  func `blanks between words are one, and nothing else is lost`(_ text: String) {
    var words: [String] = [""]
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        words.append("")
      } else {
        words[words.count - 1].unicodeScalars.append(scalar)
      }
    }
    let expected = words.filter { !$0.isEmpty }.joined(separator: " ")
    #expect(Array(text.onOneLine.utf8) == Array(expected.utf8))
  }
}
