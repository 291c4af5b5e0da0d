/// The candidate that a misspelt name most likely means, or nil when none is near.
///
/// Near is an edit distance of at most a third of the name's length, where swapping two
/// neighbours counts as one edit; of equally near ones the first wins. A candidate of which the
/// name is the part before the first hyphen is nearer than any that differs by an edit, and one
/// that differs in case, hyphens, underscores and blanks only is the nearest.
package func closestMatch(to name: String, in candidates: some Sequence<String>) -> String? {
  let wanted = Array(name.utf8)
  guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
  let bare = bareName(wanted)
  if bare.count > 1, let same = candidates.first(where: { bareName(Array($0.utf8)) == bare }) {
    return same
  }
  var best: String?
  var bestDistance = max(1, wanted.count / 3) + 1
  // A word that was cut short is nearer than its distance says.
  if wanted.count >= 4 {
    let longer = candidates.filter { $0.utf8.count > wanted.count && $0.utf8.starts(with: wanted) }
    if longer.count == 1 { return longer.first }
  }
  let first = wanted + [UInt8(ascii: "-")]
  if let longer = candidates.first(where: { $0.utf8.starts(with: first) }) { return longer }
  for candidate in candidates {
    let text = Array(candidate.utf8)
    guard abs(text.count - wanted.count) < bestDistance, text.count <= 96 else { continue }
    let distance = editDistance(wanted, text)
    if distance < bestDistance, distance < max(wanted.count, text.count) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/// A name in lower case without hyphens, underscores and blanks (ASCII).
private func bareName(_ name: [UInt8]) -> [UInt8] {
  name.compactMap { byte in
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: " "): nil
    case 0x41...0x5A: byte | 0x20
    default: byte
    }
  }
}

/// The ending of a message that proposes the closest candidate; empty when there is none.
package func suggestion(for name: String, in candidates: some Sequence<String>) -> String {
  closestMatch(to: name, in: candidates).map { "; did you mean '\($0)'?" } ?? ""
}

/// How many edits turn one text into the other, where swapping two neighbours counts as one.
package func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var beforeLast = [Int](repeating: 0, count: right.count + 1)
  var last = Array(0...right.count)
  for i in 0..<left.count {
    var row = [i + 1]
    row.reserveCapacity(right.count + 1)
    for j in 0..<right.count {
      let cost = left[i] == right[j] ? 0 : 1
      var distance = min(last[j] + cost, last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        distance = min(distance, beforeLast[j - 1] + 1)
      }
      row.append(distance)
    }
    beforeLast = last
    last = row
  }
  return last[right.count]
}
