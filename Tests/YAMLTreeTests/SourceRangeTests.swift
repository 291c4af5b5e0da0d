import Testing

@testable import YAMLTree

@Suite struct SourceRangeTests {
  /// The source of the first occurrence of `part` in the content of `key`.
  private func source(of part: String, in key: String, _ text: String) -> String? {
    let tree = parse(text)
    let node = tree.at(key)
    let content = Array(tree.text(node).utf8)
    let wanted = Array(part.utf8)
    guard
      let start = content.indices.first(where: { content[$0...].starts(with: wanted) })
    else { return nil }
    return tree.source(tree.sourceRange(of: start..<(start + wanted.count), in: node))
  }

  @Test(arguments: [
    ("a: one two three", "two", "two"),
    ("a: 'one ''two'' x'", "'two'", "''two''"),
    ("a: 'one ''two'' x'", "x", "x"),
    ("a: \"b\\tc\\u00e4d\\x41e\\\"f\"", "ä", "\\u00e4"),
    ("a: \"b\\tc\\u00e4d\\x41e\\\"f\"", "Ae\"f", "\\x41e\\\"f"),
    ("a: \"\\U0001F600x\\Ny\\_z\\Lw\\Pv\"", "v", "v"),
    ("a: one\n  two\n\n  three", "one two", "one\n  two"),
    ("a: one\n  two\n\n  three", "two\nthree", "two\n\n  three"),
    ("a: one\n  two\n\n  three", "three", "three"),
    ("a: \"one \\\n   two\n\n\n  three\"", "one two", "one \\\n   two"),
    ("a: \"one \\\n   two\n\n\n  three\"", "\n\nthree", "\n\n  three"),
    ("a: |\n  one\n   two\n\n  three\n", "one\n two", "one\n   two"),
    ("a: |\n  one\n   two\n\n  three\n", " two\n\nthree\n", " two\n\n  three\n"),
    ("a: |2-\n    x\n   y\n  z", "  x\n y\nz", "  x\n   y\n  z"),
    ("a: |2-\n    x\n   y\n  z", "z", "z"),
    ("a: >\n  one\n  two\n\n  three\n   four\n  five\n", "one two", "one\n  two"),
    ("a: >\n  one\n  two\n\n  three\n   four\n  five\n", "two\nthree", "two\n\n  three"),
    ("a: >\n  one\n  two\n\n  three\n   four\n  five\n", "four\nfive", "four\n  five"),
    ("a: >-\n\n\n  ü one\n  two", "ü one two", "ü one\n  two"),
    ("a: |+\n  x\n\n\nb: 1", "x\n\n\n", "x\n\n\n"),
    ("{\"a\": \"x\\uD83D\\uDE00y\\/z\"}", "😀", "\\uD83D\\uDE00"),
    ("{\"a\": \"x\\uD83D\\uDE00y\\/z\"}", "y/z", "y\\/z"),
    ("{\"a\": \"\\t\u{2028} \u{85}z\"}", "\u{2028} \u{85}z", "\u{2028} \u{85}z"),
    ("a: \"ö\\n ü\"", "ü", "ü"),
    ("a:\r\n  one\r\n  two", "two", "two"),
    ("a: |\r\n  one\r\n  two\r\n", "e\nt", "e\r\n  t"),
  ])
  func partsAreFoundInTheSource(text: String, part: String, expected: String) {
    #expect(source(of: part, in: "a", text) == expected)
  }

  @Test func rangesBeyondTheContentAreCut() {
    let tree = parse("a: \"x\\ty\"\nb: [1]\nc: plain\nd: ''\n")
    let node = tree.at("a")
    #expect(tree.source(tree.sourceRange(of: 0..<99, in: node)) == "x\\ty")
    #expect(tree.sourceRange(of: 99..<100, in: node) == ByteRange(start: 8, end: 8))
    #expect(tree.sourceRange(of: 2..<2, in: node) == ByteRange(start: 7, end: 7))
    #expect(tree.source(tree.sourceRange(of: 0..<1, in: tree.at("b"))) == "[1]")
    #expect(tree.source(tree.sourceRange(of: 1..<50, in: tree.at("c"))) == "lain")
    #expect(tree.sourceRange(of: 0..<1, in: tree.at("d")).isEmpty)
  }

  @Test func anAliasGivesTheSourceOfItsTarget() {
    let tree = parse("a: &x \"o\\tp\"\nb: *x\n")
    #expect(tree.source(tree.sourceRange(of: 1..<3, in: tree.at("b"))) == "\\tp")
  }

  @Test func verbatimContentIsNotCopied() {
    let tree = parse("a: plain text\nb: 'single'\nc: \"double\"\nd: 'it''s'\n")
    #expect(
      ["a", "b", "c"].map { tree.verbatimRange(tree.at($0)).map(tree.source) }
        == ["plain text", "single", "double"])
    #expect(tree.verbatimRange(tree.at("d")) == nil)
  }
}
