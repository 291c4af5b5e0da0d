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

  /// Finds the lines of a text; the text is shared, not copied.
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    starts = bytes.withUnsafeBufferPointer(Self.lineStarts)
  }

  /// The number of lines; an empty text and the text after a final line break count as a line.
  package var lineCount: Int { starts.count }

  /// The line and column of a byte offset; an offset beyond the end means the end.
  package func position(of offset: UInt32) -> Position {
    let offset = min(offset, UInt32(clamping: bytes.count))
    let line = lineNumber(of: offset)
    let start = contentStart(ofLine: line)
    var column = 1
    for byte in bytes[start..<max(Int(offset), start)] where byte & 0xC0 != 0x80 { column += 1 }
    return Position(line: line, column: column)
  }

  /// The bytes of a line, counted from 1, without its line break and without a byte order mark.
  ///
  /// A number outside `1...lineCount` gives an empty range at the start or the end of the text.
  package func lineRange(_ line: Int) -> ByteRange {
    guard line >= 1 else { return ByteRange(start: 0, end: 0) }
    guard line <= starts.count else {
      let end = UInt32(clamping: bytes.count)
      return ByteRange(start: end, end: end)
    }
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
    return ByteRange(start: UInt32(start), end: UInt32(end))
  }

  private func contentStart(ofLine line: Int) -> Int {
    let start = Int(starts[line - 1])
    return line == 1 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : start
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
