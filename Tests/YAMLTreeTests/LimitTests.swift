import Testing

@testable import YAMLTree

@Suite struct LimitTests {
  @Test(arguments: ["[", "- ", "{a: ", "? ", "[a, ", "{[", "!!seq [", "&a ["])
  func deepInputsAreStopped(opening: String) {
    let tree = parse("x:\n " + String(repeating: opening, count: 50_000))
    #expect(tree.problems.count == 1)
    #expect(!tree.isComplete && tree.documents.isEmpty)
  }

  @Test func depthCountsCollections() {
    let limits = YAMLLimits(depth: 3)
    #expect(parse("a: {b: [c]}", limits: limits).isComplete)
    let tree = parse("a: {b: [[c]]}", limits: limits)
    #expect(tree.problems.map(\.kind) == [.limit])
    #expect(tree.problems.first?.span.start == 8)
  }

  @Test func nodesAndBytesAreBounded() {
    #expect(parse("[1, 2, 3]", limits: YAMLLimits(nodes: 4)).isComplete)
    #expect(parse("[1, 2, 3, 4]", limits: YAMLLimits(nodes: 4)).problems.map(\.kind) == [.limit])
    #expect(parse("abcd", limits: YAMLLimits(bytes: 4)).isComplete)
    let tree = parse("abcde", limits: YAMLLimits(bytes: 4))
    #expect(tree.problems.map(\.kind) == [.limit] && tree.documents.isEmpty)
  }

  @Test func documentsBeforeALimitAreKept() {
    let tree = parse("a: 1\n---\n- - - x\n---\nb: 2\n", limits: YAMLLimits(depth: 2))
    #expect(tree.outline == "{string:a = int:1}")
    #expect(!tree.isComplete)
  }

  @Test func longTagsAreRefused() {
    let handle = "%TAG !e! tag:x," + String(repeating: "y", count: 5000) + "\n---\n- !e!a 1\n"
    #expect(parse(handle).problems.map(\.kind) == [.limit])
  }

  @Test func manyTagsAreKeptApart() {
    let tree = parse((0..<3000).map { "- !t\($0 % 1000) x\n" }.joined())
    #expect(tree.problems == [])
    #expect(tree.tag(of: tree.at("1999")) == "!t999" && tree.tag(of: tree.at("1000")) == "!t0")
    #expect(tree.tags.tags.count == 1000)
  }

  @Test func longKeysAreRefused() {
    let tree = parse(String(repeating: "k", count: 1100) + ": 1\n")
    #expect(tree.problems.first?.message.contains("1024") == true)
    #expect(parse(String(repeating: "k", count: 900) + ": 1\n").isComplete)
  }

  /// A text that is longer than may be, wherever it stands, ends the reading before it is kept whole;
  /// `‹` stands where it is told.
  @Test(arguments: [
    ("a: 1\nb: ‹", "word ", "\n"), ("a: 1\nb: ‹\"", "word ", "\"\n"),
    ("a: 1\nb: ‹'", "word ", "'\n"), ("a: 1\nb: ‹|\n", " word\n", ""),
    ("a: 1\nb: ‹>-\n", " word\n\n", ""), ("{\"a\": 1, \"b\": ‹\"", "word ", "\"}"),
    ("{\"a\": 1, \"b\": ‹\"", "\\u00e4", "\"}"), ("a: [one, ‹\"", "word ", "\"]\n"),
    ("a: {b: [‹\"", "word ", "\"]}\n"), ("- one # fine\n# too\n- ‹\"", "word ", "\"\n"),
    ("a: 1\nb: ‹-", "-----", "\nc: 1\n"), ("a: 1\nb: ‹\"never ", "ending ", ""),
    ("? ‹\"", "word ", "\"\n: 1\n"), ("\u{FEFF}a: ‹\"", "word ", "\"\n"),
  ])
  func textsAreBounded(before: String, part: String, behind: String) throws {
    let tree = try tooLong(before, part, behind)
    #expect(tree.problems.first?.message.contains("text that begins here is longer") == true)
    // A text of JSON was read to its end.
    let mayBeOpen =
      !before.hasPrefix("{\"") && (before.contains("‹\"") || before.contains("‹'"))
    #expect(tree.problems.first?.message.contains("closing") == mayBeOpen)
  }

  @Test(arguments: [
    ("a: 1\n‹", "# word\n", "b: 2\n"), ("a: 1‹\n", "\n", "b: 2\n"),
    ("a: one two‹\n", "\n  \n", "b: 2\n"),
    ("a:\n  ‹", "# word\n  ", "- 1\n"), ("a: 1\n---\n‹", "# word\n", "b: 2\n"),
  ])
  func gapsAreBounded(before: String, part: String, behind: String) throws {
    let tree = try tooLong(before, part, behind)
    #expect(tree.problems.first?.message.contains("comments and blank lines") == true)
  }

  private func tooLong(_ before: String, _ part: String, _ behind: String) throws -> YAMLTree {
    let limits = YAMLLimits(textBytes: 1 << 20)
    let begin = before.replacing("‹", with: "")
    func text(_ bytes: Int) -> String {
      begin + String(repeating: part, count: bytes / part.utf8.count) + behind
    }
    // What has no end is none.
    if !before.contains("never") { #expect(parse(text(1 << 19), limits: limits).problems == []) }
    // What is escaped is shorter than it is written.
    let tree = parse(text(part.hasPrefix("\\u") ? 7 << 20 : 5 << 19), limits: limits)
    #expect(tree.problems.map(\.kind) == [.limit])
    #expect(!tree.isComplete)
    let mark = try #require(before.utf8.firstRange(of: "‹".utf8)?.lowerBound)
    let place = before.utf8.distance(from: before.utf8.startIndex, to: mark)
    #expect(tree.problems.first.map { Int($0.span.start) } == place)
    return tree
  }

  @Test(arguments: ["{\"a\": \"%\"}", "a: \"%\"\n", "a: |\n %\n"])
  func textsOfProgramsAreNotBounded(text: String) {
    let parts = text.split(separator: "%")
    let long = String(repeating: "word ", count: 2 << 20)
    let tree = parse(parts[0] + long + parts[1], limits: .ofPrograms)
    #expect(tree.problems == [] && tree.contentLength(tree.at("a")) >= long.utf8.count)
  }

  @Test func longTextsAreRead() {
    let long = String(repeating: "word ", count: 100_000)
    let tree = parse("a: \(long)\nb: \"\(long)\"\nc: >\n  \(long)\n")
    #expect(tree.problems == [] && tree.contentLength(tree.at("b")) == 500_000)
  }
}
