import Testing

@testable import YAMLTree

/// A broken text, the source the problem should mark, and a word its message must have.
struct BrokenText: Sendable, CustomTestStringConvertible {
  var text: String
  var marked: String
  var word: String
  var related: String?

  init(_ text: String, marks marked: String, says word: String, related: String? = nil) {
    self.text = text
    self.marked = marked
    self.word = word
    self.related = related
  }

  var testDescription: String { text.debugDescription }
}

@Suite struct SyntaxMessageTests {
  @Test(arguments: [
    BrokenText("a:\n\tb: 1", marks: "\t", says: "tab"),
    BrokenText("a:\n  b: 1\n\tc: 2", marks: "\t", says: "tab"),
    BrokenText("a: |\n\tb", marks: "\t", says: "tab"),
    BrokenText("a: 1\n\t\nb: 2", marks: "\t", says: "blank line"),
    BrokenText("title: Intro: Part 1", marks: ":", says: "quotes", related: "Intro: Part 1"),
    // A template is no JSON that went wrong.
    BrokenText("{{ title }}: x: y\na: 1\n", marks: ":", says: "second key", related: "x: y"),
    BrokenText("{{ title }}\na: 1\n", marks: "a: 1", says: "does not belong"),
    BrokenText("a: 1\n  b: 2", marks: ":", says: "indented", related: "b: 2"),
    BrokenText("a: 1\nsome text # c\nb: 2", marks: "some text", says: "no colon"),
    BrokenText("a: 1\nkey:value\nb: 2", marks: "key:value", says: "no space after the colon"),
    BrokenText("a:\n  b: 1\n c: 2", marks: "c: 2", says: "1 space", related: "b: 1"),
    BrokenText("a:\n - b: 1\n   c: 2\n  - d", marks: "- d", says: "2 spaces"),
    BrokenText("- a\nb: 1", marks: "b: 1", says: "- ", related: "-"),
    BrokenText("a: 1\n- b", marks: "- b", says: "list item"),
    BrokenText("a: - b", marks: "- b", says: "line of its own"),
    BrokenText("a: \"x\nb: 1\n", marks: "\"x", says: "no closing \""),
    BrokenText("a: 'x\n---\nb: 1\n", marks: "'x", says: "no closing '"),
    BrokenText("a: \"x\nb: \"y\"\n", marks: "\"x", says: "no closing", related: "y\""),
    BrokenText("a: 'it's'", marks: "s'", says: "''"),
    BrokenText("a: \"b\" c", marks: "c", says: "closing quote"),
    BrokenText("a: \"\\d\"", marks: "\\d", says: "\\\\"),
    BrokenText("a: \"\\ü\"", marks: "\\ü", says: "\"\\ü\" has no meaning"),
    BrokenText("{\"a\": \"\\😀\"}", marks: "\\😀", says: "\\😀"),
    BrokenText("a: \"\\x4\"", marks: "\\x4", says: "hexadecimal"),
    BrokenText("a: \"\\ud800\"", marks: "\\ud800", says: "no character"),
    BrokenText("a: [1, 2", marks: "[", says: "add ]"),
    BrokenText("a: {b: 2\n\n", marks: "{", says: "add }"),
    BrokenText("a: [1, 2\nb: 3", marks: "[", says: "line 2", related: "b: 3"),
    BrokenText("a: [1}", marks: "}", says: "should close the [ from line 1", related: "["),
    BrokenText("a: [1,,2]", marks: ",", says: "value is missing"),
    BrokenText("a: {b: \"c\" d}", marks: "d", says: "comma", related: "{"),
    BrokenText("a: ]", marks: "]", says: "without an opening"),
    BrokenText("a: 1\n}", marks: "}", says: "without an opening"),
    BrokenText("a: @x", marks: "@", says: "quotes"),
    BrokenText("ä: `x`", marks: "`", says: "quotes"),
    BrokenText("a: %x", marks: "%", says: "quotes"),
    BrokenText("%foo\na: 1", marks: "%foo", says: "begins with %"),
    BrokenText("a: **b** c", marks: "**b**", says: "reference"),
    BrokenText("a: & b", marks: "&", says: "anchor"),
    BrokenText("a: !x!y z", marks: "!x!y", says: "tag"),
    BrokenText("a: !<x", marks: "!<x", says: "tag"),
    BrokenText("a: | text\n  b", marks: "| text", says: "next line"),
    BrokenText("  a: 1\nb: 2", marks: "b: 2", says: "indentation"),
    BrokenText("%YAML 3.0\n---\na", marks: "%YAML 3.0", says: "%YAML"),
  ])
  func mistakesAreExplained(broken: BrokenText) throws {
    let tree = parse(broken.text)
    #expect(!tree.isComplete && tree.documents.isEmpty)
    let problem = try #require(tree.problems.first)
    #expect(problem.kind == .syntax && tree.problems.count == 1)
    #expect(tree.source(problem.span) == broken.marked)
    #expect(problem.message.contains(broken.word), "\(problem.message)")
    #expect(problem.detail?.isEmpty == false)
    #expect(!problem.message.hasSuffix("."))
    if let related = broken.related { #expect(problem.related.map(tree.source) == related) }
  }

  @Test func documentsBeforeTheErrorAreKept() {
    let tree = parse("a: 1\n---\nb: 2\n...\n---\nc: [\n")
    #expect(tree.outline == "{string:a = int:1} | {string:b = int:2}")
    #expect(!tree.isComplete && tree.problems.count == 1)
  }

  @Test func problemsAreInSourceOrder() {
    let tree = parse("b: 1\nc: {d: 1, d: 2}\nb: !!int x\ne: [x,#\n]\n")
    let starts = tree.problems.map(\.span.start)
    #expect(starts.count == 4 && starts == starts.sorted())
  }

  @Test func longTextsAreCutInMessages() {
    let tree = parse(String(repeating: "ä", count: 500) + "\nb: 1")
    #expect((tree.problems.first?.message.utf8.count ?? 999) < 300)
  }
}
