import CEL
import YAMLTree

/// Edits of a comment that waives: of a word in it, or of all of it.
struct WaiverEdits {
  let editor: TreeEditor
  let comment: WaiverComment
  /// The rule or word that is wrong.
  let named: WaiverComment.Named

  /// The edit of an action; nil where it is none of comments.
  func edit(_ action: RuleEdit.Action, _ variables: [Value]) throws(EvaluationError) -> TreeEdit? {
    let span: ByteRange
    var text: [UInt8] = []
    switch action {
    case .set(_, let value):
      guard case .string(let word) = try value.evaluate(variables, host: EmptyHost()),
        !word.utf8.contains(where: { $0 < 0x20 })
      else { return nil }
      (span, text) = (named.span, Array(word.utf8))
    case .remove:
      span = comment.rules.count == 1 ? editor.range(ofComment: comment.comment) : nameWithComma
    case .rename, .replace: return nil
    }
    return TreeEdit(
      edits: [TextEdit(span, text)], changes: [.comment(comment.comment.span.start)])
  }

  /// The name with the comma that parts it from another.
  private var nameWithComma: ByteRange {
    let index = comment.rules.firstIndex { $0.span == named.span } ?? 0
    if index + 1 < comment.rules.count {
      return ByteRange(start: named.span.start, end: comment.rules[index + 1].span.start)
    }
    return ByteRange(start: comment.rules[max(0, index - 1)].span.end, end: named.span.end)
  }
}
