/// Sets that are the same, found by their digests and then compared.
struct CopyGroups {
  /// The index of the first of each set that is not empty, in rising order.
  private(set) var representatives: [UInt32] = []
  /// Groups of two or more indices of the same set, ordered by their first.
  private(set) var copies: [[Int]] = []

  init(_ store: ShingleStore) throws(SpillError) {
    var order = (0..<UInt32(store.count)).filter { store.shingleCount(Int($0)) > 0 }
    order.sort { left, right in
      (store.digest(Int(left)), left) < (store.digest(Int(right)), right)
    }
    var start = 0
    while start < order.count {
      let digest = store.digest(Int(order[start]))
      var end = start + 1
      while end < order.count, store.digest(Int(order[end])) == digest { end += 1 }
      if end == start + 1 {
        representatives.append(order[start])
      } else {
        try divide(order[start..<end], store)
      }
      start = end
    }
    representatives.sort()
    copies.sort { $0[0] < $1[0] }
  }

  /// Takes sets of one digest, which are the same but for an accident.
  private mutating func divide(
    _ indices: ArraySlice<UInt32>, _ store: ShingleStore
  ) throws(SpillError) {
    var groups: [(set: Shingles, members: [Int])] = []
    for index in indices {
      let set = try store.read(Int(index))
      if let group = groups.firstIndex(where: { $0.set == set }) {
        groups[group].members.append(Int(index))
      } else {
        representatives.append(index)
        groups.append((set, [Int(index)]))
      }
    }
    for group in groups where group.members.count > 1 { copies.append(group.members) }
  }
}
