/// Cuts a stream of bytes into messages by their `Content-Length` (LSP 3.17, base protocol).
///
/// After a wrong header it goes on at the next one that it finds, so that one bad message costs no
/// more than itself. After a length that no message has it does not: there is no telling where the next
/// message begins, and the text of a document may look like one. clangd takes no longer messages either
/// and hopes for the best; here the stream ends, as editors start a server anew that ended.
struct MessageFraming: Sendable {
  enum Event: Sendable {
    case message([UInt8])
    /// What is wrong with the stream, in words.
    case fault(String)
    /// A message has gone by that was too long to be kept.
    case passedOver(MessageSketch)
    /// The stream cannot be read any further, in words.
    case broken(String)
  }

  /// Most bytes of a message; longer ones are passed over.
  private let mostBytes: Int
  /// Most bytes of a header.
  private static let mostHeaderBytes = 8 << 10
  /// Most bytes that a message could have at all: 1 GiB, as in clangd.
  private static let mostPossibleBytes = 1 << 30
  private static let name = Array("content-length:".utf8)

  private var buffer: [UInt8] = []
  private var start = 0
  /// The bytes of a message that are still to come and not wanted.
  private var skipped = 0
  /// What is known of that message.
  private var sketch: MessageSketch?
  private var isBroken = false
  /// The length that the last header gave.
  private var length: Int?

  init(mostBytes: Int = 64 << 20) { self.mostBytes = mostBytes }

  mutating func add(_ bytes: [UInt8]) { buffer += bytes }

  /// Whether a message has begun and not ended.
  var isWithinMessage: Bool { start < buffer.count || length != nil || skipped > 0 }

  /// The next message or fault; nil where more bytes are needed.
  mutating func next() -> Event? {
    while !isBroken {
      let passing = min(skipped, buffer.count - start)
      if passing > 0 { sketch?.read(buffer[start..<start + passing]) }
      drop(passing, counting: true)
      if skipped > 0 { return nil }
      if let sketch {
        self.sketch = nil
        return .passedOver(sketch)
      }
      if let length {
        guard buffer.count - start >= length else { return nil }
        let message = Array(buffer[start..<start + length])
        self.length = nil
        drop(length)
        return .message(message)
      }
      switch readHeader() {
      case .none: return nil
      case .some(nil): continue
      case .some(let fault?): return isBroken ? .broken(fault) : .fault(fault)
      }
    }
    return nil
  }

  /// Nil where more bytes are needed; else a fault where there is one.
  private mutating func readHeader() -> String?? {
    while start < buffer.count, buffer[start] == 0x0D || buffer[start] == 0x0A { drop(1) }
    guard let (end, next) = headerEnd() else {
      guard buffer.count - start > Self.mostHeaderBytes else { return nil }
      let kept = Self.name.count
      drop(buffer.count - start - kept)
      return .some("no header in \(Self.mostHeaderBytes) bytes; waiting for the next one")
    }
    let header = Array(buffer[start..<end])
    if let length = Self.length(in: header) {
      drop(next - start)
      guard length <= Self.mostPossibleBytes else {
        isBroken = true
        buffer = []
        start = 0
        return .some(
          "a header says Content-Length: \(length == Int.max ? "beyond all bounds" : "\(length)"), and "
            + "no message has more than \(Self.mostPossibleBytes) bytes; the input cannot be read any "
            + "further")
      }
      guard length <= mostBytes else {
        skipped = length
        sketch = MessageSketch()
        return .some("a message of \(length) bytes is passed over; at most \(mostBytes) are read")
      }
      self.length = length
      return .some(nil)
    }
    // What is left of a message that was longer than it said may stand before the next header.
    if let place = Self.place(of: Self.name, in: header), place > 0 {
      drop(place)
      return .some("\(place) bytes that belong to no message were passed over")
    }
    drop(next - start)
    return .some(
      "a header without a usable Content-Length was passed over: "
        + String(decoding: header.prefix(80).map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self))
  }

  /// Where the header ends, and where the message begins.
  private func headerEnd() -> (end: Int, next: Int)? {
    var index = start
    let limit = min(buffer.count, start + Self.mostHeaderBytes + 4)
    while index < limit {
      if buffer[index] == 0x0A {
        if index + 1 < buffer.count, buffer[index + 1] == 0x0A { return (index, index + 2) }
        if index + 2 < buffer.count, buffer[index + 1] == 0x0D, buffer[index + 2] == 0x0A {
          return (index, index + 3)
        }
      }
      index += 1
    }
    return nil
  }

  /// The length that a header gives, `Int.max` for very large ones; nil where a line of it is none or
  /// the length is no number.
  private static func length(in header: [UInt8]) -> Int? {
    var result: Int?
    for line in header.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let lower = line.map(Self.lowercased)
      guard let colon = lower.firstIndex(of: UInt8(ascii: ":")),
        lower[..<colon].allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 == 0x2D })
      else { return nil }
      guard lower.starts(with: Self.name) else { continue }
      let digits = lower[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 }
        .prefix { $0 != 0x20 && $0 != 0x09 }
      guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      let significant = digits.drop { $0 == 0x30 }
      result = significant.count > 18 ? Int.max : significant.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    return result
  }

  private static func place(of name: [UInt8], in text: [UInt8]) -> Int? {
    guard text.count >= name.count else { return nil }
    return (0...text.count - name.count).first { start in
      name.indices.allSatisfy { lowercased(text[start + $0]) == name[$0] }
    }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }

  private mutating func drop(_ count: Int, counting: Bool = false) {
    start += count
    if counting { skipped -= count }
    // The front goes in large pieces, as each time costs a copy of the rest.
    if start == buffer.count {
      buffer.removeAll(keepingCapacity: buffer.capacity <= 1 << 20)
      start = 0
    } else if start > 1 << 16 {
      buffer.removeFirst(start)
      start = 0
    }
  }
}
