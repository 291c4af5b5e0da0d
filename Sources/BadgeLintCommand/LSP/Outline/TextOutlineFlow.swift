/// Flow collections and quoted scalars, which may go on over lines.
extension TextOutline {
  mutating func readInline(_ position: inout Int, _ end: Int, _ holdsPlace: Bool) {
    var token = position
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
        stack.append(Level(indent: 0, isSequence: true, isFlow: true))
        position += 1
        token = position
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        noteFlow(plain(skipBlanks(token, position), position))
        if stack.last?.isFlow == true { stack.removeLast() }
        position += 1
        token = position
        if stack.last?.isFlow != true { return endOfInline(&position, end, holdsPlace) }
      case UInt8(ascii: ","):
        guard stack.last?.isFlow == true else {
          position += 1
          continue
        }
        noteFlow(plain(skipBlanks(token, position), position))
        if let last = stack.indices.last, !stack[last].isSequence { stack[last].key = nil }
        position += 1
        token = position
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard skipBlanks(token, position) == position else {
          position += 1
          continue
        }
        guard let close = closing(byte, from: position + 1, end) else {
          openQuote = byte
          if holdsPlace { context = flowContext((position + 1)..<end, quote: byte) }
          position = end
          return
        }
        let text = String(decoding: bytes[(position + 1)..<close], as: UTF8.self)
        position = close + 1
        token = position
        let next = skipBlanks(position, end)
        if next < end, bytes[next] == UInt8(ascii: ":"), isKeyPlace {
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
    if holdsPlace, stack.last?.isFlow == true {
      context = flowContext(skipBlanks(token, end)..<end, quote: nil)
    }
  }

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
