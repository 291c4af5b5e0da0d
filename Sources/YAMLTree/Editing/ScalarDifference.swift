/// A part of a text that another takes the place of.
struct ScalarDifference {
  /// The bytes of the old text.
  var old: Range<Int>
  var text: String

  /// The part between the beginning and the end that two texts share.
  static func middle(_ old: [Unicode.Scalar], _ new: [Unicode.Scalar]) -> ScalarDifference {
    let most = min(old.count, new.count)
    var start = 0
    while start < most, old[start] == new[start] { start += 1 }
    var tail = 0
    while tail < most - start, old[old.count - 1 - tail] == new[new.count - 1 - tail] { tail += 1 }
    let from = length(old[..<start])
    return ScalarDifference(
      old: from..<from + length(old[start..<old.count - tail]),
      text: string(new[start..<new.count - tail]))
  }

  /// All parts in which two texts differ.
  static func parts(_ old: [Unicode.Scalar], _ new: [Unicode.Scalar]) -> [ScalarDifference] {
    var removed = Set<Int>()
    var inserted = Set<Int>()
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var parts: [ScalarDifference] = []
    var (left, right, offset) = (0, 0, 0)
    while left < old.count || right < new.count {
      let (leftStart, rightStart) = (left, right)
      while removed.contains(left) { left += 1 }
      while inserted.contains(right) { right += 1 }
      if left == leftStart, right == rightStart {
        offset += length(old[left..<left + 1])
        left += 1
        right += 1
      } else {
        let size = length(old[leftStart..<left])
        parts.append(
          ScalarDifference(
            old: offset..<offset + size, text: string(new[rightStart..<right])))
        offset += size
      }
    }
    return parts
  }

  private static func length(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
    scalars.reduce(0) { $0 + UTF8.width($1) }
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }
}
