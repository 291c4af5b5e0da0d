import YAMLTree

/// Finds where a comment has to stand to waive a finding.
package enum WaiverDraft {
  /// The edit that puts a comment into a text; nil where none can, as in JSON or within a text of
  /// several lines. The comment ends the line of the finding where that is enough, else it stands
  /// above what the finding is about.
  package static func edit(
    waiving finding: Finding, _ rule: Rule, reason: String, in tree: YAMLTree
  ) -> TextEdit? {
    guard rule.check?.isInexcusable != true, tree.isComplete, !tree.isJSON else { return nil }
    let comment = "# badgelint: \(WaiverComment.word) \(rule.id) -- \(reason)"
    let lines = LineIndex(tree.bytes)
    let line = lines.lineRange(lines.position(of: finding.span.start).line)
    // Above its first line a comment would hold for the whole document.
    let isFirst = tree.documents.contains { root in
      line.start <= tree.span(root).start && tree.span(root).start <= line.end
    }
    var candidates = [above(line, comment, tree.bytes), behind(line, comment, tree.bytes)]
    if isFirst { candidates.reverse() }
    candidates.append(atTop(of: finding, comment, lines, tree))
    return candidates.compactMap(\.self).first { waives(finding, rule, $0, in: tree) }
  }

  /// A line of its own above a line, as far indented.
  private static func above(_ line: ByteRange, _ comment: String, _ bytes: [UInt8]) -> TextEdit? {
    let text = bytes[Int(line.start)..<Int(line.end)]
    let indent = Array(text.prefix { $0 == 0x20 })
    return TextEdit(
      ByteRange(start: line.start, end: line.start),
      indent + Array(comment.utf8) + lineBreak(in: bytes))
  }

  private static func behind(_ line: ByteRange, _ comment: String, _ bytes: [UInt8]) -> TextEdit? {
    var end = line.end
    while end > line.start, bytes[Int(end) - 1] == 0x20 || bytes[Int(end) - 1] == 0x09 { end -= 1 }
    guard end > line.start else { return nil }
    return TextEdit(ByteRange(start: end, end: line.end), Array("  \(comment)".utf8))
  }

  /// Above the first line of the document of a finding, where it holds for all of it.
  private static func atTop(
    of finding: Finding, _ comment: String, _ lines: LineIndex, _ tree: YAMLTree
  ) -> TextEdit? {
    let root = tree.documents.last { tree.span($0).start <= finding.span.start }
    return root.flatMap { root in
      above(lines.lineRange(lines.position(of: tree.span(root).start).line), comment, tree.bytes)
    }
  }

  private static func lineBreak(in bytes: [UInt8]) -> [UInt8] {
    guard let first = bytes.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return [0x0A] }
    if bytes[first] == 0x0A { return [0x0A] }
    return first + 1 < bytes.count && bytes[first + 1] == 0x0A ? [0x0D, 0x0A] : [0x0D]
  }

  /// Whether the text with the comment has the same values, and the comment is about the finding.
  private static func waives(
    _ finding: Finding, _ rule: Rule, _ edit: TextEdit, in tree: YAMLTree
  ) -> Bool {
    let after = tree.after([edit])
    guard EditCheck.holds([.comment(UInt32.max)], from: tree, to: after) else {
      return false
    }
    let shift = UInt32(edit.text.count - edit.range.count)
    var span = finding.span
    if span.start >= edit.range.end { span.start += shift }
    if span.end >= edit.range.end, span.end > finding.span.start { span.end += shift }
    let new = edit.range.start..<edit.range.start + UInt32(edit.text.count)
    return WaiverComment.all(in: after).contains { comment in
      new.contains(comment.comment.span.start) && comment.rules.contains { $0.name == rule.id }
        && WaiverPlaces(after).range(of: comment.comment).map { WaiverJudge.covers($0, span) }
          == true
    }
  }
}
