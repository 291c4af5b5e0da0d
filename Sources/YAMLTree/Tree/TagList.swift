/// The tags of a file, each kept once.
struct TagList: Sendable {
  private(set) var tags: [String] = []
  private var table = KeyTable(capacity: 0)

  /// A tag with more bytes than this is refused, so that `%TAG` cannot blow up memory.
  static let longest = 1024

  /// The number of a tag, which is added when it is new.
  mutating func number(of tag: String) -> Int32 {
    var tag = tag
    let hash = tag.withUTF8(KeyTable.hash)
    if let known = table.find(hash, isSame: { tags[Int($0)].utf8.elementsEqual(tag.utf8) }) {
      return known
    }
    let number = Int32(truncatingIfNeeded: tags.count)
    tags.append(tag)
    table.add(number, hash: hash)
    return number
  }
}
