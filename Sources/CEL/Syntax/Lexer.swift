/// Cuts the source of an expression into tokens.
struct Lexer {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// All tokens, the last of which is `end`.
  mutating func tokens() throws(CompileFailure) -> [Token] {
    var tokens: [Token] = []
    tokens.reserveCapacity(bytes.count / 3 + 2)
    while true {
      skipSpace()
      let start = position
      guard position < bytes.count else {
        tokens.append(Token(kind: .end, range: SourceRange(start: start, end: start)))
        return tokens
      }
      let kind = try next()
      tokens.append(Token(kind: kind, range: SourceRange(start: start, end: position)))
    }
  }

  private func peek(_ offset: Int = 0) -> UInt8 {
    position + offset < bytes.count ? bytes[position + offset] : 0
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D: position += 1
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        while position < bytes.count, bytes[position] != 0x0A { position += 1 }
      default: return
      }
    }
  }

  private mutating func next() throws(CompileFailure) -> TokenKind {
    let byte = bytes[position]
    if isLetter(byte) { return try word() }
    if isDigit(byte) || (byte == UInt8(ascii: ".") && isDigit(peek(1))) { return try number() }
    position += 1
    switch byte {
    case UInt8(ascii: "("): return .leftParenthesis
    case UInt8(ascii: ")"): return .rightParenthesis
    case UInt8(ascii: "["): return .leftBracket
    case UInt8(ascii: "]"): return .rightBracket
    case UInt8(ascii: "{"): return .leftBrace
    case UInt8(ascii: "}"): return .rightBrace
    case UInt8(ascii: "."): return .dot
    case UInt8(ascii: ","): return .comma
    case UInt8(ascii: ":"): return .colon
    case UInt8(ascii: "?"): return .question
    case UInt8(ascii: "+"): return .plus
    case UInt8(ascii: "-"): return .minus
    case UInt8(ascii: "*"): return .star
    case UInt8(ascii: "/"): return .slash
    case UInt8(ascii: "%"): return .percent
    case UInt8(ascii: "!"): return follow("=") ? .notEqual : .bang
    case UInt8(ascii: "<"): return follow("=") ? .lessOrEqual : .less
    case UInt8(ascii: ">"): return follow("=") ? .greaterOrEqual : .greater
    case UInt8(ascii: "="):
      if follow("=") { return .equal }
      throw failure("'=' is not an operator; expected '=='", from: position - 1)
    case UInt8(ascii: "&"):
      if follow("&") { return .and }
      throw failure("'&' is not an operator; expected '&&'", from: position - 1)
    case UInt8(ascii: "|"):
      if follow("|") { return .or }
      throw failure("'|' is not an operator; expected '||'", from: position - 1)
    case UInt8(ascii: "`"): return try quotedIdentifier()
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      position -= 1
      return try string(isRaw: false, isBytes: false)
    default: throw unexpected(from: position - 1)
    }
  }

  private mutating func follow(_ character: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: character), position < bytes.count else { return false }
    position += 1
    return true
  }

  private mutating func word() throws(CompileFailure) -> TokenKind {
    let start = position
    while position < bytes.count, isLetter(bytes[position]) || isDigit(bytes[position]) {
      position += 1
    }
    let quote = peek()
    if quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\""), position - start <= 2 {
      let prefix = bytes[start..<position].map { $0 | 0x20 }
      let isRaw = prefix.contains(UInt8(ascii: "r"))
      let isBytes = prefix.contains(UInt8(ascii: "b"))
      if prefix.count == (isRaw ? 1 : 0) + (isBytes ? 1 : 0) {
        return try string(isRaw: isRaw, isBytes: isBytes)
      }
    }
    return switch String(decoding: bytes[start..<position], as: UTF8.self) {
    case "true": .keywordTrue
    case "false": .keywordFalse
    case "null": .keywordNull
    case "in": .keywordIn
    default: .identifier
    }
  }

  private mutating func quotedIdentifier() throws(CompileFailure) -> TokenKind {
    let start = position - 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "`") {
      let byte = bytes[position]
      let isAllowed = isLetter(byte) || isDigit(byte) || " -./".utf8.contains(byte)
      guard isAllowed else { throw unexpected(from: position) }
      position += 1
    }
    guard position < bytes.count, position > start + 1 else {
      throw failure("a quoted field name needs a name and a closing '`'", from: start)
    }
    position += 1
    return .quotedIdentifier
  }

  private mutating func number() throws(CompileFailure) -> TokenKind {
    let start = position
    var kind = TokenKind.integer
    if peek() == UInt8(ascii: "0"), peek(1) | 0x20 == UInt8(ascii: "x") {
      position += 2
      let digits = position
      while isHexDigit(peek()) { position += 1 }
      guard position > digits else {
        throw failure("'0x' needs hexadecimal digits", from: start)
      }
    } else {
      skipDigits()
      if peek() == UInt8(ascii: "."), isDigit(peek(1)) {
        kind = .float
        position += 1
        skipDigits()
      }
      if peek() | 0x20 == UInt8(ascii: "e") {
        let hasSign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
        if isDigit(peek(hasSign ? 2 : 1)) {
          kind = .float
          position += hasSign ? 2 : 1
          skipDigits()
        }
      }
    }
    if kind == .integer, peek() | 0x20 == UInt8(ascii: "u") {
      position += 1
      kind = .unsigned
    }
    guard !isLetter(peek()) else {
      while isLetter(peek()) || isDigit(peek()) { position += 1 }
      let text = String(decoding: bytes[start..<position], as: UTF8.self)
      throw failure("'\(text)' is not a number", from: start)
    }
    return kind
  }

  private mutating func skipDigits() {
    while isDigit(peek()) { position += 1 }
  }

  /// Finds the end of a string literal; `LiteralReader` reads what is in it.
  private mutating func string(isRaw: Bool, isBytes: Bool) throws(CompileFailure) -> TokenKind {
    let start = position
    let quote = peek()
    let isTriple = peek(1) == quote && peek(2) == quote
    position += isTriple ? 3 : 1
    while true {
      guard position < bytes.count else {
        // A backslash that ends the source was to escape what is not there.
        position = bytes.count
        throw failure("this string has no closing quote", from: start)
      }
      let byte = bytes[position]
      if byte == quote {
        if !isTriple {
          position += 1
          break
        }
        if peek(1) == quote, peek(2) == quote {
          position += 3
          break
        }
      } else if byte == UInt8(ascii: "\\"), !isRaw {
        position += 1
      } else if (byte == 0x0A || byte == 0x0D) && !isTriple {
        throw failure("this string has no closing quote on its line", from: start)
      }
      position += 1
    }
    position = min(position, bytes.count)
    return isBytes ? .bytes : .string
  }

  private func failure(_ message: String, from start: Int) -> CompileFailure {
    CompileFailure(message, at: SourceRange(start: start, end: max(position, start + 1)))
  }

  private func unexpected(from start: Int) -> CompileFailure {
    var end = start + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    return CompileFailure(
      "'\(text)' is not part of an expression", at: SourceRange(start: start, end: end))
  }
}

func isLetter(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_")
}

func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

func isHexDigit(_ byte: UInt8) -> Bool {
  isDigit(byte) || (0x61...0x66).contains(byte | 0x20)
}
