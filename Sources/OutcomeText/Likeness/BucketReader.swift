/// Reads the sets of a bucket when they are first compared, and keeps as many as a bound allows.
struct BucketReader {
  private let store: ShingleStore
  private let overlap: SetOverlap
  private var bucket: [UInt32] = []
  /// The sets that are kept, and then those that are read for one comparison.
  private var words: [UInt32] = []
  /// Where the set of each place starts in `words`; -1 for those that are not kept.
  private var starts: [Int] = []
  /// Most words that are kept.
  private let mostKept: Int

  init(store: ShingleStore, threshold: Double, keptBytes: Int) {
    self.store = store
    overlap = SetOverlap(threshold: threshold)
    mostKept = max(0, keptBytes / 4)
  }

  /// Turns to another bucket.
  mutating func start(_ bucket: [UInt32]) {
    self.bucket = bucket
    words.removeAll(keepingCapacity: words.capacity / 2 <= mostKept)
    starts.removeAll(keepingCapacity: true)
  }

  func definition(_ place: Int) -> Int { Int(bucket[place]) }

  /// The likeness of two sets where it is at least the threshold.
  mutating func likeness(_ place: Int, _ other: Int) throws(SpillError) -> Double? {
    guard
      overlap.isPossible(
        store.shingleCount(definition(place)), store.shingleCount(definition(other)))
    else { return nil }
    if starts.isEmpty { starts.append(contentsOf: repeatElement(-1, count: bucket.count)) }
    let first = try range(place)
    let second = try range(other)
    let result = words.withUnsafeBufferPointer { [overlap] words in
      overlap.likeness(
        UnsafeBufferPointer(rebasing: words[first]), UnsafeBufferPointer(rebasing: words[second]))
    }
    if words.count > mostKept { dropUnkept(first, second) }
    return result
  }

  /// The words of the set at a place, which is read where it is not kept.
  private mutating func range(_ place: Int) throws(SpillError) -> Range<Int> {
    let definition = definition(place)
    let count = store.shingleCount(definition)
    if starts[place] >= 0 { return starts[place]..<(starts[place] + count) }
    let start = words.count
    try store.read(definition, appendingTo: &words)
    if words.count <= mostKept { starts[place] = start }
    return start..<(start + count)
  }

  /// Lets go of sets that went beyond the bound.
  private mutating func dropUnkept(_ first: Range<Int>, _ second: Range<Int>) {
    let kept = [first, second].filter { $0.upperBound > mostKept }.map(\.lowerBound).min()
    if let kept { words.removeLast(words.count - kept) }
  }
}
