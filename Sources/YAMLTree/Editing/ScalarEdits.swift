extension TreeEditor {
  /// Gives a scalar another text; as few bytes as possible change.
  package func set(
    _ node: NodeID, to text: String, reading: ScalarWriter.Reading = .text
  ) -> TreeEdit? {
    guard tree.kind(node) == .scalar, !isShared(node) else { return nil }
    let isInMapping = ancestors(of: node).last.map { tree.kind($0) == .mapping } ?? false
    let isKey = isInMapping && place(of: node)?.index.isMultiple(of: 2) == true
    if isKey,
      !isSimpleKey(node) || keys(beside: node)?.contains(where: { tree.equals($0, text) }) == true
    {
      return nil
    }
    // A tag says what its value is; another value may not be.
    if tree.tag(of: node) != nil { return nil }
    if tree.equals(node, text), reading == .text { return nil }
    let change = [TreeChange.scalar(node, text: text)]
    if let edits = smallEdits(node, to: text, reading) {
      return TreeEdit(edits: edits, changes: change)
    }
    let span = tree.span(node)
    // A key without a value has no place of its own to be written at, and a text over several
    // lines would lose its layout.
    guard !span.isEmpty, !hasComment(in: span), !isMultiline(TextEdit(span, [])),
      let bytes = ScalarWriter.bytes(
        text, reading: reading, style: tree.style(node), in: context(of: node), isKey: isKey)
    else { return nil }
    return TreeEdit(edits: [TextEdit(span, bytes)], changes: change)
  }

  /// Replaces a part of a scalar, given by its bytes in the file, where they are its content as
  /// they are.
  package func set(part: ByteRange, of node: NodeID, to text: String) -> TreeEdit? {
    guard let verbatim = tree.verbatimRange(node), verbatim.contains(part) else { return nil }
    let content = tree.withContent(node, Array.init)
    let before = content[..<Int(part.start - verbatim.start)]
    let after = content[Int(part.end - verbatim.start)...]
    return set(
      node, to: String(decoding: before + Array(text.utf8) + after, as: UTF8.self), reading: .any)
  }

  /// Whether a key stands alone before its colon.
  private func isSimpleKey(_ key: NodeID) -> Bool {
    let start = Int(tree.spanWithProperties(key).start)
    let line = lineStart(UInt32(start))
    return !tree.bytes[line..<start].contains(UInt8(ascii: "?"))
  }

  // MARK: - Small edits

  /// The edits of the bytes that differ, where the scalar reads back well in its own style.
  private func smallEdits(
    _ node: NodeID, to text: String, _ reading: ScalarWriter.Reading
  ) -> [TextEdit]? {
    let old = Array(tree.text(node).unicodeScalars)
    let new = Array(text.unicodeScalars)
    if old.isEmpty { return nil }
    let whole = ScalarDifference.middle(old, new)
    if let edit = edit(whole, of: node), edit.range.count <= Self.mostBytes || !isMultiline(edit),
      readsBack([edit], node, as: text, reading)
    {
      return [edit]
    }
    // Changes that stand far apart leave what is between them as it is laid out.
    guard old.count <= Self.mostCharacters, new.count <= Self.mostCharacters else { return nil }
    let parts = ScalarDifference.parts(old, new)
    let edits = parts.compactMap { edit($0, of: node) }
    return edits.count == parts.count && readsBack(edits, node, as: text, reading) ? edits : nil
  }

  /// Bytes that an edit over a line break may replace, and characters of a text that is compared
  /// in detail.
  private static let mostBytes = 2
  private static let mostCharacters = 4000

  private func isMultiline(_ edit: TextEdit) -> Bool {
    tree.bytes[Int(edit.range.start)..<Int(edit.range.end)].contains {
      $0 == ASCII.lineFeed || $0 == ASCII.carriageReturn
    }
  }

  private func edit(_ part: ScalarDifference, of node: NodeID) -> TextEdit? {
    guard !part.text.unicodeScalars.contains(where: ScalarWriter.isSpecial) else { return nil }
    let range = tree.sourceRange(of: part.old, in: node)
    guard tree.span(node).contains(range), let written = Self.written(part.text, tree.style(node))
    else { return nil }
    return TextEdit(range, written)
  }

  private static func written(_ text: String, _ style: ScalarStyle) -> [UInt8]? {
    switch style {
    case .plain, .literal, .folded: return Array(text.utf8)
    case .singleQuoted:
      return text.utf8.flatMap { $0 == UInt8(ascii: "'") ? [$0, $0] : [$0] }
    case .doubleQuoted:
      return ScalarWriter.bytes(text, style: .doubleQuoted, in: .json).map {
        Array($0.dropFirst().dropLast())
      }
    }
  }

  /// Whether a scalar that was changed in place reads as a text, as it did before.
  private func readsBack(
    _ edits: [TextEdit], _ node: NodeID, as text: String, _ reading: ScalarWriter.Reading
  ) -> Bool {
    let span = tree.span(node)
    let bytes = applying(
      edits.map { edit in
        TextEdit(
          ByteRange(start: edit.range.start - span.start, end: edit.range.end - span.start),
          edit.text)
      }, to: Array(tree.bytes[Int(span.start)..<Int(span.end)]))
    let isFlow = context(of: node) != .block
    // Block scalars carry the line break of their last line.
    let isBlock = [.literal, .folded].contains(tree.style(node))
    let file = Array((isFlow ? "[" : "- ").utf8) + bytes + Array((isFlow ? "]" : "\n").utf8)
    let sample = YAMLTree(parsing: file)
    guard sample.problems.isEmpty, sample.comments.isEmpty, sample.documents.count == 1,
      let root = sample.documents.first, sample.kind(root) == .sequence, sample.count(root) == 1,
      sample.isJSON || !tree.isJSON,
      let value = sample.elements(of: root).first(where: { _ in true }),
      sample.kind(value) == .scalar, sample.style(value) == tree.style(node),
      sample.equals(value, text)
    else { return false }
    if isBlock || sample.style(value) != .plain { return reading != .literal || isBlock }
    let usual = ScalarWriter.bytes(
      text, reading: reading, in: isFlow ? .flow : .block, isKey: isKey(node))
    return usual.map { $0.first != UInt8(ascii: "\"") || text.utf8.first == $0.first } ?? false
  }

  private func isKey(_ node: NodeID) -> Bool {
    place(of: node).map { tree.kind($0.parent) == .mapping && $0.index % 2 == 0 } ?? false
  }
}
