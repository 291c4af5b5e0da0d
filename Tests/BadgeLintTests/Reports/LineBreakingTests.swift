import BadgeLintReports
import Testing

/// Lines of labels never pass their width.
@Suite struct LineBreakingTests {
  @Test func `lines break at blanks`() {
    #expect(TextWidth.wrapped("one two three", width: 8) == ["one two", "three"])
    #expect(TextWidth.wrapped("", width: 8) == [""])
    #expect(TextWidth.wrapped("  one   two ", width: 20) == ["one two"])
  }

  @Test func `words that are too long are cut`() {
    #expect(TextWidth.wrapped("abcdefghij", width: 4) == ["abcd", "efgh", "ij"])
    #expect(TextWidth.wrapped("a abcdefghij b", width: 4) == ["a", "abcd", "efgh", "ij b"])
  }

  @Test func `scripts without blanks break between signs`() {
    #expect(TextWidth.wrapped("データを分析", width: 6) == ["データ", "を分析"])
    // A sign that closes begins no line.
    #expect(TextWidth.wrapped("データ。分析", width: 6) == ["デー", "タ。分", "析"])
    #expect(TextWidth.wrapped("No: データ", width: 20) == ["No: データ"])
  }

  @Test func `a number keeps its unit`() {
    #expect(TextWidth.wrapped("counts 30 % and", width: 9) == ["counts", "30 % and"])
    #expect(TextWidth.wrapped("which stand for 90 h", width: 18) == ["which stand for", "90 h"])
    #expect(TextWidth.wrapped("chapter 30 follows", width: 10) == ["chapter 30", "follows"])
  }

  @Test func `characters stay whole`() {
    let family = "👩‍👩‍👧‍👧"
    #expect(TextWidth.wrapped("\(family)\(family)", width: 8) == [family, family])
    #expect(
      TextWidth.wrapped("e\u{301}e\u{301}e\u{301}", width: 2) == ["e\u{301}e\u{301}", "e\u{301}"])
  }

  @Test(arguments: 2...40) func `no line is wider than the width`(_ width: Int) {
    let text =
      "Explain (in 90 h) データセットを分析し、 Donaudampfschifffahrt لتحليل البيانات https://example.org/a?b 100 % ok"
    let lines = TextWidth.wrapped(text, width: width)
    for line in lines { #expect(TextWidth.columns(line) <= width, "\(line)") }
    #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
  }

  @Test func `texts are cut to columns`() {
    #expect(TextWidth.truncated("abc", to: 3) == "abc")
    #expect(TextWidth.truncated("abcd", to: 3) == "ab…")
    #expect(TextWidth.truncated("ab cd", to: 4) == "ab…")
    #expect(TextWidth.truncated("データ", to: 4) == "デ…")
  }
}
