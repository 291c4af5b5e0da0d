import Testing

@testable import YAMLTree

@Suite struct AliasTests {
  @Test func aliasesAreTheNodeTheyStandFor() {
    let tree = parse("a: &x {k: 1}\nb: *x\nc: &x [2]\nd: *x\ne: &n 5\nf: *n\n*n : g\n")
    #expect(tree.problems == [])
    let (a, b) = (tree.at("a"), tree.at("b"))
    #expect(tree.isAlias(b) && !tree.isAlias(a) && tree.resolved(b) == a && tree.resolved(a) == a)
    #expect(tree.source(b) == "*x" && tree.kind(b) == .mapping && tree.count(b) == 1)
    #expect(tree.source(tree.at("b", "k")) == "1")
    #expect(tree.kind(tree.at("d")) == .sequence)
    #expect(tree.integer(tree.at("f")) == 5 && tree.scalarType(tree.at("f")) == .int)
    #expect(tree.value(in: tree.root, forKey: "5").map(tree.text) == "g")
    #expect(tree.anchor(of: b) == "x")
  }

  @Test func unknownAliasesAreAllReported() {
    let tree = parse("---\nok: 1\n---\na: &b 1\nc: *d\ne: *f\n---\nlast: *b\n---\ngood: 2\n")
    #expect(tree.problems.map(\.kind) == [.undefinedAlias, .undefinedAlias, .undefinedAlias])
    #expect(tree.problems.map { tree.source($0.span) } == ["*d", "*f", "*b"])
    #expect(tree.problems[0].message.contains("&b"))
    #expect(!tree.isComplete)
    #expect(tree.outline == "{string:ok = int:1} | {string:good = int:2}")
  }

  @Test(arguments: ["&a [*a]", "&a {k: {l: *a}}", "x: &a\n- *a\n", "&a {<<: *a}"])
  func anAliasInItsOwnNodeIsReported(text: String) {
    let tree = parse(text)
    #expect(tree.problems.map(\.kind) == [.recursiveAlias])
    #expect(tree.problems.map { tree.source($0.span) } == ["*a"])
    #expect(!tree.isComplete && tree.documents.isEmpty)
  }

  @Test func manyAnchorsAreFound() {
    let names = (0..<500).map { "n\($0)" }
    let text =
      names.map { "- &\($0) \($0)\n" }.joined() + "- &n7 new\n"
      + names.reversed().map { "- *\($0)\n" }.joined()
    let tree = parse(text)
    let items = tree.elements(of: tree.root).map(tree.text)
    #expect(tree.problems == [] && items.count == 1001)
    #expect(items[501] == "n499" && items[1000] == "n0" && items[993] == "new")
  }

  @Test func manyLaughsAreStopped() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let alias = "*a\(level - 1)"
      text += "a\(level): &a\(level) [\(repeatElement(alias, count: 9).joined(separator: ", "))]\n"
    }
    let tree = parse(text + "end: 1\n")
    #expect(tree.problems.map(\.kind) == [.limit])
    #expect(!tree.isComplete && tree.documents.isEmpty)
  }

  @Test func aLongFileWithoutAliasesIsNotStopped() {
    let limits = YAMLLimits(expandedNodes: 100)
    let text = "[" + repeatElement("1", count: 1000).joined(separator: ", ") + "]"
    #expect(parse(text, limits: limits).isComplete)
    #expect(
      parse("- " + text + "\n- &a x\n- *a\n", limits: limits).problems.map(\.kind) == [.limit])
    let small = parse(
      "- &a [1, 2, 3]\n" + repeatElement("- *a\n", count: 20).joined(), limits: limits)
    #expect(small.isComplete)
    let large = parse(
      "- &a [1, 2, 3]\n" + repeatElement("- *a\n", count: 30).joined(), limits: limits)
    #expect(large.problems.map(\.kind) == [.limit])
  }
}

@Suite struct MergeTests {
  @Test func ownEntriesComeFirstAndWin() {
    let tree = parse("base: &b {a: 1, b: 2, c: 3}\nuse:\n  b: own\n  <<: *b\n  d: 4\n")
    #expect(tree.problems == [])
    let use = tree.at("use")
    #expect(
      tree.outline(use)
        == "{string:b = string:own, string:d = int:4, <string:a = int:1, <string:c = int:3}")
    #expect(tree.count(use) == 4)
    #expect(tree.value(in: use, forKey: "<<") == nil)
    #expect(tree.value(in: use, forKey: "c").map(tree.source) == "3")
  }

  @Test func earlierMappingsOfAListWin() {
    let tree = parse(
      "- &a {x: 1, y: 1}\n- &b {<<: *a, y: 2, z: 2}\n- {<<: [*b, *a, {z: 3, w: 3}]}\n")
    #expect(tree.problems == [])
    #expect(
      tree.outline(tree.at("2"))
        == "{<string:y = int:2, <string:z = int:2, <string:x = int:1, <string:w = int:3}")
  }

  @Test func onlyAPlainKeyMerges() {
    let tree = parse("\"<<\": {a: 1}\nk: <<\n")
    #expect(tree.outline == "{string:<< = {string:a = int:1}, string:k = string:<<}")
  }

  @Test(arguments: ["<<: 1", "<<: [{a: 1}, 2]", "<<:", "<<: [[]]"])
  func otherValuesAreReported(text: String) {
    let tree = parse(text)
    #expect(tree.problems.map(\.kind) == [.invalidMerge])
    #expect(tree.isComplete && tree.kind(tree.root) == .mapping)
  }

  @Test func twoMergeKeysAreADuplicate() {
    let tree = parse("<<: {a: 1}\n<<: {b: 2}\n")
    #expect(tree.problems.map(\.kind) == [.duplicateKey])
    #expect(tree.count(tree.root) == 2)
  }

  @Test func manyMergedKeysAreComparedByHash() {
    let keys = (0..<200).map { "k\($0): a" }.joined(separator: ", ")
    let own = (100..<300).map { "  k\($0): b\n" }.joined()
    let tree = parse("base: &b {\(keys)}\nuse:\n  <<: *b\n\(own)")
    #expect(tree.problems == [] && tree.count(tree.at("use")) == 300)
    #expect(tree.value(in: tree.at("use"), forKey: "k99").map(tree.text) == "a")
    #expect(tree.value(in: tree.at("use"), forKey: "k100").map(tree.text) == "b")
  }

  @Test func chainsOfMergesAreStopped() {
    var text = "- &m0 {k0: 0}\n"
    for index in 1...2000 { text += "- &m\(index) {<<: *m\(index - 1), k\(index): 0}\n" }
    let tree = parse(text)
    #expect(tree.problems.map(\.kind) == [.limit])
  }
}

@Suite struct DuplicateKeyTests {
  @Test func bothPlacesAreGiven() {
    let tree = parse("a: 1\nb: 2\n\"a\": 3\n'\\x61': 4\n\"\\x61\": 5\n")
    #expect(tree.problems.map(\.kind) == [.duplicateKey, .duplicateKey])
    #expect(tree.problems.map { tree.source($0.span) } == ["\"a\"", "\"\\x61\""])
    #expect(tree.problems.compactMap(\.related?.start) == [0, 0])
    #expect(tree.isComplete && tree.count(tree.root) == 5)
    #expect(tree.value(in: tree.root, forKey: "a").map(tree.text) == "1")
  }

  @Test func otherMappingsDoNotCount() {
    #expect(parse("a: {a: 1}\nb: [{a: 1}, {a: 2}]\n? [a]\n: 1\n? [a]\n: 2\n").problems == [])
  }

  @Test func largeMappingsAreSearchedToo() {
    let text = (0..<5000).map { "key\($0): 1\n" }.joined() + "key2500: 2\nKEY1: 3\n"
    let tree = parse(text)
    #expect(tree.problems.map { tree.source($0.span) } == ["key2500"])
  }

  @Test(arguments: [2, 47, 48, 49, 60])
  func everySizeOfMappingIsSearched(size: Int) {
    let keys = (0..<(size - 1)).map { "key\($0): 1\n" }.joined()
    #expect(parse(keys + "other: 1\n").problems == [])
    #expect(parse(keys + "\"\\x6bey0\": 1\n").problems.map(\.kind) == [.duplicateKey])
  }

  @Test func problemsAreBounded() {
    let tree = parse(repeatElement("a: 1\n", count: 5000).joined())
    #expect(tree.problems.count == 1000)
  }
}
