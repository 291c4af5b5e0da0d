/// One line of an ignore file.
struct IgnoreRule: Sendable {
  /// Whether the rule takes files in again that an earlier one ignored.
  let isNegated: Bool
  private let takesFoldersOnly: Bool
  private let matcher: Matcher

  private enum Matcher: Sendable {
    /// A pattern without a slash, for a name at any depth.
    case name(GlobComponent)
    /// A pattern with a slash, from the folder of the file on; one of the sequences must match.
    case path([GlobSequence])
  }

  /// Reads a line without its line feed; nil when it is empty, a comment or can match nothing.
  init?(line: ArraySlice<UInt8>) {
    guard line.first != UInt8(ascii: "#") else { return nil }
    var text = line
    if text.last == UInt8(ascii: "\r") { text.removeLast() }
    if let nul = text.firstIndex(of: 0) { text = text[..<nul] }
    text = Self.withoutTrailingBlanks(text)
    isNegated = text.first == UInt8(ascii: "!")
    if isNegated { text.removeFirst() }
    takesFoldersOnly = text.last == UInt8(ascii: "/")
    if takesFoldersOnly { text.removeLast() }
    let isPath = text.contains(UInt8(ascii: "/"))
    if text.first == UInt8(ascii: "/") { text.removeFirst() }
    guard !text.isEmpty else { return nil }
    if isPath {
      let sequences = Self.sequences(Array(text))
      guard !sequences.isEmpty else { return nil }
      matcher = .path(sequences)
    } else {
      guard let parts = Self.parts(text), parts.count == 1 else { return nil }
      matcher = .name(GlobComponent(parts[0], unit: .byte))
    }
  }

  /// Whether the rule is for the path, which is relative to the folder of the ignore file.
  func matches(
    _ path: UnsafeBufferPointer<UInt8>, name: UnsafeBufferPointer<UInt8>, isFolder: Bool
  ) -> Bool {
    if takesFoldersOnly, !isFolder { return false }
    var steps = 0
    switch matcher {
    case .name(let component):
      return component.matches(name, steps: &steps)
    case .path(let sequences):
      return sequences.contains { $0.matches(path, steps: &steps) }
    }
  }

  /// Removes blanks at the end; one after a backslash stays.
  private static func withoutTrailingBlanks(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = text.startIndex
    var place = text.startIndex
    while place < text.endIndex {
      let byte = text[place]
      place += byte == UInt8(ascii: "\\") ? 2 : 1
      if byte != UInt8(ascii: " ") { end = min(place, text.endIndex) }
    }
    return text[..<end]
  }

  private static func parts<Bytes: Collection<UInt8>>(
    _ text: Bytes
  ) -> [[GlobComponent.Token]]? {
    let source = text.map { GlobParser.Source(byte: $0, offset: 0) }
    return try? GlobParser.parts(source, dialect: .git)
  }

  /// The sequences for a pattern with a slash; empty when it is flawed.
  private static func sequences(_ text: [UInt8]) -> [GlobSequence] {
    guard let parts = parts(text) else { return [] }
    var result = [GlobSequence(parts, unit: .byte)]
    // git compares the text before the first wildcard on its own, so that "**" right behind it
    // counts as any folders although no slash comes before: "foo**/bar" also takes "foobar".
    let literal = text.prefix { !"*?[\\".utf8.contains($0) }
    let stars = text[literal.count...].prefix { $0 == UInt8(ascii: "*") }
    let rest = text[(literal.count + stars.count)...]
    let isBoundary =
      rest.isEmpty || rest.first == UInt8(ascii: "/") || rest.starts(with: "\\/".utf8)
    guard stars.count > 1, isBoundary, let last = literal.last, last != UInt8(ascii: "/") else {
      return result
    }
    let depth = literal.count { $0 == UInt8(ascii: "/") }
    let head = Array(parts[..<depth])
    let folder = parts[depth]
    let tail = parts[(depth + 1)...].drop { $0.isAnyDepth }
    let anyDepth: [GlobComponent.Token] = [.star, .star]
    result.append(GlobSequence(head + [folder, anyDepth] + tail, unit: .byte))
    if tail.isEmpty {
      result.append(GlobSequence(head + [folder], unit: .byte))
    } else if let next = tail.first, rest.first == UInt8(ascii: "/") {
      let joined = folder.filter { $0 != .star } + next
      result.append(GlobSequence(head + [joined] + tail.dropFirst(), unit: .byte))
    }
    return result
  }
}
