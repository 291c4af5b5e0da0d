/// What a definition says, as a set of pairs of neighbouring words.
///
/// Two texts are alike in the share of pairs that both have of all pairs that either has, which is
/// the resemblance of Broder, *On the resemblance and containment of documents* (1997), with
/// shingles of two words. Pairs do not reach from one part of a text into the next, so neither the
/// order of outcomes nor what stands between them matters.
///
/// Words are cut as `Words` cuts them, in lower case and with British and American spellings made
/// one. Writing without blanks has one word for each run between signs, so such texts are alike only
/// where whole runs are the same.
package struct Shingles: Sendable, Hashable {
  /// The hashes of the pairs, in rising order and each once.
  ///
  /// They are the same on every machine and in every run.
  package let hashes: [UInt32]

  /// Reads the parts of a text, such as outcomes and a description.
  ///
  /// A part of one word gives that word, and a part without words gives nothing.
  package init(_ parts: some Sequence<String>) {
    var hashes: [UInt32] = []
    for part in parts { Self.add(part, to: &hashes) }
    self.init(unsorted: hashes)
  }

  /// Takes hashes in any order; those that come again count once.
  package init(unsorted: [UInt32]) {
    var hashes = unsorted
    hashes.sort()
    var count = 0
    for index in hashes.indices where index == 0 || hashes[index] != hashes[count - 1] {
      hashes[count] = hashes[index]
      count += 1
    }
    hashes.removeLast(hashes.count - count)
    self.hashes = hashes
  }

  /// Takes hashes that are in rising order, each once.
  init(sorted hashes: [UInt32]) { self.hashes = hashes }

  /// The share of common pairs in all pairs (Jaccard index), from 0 to 1.
  ///
  /// Sets without pairs are like nothing, and not like each other.
  package static func likeness(_ left: Shingles, _ right: Shingles) -> Double {
    left.hashes.withUnsafeBufferPointer { left in
      right.hashes.withUnsafeBufferPointer { right in
        SetOverlap(threshold: 0).likeness(left, right) ?? 0
      }
    }
  }

  // MARK: - Hashes

  private static func add(_ part: String, to hashes: inout [UInt32]) {
    var bytes = Array(part.utf8)
    if bytes.allSatisfy({ $0 < 0x80 }) {
      for index in bytes.indices where bytes[index] &- UInt8(ascii: "A") < 26 {
        bytes[index] |= 0x20
      }
    } else {
      bytes = Array(part.lowercased().utf8)
    }
    var last: UInt64?
    var words = 0
    for range in Words.ranges(in: bytes) {
      let word = WordHash.of(SpellingFold.folded(bytes[range]))
      if let last { hashes.append(pair(last, word)) }
      last = word
      words += 1
    }
    // The word itself stands for a pair that it has no neighbour for.
    if words == 1, let last { hashes.append(pair(0, last)) }
  }

  private static func pair(_ first: UInt64, _ second: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: BitMix.mixed(BitMix.mixed(first) &+ second) >> 32)
  }
}
