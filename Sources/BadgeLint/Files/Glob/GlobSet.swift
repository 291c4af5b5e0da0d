/// A bracket expression of a glob such as `[a-z]` or `[!0-9]`: a set of characters.
struct GlobSet: Sendable, Hashable {
  private var ranges: [ClosedRange<UInt32>] = []
  private let isNegated: Bool

  init(isNegated: Bool) {
    self.isNegated = isNegated
  }

  /// Whether the set holds the character; never true for "/".
  func contains(_ value: UInt32) -> Bool {
    if value == 0x2F { return false }
    for range in ranges where range.contains(value) { return !isNegated }
    return isNegated
  }

  mutating func insert(_ range: ClosedRange<UInt32>) {
    ranges.append(range)
  }

  /// Adds a named class of ASCII characters (POSIX.1, 9.3.5); false when the name is unknown.
  mutating func insert(className: [UInt8]) -> Bool {
    guard let found = Self.classes.first(where: { $0.name.utf8.elementsEqual(className) }) else {
      return false
    }
    ranges += found.ranges
    return true
  }

  private static let classes: [(name: String, ranges: [ClosedRange<UInt32>])] = [
    ("alnum", [0x30...0x39, 0x41...0x5A, 0x61...0x7A]),
    ("alpha", [0x41...0x5A, 0x61...0x7A]),
    ("blank", [0x20...0x20, 0x09...0x09]),
    ("cntrl", [0x00...0x1F, 0x7F...0x7F]),
    ("digit", [0x30...0x39]),
    ("graph", [0x21...0x7E]),
    ("lower", [0x61...0x7A]),
    ("print", [0x20...0x7E]),
    ("punct", [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]),
    ("space", [0x09...0x0D, 0x20...0x20]),
    ("upper", [0x41...0x5A]),
    ("xdigit", [0x30...0x39, 0x41...0x46, 0x61...0x66]),
  ]
}
