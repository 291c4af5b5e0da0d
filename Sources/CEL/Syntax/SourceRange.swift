/// A half-open range of UTF-8 offsets in the source of an expression.
package struct SourceRange: Hashable, Sendable {
  /// The offset of the first byte.
  package var start: Int
  /// The offset behind the last byte.
  package var end: Int

  /// Makes a range of offsets.
  package init(start: Int, end: Int) {
    self.start = start
    self.end = end
  }

  /// The place of what has no place of its own.
  package static let none = SourceRange(start: 0, end: 0)

  /// The smallest range that covers both.
  func union(_ other: SourceRange) -> SourceRange {
    SourceRange(start: min(start, other.start), end: max(end, other.end))
  }
}
