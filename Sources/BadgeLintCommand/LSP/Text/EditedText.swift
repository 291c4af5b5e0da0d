/// A text in pieces of which each knows its lines, so that an edit costs about as much as a piece and
/// a look at each, and not a copy of the text.
///
/// Lines end and places are counted as by `TextPositions`. Between two pieces there is neither the
/// middle of a character nor that of `\r\n`.
struct EditedText {
  /// A place in the text.
  struct Place {
    var piece: Int
    var offset: Int
  }

  private struct Piece {
    var bytes: [UInt8]
    /// How many lines end in it.
    var breaks = 0
    /// How many units of the encoding it has, ends of lines included.
    var units = 0

    init(_ bytes: [UInt8], _ encoding: PositionEncoding) {
      self.bytes = bytes
      var (breaks, units) = (0, 0)
      bytes.withUnsafeBufferPointer { bytes in
        for index in 0..<bytes.count {
          let byte = bytes[index]
          units += encoding.units(byte)
          if byte == 0x0A || byte == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)
          {
            breaks += 1
          }
        }
      }
      (self.breaks, self.units) = (breaks, units)
    }
  }

  /// Most bytes of a piece after an edit; it is cut in halves of these.
  static let mostBytes = 2 << 10

  private let encoding: PositionEncoding
  private var pieces: [Piece]
  private var breaks: Int
  private(set) var count: Int

  init(_ bytes: [UInt8], _ encoding: PositionEncoding) {
    self.encoding = encoding
    pieces = Self.cut(bytes, encoding)
    breaks = pieces.reduce(0) { $0 + $1.breaks }
    count = bytes.count
  }

  /// The bytes of the longest piece, which is what an edit may copy.
  var longestPiece: Int { pieces.map(\.bytes.count).max() ?? 0 }

  var bytes: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count)
    for piece in pieces { result += piece.bytes }
    return result
  }

  /// At least one piece, none of them long.
  private static func cut(_ bytes: [UInt8], _ encoding: PositionEncoding) -> [Piece] {
    if bytes.count <= mostBytes { return [Piece(bytes, encoding)] }
    var pieces: [Piece] = []
    var start = 0
    while start < bytes.count {
      var end = min(bytes.count, start + mostBytes / 2)
      while end < bytes.count,
        bytes[end] & 0xC0 == 0x80 || bytes[end] == 0x0A && bytes[end - 1] == 0x0D
      {
        end += 1
      }
      pieces.append(Piece(Array(bytes[start..<end]), encoding))
      start = end
    }
    return pieces
  }

  // MARK: - Places

  /// The place that a client means; nil where the text has no such line.
  ///
  /// Beyond the end of a line means its end (LSP 3.17, `Position`), and the line after the last one
  /// the end of the text, as some clients say it so.
  func place(of position: TextPosition) -> Place? {
    guard position.line <= breaks + 1 else { return nil }
    guard position.line <= breaks else { return end }
    var place = start(of: position.line)
    var left = position.character
    while place.piece < pieces.count {
      let piece = pieces[place.piece]
      if place.offset == 0, piece.breaks == 0, piece.units <= left {
        left -= piece.units
        if place.piece + 1 == pieces.count { return end }
        place.piece += 1
        continue
      }
      if let offset = Self.walk(piece.bytes, from: place.offset, &left, encoding) {
        return Place(piece: place.piece, offset: offset)
      }
      place = Place(piece: place.piece + 1, offset: 0)
    }
    return end
  }

  private var end: Place {
    Place(piece: pieces.count - 1, offset: pieces.last?.bytes.count ?? 0)
  }

  private func start(of line: Int) -> Place {
    guard line > 0 else { return Place(piece: 0, offset: 0) }
    var left = line
    for (index, piece) in pieces.enumerated() {
      if piece.breaks < left {
        left -= piece.breaks
        continue
      }
      let offset = piece.bytes.withUnsafeBufferPointer { bytes in
        for index in 0..<bytes.count {
          let byte = bytes[index]
          guard byte == 0x0A || byte == 0x0D else { continue }
          if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { continue }
          left -= 1
          if left == 0 { return index + 1 }
        }
        return bytes.count
      }
      return Place(piece: index, offset: offset)
    }
    return end
  }

  /// Walks over characters of a line while units are left; nil where the piece ends before.
  private static func walk(
    _ bytes: [UInt8], from start: Int, _ left: inout Int, _ encoding: PositionEncoding
  ) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var offset = start
      while offset < bytes.count {
        if bytes[offset] == 0x0A || bytes[offset] == 0x0D { return offset }
        var next = offset + 1
        while next < bytes.count, bytes[next] & 0xC0 == 0x80 { next += 1 }
        var units = 0
        for index in offset..<next { units += encoding.units(bytes[index]) }
        if units > left { return offset }
        left -= units
        offset = next
      }
      return nil
    }
  }

  // MARK: - Edits

  /// Puts a text in place of what stands between two places of which the first is not behind.
  mutating func replace(_ start: Place, _ end: Place, with text: some Collection<UInt8>) {
    let head = pieces[start.piece].bytes[..<start.offset]
    let tail = pieces[end.piece].bytes[end.offset...]
    for piece in pieces[start.piece...end.piece] {
      breaks -= piece.breaks
      count -= piece.bytes.count
    }
    var bytes = Array(head)
    bytes += text
    bytes += tail
    let new = Self.cut(bytes, encoding)
    breaks += new.reduce(0) { $0 + $1.breaks }
    count += bytes.count
    pieces.replaceSubrange(start.piece...end.piece, with: new)
    mend(after: start.piece + new.count - 1)
    mend(after: start.piece - 1)
  }

  /// Puts the two signs of one end of a line together, and takes an empty piece away.
  private mutating func mend(after index: Int) {
    guard index >= 0, index + 1 < pieces.count else { return }
    let (left, right) = (pieces[index], pieces[index + 1])
    let isSplit = left.bytes.last == 0x0D && right.bytes.first == 0x0A
    guard isSplit || left.bytes.isEmpty || right.bytes.isEmpty else { return }
    let joined = Self.cut(left.bytes + right.bytes, encoding)
    breaks += joined.reduce(0) { $0 + $1.breaks } - left.breaks - right.breaks
    pieces.replaceSubrange(index...index + 1, with: joined)
  }
}
