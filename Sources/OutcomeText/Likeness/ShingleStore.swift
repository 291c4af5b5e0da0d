/// Keeps sets of shingles so that pairs can be compared exactly without all of them in memory.
///
/// The first sets stay in memory, up to a number of bytes; those that follow go to a temporary file.
/// Beside the sets 16 bytes are kept in memory for each. Copies of a store share the file until one
/// of them is added to.
package struct ShingleStore: Sendable {
  /// The words of the first sets.
  private var memory: [UInt32] = []
  /// Words that follow those in memory and are in the file.
  private var written = 0
  /// Words that follow those in the file.
  private var pending: [UInt32] = []
  private var file: SpillFile?
  /// Where each set starts, in words over all three; one more than there are sets.
  private var starts = [0]
  /// A hash of each set.
  private var digests: [UInt64] = []
  private let mostInMemory: Int
  private let mostPending: Int
  private let folder: String

  /// - Parameters:
  ///   - memoryBytes: Bytes of sets that are kept in memory, the file's buffer included.
  ///   - folder: Where a temporary file is made; the one that `TMPDIR` names where nothing is given.
  package init(memoryBytes: Int, folder: String? = nil) {
    let words = max(0, memoryBytes) / 4
    mostPending = min(words / 4, 1 << 18)
    mostInMemory = words - mostPending
    self.folder = folder ?? SpillFile.usualFolder
  }

  /// The number of sets.
  package var count: Int { digests.count }

  /// Whether sets had to be written to a file.
  package var isSpilled: Bool { written > 0 }

  /// The number of shingles of a set.
  package func shingleCount(_ index: Int) -> Int { starts[index + 1] - starts[index] }

  /// Equal for sets that are equal, and hardly ever for others.
  func digest(_ index: Int) -> UInt64 { digests[index] }

  /// Adds a set and gives its index, which counts from 0.
  ///
  /// After an error the store holds what it held before.
  @discardableResult
  package mutating func append(_ shingles: Shingles) throws(SpillError) -> Int {
    let words = shingles.hashes
    if written == 0, pending.isEmpty, memory.count + words.count <= mostInMemory {
      memory.append(contentsOf: words)
    } else {
      pending.append(contentsOf: words)
      if pending.count > mostPending {
        do throws(SpillError) {
          try flush()
        } catch {
          pending.removeLast(words.count)
          throw error
        }
      }
    }
    starts.append(starts[count] + words.count)
    digests.append(BitMix.digest(words))
    return count - 1
  }

  /// The set at an index.
  package func read(_ index: Int) throws(SpillError) -> Shingles {
    var words: [UInt32] = []
    try read(index, appendingTo: &words)
    return Shingles(sorted: words)
  }

  /// Adds the hashes of the set at an index to words.
  func read(_ index: Int, appendingTo words: inout [UInt32]) throws(SpillError) {
    var start = starts[index]
    let count = starts[index + 1] - start
    if start < memory.count {
      words.append(contentsOf: memory[start..<(start + count)])
      return
    }
    start -= memory.count
    if start >= written {
      words.append(contentsOf: pending[(start - written)..<(start - written + count)])
      return
    }
    guard let file else { return }
    let end = words.count
    words.append(contentsOf: repeatElement(0, count: count))
    try words.withUnsafeMutableBufferPointer { words throws(SpillError) in
      try file.read(UnsafeMutableBufferPointer(rebasing: words[end...]), at: start)
    }
  }

  /// Writes what is pending to the file.
  private mutating func flush() throws(SpillError) {
    if file == nil {
      file = try SpillFile(folder: folder)
    } else if !isKnownUniquelyReferenced(&file) {
      file = try file?.copy(words: written)
    }
    guard let file else { return }
    try pending.withUnsafeBufferPointer { words throws(SpillError) in
      try file.write(words, at: written)
    }
    written += pending.count
    pending.removeAll(keepingCapacity: true)
  }
}
