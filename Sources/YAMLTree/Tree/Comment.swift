/// A comment in a file.
package struct Comment: Sendable, Hashable {
  /// From `#` to the end of the line, without the line break.
  package var span: ByteRange
  /// Whether nothing but blanks stands before it on its line.
  package var standsAlone: Bool

  /// Makes a comment.
  package init(span: ByteRange, standsAlone: Bool) {
    self.span = span
    self.standsAlone = standsAlone
  }
}
