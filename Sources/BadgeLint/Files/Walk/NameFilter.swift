/// What a walk wants to know of a name.
struct NameFilter: Sendable {
  let skipsHidden: Bool
  /// In lower case, without the dot.
  private let extensions: [[UInt8]]

  init(skipsHidden: Bool, extensions: [String]) {
    self.skipsHidden = skipsHidden
    self.extensions = extensions.map { Self.lower($0.utf8.drop { $0 == UInt8(ascii: ".") }) }
  }

  private static func lower(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  }

  /// Whether the name ends in one of the extensions, in upper or lower case.
  func wants(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    for wanted in extensions {
      let start = name.count - wanted.count
      // A dot at the start makes a hidden name, no extension.
      guard start > 1, name[start - 1] == UInt8(ascii: ".") else { continue }
      var place = 0
      while place < wanted.count {
        let byte = name[start + place]
        guard ((0x41...0x5A).contains(byte) ? byte | 0x20 : byte) == wanted[place] else { break }
        place += 1
      }
      if place == wanted.count { return true }
    }
    return false
  }
}
