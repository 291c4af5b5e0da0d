/// Which lines of two texts are not common to both.
///
/// Small texts are compared by the shortest way from one to the other (Myers). In large ones, whose
/// shortest way takes quadratic time, lines that stand once in each text part them first (the patience
/// of Bram Cohen's diff), and what is still large between two of them is shown as replaced.
enum LineDifference {
  typealias Line = ArraySlice<UInt8>

  /// Most lines of both texts together that are compared by the shortest way.
  private static let mostLines = 600

  /// For each line, whether it is of one text only.
  static func changed(_ left: [Line], _ right: [Line]) -> (removed: [Bool], inserted: [Bool]) {
    var removed = Array(repeating: false, count: left.count)
    var inserted = Array(repeating: false, count: right.count)
    var parts = [(old: left.indices, new: right.indices)]
    while let part = parts.popLast() {
      let (old, new) = withoutCommonEnds(part.old, part.new, left, right)
      if old.isEmpty || new.isEmpty || old.count + new.count <= mostLines {
        mark(old, new, left, right, &removed, &inserted)
        continue
      }
      let anchors = anchors(old, new, left, right)
      if anchors.isEmpty {
        for line in old { removed[line] = true }
        for line in new { inserted[line] = true }
        continue
      }
      var (oldStart, newStart) = (old.lowerBound, new.lowerBound)
      for anchor in anchors {
        parts.append((oldStart..<anchor.old, newStart..<anchor.new))
        (oldStart, newStart) = (anchor.old + 1, anchor.new + 1)
      }
      parts.append((oldStart..<old.upperBound, newStart..<new.upperBound))
    }
    return (removed, inserted)
  }

  private static func withoutCommonEnds(
    _ old: Range<Int>, _ new: Range<Int>, _ left: [Line], _ right: [Line]
  ) -> (Range<Int>, Range<Int>) {
    var (old, new) = (old, new)
    while !old.isEmpty, !new.isEmpty, left[old.lowerBound] == right[new.lowerBound] {
      (old, new) = (old.dropFirst(), new.dropFirst())
    }
    while !old.isEmpty, !new.isEmpty, left[old.upperBound - 1] == right[new.upperBound - 1] {
      (old, new) = (old.dropLast(), new.dropLast())
    }
    return (old, new)
  }

  /// Marks what is not on the shortest way.
  private static func mark(
    _ old: Range<Int>, _ new: Range<Int>, _ left: [Line], _ right: [Line],
    _ removed: inout [Bool], _ inserted: inout [Bool]
  ) {
    for change in right[new].difference(from: left[old]) {
      switch change {
      case .remove(let offset, _, _): removed[old.lowerBound + offset] = true
      case .insert(let offset, _, _): inserted[new.lowerBound + offset] = true
      }
    }
  }

  /// Lines that stand once in each text, as many as follow each other in both.
  private static func anchors(
    _ old: Range<Int>, _ new: Range<Int>, _ left: [Line], _ right: [Line]
  ) -> [(old: Int, new: Int)] {
    let (inOld, inNew) = (placesOfSingles(old, left), placesOfSingles(new, right))
    let common = old.compactMap { line -> (old: Int, new: Int)? in
      guard inOld[left[line]] == line, let other = inNew[left[line]], other >= 0 else { return nil }
      return (line, other)
    }
    // The longest run that rises: for each length, the run that ends lowest.
    var tops: [Int] = []
    var before = Array(repeating: -1, count: common.count)
    for (index, pair) in common.enumerated() {
      var (low, high) = (0, tops.count)
      while low < high {
        let middle = (low + high) / 2
        if common[tops[middle]].new < pair.new { low = middle + 1 } else { high = middle }
      }
      before[index] = low > 0 ? tops[low - 1] : -1
      if low < tops.count { tops[low] = index } else { tops.append(index) }
    }
    var result: [(old: Int, new: Int)] = []
    var index = tops.last ?? -1
    while index >= 0 {
      result.append(common[index])
      index = before[index]
    }
    return result.reversed()
  }

  /// Where each line stands; -1 for those that stand several times.
  private static func placesOfSingles(_ range: Range<Int>, _ lines: [Line]) -> [Line: Int] {
    var places: [Line: Int] = [:]
    for line in range {
      if places.updateValue(line, forKey: lines[line]) != nil { places[lines[line]] = -1 }
    }
    return places
  }
}
