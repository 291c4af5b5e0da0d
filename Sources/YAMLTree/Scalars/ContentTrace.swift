/// Says for each byte of a scalar's content which bytes of the source it comes from.
///
/// The trace is a list of pieces in content order. A verbatim piece has the same bytes in both;
/// any other piece is a unit, such as an escape or a folded line break, that cannot be divided.
struct ContentTrace {
  /// A run of content and the source it comes from.
  struct Piece: Equatable {
    var content: Range<Int>
    var source: Range<Int>
    var isVerbatim: Bool
  }

  private(set) var pieces: [Piece] = []
  /// The number of content bytes traced so far.
  private(set) var length = 0

  /// Adds content that is the same as the source.
  mutating func addVerbatim(_ source: Range<Int>) {
    guard !source.isEmpty else { return }
    let content = length..<(length + source.count)
    length = content.upperBound
    if let last = pieces.last, last.isVerbatim, last.source.upperBound == source.lowerBound {
      pieces[pieces.count - 1].content = last.content.lowerBound..<length
      pieces[pieces.count - 1].source = last.source.lowerBound..<source.upperBound
    } else {
      pieces.append(Piece(content: content, source: source, isVerbatim: true))
    }
  }

  /// Adds `count` bytes of content that stand for a whole piece of the source.
  mutating func addUnit(_ source: Range<Int>, count: Int) {
    pieces.append(
      Piece(content: length..<(length + count), source: source, isVerbatim: false))
    length += count
  }

  /// Adds a line break, which the reader turns into `\n` unless it is LS or PS.
  mutating func addLineBreak(_ source: Range<Int>, in text: UnsafeBufferPointer<UInt8>) {
    if source.count == 1, text[source.lowerBound] == ASCII.lineFeed {
      addVerbatim(source)
    } else {
      addUnit(source, count: text[source.upperBound - 1] >= 0xA8 ? 3 : 1)
    }
  }

  /// The source of a range of content; nil when the content is empty.
  func source(of range: Range<Int>) -> Range<Int>? {
    guard let last = pieces.last else { return nil }
    let first = piece(at: range.lowerBound) ?? last
    let start = first.position(of: range.lowerBound)
    guard !range.isEmpty else { return start..<start }
    let final = piece(at: range.upperBound - 1) ?? last
    let end =
      final.isVerbatim
      ? final.source.lowerBound
        + min(range.upperBound - final.content.lowerBound, final.source.count)
      : final.source.upperBound
    return start..<max(start, end)
  }

  private func piece(at offset: Int) -> Piece? {
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].content.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < pieces.count ? pieces[low] : nil
  }
}

extension ContentTrace.Piece {
  /// Where a byte of the content begins in the source; a byte after the piece is at its end.
  fileprivate func position(of offset: Int) -> Int {
    if offset >= content.upperBound { return source.upperBound }
    return isVerbatim ? source.lowerBound + max(0, offset - content.lowerBound) : source.lowerBound
  }
}
