/// The lines in which two texts differ, as `diff -u` writes them and `patch` reads them.
package enum UnifiedDiff {
  /// Lines around a change that are shown with it.
  private static let context = 3

  /// The difference of two texts of a file; empty where there is none.
  package static func bytes(_ old: [UInt8], _ new: [UInt8], path: String) -> [UInt8] {
    guard old != new else { return [] }
    let (left, right) = (lines(old), lines(new))
    let changes = self.changes(left, right)
    var result = Array("--- \(name(path))\n+++ \(name(path))\n".utf8)
    for hunk in hunks(changes) { write(hunk, left, right, to: &result) }
    return result
  }

  /// A range of lines that others take the place of.
  private struct Change {
    var old: Range<Int>
    var new: Range<Int>
  }

  /// A name with blanks ends at a tab, and one with a line break could pretend to be more.
  private static func name(_ path: String) -> String {
    let safe = String(
      String.UnicodeScalarView(path.unicodeScalars.map { $0.value < 0x20 ? "?" : $0 }))
    return safe.utf8.contains(0x20) ? safe + "\t" : safe
  }

  /// The lines of a text, each with its line feed.
  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var result: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      result.append(bytes[start..<end])
      start = end
    }
    return result
  }

  // MARK: - Changes

  private static func changes(
    _ left: [ArraySlice<UInt8>], _ right: [ArraySlice<UInt8>]
  ) -> [Change] {
    let (removed, inserted) = LineDifference.changed(left, right)
    var changes: [Change] = []
    var (old, new) = (0, 0)
    while old < left.count || new < right.count {
      let (oldStart, newStart) = (old, new)
      while old < left.count, removed[old] { old += 1 }
      while new < right.count, inserted[new] { new += 1 }
      if old > oldStart || new > newStart {
        changes.append(Change(old: oldStart..<old, new: newStart..<new))
      } else {
        old += 1
        new += 1
      }
    }
    return changes
  }

  /// Changes that stand so near that they are shown together.
  private static func hunks(_ changes: [Change]) -> [[Change]] {
    var hunks: [[Change]] = []
    for change in changes {
      if let last = hunks.last?.last, change.old.lowerBound - last.old.upperBound <= 2 * context {
        hunks[hunks.count - 1].append(change)
      } else {
        hunks.append([change])
      }
    }
    return hunks
  }

  private static func write(
    _ hunk: [Change], _ left: [ArraySlice<UInt8>], _ right: [ArraySlice<UInt8>],
    to result: inout [UInt8]
  ) {
    guard let first = hunk.first, let last = hunk.last else { return }
    let before = min(context, first.old.lowerBound)
    let after = min(context, left.count - last.old.upperBound)
    let old = first.old.lowerBound - before..<last.old.upperBound + after
    let new = first.new.lowerBound - before..<last.new.upperBound + after
    result += Array("@@ -\(text(old)) +\(text(new)) @@\n".utf8)
    var position = old.lowerBound
    for change in hunk {
      for line in left[position..<change.old.lowerBound] { write(" ", line, to: &result) }
      for line in left[change.old] { write("-", line, to: &result) }
      for line in right[change.new] { write("+", line, to: &result) }
      position = change.old.upperBound
    }
    for line in left[position..<old.upperBound] { write(" ", line, to: &result) }
  }

  /// The first line from 1 and the number of lines.
  private static func text(_ range: Range<Int>) -> String {
    let start = range.isEmpty ? range.lowerBound : range.lowerBound + 1
    return range.count == 1 ? "\(start)" : "\(start),\(range.count)"
  }

  private static func write(_ sign: String, _ line: ArraySlice<UInt8>, to result: inout [UInt8]) {
    result += Array(sign.utf8) + line
    if line.last != 0x0A { result += Array("\n\\ No newline at end of file\n".utf8) }
  }
}
