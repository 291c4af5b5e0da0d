import YAMLTree

/// Finds the part of a file that a comment is about.
struct WaiverPlaces {
  private let tree: YAMLTree
  private let lines: LineIndex
  /// The lines on which nothing but a comment stands.
  private let commentLines: Set<Int>

  init(_ tree: YAMLTree) {
    self.tree = tree
    let lines = LineIndex(tree.bytes)
    self.lines = lines
    commentLines = Set(
      tree.comments.filter(\.standsAlone).map { lines.position(of: $0.span.start).line })
  }

  /// What a comment is about: the line that it ends; else, where it stands alone, what begins on
  /// the line below it and further comments: a key with its value, or an element of a list; the
  /// whole document where it stands above its first line. Nil where it stands above nothing.
  func range(of comment: Comment) -> ByteRange? {
    let line = lines.position(of: comment.span.start).line
    guard comment.standsAlone else {
      return ByteRange(start: lines.lineRange(line).start, end: comment.span.start)
    }
    // What begins before the comment, or ends after it, is not at its top.
    if let root = documentBelow(comment, line) { return tree.span(root) }
    var below = line + 1
    while commentLines.contains(below) { below += 1 }
    guard below <= lines.lineCount else { return nil }
    let target = lines.lineRange(below)
    for root in tree.documents {
      if let found = range(on: target, in: root) { return found }
    }
    return nil
  }

  /// The document at whose top a comment stands.
  private func documentBelow(_ comment: Comment, _ line: Int) -> NodeID? {
    guard let index = tree.documents.firstIndex(where: { tree.span($0).start > comment.span.end })
    else { return nil }
    let root = tree.documents[index]
    if index > 0 {
      let before = tree.span(tree.documents[index - 1])
      if before.end > comment.span.start { return nil }
      // Below the end of a document and above the sign for the next one, it is about neither.
      var below = line + 1
      while commentLines.contains(below) { below += 1 }
      let next = lines.lineRange(below)
      if next.start < tree.span(root).start, isBlank(next) { return nil }
    }
    return root
  }

  private func isBlank(_ range: ByteRange) -> Bool {
    tree.bytes[Int(range.start)..<Int(range.end)].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// The outermost entry or element below a node that begins on a line.
  private func range(on line: ByteRange, in node: NodeID) -> ByteRange? {
    let span = tree.span(node)
    guard !tree.isAlias(node), span.end > line.start, span.start <= line.end else { return nil }
    func begins(_ node: NodeID) -> Bool {
      let start = tree.span(node).start
      return start >= line.start && start <= line.end
    }
    switch tree.kind(node) {
    case .scalar: return nil
    case .sequence:
      for element in tree.elements(of: node) {
        // Without a hyphen before it, what begins here is the first key of a value.
        if begins(element) { return tree.span(element) }
        if let found = range(on: line, in: element) { return found }
      }
    case .mapping:
      for entry in tree.entries(of: node) where !entry.isMerged {
        if begins(entry.key) {
          let key = tree.span(entry.key)
          return ByteRange(start: key.start, end: max(key.end, tree.span(entry.value).end))
        }
        if let found = range(on: line, in: entry.value) { return found }
      }
    }
    return nil
  }
}
