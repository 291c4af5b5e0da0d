/// The keys of a YAML or JSON text by lines and indentation, for texts that need not be sound: while
/// a line is being written there is no tree.
///
/// It knows block and flow collections, quoted and block scalars and comments, and guesses the rest.
/// What it says is used for suggestions only.
struct TextOutline: Sendable {
  /// The keys of each mapping of the document that holds the place, by the number of the mapping.
  var keys: [Int: [String]] = [:]
  var scalars: [OutlineScalar] = []
  var topKeys: [String] = []
  /// What may be written at the place; nil where nothing can be said.
  var context: OutlineContext?

  let bytes: [UInt8]
  let place: Int
  var stack: [Level] = []
  var nextMapping = 0
  /// The end of a scalar that goes on over lines.
  var openQuote: UInt8?
  /// Lines that are indented deeper belong to a block scalar.
  var blockIndent: Int?
  /// Whether the document that holds the place has begun.
  var isPast = false
  /// Whether all of the text is in braces, so that no text in quotation marks goes on over lines.
  let isJSON: Bool

  /// A collection that is open.
  struct Level: Sendable {
    var indent: Int
    var isSequence: Bool
    var isFlow: Bool
    var mapping = -1
    /// The number of a list, among those of mappings.
    var list: Int?
    /// The key whose value comes next.
    var key: String?
    /// Whether the key has a value: in a block on its own line, in braces one that has ended.
    var hasValue = false
  }

  /// - Parameter place: The offset of the place that is asked about; without one, the first document
  ///   is read.
  init(_ bytes: [UInt8], at place: Int? = nil) {
    self.bytes = bytes
    isJSON = bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
    self.place = place.map { min($0, bytes.count) } ?? -1
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start <= bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
      if !readLine(start, end) { break }
      if end == bytes.count { break }
      start = end + (bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? 2 : 1)
    }
  }

  /// The texts of values at a path such as `outcomes.id`.
  func texts(at path: String) -> [String] { scalars.filter { $0.path == path }.map(\.text) }

  /// The text of another key of a mapping.
  func text(of key: String, in mapping: Int) -> String? {
    scalars.first { $0.mapping == mapping && $0.key == key }?.text
  }

  // MARK: - Lines

  /// Reads a line; false where the document that holds the place has ended.
  private mutating func readLine(_ start: Int, _ end: Int) -> Bool {
    let holdsPlace = place >= start && place <= end
    // What stands behind the place on its line is being written over.
    let end = holdsPlace ? place : end
    if holdsPlace { isPast = true }
    var position = start
    defer { if holdsPlace { readRest() } }
    if openQuote != nil || stack.last?.isFlow == true {
      readInline(&position, end, holdsPlace)
      return true
    }
    while position < end, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
    let indent = position - start
    if let parent = blockIndent {
      if indent > parent || position == end && !holdsPlace { return true }
      if position == end, holdsPlace, indent > parent { return true }
      blockIndent = nil
    }
    if position == end {
      if holdsPlace { context = blockContext(indent, typed: position..<end, afterHyphen: false) }
      return true
    }
    if bytes[position] == UInt8(ascii: "#") {
      if holdsPlace { context = comment(position, end) }
      return true
    }
    if indent == 0,
      isMarker(position, end, UInt8(ascii: "-")) || isMarker(position, end, UInt8(ascii: "."))
    {
      if holdsPlace { return true }
      if isPast || place < 0 && !topKeys.isEmpty { return false }
      (stack, keys, scalars, topKeys) = ([], [:], [], [])
      return true
    }
    readBlock(&position, end, column: indent, holdsPlace)
    return true
  }

  /// The rest of the line of the place may close what is open.
  private mutating func readRest() {
    guard openQuote != nil || stack.last?.isFlow == true else { return }
    var (position, end) = (place, place)
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    readInline(&position, end, false)
    if isJSON, openQuote != nil {
      // No text goes on over lines there; what was being written ends with its line.
      openQuote = nil
      endValue()
    }
    // What is still open in a block is being written; the lines below are not part of it.
    if stack.first?.isFlow != true {
      openQuote = nil
      while stack.last?.isFlow == true { stack.removeLast() }
    }
  }

  private func isMarker(_ position: Int, _ end: Int, _ sign: UInt8) -> Bool {
    end - position >= 3 && bytes[position..<position + 3].allSatisfy { $0 == sign }
      && (end == position + 3 || bytes[position + 3] == 0x20)
  }

  /// Reads hyphens, a key and what begins behind them.
  private mutating func readBlock(
    _ position: inout Int, _ end: Int, column: Int, _ holdsPlace: Bool
  ) {
    var column = column
    var isAfterHyphen = false
    while position < end, bytes[position] == UInt8(ascii: "-"),
      position + 1 == end || bytes[position + 1] == 0x20
    {
      pop { $0.indent > column || ($0.indent == column && $0.isSequence && isAfterHyphen) }
      if stack.last.map({ $0.isSequence && $0.indent == column }) != true {
        stack.append(newSequence(column, isFlow: false))
      }
      isAfterHyphen = true
      position += 1
      column += 1
      while position < end, bytes[position] == 0x20 {
        position += 1
        column += 1
      }
    }
    if position == end {
      if holdsPlace { context = blockContext(column, typed: end..<end, afterHyphen: isAfterHyphen) }
      return
    }
    let begin = position
    if let key = readKey(&position, end) {
      pop { level in
        level.indent > column || (level.indent == column && level.isSequence && !isAfterHyphen)
      }
      if stack.last.map({ !$0.isSequence && $0.indent == column }) != true {
        stack.append(newMapping(column, isFlow: false))
      }
      note(key)
      readValue(&position, end, column: column, holdsPlace)
      return
    }
    if bytes[begin] == UInt8(ascii: "{") || bytes[begin] == UInt8(ascii: "[")
      || bytes[begin] == UInt8(ascii: "\"") || bytes[begin] == UInt8(ascii: "'")
    {
      if !isAfterHyphen { pop { $0.indent > column } }
      position = begin
      readInline(&position, end, holdsPlace)
      return
    }
    if isAfterHyphen, isBlockSign(begin) {
      blockIndent = column - 1
      return
    }
    if isAfterHyphen, !holdsPlace {
      noteScalar(plain(begin, end))
    }
    if holdsPlace {
      context = blockContext(column, typed: begin..<end, afterHyphen: isAfterHyphen)
    }
  }

  /// The key that stands before a colon; nil where there is none.
  func readKey(_ position: inout Int, _ end: Int) -> String? {
    var index = position
    let first = bytes[index]
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      guard let close = closing(first, from: index + 1, end) else { return nil }
      var colon = close + 1
      while colon < end, bytes[colon] == 0x20 { colon += 1 }
      guard colon < end, bytes[colon] == UInt8(ascii: ":") else { return nil }
      let text = String(decoding: bytes[(index + 1)..<close], as: UTF8.self)
      position = colon + 1
      return text
    }
    if "{[#&*!|>%@`".utf8.contains(first) { return nil }
    while index < end {
      if bytes[index] == UInt8(ascii: ":"),
        index + 1 == end || bytes[index + 1] == 0x20 || bytes[index + 1] == 0x09
      {
        let text = String(decoding: trimmed(position, index), as: UTF8.self)
        position = index + 1
        return text
      }
      if bytes[index] == UInt8(ascii: "#"), index > position, bytes[index - 1] == 0x20 {
        return nil
      }
      index += 1
    }
    return nil
  }

  func closing(_ quote: UInt8, from start: Int, _ end: Int) -> Int? {
    var index = start
    while index < end {
      if quote == UInt8(ascii: "\""), bytes[index] == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      if bytes[index] == quote { return index }
      index += 1
    }
    return nil
  }

  func trimmed(_ start: Int, _ end: Int) -> ArraySlice<UInt8> {
    var text = bytes[start..<max(start, end)]
    while let last = text.last, last == 0x20 || last == 0x09 { text = text.dropLast() }
    return text
  }

  /// A plain scalar without the comment behind it.
  func plain(_ start: Int, _ end: Int) -> String {
    var index = start
    while index < end {
      if bytes[index] == UInt8(ascii: "#"), index > start, bytes[index - 1] == 0x20 { break }
      index += 1
    }
    return String(decoding: trimmed(start, index), as: UTF8.self)
  }

  func isBlockSign(_ position: Int) -> Bool {
    bytes[position] == UInt8(ascii: "|") || bytes[position] == UInt8(ascii: ">")
  }

  /// Reads what stands behind the colon of a key in a block.
  private mutating func readValue(
    _ position: inout Int, _ end: Int, column: Int, _ holdsPlace: Bool
  ) {
    while position < end, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
    // Anchors and tags say nothing about the value.
    while position < end,
      bytes[position] == UInt8(ascii: "&") || bytes[position] == UInt8(ascii: "!")
    {
      while position < end, bytes[position] != 0x20 { position += 1 }
      while position < end, bytes[position] == 0x20 { position += 1 }
    }
    guard position < end else {
      if holdsPlace {
        context = OutlineContext(
          role: .value, path: path(withKey: true), typed: end..<end, mapping: stack.last?.mapping,
          isFlow: false, indent: column)
      }
      return
    }
    if bytes[position] == UInt8(ascii: "#") {
      if holdsPlace { context = comment(position, end) }
      return
    }
    if let last = stack.indices.last { stack[last].hasValue = true }
    if isBlockSign(position) {
      blockIndent = column
      return
    }
    if "{[\"'".utf8.contains(bytes[position]) {
      readInline(&position, end, holdsPlace)
      return
    }
    let text = plain(position, end)
    noteScalar(text)
    guard holdsPlace else { return }
    if text.utf8.count < trimmed(position, end).count {
      context = comment(skipBlanks(position + text.utf8.count, end), end)
    } else {
      context = OutlineContext(
        role: .value, path: path(withKey: true), typed: position..<end,
        mapping: stack.last?.mapping, isFlow: false, indent: column)
    }
  }
}
