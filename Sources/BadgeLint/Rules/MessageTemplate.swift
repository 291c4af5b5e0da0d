import CEL

/// A message with expressions in braces, such as `{self.value} credits`.
package struct MessageTemplate: Sendable {
  package enum Part: Sendable {
    case text(String)
    case expression(Program)
  }
  package var parts: [Part]

  package var hasExpression: Bool {
    parts.contains { if case .expression = $0 { true } else { false } }
  }

  /// A piece of a template before it is compiled: text, or the source of an expression with its
  /// place in the template.
  package enum Piece: Sendable, Equatable {
    case text(String)
    case expression(source: String, offset: Int)
  }

  /// Cuts a template at its braces; `{{` and `}}` stand for braces. Braces inside an expression
  /// (maps) and inside its string literals are part of it. Nil where a brace is not closed.
  package static func pieces(of template: String) -> [Piece]? {
    let bytes = Array(template.utf8)
    var pieces: [Piece] = []
    var text: [UInt8] = []
    var index = 0
    func isDoubled(_ byte: UInt8) -> Bool {
      bytes[index] == byte && index + 1 < bytes.count && bytes[index + 1] == byte
    }
    while index < bytes.count {
      if isDoubled(UInt8(ascii: "{")) || isDoubled(UInt8(ascii: "}")) {
        text.append(bytes[index])
        index += 2
      } else if bytes[index] == UInt8(ascii: "}") {
        return nil
      } else if bytes[index] == UInt8(ascii: "{") {
        guard let end = endOfExpression(bytes, from: index + 1) else { return nil }
        if !text.isEmpty { pieces.append(.text(String(decoding: text, as: UTF8.self))) }
        text = []
        let source = String(decoding: bytes[index + 1..<end], as: UTF8.self)
        pieces.append(.expression(source: source, offset: index + 1))
        index = end + 1
      } else {
        text.append(bytes[index])
        index += 1
      }
    }
    if !text.isEmpty { pieces.append(.text(String(decoding: text, as: UTF8.self))) }
    return pieces
  }

  private static func endOfExpression(_ bytes: [UInt8], from start: Int) -> Int? {
    var depth = 0
    var quote: UInt8?
    // In raw strings, such as r'\', a backslash escapes nothing.
    var isRaw = false
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if let open = quote {
        if byte == UInt8(ascii: "\\"), !isRaw { index += 1 } else if byte == open { quote = nil }
      } else {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
          quote = byte
          isRaw = index > start && bytes[index - 1] | 0x20 == UInt8(ascii: "r")
        case UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "}"):
          if depth == 0 { return index }
          depth -= 1
        default: break
        }
      }
      index += 1
    }
    return nil
  }

  /// A text of a definition as it stands in a message: its beginning.
  package static func shown(_ text: String) -> String { shortened(text, limit: 400) }

  /// A value as it stands in a message; `shown` says what becomes of texts.
  package static func text(
    of value: Value, _ host: any Host, shown: (String) -> String = shown
  ) -> String {
    switch value {
    case .null: return "nothing"
    case .bool(let bool): return bool ? "true" : "false"
    case .int(let int): return "\(int)"
    case .uint(let uint): return "\(uint)"
    case .double(let double): return numberText(double)
    case .string(let string): return shown(string)
    case .timestamp(let timestamp):
      return CalendarDate(secondsSince1970: timestamp.seconds).text
    case .list(let list):
      let values: [Value]
      switch list {
      case .native(let elements): values = elements
      case .host(let list):
        values = (0..<host.count(list)).map { host.element(list, $0) }
      }
      return values.map { text(of: $0, host, shown: shown) }.joined(separator: ", ")
    case .object(let object):
      return (host as? RecordHost)?.text(of: object) ?? "object"
    default: return "\(value)"
    }
  }

  /// The message of a rule; nil where it needs a required field that is not there, so that it has
  /// nothing to say. What else goes wrong is told to `fault` in words.
  func rendered(
    with variables: [Value], _ host: any Host, fault: (String) -> Void
  ) -> String? {
    var failures: [EvaluationError] = []
    let text = text(with: variables, host) { failures.append($0) }
    if failures.contains(where: { $0.kind == .missingField }) { return nil }
    for failure in failures { fault("in the message: \(failure.message)") }
    return text
  }

  /// The message with the values of its expressions; an expression that fails is told to `fault`
  /// and stands as a question mark.
  package func text(
    with variables: [Value], _ host: any Host, shown: (String) -> String = shown,
    fault: (EvaluationError) -> Void
  ) -> String {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .expression(let program):
        do {
          result += Self.text(
            of: try program.evaluate(variables, host: host), host, shown: shown)
        } catch {
          result += "?"
          fault(error)
        }
      }
    }
    return result
  }
}
