import YAMLTree

/// The edits that are made together: none meets another.
///
/// Edits are looked up by the pages of the text that they change, so that many of them cost little.
struct TakenEdits {
  private var byPage: [UInt32: [(hull: ByteRange, edit: TreeEdit)]] = [:]
  private var scalars: Set<NodeID> = []

  /// Bytes of a page; a few edits stand in one.
  private static let pageBytes: UInt32 = 512

  /// Takes an edit where it changes something and meets none that was taken.
  mutating func take(_ edit: TreeEdit) -> Bool {
    guard let hull = edit.hull, scalars.isDisjoint(with: edit.scalars) else { return false }
    // What only touches may meet, too.
    let first = (hull.start == 0 ? 0 : hull.start - 1) / Self.pageBytes
    let pages = first...(hull.end + 1) / Self.pageBytes
    let isFree = pages.allSatisfy { page in
      !(byPage[page] ?? []).contains { $0.hull.touches(hull) && $0.edit.meets(edit) }
    }
    guard isFree else { return false }
    for page in pages { byPage[page, default: []].append((hull, edit)) }
    scalars.formUnion(edit.scalars)
    return true
  }
}

extension ByteRange {
  /// Whether nothing stands between two ranges.
  fileprivate func touches(_ other: ByteRange) -> Bool {
    start <= other.end && other.start <= end
  }
}
