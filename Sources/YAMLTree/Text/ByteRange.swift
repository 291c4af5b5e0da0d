/// A half-open range of bytes in a file.
///
/// Offsets count bytes from the start of the file; a byte order mark counts like any other bytes.
package struct ByteRange: Sendable, Hashable {
  /// The offset of the first byte.
  package var start: UInt32
  /// The offset just after the last byte.
  package var end: UInt32

  /// Makes the range from `start` up to, but not including, `end`.
  package init(start: UInt32, end: UInt32) {
    self.start = start
    self.end = end
  }

  /// The number of bytes in the range.
  package var count: Int { Int(end) - Int(start) }

  /// Whether the range holds no bytes.
  package var isEmpty: Bool { start == end }

  /// Whether `other` lies wholly inside this range.
  package func contains(_ other: ByteRange) -> Bool {
    start <= other.start && other.end <= end
  }
}
