extension TreeEditor {
  /// Adds an entry behind the last one of a mapping, laid out as the others are.
  package func insert(
    _ key: String, _ text: String, reading: ScalarWriter.Reading, into mapping: NodeID
  ) -> TreeEdit? {
    guard tree.kind(mapping) == .mapping, !isShared(mapping) else { return nil }
    let children = tree.writtenChildren(of: mapping)
    guard children.count >= 2, let firstKey = children.first, let last = children.last else {
      return nil
    }
    let context: ScalarWriter.Context =
      tree.isJSON ? .json : tree.isFlow(mapping) ? .flow : self.context(of: firstKey)
    let style = tree.style(children[children.count - 2])
    guard
      let keyBytes = ScalarWriter.bytes(
        key,
        style: style == .singleQuoted
          ? .singleQuoted : style == .doubleQuoted ? .doubleQuoted : .plain,
        in: context, isKey: true),
      let value = ScalarWriter.bytes(
        text, reading: reading, style: style == .doubleQuoted ? .doubleQuoted : .plain, in: context)
    else { return nil }
    let entry = keyBytes + Array(": ".utf8) + value
    let edit =
      tree.isFlow(mapping)
      ? flowInsertion(of: entry, children, mapping) : blockInsertion(of: entry, firstKey, last)
    return edit.map {
      TreeEdit(edits: [$0], changes: [.inserted(into: mapping, key: key, text: text)])
    }
  }

  private func flowInsertion(
    of entry: [UInt8], _ children: [NodeID], _ mapping: NodeID
  ) -> TextEdit? {
    let last = children[children.count - 1]
    let lastKey = tree.spanWithProperties(children[children.count - 2])
    let end = tree.span(last).end
    guard tree.span(last).isEmpty == false else { return nil }
    // What stands before the last key is what stands between entries.
    let before =
      children.count >= 4
      ? Int(tree.span(children[children.count - 3]).end) : Int(tree.span(mapping).start) + 1
    let gap = tree.bytes[before..<Int(lastKey.start)].filter { $0 != ASCII.comma }
    guard gap.allSatisfy({ $0 <= 0x20 }) else { return nil }
    let space = gap.isEmpty ? [0x20] : Array(gap)
    return TextEdit(ByteRange(start: end, end: end), [ASCII.comma] + space + entry)
  }

  private func blockInsertion(of entry: [UInt8], _ firstKey: NodeID, _ last: NodeID) -> TextEdit? {
    let start = tree.spanWithProperties(firstKey).start
    let line = lineStart(start)
    // Behind `- ` the first key stands as deep as the others.
    let lead = tree.bytes[line..<Int(start)]
    guard lead.allSatisfy({ $0 == 0x20 || $0 == ASCII.minus }) else { return nil }
    let indent = Array(repeating: UInt8(0x20), count: lead.count)
    let end = lineEnd(tree.span(last).end)
    if end.next > end.content {
      return TextEdit(byteRange(end.next, end.next), indent + entry + lineBreak)
    }
    return TextEdit(byteRange(end.content, end.content), lineBreak + indent + entry)
  }
}
