/// Reads one strict JSON text (RFC 8259) into a tree.
///
/// It gives up at the first byte that is not strict JSON; the text may still be YAML in flow
/// style. `NaN` and `Infinity`, which some programs write, are read and reported.
struct JSONReader {
  let source: UnsafeBufferPointer<UInt8>
  private(set) var offset: Int

  /// What may come next.
  private enum State {
    case value, firstKey, nextKey, firstElement, nextElement, afterValue
  }

  init(_ source: UnsafeBufferPointer<UInt8>, base: Int) {
    self.source = source
    offset = base
  }

  /// Whether the first byte that is not white space opens an object or an array.
  static func isLikely(_ source: UnsafeBufferPointer<UInt8>, base: Int) -> Bool {
    var offset = base
    while offset < source.count, isWhiteSpace(source[offset]) { offset += 1 }
    guard offset < source.count else { return false }
    return source[offset] == ASCII.openBrace || source[offset] == ASCII.openBracket
  }

  /// Reads the text; gives back why it is not strict JSON, or nil.
  ///
  /// When the builder stops at a limit, nil is given back too.
  mutating func read(into builder: inout TreeBuilder) -> JSONFailure? {
    builder.beginDocument()
    do {
      try readDocument(into: &builder)
    } catch {
      return error
    }
    if builder.isStopped { builder.abandonDocument() } else { builder.endDocument() }
    return nil
  }

  private mutating func readDocument(into builder: inout TreeBuilder) throws(JSONFailure) {
    var state = State.value
    while !builder.isStopped {
      skipWhiteSpace()
      switch state {
      case .value:
        state = try readValue(into: &builder)
      case .firstElement, .nextElement:
        if byte == ASCII.closeBracket {
          guard state == .firstElement else { throw failure(.trailingComma, builder) }
          close(&builder)
          state = .afterValue
        } else {
          state = try readValue(into: &builder)
        }
      case .firstKey, .nextKey:
        if byte == ASCII.closeBrace {
          guard state == .firstKey else { throw failure(.trailingComma, builder) }
          close(&builder)
          state = .afterValue
        } else {
          try readKey(into: &builder)
          state = .value
        }
      case .afterValue:
        guard let last = builder.open.last else {
          guard offset >= source.count else { throw failure(.trailingText, builder) }
          return
        }
        if byte == ASCII.comma {
          offset += 1
          state = last.isMapping ? .nextKey : .nextElement
        } else if byte == (last.isMapping ? ASCII.closeBrace : ASCII.closeBracket) {
          close(&builder)
        } else {
          throw failure(.commaExpected, builder)
        }
      }
    }
  }

  private mutating func readValue(into builder: inout TreeBuilder) throws(JSONFailure) -> State {
    switch byte {
    case ASCII.openBrace:
      builder.beginCollection(.mapping, at: offset, isFlow: true)
      offset += 1
      return .firstKey
    case ASCII.openBracket:
      builder.beginCollection(.sequence, at: offset, isFlow: true)
      offset += 1
      return .firstElement
    case ASCII.quote:
      try readString(into: &builder)
    case UInt8(ascii: "t"):
      try readWord("true", .bool, &builder)
    case UInt8(ascii: "f"):
      try readWord("false", .bool, &builder)
    case UInt8(ascii: "n"):
      try readWord("null", .null, &builder)
    case UInt8(ascii: "N"):
      try readWord("NaN", .float, &builder)
    case UInt8(ascii: "I"):
      try readWord("Infinity", .float, &builder)
    case ASCII.minus, 0x30...0x39:
      try readNumber(into: &builder)
    default:
      throw failure(.valueExpected, builder)
    }
    return .afterValue
  }

  private mutating func readKey(into builder: inout TreeBuilder) throws(JSONFailure) {
    guard byte == ASCII.quote else { throw failure(.keyExpected, builder) }
    try readString(into: &builder)
    skipWhiteSpace()
    guard byte == ASCII.colon else { throw failure(.colonExpected, builder) }
    offset += 1
  }

  private mutating func close(_ builder: inout TreeBuilder) {
    offset += 1
    builder.endCollection(at: offset)
  }

  private mutating func readString(into builder: inout TreeBuilder) throws(JSONFailure) {
    let (end, isVerbatim) = try endOfString(builder)
    if isVerbatim {
      builder.addScalar(
        offset..<end, style: .doubleQuoted, type: .string, content: offset + 1,
        length: end - offset - 2, isSide: false)
    } else {
      let place = builder.side.count
      try JSONEscapes.decode(source, (offset + 1)..<(end - 1), into: &builder)
      builder.addScalar(
        offset..<end, style: .doubleQuoted, type: .string, content: place,
        length: builder.side.count - place, isSide: true)
    }
    offset = end
  }

  /// The offset after the closing quote and whether the string holds no escape.
  private func endOfString(
    _ builder: borrowing TreeBuilder
  ) throws(JSONFailure) -> (end: Int, isVerbatim: Bool) {
    var index = offset + 1
    var isVerbatim = true
    while index < source.count {
      let byte = source[index]
      if byte == ASCII.quote { return (index + 1, isVerbatim) }
      if byte == ASCII.backslash {
        isVerbatim = false
        index += 2
      } else if byte < 0x20 {
        let kind: JSONFailure.Kind = byte == ASCII.tab ? .tabInString : .unclosedString
        throw JSONFailure(
          kind: kind, span: builder.byteRange(kind == .tabInString ? index : offset, index + 1))
      } else {
        index += 1
      }
    }
    throw JSONFailure(kind: .unclosedString, span: builder.byteRange(offset, source.count))
  }

  private mutating func readWord(
    _ word: StaticString, _ type: ScalarType, _ builder: inout TreeBuilder, signed: Int = 0
  ) throws(JSONFailure) {
    let count = word.utf8CodeUnitCount
    let end = offset + signed + count
    guard source.equals(word.utf8Start, length: count, at: offset + signed),
      end == source.count || !Self.isWordByte(source[end])
    else { throw failure(.valueExpected, builder) }
    builder.addScalar(
      offset..<end, style: .plain, type: type, content: offset, length: end - offset,
      isSide: false)
    if type == .float {
      builder.report(
        YAMLProblem(
          kind: .portability,
          message: "\(word) is not a value in JSON; write a number or null",
          span: builder.byteRange(offset, end)))
    }
    offset = end
  }

  private mutating func readNumber(into builder: inout TreeBuilder) throws(JSONFailure) {
    var index = offset
    if source[index] == ASCII.minus { index += 1 }
    if index < source.count, source[index] == UInt8(ascii: "I") {
      return try readWord("Infinity", .float, &builder, signed: 1)
    }
    var type = ScalarType.int
    let first = index
    skipDigits(&index)
    var isValid = index > first && (source[first] != ASCII.zero || index == first + 1)
    if index < source.count, source[index] == ASCII.dot {
      type = .float
      index += 1
      let fraction = index
      skipDigits(&index)
      isValid = isValid && index > fraction
    }
    if index < source.count, source[index] | 0x20 == UInt8(ascii: "e") {
      type = .float
      index += 1
      if index < source.count, source[index] == ASCII.plus || source[index] == ASCII.minus {
        index += 1
      }
      let exponent = index
      skipDigits(&index)
      isValid = isValid && index > exponent
    }
    if index < source.count, Self.isWordByte(source[index]) { isValid = false }
    guard isValid else { throw failure(.invalidNumber, builder) }
    builder.addScalar(
      offset..<index, style: .plain, type: type, content: offset, length: index - offset,
      isSide: false)
    offset = index
  }

  private func skipDigits(_ index: inout Int) {
    while index < source.count, ASCII.isDigit(source[index]) { index += 1 }
  }

  /// The next byte; NUL, which no text holds, at the end.
  private var byte: UInt8 { offset < source.count ? source[offset] : 0 }

  private mutating func skipWhiteSpace() {
    while offset < source.count, Self.isWhiteSpace(source[offset]) { offset += 1 }
  }

  private func failure(
    _ kind: JSONFailure.Kind, _ builder: borrowing TreeBuilder
  ) -> JSONFailure {
    let related = builder.open.last.map { builder.nodes[$0.node].start }
    return JSONFailure(
      kind: kind, span: builder.byteRange(offset, source.endOfCharacter(offset + 1)),
      related: related.map { ByteRange(start: $0, end: $0 + 1) })
  }

  @inline(__always)
  private static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == ASCII.space || byte == ASCII.lineFeed || byte == ASCII.carriageReturn
      || byte == ASCII.tab
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    ASCII.isDigit(byte) || (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 || byte == ASCII.underscore
      || byte == ASCII.dot || byte == ASCII.plus || byte == ASCII.minus
  }
}
