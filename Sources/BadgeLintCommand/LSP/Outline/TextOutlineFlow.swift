/// Flow collections and quoted scalars, which may go on over lines.
extension TextOutline {
  mutating func readInline(_ position: inout Int, _ end: Int, _ holdsPlace: Bool) {
    var token = position
    let first = skipBlanks(position, end)
    while position < end {
      if let quote = openQuote {
        guard let close = closing(quote, from: position, end) else {
          position = end
          if holdsPlace { context = flowContext(position..<end, quote: nil, isInside: true) }
          return
        }
        openQuote = nil
        position = close + 1
        token = position
        if stack.last?.isFlow != true { return endOfInline(&position, end, holdsPlace) }
        continue
      }
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "{"):
        stack.append(newMapping(0, isFlow: true))
        position += 1
        token = position
      case UInt8(ascii: "["):
        stack.append(newSequence(0, isFlow: true))
        position += 1
        token = position
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        noteFlow(plain(skipBlanks(token, position), position))
        if stack.last?.isFlow == true { stack.removeLast() }
        endValue()
        position += 1
        token = position
        if stack.last?.isFlow != true { return endOfInline(&position, end, holdsPlace) }
      case UInt8(ascii: ","):
        guard stack.last?.isFlow == true else {
          position += 1
          continue
        }
        noteFlow(plain(skipBlanks(token, position), position))
        if let last = stack.indices.last {
          if !stack[last].isSequence { stack[last].key = nil }
          stack[last].hasValue = false
        }
        position += 1
        token = position
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard skipBlanks(token, position) == position else {
          position += 1
          continue
        }
        if position == first { startEntry() }
        guard let close = closing(byte, from: position + 1, end) else {
          // In JSON a text ends with its line at the latest.
          if !isJSON || holdsPlace { openQuote = byte }
          if holdsPlace { context = flowContext((position + 1)..<end, quote: byte) }
          position = end
          return
        }
        let text = String(decoding: bytes[(position + 1)..<close], as: UTF8.self)
        position = close + 1
        token = position
        let next = skipBlanks(position, end)
        if next < end, bytes[next] == UInt8(ascii: ":"), isInMapping {
          note(text)
          position = next + 1
          token = position
        } else {
          noteFlow(text)
          if stack.last?.isFlow != true { return endOfInline(&position, end, holdsPlace) }
        }
      case UInt8(ascii: ":")
      where isKeyPlace
        && (position + 1 == end || " ,]}".utf8.contains(bytes[position + 1])):
        note(String(decoding: trimmed(skipBlanks(token, position), position), as: UTF8.self))
        position += 1
        token = position
      case UInt8(ascii: "#")
      where position > 0 && (bytes[position - 1] == 0x20 || position == token):
        if holdsPlace { context = comment(position, end) }
        position = end
        return
      default: position += 1
      }
    }
    guard stack.last?.isFlow == true else { return }
    let start = skipBlanks(token, end)
    if start == first { startEntry() }
    if holdsPlace {
      context = flowContext(start..<end, quote: nil)
    } else if isJSON {
      noteFlow(plain(start, end))
    }
  }

  /// Begins a new entry of a mapping in JSON: what begins a line behind a value that has ended is a key
  /// before which the comma was forgotten.
  private mutating func startEntry() {
    guard isJSON, let last = stack.indices.last, isInMapping, stack[last].hasValue else { return }
    stack[last].key = nil
    stack[last].hasValue = false
  }

  /// Takes note that the value of a flow collection has ended.
  mutating func endValue() {
    if let last = stack.indices.last, stack[last].isFlow { stack[last].hasValue = true }
  }

  /// Whether braces are the innermost that is open.
  private var isInMapping: Bool { stack.last.map { $0.isFlow && !$0.isSequence } ?? false }

  /// What stands behind a value in a block is a comment at most.
  private mutating func endOfInline(_ position: inout Int, _ end: Int, _ holdsPlace: Bool) {
    let next = skipBlanks(position, end)
    if holdsPlace, next < end, bytes[next] == UInt8(ascii: "#") { context = comment(next, end) }
    position = end
  }

  /// Whether the flow mapping at the top waits for a key.
  var isKeyPlace: Bool {
    guard let top = stack.last, top.isFlow else { return false }
    return !top.isSequence && top.key == nil
  }

  func skipBlanks(_ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    return index
  }
}
