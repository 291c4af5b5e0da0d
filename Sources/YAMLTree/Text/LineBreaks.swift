extension UnsafeBufferPointer<UInt8> {
  /// The number of bytes of the YAML line break at `offset`, or 0 when there is none.
  ///
  /// YAML 1.1 (section 5.4), which libyaml reads, counts NEL, LS and PS as line breaks besides
  /// `\n`, `\r\n` and a lone `\r`.
  @inline(__always)
  func lineBreakLength(at offset: Int) -> Int {
    guard offset < count else { return 0 }
    let byte = self[offset]
    if byte == ASCII.lineFeed { return 1 }
    if byte < ASCII.lineFeed { return 0 }
    if byte == ASCII.carriageReturn {
      return offset + 1 < count && self[offset + 1] == ASCII.lineFeed ? 2 : 1
    }
    if byte < 0xC2 { return 0 }
    return wideLineBreakLength(at: offset)
  }

  /// The number of bytes of the NEL, LS or PS at `offset`, or 0 when there is none.
  private func wideLineBreakLength(at offset: Int) -> Int {
    if self[offset] == 0xC2 {
      return offset + 1 < count && self[offset + 1] == 0x85 ? 2 : 0
    }
    guard self[offset] == 0xE2, offset + 2 < count, self[offset + 1] == 0x80 else { return 0 }
    return self[offset + 2] == 0xA8 || self[offset + 2] == 0xA9 ? 3 : 0
  }

  /// The number of bytes of the YAML line break that ends just before `offset`, or 0.
  func lineBreakLength(before offset: Int) -> Int {
    guard offset > 0 else { return 0 }
    let byte = self[offset - 1]
    if byte == ASCII.lineFeed {
      return offset > 1 && self[offset - 2] == ASCII.carriageReturn ? 2 : 1
    }
    if byte == ASCII.carriageReturn { return 1 }
    if byte == 0x85 { return offset > 1 && self[offset - 2] == 0xC2 ? 2 : 0 }
    guard byte == 0xA8 || byte == 0xA9, offset > 2 else { return 0 }
    return self[offset - 3] == 0xE2 && self[offset - 2] == 0x80 ? 3 : 0
  }

  /// The offset of the first YAML line break at or after `offset`, or the end of the buffer.
  func endOfLine(from offset: Int) -> Int {
    var position = offset
    while position < count, lineBreakLength(at: position) == 0 { position += 1 }
    return position
  }
}
