/// The anchors of one document and the nodes they mark.
struct AnchorTable {
  /// What is known of an anchor.
  struct Entry {
    /// The name in the source, without `&`.
    var name: ByteRange
    /// The node that the name marks now; a later `&name` replaces an earlier one.
    var node: Int32
    /// How many nodes the marked node has once its own aliases are written out.
    var size: Int
  }

  private(set) var entries: [Entry] = []
  private var table: KeyTable?

  /// Up to this number of anchors a search looks at all of them.
  private static let linearLimit = 16

  /// Forgets all anchors, at the start of a document.
  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    table = nil
  }

  /// The place of an anchor in `entries`, or nil.
  func find(_ name: ByteRange, in source: UnsafeBufferPointer<UInt8>) -> Int? {
    let wanted = source.slice(name)
    guard let table else {
      return entries.firstIndex { source.slice($0.name).hasSameBytes(as: wanted) }
    }
    return table.find(KeyTable.hash(wanted)) {
      source.slice(entries[Int($0)].name).hasSameBytes(as: wanted)
    }.map(Int.init)
  }

  /// Lets a name mark a node; gives back its place in `entries`.
  mutating func define(
    _ name: ByteRange, node: Int32, in source: UnsafeBufferPointer<UInt8>
  ) -> Int {
    if let index = find(name, in: source) {
      entries[index] = Entry(name: name, node: node, size: 1)
      return index
    }
    entries.append(Entry(name: name, node: node, size: 1))
    let index = entries.count - 1
    if table != nil {
      table?.add(Int32(index), hash: KeyTable.hash(source.slice(name)))
    } else if entries.count > Self.linearLimit {
      var made = KeyTable(capacity: 64)
      for (index, entry) in entries.enumerated() {
        made.add(Int32(index), hash: KeyTable.hash(source.slice(entry.name)))
      }
      table = made
    }
    return index
  }

  /// Notes the size of a marked collection when it ends.
  mutating func setSize(_ size: Int, ofEntry index: Int, node: Int32) {
    if entries[index].node == node { entries[index].size = size }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The bytes of a range, without a copy; a range outside the buffer gives no bytes.
  @inline(__always)
  func slice(_ range: ByteRange) -> UnsafeBufferPointer<UInt8> {
    slice(from: Int(range.start), count: range.count)
  }

  /// `length` bytes from `start`, without a copy; a range outside the buffer gives no bytes.
  @inline(__always)
  func slice(from start: Int, count length: Int) -> UnsafeBufferPointer<UInt8> {
    guard let base = baseAddress, start >= 0, length >= 0, start + length <= count else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    return UnsafeBufferPointer(start: base + start, count: length)
  }
}
