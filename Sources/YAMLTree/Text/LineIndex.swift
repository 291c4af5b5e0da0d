#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A place in a text as people count it.
package struct Position: Sendable, Hashable {
  /// The line, counted from 1.
  package var line: Int
  /// The column, counted from 1 in Unicode scalars; a byte order mark is not counted.
  package var column: Int

  /// Makes a place from a line and a column, both counted from 1.
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// Translates byte offsets into lines and columns.
///
/// `\n`, `\r\n` and a lone `\r` end a line. The text need not be valid UTF-8: a column counts
/// every byte that is not a UTF-8 continuation byte.
package struct LineIndex: Sendable {
  private let bytes: [UInt8]
  private let starts: [UInt32]
  /// Where the text begins in the file whose offsets and lines are counted.
  private let origin: TextOrigin
  private var known: [UInt32: Position]?

  /// Finds the lines of a text; the text is shared, not copied.
  /// - Parameter origin: Where the text begins in its file; offsets and lines count from its start.
  package init(_ bytes: [UInt8], origin: TextOrigin = .start) {
    self.bytes = bytes
    self.origin = origin
    starts = bytes.withUnsafeBufferPointer(Self.lineStarts)
  }

  /// Lines of a text that is gone, for the places of which they are known.
  package init(known: [UInt32: Position]) {
    self.init([])
    self.known = known
  }

  /// The number of lines of the text; an empty text and the text after a final line break count as a line.
  package var lineCount: Int { starts.count }

  /// The line and column of a byte offset; an offset beyond the end means the end.
  package func position(of offset: UInt32) -> Position {
    if let position = known?[offset] { return position }
    let offset = local(offset)
    let line = lineNumber(of: offset)
    let start = contentStart(ofLine: line)
    var column = 1
    for byte in bytes[start..<max(Int(offset), start)] where byte & 0xC0 != 0x80 { column += 1 }
    return Position(line: line + origin.line - 1, column: column)
  }

  /// The bytes of a range that lies in the text.
  package func text(_ range: ByteRange) -> ArraySlice<UInt8> {
    bytes[Int(local(range.start))..<Int(local(range.end))]
  }

  /// An offset in the file as one in the text, at most its end.
  private func local(_ offset: UInt32) -> UInt32 {
    let before = UInt32(clamping: origin.offset)
    return min(offset < before ? 0 : offset - before, UInt32(clamping: bytes.count))
  }

  private func inFile(_ start: Int, _ end: Int) -> ByteRange {
    ByteRange(
      start: UInt32(clamping: start + origin.offset), end: UInt32(clamping: end + origin.offset))
  }

  /// The bytes of a line, counted from 1, without its line break and without a byte order mark.
  ///
  /// A number outside `1...lineCount` gives an empty range at the start or the end of the text.
  package func lineRange(_ line: Int) -> ByteRange {
    let line = line - origin.line + 1
    guard line >= 1 else { return inFile(0, 0) }
    guard line <= starts.count else { return inFile(bytes.count, bytes.count) }
    let start = contentStart(ofLine: line)
    var end = line < starts.count ? Int(starts[line]) : bytes.count
    if line < starts.count {
      if end > start, bytes[end - 1] == ASCII.lineFeed { end -= 1 }
      if end > start, bytes[end - 1] == ASCII.carriageReturn,
        end == Int(starts[line]) || bytes[end] == ASCII.lineFeed
      {
        end -= 1
      }
    }
    return inFile(start, end)
  }

  private func contentStart(ofLine line: Int) -> Int {
    let start = Int(starts[line - 1])
    return line == 1 && origin.isStart && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : start
  }

  private func lineNumber(of offset: UInt32) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func lineStarts(_ source: UnsafeBufferPointer<UInt8>) -> [UInt32] {
    var starts: [UInt32] = [0]
    var nextReturn = source.firstOffset(of: ASCII.carriageReturn, from: 0)
    var nextFeed = source.firstOffset(of: ASCII.lineFeed, from: 0)
    while true {
      switch (nextFeed, nextReturn) {
      case (nil, nil):
        return starts
      case (let feed?, let carriage) where carriage.map({ feed < $0 }) ?? true:
        starts.append(UInt32(feed + 1))
        nextFeed = source.firstOffset(of: ASCII.lineFeed, from: feed + 1)
      case (let feed, let carriage?):
        if feed == carriage + 1 {
          starts.append(UInt32(carriage + 2))
          nextFeed = source.firstOffset(of: ASCII.lineFeed, from: carriage + 2)
        } else {
          starts.append(UInt32(carriage + 1))
        }
        nextReturn = source.firstOffset(of: ASCII.carriageReturn, from: carriage + 1)
      default:
        return starts
      }
    }
  }
}
