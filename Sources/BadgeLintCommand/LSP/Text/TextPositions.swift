import BadgeLintReports
import YAMLTree

/// What a client counts in a line.
enum PositionEncoding: String, Sendable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"

  /// How many units a byte adds: a character counts with its first byte, or each byte by itself.
  func units(_ byte: UInt8) -> Int {
    switch self {
    case .utf8: 1
    case .utf16: byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1
    }
  }
}

/// A place in a document as the protocol counts it: lines from 0, and units of the encoding.
struct TextPosition: Sendable, Equatable, Comparable {
  var line: Int
  var character: Int

  static func < (left: TextPosition, right: TextPosition) -> Bool {
    (left.line, left.character) < (right.line, right.character)
  }
}

/// Translates between byte offsets and places of the protocol.
///
/// `\n`, `\r\n` and a lone `\r` end a line. What lies beyond the end of a line means its end, and
/// what lies within a character its beginning.
struct TextPositions: Sendable {
  let bytes: [UInt8]
  let encoding: PositionEncoding
  private let starts: [Int]

  init(_ bytes: [UInt8], _ encoding: PositionEncoding) {
    self.bytes = bytes
    self.encoding = encoding
    var starts = [0]
    bytes.withUnsafeBufferPointer { bytes in
      for index in bytes.indices {
        let byte = bytes[index]
        guard byte == 0x0A || byte == 0x0D else { continue }
        if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { continue }
        starts.append(index + 1)
      }
    }
    self.starts = starts
  }

  var lineCount: Int { starts.count }

  /// The bytes of a line, counted from 0, without its end.
  func line(_ line: Int) -> Range<Int> {
    guard line >= 0 else { return 0..<0 }
    guard line < starts.count else { return bytes.count..<bytes.count }
    var end = line + 1 < starts.count ? starts[line + 1] : bytes.count
    while line + 1 < starts.count, end > starts[line],
      bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D
    {
      end -= 1
    }
    return starts[line]..<end
  }

  func lineNumber(of offset: Int) -> Int {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }

  func position(of offset: Int) -> TextPosition {
    let offset = max(0, min(offset, bytes.count))
    let line = lineNumber(of: offset)
    let content = self.line(line)
    let end = min(offset, content.upperBound)
    let count = bytes[content.lowerBound..<end].reduce(0) { $0 + units($1) }
    return TextPosition(line: line, character: count)
  }

  func offset(of position: TextPosition) -> Int {
    let content = line(position.line)
    var (offset, count) = (content.lowerBound, 0)
    while offset < content.upperBound {
      var next = offset + 1
      while next < content.upperBound, bytes[next] & 0xC0 == 0x80 { next += 1 }
      count += bytes[offset..<next].reduce(0) { $0 + units($1) }
      if count > position.character { break }
      offset = next
    }
    return offset
  }

  private func units(_ byte: UInt8) -> Int { encoding.units(byte) }

  // MARK: - In messages

  func write(_ range: ByteRange, to json: inout JSONWriter) {
    write(Int(range.start)..<Int(range.end), to: &json)
  }

  func write(_ range: Range<Int>, to json: inout JSONWriter) {
    json.raw("{\"start\": ")
    Self.write(position(of: range.lowerBound), to: &json)
    json.raw(", \"end\": ")
    Self.write(position(of: range.upperBound), to: &json)
    json.raw("}")
  }

  private static func write(_ position: TextPosition, to json: inout JSONWriter) {
    json.raw("{\"line\": ")
    json.number(position.line)
    json.member("character", position.character)
    json.raw("}")
  }

  /// The place that a message names; nil where it is none.
  static func position(_ value: JSONValue?) -> TextPosition? {
    guard let line = value?["line"]?.int, let character = value?["character"]?.int, line >= 0,
      character >= 0
    else { return nil }
    return TextPosition(line: line, character: character)
  }

  /// The bytes of a range that a message names; nil where it is none.
  func range(_ value: JSONValue?) -> Range<Int>? {
    guard let start = Self.position(value?["start"]), let end = Self.position(value?["end"]),
      start <= end
    else { return nil }
    return offset(of: start)..<offset(of: end)
  }
}
