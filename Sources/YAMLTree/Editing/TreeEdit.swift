/// The replacement of a range of bytes of a file by others.
package struct TextEdit: Sendable, Hashable {
  /// What goes; empty where something is only put in.
  package var range: ByteRange
  /// What comes in its place, as UTF-8.
  package var text: [UInt8]

  /// Makes an edit.
  package init(_ range: ByteRange, _ text: [UInt8]) {
    self.range = range
    self.text = text
  }

  /// Whether two edits cannot both be made: they share bytes, or put something in at one place.
  package func meets(_ other: TextEdit) -> Bool {
    range.start < other.range.end && other.range.start < range.end
      || range.start == other.range.start
  }
}

/// What an edit does to the tree, by which its result is checked.
package enum TreeChange: Sendable, Hashable {
  /// A scalar, which may be a key, holds another text.
  case scalar(NodeID, text: String)
  /// An element of a list, or the entry of a key, is gone.
  case removed(NodeID)
  /// A mapping has one more entry.
  case inserted(into: NodeID, key: String, text: String)
  /// The comment that begins at an offset is another or gone.
  case comment(UInt32)
}

extension TreeChange {
  /// Whether two changes are of one scalar or comment.
  fileprivate func meets(_ other: TreeChange) -> Bool {
    switch (self, other) {
    case (.scalar(let left, _), .scalar(let right, _)): left == right
    case (.comment(let left), .comment(let right)): left == right
    default: false
    }
  }
}

/// A change of a tree together with the bytes that make it.
package struct TreeEdit: Sendable, Hashable {
  package var edits: [TextEdit]
  package var changes: [TreeChange]
  /// Whether it takes out what nobody read, so that no rule can call it safe.
  package var losesUnread = false

  /// Makes an edit.
  package init(edits: [TextEdit] = [], changes: [TreeChange] = []) {
    self.edits = edits
    self.changes = changes
  }

  /// Whether two edits cannot both be made.
  package func meets(_ other: TreeEdit) -> Bool {
    edits.contains { edit in other.edits.contains { edit.meets($0) } }
      || changes.contains { change in other.changes.contains { change.meets($0) } }
  }

  /// From the first byte that changes to the last; nil where none does.
  package var hull: ByteRange? {
    guard let start = edits.map(\.range.start).min(), let end = edits.map(\.range.end).max() else {
      return nil
    }
    return ByteRange(start: start, end: end)
  }

  /// The scalars that get another text.
  package var scalars: [NodeID] {
    changes.compactMap { if case .scalar(let node, _) = $0 { node } else { nil } }
  }

  /// Whether it takes something out, so that what stands behind it gets another place.
  package var removes: Bool {
    changes.contains { if case .removed = $0 { true } else { false } }
  }

  /// Adds what another edit does.
  package mutating func add(_ other: TreeEdit) {
    edits += other.edits.filter { !edits.contains($0) }
    changes += other.changes.filter { !changes.contains($0) }
    losesUnread = losesUnread || other.losesUnread
  }
}

/// The bytes after edits that do not meet; the order in which they are given does not matter.
package func applying(_ edits: [TextEdit], to bytes: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count + 64)
  var position = 0
  for edit in edits.sorted(by: { $0.range.start < $1.range.start }) {
    let (start, end) = (Int(edit.range.start), Int(edit.range.end))
    guard start >= position, end <= bytes.count else { continue }
    result += bytes[position..<start]
    result += edit.text
    position = end
  }
  return result + bytes[position...]
}
