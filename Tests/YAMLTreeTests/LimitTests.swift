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

  @Test func longTextsAreRead() {
    let long = String(repeating: "word ", count: 100_000)
    let tree = parse("a: \(long)\nb: \"\(long)\"\nc: >\n  \(long)\n")
    #expect(tree.problems == [] && tree.contentLength(tree.at("b")) == 500_000)
  }
}
