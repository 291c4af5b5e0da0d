/// Phrases by the beginning of their first words, so that a text is gone through once for all.
///
/// Most words of a text begin no phrase; a word costs a look into a small table of bits then.
struct PhraseOpenings: Sendable {
  /// The beginning of a first word, and the phrase.
  private struct Entry: Sendable {
    var key: UInt32
    var phrase: Int32
  }

  /// Bytes of a word that its key holds.
  private static let keyLength = 3
  /// In the order of their keys, then of the phrases.
  private var entries: [Entry] = []
  /// Phrases that may begin with any word: with a gap, or a very short beginning of a word.
  private var anywhere: [Int32] = []
  /// A bit for some of the bits of every key.
  private var filter = [UInt64](repeating: 0, count: 64)

  /// Adds a phrase by its position; call `sort` when all are added.
  mutating func add(_ phrase: [PhrasePattern], _ letters: [UInt8], _ position: Int) {
    let opening = phrase.first { $0.kind != .start }
    guard let opening, opening.kind == .word || opening.kind == .prefix,
      opening.kind == .word || opening.letters.count >= Self.keyLength
    else {
      anywhere.append(Int32(position))
      return
    }
    let place = Int(opening.letters.lowerBound)..<Int(opening.letters.upperBound)
    let key = letters.withUnsafeBufferPointer { Self.key($0, place) }
    entries.append(Entry(key: key, phrase: Int32(position)))
    let bit = Self.bit(key)
    filter[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  mutating func sort() { entries.sort { ($0.key, $0.phrase) < ($1.key, $1.phrase) } }

  /// The key of a word, by its place in the bytes of a text.
  static func key(_ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> UInt32 {
    var key: UInt32 = 0
    for index in word.prefix(keyLength) { key = key << 8 | UInt32(bytes[index]) }
    return key
  }

  private static func bit(_ key: UInt32) -> Int { Int((key &* 0x9E37_79B1) >> 20) }

  /// Calls a body with every phrase that may begin with a word of a key; those of one opening come
  /// in their order.
  @inline(__always)
  func forEachPhrase(at key: UInt32, _ body: (Int) -> Void) {
    for phrase in anywhere { body(Int(phrase)) }
    let bit = Self.bit(key)
    guard filter[bit >> 6] >> UInt64(bit & 63) & 1 == 1 else { return }
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].key < key { low = middle + 1 } else { high = middle }
    }
    while low < entries.count, entries[low].key == key {
      body(Int(entries[low].phrase))
      low += 1
    }
  }
}
