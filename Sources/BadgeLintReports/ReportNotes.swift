import BadgeLint

/// What a report says of a file outside of the order of the files.
package struct ReportNote: Sendable {
  /// Notes of a group stand together, in the order of the files.
  package var group: Int
  package var bytes: [UInt8]
}

/// The notes of a run for one report.
package struct ReportNotes: Sendable {
  private var groups: [Group] = []
  private let bound: NoteBound
  /// Whether any part of the report was written before its end.
  package var hasParts = false

  private struct Group: Sendable {
    var kept: [[UInt8]] = []
    var size = 0
    var droppedCount = 0
    /// All notes, where there is no bound.
    var all = SpilledBytes()
  }

  package init(_ bound: NoteBound) { self.bound = bound }

  /// Keeps a note, or counts it where the group is full.
  package mutating func add(_ note: ReportNote) {
    while groups.count <= note.group { groups.append(Group()) }
    switch bound {
    case .bytes(let limit):
      // What follows a note that was dropped is dropped, too: the kept ones are the first ones.
      guard groups[note.group].droppedCount == 0,
        groups[note.group].size + note.bytes.count <= limit
      else {
        groups[note.group].droppedCount += 1
        return
      }
      groups[note.group].size += note.bytes.count
      groups[note.group].kept.append(note.bytes)
    case .none(let separator):
      if !groups[note.group].all.isEmpty { groups[note.group].all.append(separator) }
      groups[note.group].all.append(note.bytes)
    }
  }

  /// The notes of a group that were kept, where they have a bound.
  package func kept(_ group: Int) -> [[UInt8]] { group < groups.count ? groups[group].kept : [] }

  /// How many notes of a group were not kept.
  package func droppedCount(_ group: Int) -> Int {
    group < groups.count ? groups[group].droppedCount : 0
  }

  /// All notes of a group with what stands between them, where they have no bound.
  package func all(_ group: Int) -> SpilledBytes {
    group < groups.count ? groups[group].all : SpilledBytes()
  }
}

/// How many notes a report keeps.
package enum NoteBound: Sendable {
  /// The most bytes of a group.
  case bytes(Int)
  /// All of them; they are copied into the report, with a separator between them.
  case none(separator: [UInt8])
}

/// A piece of the end of a report.
package enum ReportEnding: Sendable {
  case bytes([UInt8])
  /// All notes of a group.
  case notes(group: Int)
}
