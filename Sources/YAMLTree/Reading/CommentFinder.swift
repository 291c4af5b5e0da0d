/// Finds the comments, which libyaml drops, in the gaps between scalars.
///
/// A `#` that is not inside a scalar begins a comment for libyaml. So it is enough to jump from
/// one `#` to the next and to step over those that lie in scalars.
struct CommentFinder {
  private let source: UnsafeBufferPointer<UInt8>
  private let base: Int
  /// The offset of the next `#` that has not been judged; the length of the file when none is left.
  private var next: Int
  private(set) var comments: [Comment] = []
  /// The places of `#` with no blank before it, which YAML does not allow but libyaml does.
  private(set) var withoutBlank: [Int] = []

  init(_ source: UnsafeBufferPointer<UInt8>, base: Int) {
    self.source = source
    self.base = base
    next = source.firstOffset(of: ASCII.hash, from: base) ?? source.count
  }

  /// Steps over a scalar; whatever begins before it is a comment.
  @inline(__always)
  mutating func pass(contentFrom start: Int, to end: Int) {
    if next < end { advance(start, end) }
  }

  /// Takes every `#` before `offset` as the start of a comment.
  mutating func collect(upTo offset: Int) {
    while next < offset {
      let end = source.endOfLine(from: next)
      comments.append(
        Comment(
          span: ByteRange(start: UInt32(next), end: UInt32(end)), standsAlone: standsAlone(next)))
      if next > base, !ASCII.isBlank(source[next - 1]), source.lineBreakLength(before: next) == 0 {
        withoutBlank.append(next)
      }
      next = source.firstOffset(of: ASCII.hash, from: end) ?? source.count
    }
  }

  private mutating func advance(_ start: Int, _ end: Int) {
    collect(upTo: start)
    if next < end {
      next = source.firstOffset(of: ASCII.hash, from: end) ?? source.count
    }
  }

  private func standsAlone(_ hash: Int) -> Bool {
    var offset = hash
    while offset > base, ASCII.isBlank(source[offset - 1]) { offset -= 1 }
    return offset == base || source.lineBreakLength(before: offset) > 0
  }
}
