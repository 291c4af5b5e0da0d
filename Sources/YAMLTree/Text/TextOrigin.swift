/// Where a text begins in the file that it is a part of.
package struct TextOrigin: Sendable, Hashable {
  /// The bytes before it.
  package var offset: Int
  /// The line that it begins with, counted from 1.
  package var line: Int

  /// The beginning of a file.
  package static let start = TextOrigin(offset: 0, line: 1)

  package init(offset: Int, line: Int) {
    self.offset = offset
    self.line = line
  }

  /// Whether it is the beginning of a file.
  package var isStart: Bool { offset == 0 }

  /// Where the text behind some bytes begins; they must end with a line break or be the whole file.
  package func after(_ bytes: [UInt8]) -> TextOrigin {
    bytes.withUnsafeBufferPointer { source in
      TextOrigin(
        offset: offset + source.count, line: line + source.editorLineBreaks(in: 0..<source.count))
    }
  }
}

/// From where messages count lines and bytes.
struct MessageOrigin {
  /// The bytes of the file before the text.
  var bytesBefore: Int
  /// A place in the text, and its line in the file.
  var place: Int
  var line: Int

  init(bytesBefore: Int, place: Int, line: Int) {
    self.bytesBefore = bytesBefore
    self.place = place
    self.line = line
  }

  init(_ origin: TextOrigin) {
    self.init(bytesBefore: origin.offset, place: 0, line: origin.line)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The number of `\n`, `\r\n` and lone `\r` in a range, as editors count lines; see `LineIndex`.
  func editorLineBreaks(in range: Range<Int>) -> Int {
    var number = 0
    var place = range.lowerBound
    while let feed = firstOffset(of: ASCII.lineFeed, from: place), feed < range.upperBound {
      number += 1
      place = feed + 1
    }
    place = range.lowerBound
    while let carriage = firstOffset(of: ASCII.carriageReturn, from: place),
      carriage < range.upperBound
    {
      if carriage + 1 >= count || self[carriage + 1] != ASCII.lineFeed { number += 1 }
      place = carriage + 1
    }
    return number
  }
}
