/// Holds the file after edits against what they were to do.
package struct EditCheck {
  private let old: YAMLTree
  private let new: YAMLTree
  private var texts: [NodeID: String] = [:]
  private var removed: Set<NodeID> = []
  private var inserted: [NodeID: [(key: String, text: String)]] = [:]
  private var changedComments: Set<UInt32> = []

  /// Whether a file changed as it was to and in nothing else: every other value, its type and
  /// every comment is as before.
  package static func holds(
    _ changes: [TreeChange], from old: YAMLTree, to new: YAMLTree
  ) -> Bool {
    let check = EditCheck(changes, from: old, to: new)
    return check.keepsShape && check.keepsComments
  }

  private init(_ changes: [TreeChange], from old: YAMLTree, to new: YAMLTree) {
    self.old = old
    self.new = new
    for change in changes {
      switch change {
      case .scalar(let node, let text): texts[node] = text
      case .removed(let node): removed.insert(node)
      case .inserted(let mapping, let key, let text):
        inserted[mapping, default: []].append((key, text))
      case .comment(let offset): changedComments.insert(offset)
      }
    }
  }

  private var keepsShape: Bool {
    guard new.isComplete == old.isComplete, new.isJSON == old.isJSON,
      new.problems.count <= old.problems.count, old.documents.count == new.documents.count
    else { return false }
    return zip(old.documents, new.documents).allSatisfy(areAlike)
  }

  private func areAlike(_ old: NodeID, _ new: NodeID) -> Bool {
    guard self.old.isAlias(old) == self.new.isAlias(new), self.old.kind(old) == self.new.kind(new)
    else { return false }
    if self.old.isAlias(old) { return self.old.anchor(of: old) == self.new.anchor(of: new) }
    if self.old.tag(of: old) != self.new.tag(of: new) { return false }
    if self.old.anchor(of: old) != self.new.anchor(of: new) { return false }
    switch self.old.kind(old) {
    case .scalar:
      if let text = texts[old] { return self.new.equals(new, text) }
      return self.old.scalarType(old) == self.new.scalarType(new)
        && self.new.equals(new, self.old.withContent(old, Array.init))
    case .sequence, .mapping:
      let isMapping = self.old.kind(old) == .mapping
      var left = self.old.writtenChildren(of: old)
      let right = self.new.writtenChildren(of: new)
      if isMapping {
        left = stride(from: 0, to: left.count - 1, by: 2).flatMap {
          removed.contains(left[$0]) ? [] : [left[$0], left[$0 + 1]]
        }
      } else {
        left.removeAll(where: removed.contains)
      }
      let added = inserted[old] ?? []
      guard left.count + 2 * added.count == right.count else { return false }
      for (index, entry) in added.enumerated() {
        let key = right[left.count + 2 * index]
        let value = right[left.count + 2 * index + 1]
        guard self.new.equals(key, entry.key), self.new.equals(value, entry.text) else {
          return false
        }
      }
      return zip(left, right).allSatisfy(areAlike)
    }
  }

  private var keepsComments: Bool {
    let before = old.comments.filter { !changedComments.contains($0.span.start) }
      .map { text($0, old) }
    var after = new.comments.map { text($0, new) }[...]
    for comment in before {
      guard let index = after.firstIndex(of: comment) else { return false }
      after = after[(index + 1)...]
    }
    // Only a comment that was changed may be new.
    return new.comments.count - before.count <= changedComments.count
  }

  private func text(_ comment: Comment, _ tree: YAMLTree) -> ArraySlice<UInt8> {
    tree.bytes[Int(comment.span.start)..<Int(comment.span.end)]
  }
}
