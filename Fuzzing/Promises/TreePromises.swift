import YAMLTree

/// What holds of the tree of any bytes, and of every edit of it.
package enum TreePromises {
  /// The promises that a text breaks.
  package static func broken(by bytes: [UInt8]) -> [String] {
    var broken = Broken()
    let tree = YAMLTree(parsing: bytes)
    checkReading(tree, &broken)
    let again = YAMLTree(parsing: bytes)
    broken.check(
      again.problems == tree.problems && again.comments == tree.comments
        && again.nodeCount == tree.nodeCount, "the same text gives the same tree")
    checkEdits(tree, &broken)
    return broken.promises
  }

  // MARK: - Reading

  private static func checkReading(_ tree: YAMLTree, _ broken: inout Broken) {
    let text = Text(tree.bytes)
    let lines = LineIndex(tree.bytes)
    broken.check(tree.isComplete || !tree.problems.isEmpty, "an incomplete tree has a problem")
    for problem in tree.problems + (tree.jsonProblem.map { [$0] } ?? []) {
      broken.check(problem.span, in: text, "problem \(problem.message)")
      if let related = problem.related { broken.check(related, in: text, "related place") }
      broken.check(!problem.message.isEmpty, "a problem says what is wrong")
      let position = lines.position(of: problem.span.start)
      broken.check(position.line >= 1 && position.column >= 1, "places are counted from 1")
    }
    var end: UInt32 = 0
    for comment in tree.comments {
      broken.check(comment.span, in: text, "comment")
      broken.check(comment.span.start >= end, "comments in order")
      broken.check(
        Int(comment.span.start) < tree.bytes.count
          && tree.bytes[Int(comment.span.start)] == UInt8(ascii: "#"), "comment begins with #")
      end = comment.span.end
    }
    for index in 0..<tree.nodeCount {
      checkNode(NodeID(index: Int32(index)), tree, text, &broken)
    }
  }

  private static func checkNode(
    _ node: NodeID, _ tree: YAMLTree, _ text: Text, _ broken: inout Broken
  ) {
    let span = tree.spanWithProperties(node)
    broken.check(span, in: text, "node")
    broken.check(tree.span(node), in: text, "node without properties")
    broken.check(span.contains(tree.span(node)), "a node stands behind its properties")
    broken.check(!tree.isAlias(tree.resolved(node)), "alias leads to a node")
    if tree.isAlias(node) { return }
    var end = span.start
    for child in tree.writtenChildren(of: node) {
      let inner = tree.spanWithProperties(child)
      broken.check(span.contains(inner), "child \(inner) inside parent \(span)")
      broken.check(inner.start >= end, "children in order")
      end = inner.end
    }
    if tree.kind(node) == .mapping {
      broken.check(
        tree.entries(of: node).reduce(0) { sum, _ in sum + 1 } == tree.count(node), "count")
    }
    if tree.kind(node) == .scalar { checkScalar(node, tree, text, &broken) }
  }

  private static func checkScalar(
    _ node: NodeID, _ tree: YAMLTree, _ text: Text, _ broken: inout Broken
  ) {
    let content = tree.withContent(node, Array.init)
    broken.check(content.count == tree.contentLength(node), "content length")
    broken.check(
      String(validating: content, as: UTF8.self) != nil, "the content of a scalar is UTF-8")
    if let verbatim = tree.verbatimRange(node) {
      broken.check(tree.span(node).contains(verbatim), "verbatim inside span")
      broken.check(
        tree.bytes[Int(verbatim.start)..<Int(verbatim.end)].elementsEqual(content), "verbatim")
    }
    // Places of parts follow each other as the parts do.
    var last = tree.span(node).start
    let step = max(1, content.count / 8)
    for start in stride(from: 0, to: content.count, by: step) where content[start] & 0xC0 != 0x80 {
      var stop = min(content.count, start + step)
      while stop < content.count, content[stop] & 0xC0 == 0x80 { stop += 1 }
      let range = tree.sourceRange(of: start..<stop, in: node)
      broken.check(range, in: text, "part of a scalar")
      // The last line break of a block scalar is behind its span.
      let isBlock = [.literal, .folded].contains(tree.style(node))
      broken.check(
        isBlock || tree.span(node).contains(range), "a part stands inside its scalar")
      broken.check(range.start >= last, "parts in order")
      last = range.start
    }
    switch tree.scalarType(node) {
    case .bool: broken.check(tree.boolean(node) != nil, "truth value")
    case .int, .float: broken.check(tree.number(node) != nil, "number")
    default: break
    }
    _ = tree.readsDifferentlyInYAML11(node)
  }

  // MARK: - Edits

  private static let texts: [(String, ScalarWriter.Reading)] = [
    ("two", .text), ("12", .literal), ("a: b # c", .text), ("é\u{301}😀", .any), ("", .text),
    ("- x", .any), ("one\ntwo", .text), ("'\"\\", .text), ("true", .text), ("2024-01-31", .any),
    (" x ", .text), ("[a, {b", .any),
  ]

  /// Nodes of a text that are edited, evenly spread.
  private static let mostEdited = 10

  private static func checkEdits(_ tree: YAMLTree, _ broken: inout Broken) {
    guard tree.isComplete, tree.nodeCount > 0 else { return }
    let editor = TreeEditor(tree)
    let step = max(1, tree.nodeCount / mostEdited)
    for index in stride(from: 0, to: tree.nodeCount, by: step) {
      let node = NodeID(index: Int32(index))
      let (text, reading) = texts[(index + tree.bytes.count) % texts.count]
      check(editor.set(node, to: text, reading: reading), "set to '\(text)'", tree, &broken)
      check(editor.remove(node), "remove", tree, &broken)
      if let part = tree.verbatimRange(node), part.count > 2 {
        let middle = ByteRange(start: part.start + 1, end: part.end - 1)
        if Text(tree.bytes).isBorder(middle.start), Text(tree.bytes).isBorder(middle.end) {
          check(editor.set(part: middle, of: node, to: text), "set a part", tree, &broken)
        }
      }
      if tree.kind(node) == .mapping {
        check(
          editor.insert("new-key", text, reading: reading, into: node), "insert", tree, &broken)
      }
      if let keys = editor.keys(beside: node) {
        broken.check(
          !editor.hasOneValue(node) || keys.contains { tree.text($0) == tree.text(node) },
          "a key stands among the keys beside it")
      }
    }
  }

  private static func check(
    _ edit: TreeEdit?, _ name: String, _ tree: YAMLTree, _ broken: inout Broken
  ) {
    guard let edit else { return }
    let text = Text(tree.bytes)
    for (index, part) in edit.edits.enumerated() {
      broken.check(part.range, in: text, "\(name): edit")
      broken.check(
        !edit.edits[..<index].contains { $0.meets(part) }, "\(name): edits do not meet")
    }
    guard broken.promises.isEmpty else { return }
    let new = YAMLTree(parsing: applying(edit.edits, to: tree.bytes))
    // In odd texts an edit may do more than it says; the check finds it, and is itself checked.
    guard EditCheck.holds(edit.changes, from: tree, to: new) else { return }
    let shown = String(decoding: new.bytes, as: UTF8.self).debugDescription
    broken.check(
      new.isComplete && new.problems.count <= tree.problems.count,
      "\(name) leaves a text that can be read: \(shown)")
    let (old, left) = (values(tree), values(new))
    let changed = edit.scalars.isEmpty ? 0 : aliases(tree) + 1
    switch left.count - old.count {
    case 0:
      broken.check(
        zip(old, left).count(where: { $0 != $1 }) <= changed, "\(name) changes one value: \(shown)")
    case ..<0:
      broken.check(
        edit.removes && isPart(left, of: old), "\(name) takes out and changes nothing: \(shown)")
    default: broken.check(isPart(old, of: left), "\(name) adds and changes nothing: \(shown)")
    }
  }

  /// The kinds and texts of all nodes as they are written.
  private static func values(_ tree: YAMLTree) -> [String] {
    (0..<tree.nodeCount).map { index in
      let node = NodeID(index: Int32(index))
      if tree.isAlias(node) { return "alias" }
      return tree.kind(node) == .scalar
        ? "\(tree.scalarType(node)) \(tree.text(node))" : "\(tree.kind(node))"
    }
  }

  private static func aliases(_ tree: YAMLTree) -> Int {
    (0..<tree.nodeCount).count { tree.isAlias(NodeID(index: Int32($0))) }
  }

  /// Whether one list holds another with its elements in their order.
  private static func isPart(_ small: [String], of large: [String]) -> Bool {
    var rest = large[...]
    for value in small {
      guard let index = rest.firstIndex(of: value) else { return false }
      rest = rest[(index + 1)...]
    }
    return true
  }
}
