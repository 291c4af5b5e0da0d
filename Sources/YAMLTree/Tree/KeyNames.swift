/// Names that keys of a mapping may have, one behind the other in one run of bytes.
package struct KeyNames: Sendable {
  private var bytes: [UInt8] = []
  /// Where each name ends.
  private var ends: [Int] = []

  package init(_ names: some Sequence<String>) {
    for name in names {
      bytes += name.utf8
      ends.append(bytes.count)
    }
  }

  /// The position of the first name with these bytes; nil where none has.
  func position(of key: UnsafeBufferPointer<UInt8>) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      for position in ends.indices {
        let end = ends[position]
        if end - start == key.count, Self.areSame(bytes, start, key) { return position }
        start = end
      }
      return nil
    }
  }

  @inline(__always)
  private static func areSame(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ key: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    for index in key.indices where bytes[start + index] != key[index] { return false }
    return true
  }
}

extension YAMLTree {
  /// The position of the name that a key has; nil where it has none of them or is a collection.
  package func position(of key: NodeID, in names: KeyNames) -> Int? {
    guard kind(key) == .scalar else { return nil }
    return withContent(key) { names.position(of: $0) }
  }
}
