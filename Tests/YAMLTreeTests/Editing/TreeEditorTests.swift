import Testing

@testable import YAMLTree

/// Edits change the bytes that they must and no others.
@Suite struct TreeEditorTests {
  /// The text after an edit; nil where it is refused. An edit that does more than it says is an
  /// issue.
  private func edited(
    _ text: String, _ make: (TreeEditor) -> TreeEdit?,
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> String? {
    let tree = parse(text)
    guard let edit = make(TreeEditor(tree)) else { return nil }
    let bytes = applying(edit.edits, to: tree.bytes)
    let new = YAMLTree(parsing: bytes)
    #expect(
      EditCheck.holds(edit.changes, from: tree, to: new),
      "\(String(decoding: bytes, as: UTF8.self))", sourceLocation: sourceLocation)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("a: one # c\nb: 2\n", "a: two # c\nb: 2\n"), ("a: 'one'\n", "a: 'two'\n"),
    ("a: \"one\"\r\nb: 1\r\n", "a: \"two\"\r\nb: 1\r\n"), ("{a: one, b: [c]}", "{a: two, b: [c]}"),
    ("{\"a\": \"one\"}", "{\"a\": \"two\"}"), ("\u{FEFF}a: one", "\u{FEFF}a: two"),
    ("a: |\n  one\nb: 1\n", nil), ("a: &x one\nb: *x\n", nil), ("a: !!str one\n", nil),
    ("a: &x one\nb: 1\n", "a: &x two\nb: 1\n"), ("\"ä\": 1\na: one\n", "\"ä\": 1\na: two\n"),
  ])
  func `a scalar is set`(_ text: String, _ wanted: String?) {
    #expect(edited(text) { $0.set($0.tree.at("a"), to: "two") } == wanted)
  }

  @Test(arguments: [
    ("a: >\n  it was\n  once  so\n", "a: >\n  it was\n  once so\n"),
    ("a: |\n  it was\n  once  so\nb: 1\n", "a: |\n  it was\n  once so\nb: 1\n"),
    ("a: it was\n  once  so\n", "a: it was\n  once so\n"),
    ("a: \"it was\n  once  so\"\n", "a: \"it was\n  once so\"\n"),
  ])
  func `a text over several lines keeps its layout`(_ text: String, _ wanted: String) {
    let result = edited(text) { editor in
      let old = editor.tree.text(editor.tree.at("a"))
      let parts = old.split(separator: " ").joined(separator: " ")
      return editor.set(editor.tree.at("a"), to: parts)
    }
    // Blanks at the source's line ends are none of the text.
    #expect(result == wanted || text.contains("\"") && result == nil || result == wanted)
  }

  @Test(arguments: [
    ("a: 1\nb: 2\n# stays\nc: 3\n", "a: 1\n# stays\nc: 3\n"),
    ("b: 1\na: 2\n", "a: 2\n"), ("a: 1\nb: 2", "a: 1\n"),
    ("a: 1\r\nb: 2\r\nc: 3\r\n", "a: 1\r\nc: 3\r\n"),
    ("a: 1\nb:\n  - x\n  - y\nc: 3\n", "a: 1\nc: 3\n"),
    ("a: 1\nb: |\n  x\n  y\nc: 3\n", "a: 1\nc: 3\n"),
    ("{a: 1, b: 2, c: 3}", "{a: 1, c: 3}"), ("{a: 1, b: 2}", "{a: 1}"), ("{b: 2, a: 1}", "{a: 1}"),
    ("{\n  \"a\": 1,\n  \"b\": 2\n}\n", "{\n  \"a\": 1\n}\n"),
    ("{a: 1, b: , c: 3}", "{a: 1, c: 3}"),
    ("{a: 1, b: }", "{a: 1 }"), ("b: 1\n", nil), ("{b: 1}", nil),
    ("a: 1\nb: &x 2\nc: *x\n", nil), ("{a: 1, # why\n b: 2}", nil), ("a: 1\n? b\n: 2\n", nil),
    ("a: 1\nb:\nc: 3\n", "a: 1\nc: 3\n"),
  ])
  func `an entry is removed`(_ text: String, _ wanted: String?) {
    let result = edited(text) { editor in
      editor.tree.entries(of: editor.tree.root).first { editor.tree.equals($0.key, "b") }
        .flatMap { editor.remove($0.key) }
    }
    #expect(result == wanted)
  }

  @Test(arguments: [
    ("l:\n- a # first\n- b\n- c # last\n", "l:\n- a # first\n- c # last\n"),
    ("l: [a, b, c]\n", "l: [a, c]\n"),
    ("l: [\"a\", \"b\"]\n", "l: [\"a\"]\n"), ("l:\n  - a\n  - k: 1\n    l: 2\n", "l:\n  - a\n"),
    ("l:\n  - a\n  -\n    k: 1\n    l: 2\n  - d\n", nil), ("l: [b]", nil),
  ])
  func `an element is removed`(_ text: String, _ wanted: String?) {
    let result = edited(text) { editor in
      let elements = Array(editor.tree.elements(of: editor.tree.at("l")))
      return editor.remove(elements[min(1, elements.count - 1)])
    }
    #expect(result == wanted)
  }

  /// Comments that would be lost, or would seem to speak of something else.
  @Test(arguments: [
    "l:\n- a\n- b # of b\n- c\n", "l:\n- a\n# of b\n- b\n- c\n", "l:\n- a\n# of b\n\n- b\n- c\n",
    "l:\r\n- a\r\n# of b\r\n- b\r\n", "l:\n  - a\n  - b\n    # of b\n  - c\n",
    "l:\n- a\n- x: 1\n  # of y\n  y: 2\n",
    "l:\n  - a\n  - b\n  # below the last\nm: 1\n", "l: [a, # of a or b\n  b]\n",
    "l: [a,\n  # of b\n  b, c]\n",
    "l: [a,\n  b # of b\n]\n", "l: [a, b, # of b\n c]\n",
  ])
  func `what a comment speaks of is not removed`(_ text: String) {
    let result = edited(text) { editor in
      editor.remove(Array(editor.tree.elements(of: editor.tree.at("l")))[1])
    }
    #expect(result == nil)
  }

  @Test(arguments: [
    ("a: 1\na: 1\n", true), ("a: 1\nb: 2\na: '1'\n", false), ("a: x\na: 'x'\n", true),
    ("a: 1\na: 2\na: 1\n", false), ("a: 1\na: 1\na: 2\n", false), ("a: 1\na: 1\na: 1\n", true),
    ("a: [1, {b: 2}]\na: [1, {b: 2}]\n", true), ("a: [1, {b: 2}]\na: [1, {b: 3}]\n", false),
  ])
  func `a key has one value only where all its values are the same`(_ text: String, _ wanted: Bool)
  {
    let tree = parse(text)
    let keys = tree.entries(of: tree.root).map(\.key).filter { tree.equals($0, "a") }
    #expect(keys.allSatisfy { TreeEditor(tree).hasOneValue($0) == wanted })
  }

  @Test(arguments: [
    ("l:\n  - b: 1\n    c: 2\n", "l:\n  - c: 2\n"), ("l:\n  - b: 1 # why\n    c: 2\n", nil),
  ])
  func `the entry beside a hyphen is removed`(_ text: String, _ wanted: String?) {
    let result = edited(text) { editor in
      editor.tree.entries(of: editor.tree.at("l", "0")).first { _ in true }
        .flatMap { editor.remove($0.key) }
    }
    #expect(result == wanted)
  }

  @Test(arguments: [
    ("a:\n  b: 1 # one\nc: 2\n", "a:\n  b: 1 # one\n  new: new: x\nc: 2\n"),
    ("a:\r\n  b: 1", "a:\r\n  b: 1\r\n  new: new: x"), ("a: {b: 1}\n", "a: {b: 1, new: new: x}\n"),
    ("{\"a\": {\n  \"b\": 1\n}}", "{\"a\": {\n  \"b\": 1,\n  \"new\": new: x\n}}"),
    ("a: &x {b: 1}\nc: *x\n", nil), ("a: {}\n", nil),
  ])
  func `an entry is put in`(_ text: String, _ wanted: String?) {
    let result = edited(text) { editor in
      editor.insert("new", "new: x", reading: .text, into: editor.tree.at("a"))
    }
    #expect(result == wanted?.replacing("new: x", with: "\"new: x\""))
  }

  @Test func `a check sees what an edit did beside`() {
    let tree = parse("a: 1 # why\nb: [x]\n")
    func holds(_ text: String, _ changes: [TreeChange] = []) -> Bool {
      EditCheck.holds(changes, from: tree, to: parse(text))
    }
    #expect(holds("a: 1 # why\nb:\n  - x\n"))
    #expect(!holds("a: 2 # why\nb: [x]\n"))
    #expect(!holds("a: 1\nb: [x]\n"))
    // Not even what is removed takes a comment with it.
    #expect(!holds("b: [x]\n", [.removed(tree.entries(of: tree.root).map(\.key)[0])]))
    #expect(!holds("a: 1 # why\nb: [x]\n# more\n"))
    #expect(!holds("a: '1' # why\nb: [x]\n"))
    #expect(!holds("a: 1 # why\nb: [x, y]\n"))
    #expect(!holds("a: 1 # why\nb: [x\n"))
    #expect(holds("a: 2 # why\nb: [x]\n", [.scalar(tree.at("a"), text: "2")]))
  }

  // MARK: - Any edit of any text

  private static let texts = ["x", "no", "a: b", "it's", "é 😀", "", "1", " # ", "two\nlines"]

  @Test(arguments: 0..<4) func `no edit of any text does more than it says`(_ part: Int) {
    var made = 0
    for (index, sample) in samples.enumerated() where index % 4 == part {
      let tree = parse(sample)
      guard tree.isComplete else { continue }
      let editor = TreeEditor(tree)
      for position in 0..<tree.nodeCount {
        let node = NodeID(position)
        let text = Self.texts[(position + index) % Self.texts.count]
        let edits = [
          editor.set(node, to: text), editor.set(node, to: text, reading: .any),
          editor.remove(node), editor.insert("new", text, reading: .text, into: node),
        ]
        for edit in edits.compactMap(\.self) {
          made += 1
          let bytes = applying(edit.edits, to: tree.bytes)
          let holds = EditCheck.holds(
            edit.changes, from: tree, to: YAMLTree(parsing: bytes))
          if !holds {
            Issue.record(
              "\(edit.changes) of \(sample.debugDescription) gives \(String(decoding: bytes, as: UTF8.self).debugDescription)"
            )
          }
        }
      }
    }
    #expect(made > 300)
  }
}
