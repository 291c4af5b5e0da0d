#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension StandardLibrary {
  /// `format` and `strings.quote`.
  static let stringFormatting: [FunctionDeclaration] = [
    FunctionDeclaration(
      name: "format", isMethod: true, parameters: [.string, .list(.dyn)], result: .string,
      isPure: true, checkLiterals: checkFormat, implementation: .binary(format)),
    unary("strings.quote", .string, .string) { (value, context) throws(EvaluationError) in
      let text = try value.text("strings.quote")
      try context.charge(bytes: text.utf8.count)
      return .string(quote(text))
    },
  ]

  private static func checkFormat(_ literals: [Value?]) -> String? {
    guard case .string(let template) = literals[0] else { return nil }
    do throws(EvaluationError) {
      let pieces = try FormatPiece.parse(template)
      guard case .list(.native(let values)) = literals[1] else { return nil }
      var steps = 1_000_000
      try withUnsafeMutablePointer(to: &steps) { (steps) throws(EvaluationError) in
        let context = HostContext(
          host: literalHost, meter: steps, objectTypes: UnsafeBufferPointer(start: nil, count: 0))
        _ = try fill(pieces, .native(values), context)
      }
      return nil
    } catch {
      return error.message
    }
  }

  private static let literalHost = EmptyHost()

  private static func format(
    _ template: Value, _ arguments: Value, _ context: HostContext
  ) throws(EvaluationError) -> Value {
    let text = try template.text("format")
    try context.charge(bytes: text.utf8.count)
    let pieces = try FormatPiece.parse(text)
    return .string(try fill(pieces, try arguments.listValue("format"), context))
  }

  private static func fill(
    _ pieces: [FormatPiece], _ arguments: ListValue, _ context: HostContext
  ) throws(EvaluationError) -> String {
    var result = ""
    var position = 0
    let count = context.count(arguments)
    for piece in pieces {
      guard case .clause(let kind, let precision) = piece else {
        if case .text(let text) = piece { result += text }
        continue
      }
      guard position < count else {
        throw EvaluationError(
          .indexOutOfRange, "the format has more clauses than the \(counted(count, "value")) it got"
        )
      }
      let value = context.element(arguments, position)
      let text = try clause(kind, precision, value, context)
      try context.charge(bytes: text.utf8.count)
      result += text
      position += 1
    }
    return result
  }

  private static func clause(
    _ kind: UInt8, _ precision: Int, _ value: Value, _ context: HostContext
  ) throws(EvaluationError) -> String {
    switch (kind, value) {
    case (UInt8(ascii: "s"), _): return try plain(value, context)
    case (UInt8(ascii: "d"), .int(let number)): return String(number)
    case (UInt8(ascii: "d"), .uint(let number)): return String(number)
    case (UInt8(ascii: "d"), .double(let number)) where !number.isFinite:
      return numberText(number)
    case (UInt8(ascii: "b"), .bool(let flag)): return flag ? "1" : "0"
    case (UInt8(ascii: "b"), .int(let number)): return String(number, radix: 2)
    case (UInt8(ascii: "b"), .uint(let number)): return String(number, radix: 2)
    case (UInt8(ascii: "o"), .int(let number)): return String(number, radix: 8)
    case (UInt8(ascii: "o"), .uint(let number)): return String(number, radix: 8)
    case (UInt8(ascii: "x"), _), (UInt8(ascii: "X"), _):
      if let text = hexadecimal(value, isUpper: kind == UInt8(ascii: "X")) { return text }
    case (UInt8(ascii: "f"), .int(let number)), (UInt8(ascii: "e"), .int(let number)):
      return real(kind, precision, Double(number))
    case (UInt8(ascii: "f"), .uint(let number)), (UInt8(ascii: "e"), .uint(let number)):
      return real(kind, precision, Double(number))
    case (UInt8(ascii: "f"), .double(let number)), (UInt8(ascii: "e"), .double(let number)):
      return real(kind, precision, number)
    default: break
    }
    let letter = String(decoding: [kind], as: UTF8.self)
    throw EvaluationError(
      .noSuchOverload, "'%\(letter)' does not write a \(value.typeName(context.objectTypes))")
  }

  private static func hexadecimal(_ value: Value, isUpper: Bool) -> String? {
    switch value {
    case .int(let number): String(number, radix: 16, uppercase: isUpper)
    case .uint(let number): String(number, radix: 16, uppercase: isUpper)
    case .string(let text): text.utf8.map { twoDigits($0, isUpper) }.joined()
    case .bytes(let bytes): bytes.map { twoDigits($0, isUpper) }.joined()
    default: nil
    }
  }

  private static func twoDigits(_ byte: UInt8, _ isUpper: Bool) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: isUpper)
  }

  private static func real(_ kind: UInt8, _ precision: Int, _ number: Double) -> String {
    guard number.isFinite else { return numberText(number) }
    let pattern = kind == UInt8(ascii: "f") ? "%.*f" : "%.*e"
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
      let written = withVaList([Int32(precision), number]) {
        vsnprintf(buffer.baseAddress, buffer.count, pattern, $0)
      }
      let bytes = buffer.prefix(max(0, min(Int(written), buffer.count - 1)))
      return String(decoding: bytes.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }

  /// The text of a value as `%s` writes it: lists and maps with their parts, keys in order.
  private static func plain(
    _ value: Value, _ context: HostContext
  ) throws(EvaluationError) -> String {
    try context.charge(1)
    switch value {
    case .list(let list):
      var parts: [String] = []
      for index in 0..<context.count(list) {
        parts.append(try plain(context.element(list, index), context))
      }
      return "[" + parts.joined(separator: ", ") + "]"
    case .map(let map):
      var parts: [(key: String, value: String)] = []
      for (key, value) in zip(map.keys, map.values) {
        parts.append((try plain(key, context), try plain(value, context)))
      }
      parts.sort { $0.key.compareBytes(with: $1.key) < 0 }
      return "{" + parts.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
    default:
      guard let text = value.scalarText else {
        throw EvaluationError(
          .noSuchOverload, "'%s' does not write a \(value.typeName(context.objectTypes))")
      }
      return text
    }
  }

  private static func quote(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{07}": result += "\\a"
      case "\u{08}": result += "\\b"
      case "\u{0C}": result += "\\f"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0B}": result += "\\v"
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// A stretch of a format: text, or a clause that a value fills.
private enum FormatPiece {
  case text(String)
  case clause(kind: UInt8, precision: Int)

  /// Cuts a format such as `%d of %.2f` into its pieces.
  static func parse(_ template: String) throws(EvaluationError) -> [FormatPiece] {
    let bytes = Array(template.utf8)
    var pieces: [FormatPiece] = []
    var start = 0
    var position = 0
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "%") else {
        position += 1
        continue
      }
      if start < position {
        pieces.append(.text(String(decoding: bytes[start..<position], as: UTF8.self)))
      }
      let clause = position
      position += 1
      var precision = 6
      if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
        position += 1
        let digits = bytes[position...].prefix(while: isDigit)
        position += digits.count
        precision = Int(String(decoding: digits, as: UTF8.self)) ?? -1
      }
      let kind = position < bytes.count ? bytes[position] : 0
      position = min(position + 1, bytes.count)
      start = position
      switch kind {
      case UInt8(ascii: "%"): pieces.append(.text("%"))
      case _ where "sdfebxXo".utf8.contains(kind) && (0...100).contains(precision):
        pieces.append(.clause(kind: kind, precision: precision))
      default:
        let text = String(decoding: bytes[clause..<position], as: UTF8.self)
        throw EvaluationError(
          .invalidArgument,
          "'\(text)' is no clause of a format; expected %s, %d, %f, %e, %b, %o, %x, %X or %%")
      }
    }
    if start < bytes.count {
      pieces.append(.text(String(decoding: bytes[start...], as: UTF8.self)))
    }
    return pieces
  }
}
