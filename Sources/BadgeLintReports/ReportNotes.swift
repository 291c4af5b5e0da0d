/// What a report says of a file outside of the order of the files.
package struct ReportNote: Sendable {
  /// Notes of a group stand together, in the order of the files.
  package var group: Int
  package var bytes: [UInt8]
}

/// The notes of a run for one report, as many as its bound allows.
package struct ReportNotes: Sendable {
  private var groups: [[[UInt8]]] = []
  private var sizes: [Int] = []
  private var dropped: [Int] = []
  private let limit: Int
  /// Whether any part of the report was written before its epilogue.
  package var hasParts = false

  /// - Parameter limit: The most bytes that are kept of a group.
  package init(limit: Int) { self.limit = limit }

  /// Keeps a note, or counts it where the group is full.
  package mutating func add(_ note: ReportNote) {
    while groups.count <= note.group {
      groups.append([])
      sizes.append(0)
      dropped.append(0)
    }
    // What follows a note that was dropped is dropped, too: the kept ones are the first ones.
    guard dropped[note.group] == 0, sizes[note.group] + note.bytes.count <= limit else {
      dropped[note.group] += 1
      return
    }
    sizes[note.group] += note.bytes.count
    groups[note.group].append(note.bytes)
  }

  /// The notes of a group that were kept.
  package func kept(_ group: Int) -> [[UInt8]] { group < groups.count ? groups[group] : [] }

  /// How many notes of a group were not kept.
  package func droppedCount(_ group: Int) -> Int { group < dropped.count ? dropped[group] : 0 }
}
