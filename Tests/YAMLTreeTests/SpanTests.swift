import Testing

@testable import YAMLTree

@Suite struct SpanTests {
  @Test func blockCollectionsEndAtTheirContent() {
    let tree = parse(
      """
      # before
      a:
        b: 1   # after

        # below

      list:
      - x
      -  y: 2
         z: "3"  

      end: [ 1,
        2 ]   # done
      """)
    #expect(tree.problems == [])
    #expect(tree.source(tree.at("a")) == "b: 1")
    #expect(tree.source(tree.at("list")) == "- x\n-  y: 2\n   z: \"3\"")
    #expect(tree.source(tree.at("list", "1")) == "y: 2\n   z: \"3\"")
    #expect(tree.source(tree.at("end")) == "[ 1,\n  2 ]")
    #expect(tree.source(tree.root).hasPrefix("a:\n") && tree.source(tree.root).hasSuffix("2 ]"))
    #expect(tree.isFlow(tree.at("end")) && !tree.isFlow(tree.root))
  }

  @Test func blockScalarsEndAtTheirContent() {
    let tree = parse(
      "a: |  # c\n  one\n  two  \n\n \nb: >+\n  x\n\n\n# z\nc: |\n\nd: |2-\n   y\ne: >-\n\n  # no\n  end"
    )
    #expect(tree.problems == [])
    #expect(tree.source(tree.at("a")) == "|  # c\n  one\n  two  ")
    #expect(tree.text(tree.at("a")) == "one\ntwo  \n")
    #expect(tree.source(tree.at("b")) == ">+\n  x")
    #expect(tree.text(tree.at("b")) == "x\n\n\n")
    #expect(tree.source(tree.at("c")) == "|")
    #expect(tree.source(tree.at("d")) == "|2-\n   y")
    #expect(tree.text(tree.at("d")) == " y")
    #expect(tree.source(tree.at("e")) == ">-\n\n  # no\n  end")
    #expect(tree.style(tree.at("a")) == .literal && tree.style(tree.at("e")) == .folded)
  }

  @Test func emptyValuesLieAfterTheirIndicator() {
    let tree = parse("a:   # c\nb:\n- \n- # d\n- x\n? k\n? l\nc: {m: , n, o: }\n")
    #expect(tree.problems == [])
    let items = Array(tree.elements(of: tree.at("b")))
    #expect(tree.span(tree.at("a")) == ByteRange(start: 2, end: 2))
    #expect(tree.span(items[0]) == ByteRange(start: 13, end: 13))
    #expect(tree.span(items[1]) == ByteRange(start: 16, end: 16))
    #expect(tree.source(tree.span(tree.at("k"))) == "")
    #expect(tree.span(tree.at("k")).start == 28)
    let flow = tree.entries(of: tree.at("c")).map { tree.span($0.value).start - 37 }
    #expect(flow == [2, 6, 10])
    #expect(items.map(tree.scalarType) == [.null, .null, .string])
  }

  @Test func nonASCIITextKeepsOffsetsExact() {
    let tree = parse("ä: \"€\" # ö\nk: [😀, 'ü', e\u{301}x]\nnel: 'a\u{85}b'\nz: last\n")
    #expect(tree.problems == [])
    #expect(tree.source(tree.at("ä")) == "\"€\"")
    #expect(tree.elements(of: tree.at("k")).map(tree.source) == ["😀", "'ü'", "e\u{301}x"])
    #expect(tree.text(tree.at("nel")) == "a b")
    #expect(tree.source(tree.at("z")) == "last")
    #expect(tree.comments.map { tree.source($0.span) } == ["# ö"])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func everyLineBreakGivesTheSameTree(lineBreak: String) {
    let lines = ["a:", "  - b # c", "  - 'd", "    e'", "f: |", "  g", "", "  h", "i: é"]
    let tree = parse(lines.joined(separator: lineBreak) + lineBreak)
    #expect(
      tree.outline
        == "{string:a = [string:b, string:d e], string:f = string:g\n\nh\n, string:i = string:é}")
    #expect(tree.source(tree.at("i")) == "é")
    #expect(tree.comments.map { tree.source($0.span) } == ["# c"])
  }

  @Test func anchorsAndTagsAreNotInTheSpan() {
    let tree = parse(
      "a: &x !t  value\nb: !t &y # c\n  k: v\nc: &z\n- 1\nd: !!seq [2]\ne: &n\nf: !t\n&k g: 1\nh: &s !t\n  \"q\"\n"
    )
    #expect(tree.problems == [])
    #expect(tree.source(tree.at("a")) == "value")
    #expect(tree.source(tree.spanWithProperties(tree.at("a"))) == "&x !t  value")
    #expect(tree.anchor(of: tree.at("a")) == "x" && tree.tag(of: tree.at("a")) == "!t")
    #expect(tree.source(tree.at("b")) == "k: v")
    #expect(tree.anchor(of: tree.at("b")) == "y" && tree.tag(of: tree.at("b")) == "!t")
    #expect(tree.source(tree.at("c")) == "- 1")
    #expect(tree.source(tree.at("d")) == "[2]")
    #expect(tree.source(tree.at("e")) == "" && tree.anchor(of: tree.at("e")) == "n")
    #expect(tree.source(tree.spanWithProperties(tree.at("f"))) == "!t")
    #expect(tree.source(tree.at("h")) == "\"q\"")
    #expect(tree.anchor(of: tree.root) == nil)
    #expect(tree.comments.map { tree.source($0.span) } == ["# c"])
  }

  @Test func pairsInListsAreMappings() {
    let tree = parse("[a: 1, {b: 2}, ? c : 3, \"d\":4, e: ]")
    #expect(tree.problems == [])
    #expect(
      tree.elements(of: tree.root).map(tree.source)
        == ["a: 1", "{b: 2}", "? c : 3", "\"d\":4", "e:"])
    #expect(tree.elements(of: tree.root).map(tree.isFlow) == [false, true, false, false, false])
  }

  @Test func documentsAreListedEach() {
    let tree = parse("%YAML 1.2\n---\na: 1\n...\n---\n---\n- b # c\n--- |\n text\n")
    #expect(tree.problems == [])
    #expect(tree.outline == "{string:a = int:1} | null: | [string:b] | string:text\n")
    #expect(tree.isComplete)
  }
}
