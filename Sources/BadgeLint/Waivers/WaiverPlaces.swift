import YAMLTree

/// Finds the part of a file that a comment is about.
struct WaiverPlaces {
  private let tree: YAMLTree
  private let lines: LineIndex
  /// The first line below that is no comment, for each line on which nothing but a comment stands.
  private let lineBelow: [Int: Int]
  /// The outermost entry or element that begins on a line, by the line.
  private let targets: [Int: ByteRange]

  init(_ tree: YAMLTree) {
    self.tree = tree
    let lines = LineIndex(tree.bytes)
    self.lines = lines
    var lineBelow: [Int: Int] = [:]
    let alone = tree.comments.filter(\.standsAlone).map { lines.position(of: $0.span.start).line }
    for line in alone.reversed() { lineBelow[line] = lineBelow[line + 1] ?? line + 1 }
    self.lineBelow = lineBelow
    var targets: [Int: ByteRange] = [:]
    for root in tree.documents { Self.addTargets(in: root, tree, lines, to: &targets) }
    self.targets = targets
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
    return targets[lineBelow[line] ?? line + 1]
  }

  /// The document at whose top a comment stands.
  private func documentBelow(_ comment: Comment, _ line: Int) -> NodeID? {
    guard let index = tree.documents.firstIndex(where: { tree.span($0).start > comment.span.end })
    else { return nil }
    let root = tree.documents[index]
    if index > 0 || !tree.origin.isStart {
      if index > 0, tree.span(tree.documents[index - 1]).end > comment.span.start { return nil }
      // Below the end of a document and above the sign for the next one, it is about neither.
      let next = lines.lineRange(lineBelow[line] ?? line + 1)
      if next.start < tree.span(root).start, isBlank(next) { return nil }
    }
    return root
  }

  private func isBlank(_ range: ByteRange) -> Bool {
    tree.bytes[Int(range.start)..<Int(range.end)].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// Notes the entries and elements below a node by the lines on which they begin; the outermost
  /// and first of a line comes first.
  private static func addTargets(
    in node: NodeID, _ tree: YAMLTree, _ lines: LineIndex, to targets: inout [Int: ByteRange]
  ) {
    guard !tree.isAlias(node) else { return }
    func add(_ range: ByteRange) {
      let line = lines.position(of: range.start).line
      if targets[line] == nil { targets[line] = range }
    }
    switch tree.kind(node) {
    case .scalar: return
    case .sequence:
      for element in tree.elements(of: node) {
        // Without a hyphen before it, what begins here is the first key of a value.
        add(tree.span(element))
        addTargets(in: element, tree, lines, to: &targets)
      }
    case .mapping:
      for entry in tree.entries(of: node) where !entry.isMerged {
        let key = tree.span(entry.key)
        add(ByteRange(start: key.start, end: max(key.end, tree.span(entry.value).end)))
        addTargets(in: entry.value, tree, lines, to: &targets)
      }
    }
  }
}
