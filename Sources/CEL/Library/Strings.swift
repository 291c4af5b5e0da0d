extension StandardLibrary {
  /// The methods of strings: search, parts, letter case, `replace`, `split`, `join` and others.
  static let strings: [FunctionDeclaration] = [
    search("contains") { $0.containsBytes($1) },
    search("startsWith") { $0.startsWithBytes($1) },
    search("endsWith") { $0.endsWithBytes($1) },
    method("charAt", [.int], .string, charAt),
    method("indexOf", [.string], .int, indexOf),
    method("indexOf", [.string, .int], .int, indexOf),
    method("lastIndexOf", [.string], .int, lastIndexOf),
    method("lastIndexOf", [.string, .int], .int, lastIndexOf),
    method("substring", [.int], .string, substring),
    method("substring", [.int, .int], .string, substring),
    method("replace", [.string, .string], .string, replace),
    method("replace", [.string, .string, .int], .string, replace),
    method("split", [.string], .list(.string), split),
    method("split", [.string, .int], .list(.string), split),
    method("lowerAscii", [], .string) { arguments, context throws(EvaluationError) in
      try mapBytes(arguments[0], context) { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    },
    method("upperAscii", [], .string) { arguments, context throws(EvaluationError) in
      try mapBytes(arguments[0], context) { (0x61...0x7A).contains($0) ? $0 & 0xDF : $0 }
    },
    method("trim", [], .string) { arguments, context throws(EvaluationError) in
      let text = try arguments[0].text("trim")
      try context.charge(bytes: text.utf8.count)
      return .string(text.trimmed)
    },
    method("reverse", [], .string) { arguments, context throws(EvaluationError) in
      let text = try arguments[0].text("reverse")
      try context.charge(bytes: text.utf8.count)
      var reversed = String.UnicodeScalarView()
      reversed.append(contentsOf: text.unicodeScalars.reversed())
      return .string(String(reversed))
    },
    variadic("join", [.list(.string)], .string, isMethod: true, join),
    variadic("join", [.list(.string), .string], .string, isMethod: true, join),
  ]

  private typealias Code =
    @Sendable ([Value], HostContext) throws(EvaluationError) -> Value

  private static func search(
    _ name: String, _ matches: @escaping @Sendable (String, String) -> Bool
  ) -> FunctionDeclaration {
    binary(name, .string, .string, .bool, isMethod: true) {
      (text, part, context) throws(EvaluationError) in
      let text = try text.text(name)
      if text.utf8.count > 64 { try context.charge(bytes: text.utf8.count) }
      return .bool(matches(text, try part.text(name)))
    }
  }

  private static func method(
    _ name: String, _ parameters: [CELType], _ result: CELType, _ code: @escaping Code
  ) -> FunctionDeclaration {
    variadic(name, [.string] + parameters, result, isMethod: true, code)
  }

  private static func mapBytes(
    _ value: Value, _ context: HostContext, _ change: (UInt8) -> UInt8
  ) throws(EvaluationError) -> Value {
    let text = try value.text("lowerAscii")
    try context.charge(bytes: text.utf8.count)
    return .string(String(decoding: text.utf8.map(change), as: UTF8.self))
  }

  /// The code points of the receiver, paid for.
  private static func scalars(
    _ arguments: [Value], _ function: String, _ context: HostContext
  ) throws(EvaluationError) -> [Unicode.Scalar] {
    let text = try arguments[0].text(function)
    try context.charge(bytes: text.utf8.count)
    return Array(text.unicodeScalars)
  }

  private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> Value {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return .string(String(view))
  }

  private static func requirePosition(
    _ position: Int64, _ range: ClosedRange<Int>
  ) throws(EvaluationError) -> Int {
    guard let index = Int(exactly: position), range.contains(index) else {
      throw EvaluationError(
        .indexOutOfRange,
        "the position \(position) is outside the string; "
          + "expected \(range.lowerBound) to \(range.upperBound)")
    }
    return index
  }

  private static func charAt(
    _ arguments: [Value], _ context: HostContext
  ) throws(EvaluationError) -> Value {
    let scalars = try scalars(arguments, "charAt", context)
    let index = try requirePosition(try arguments[1].number("charAt"), 0...scalars.count)
    return string(scalars[index...].prefix(1))
  }

  private static func indexOf(
    _ arguments: [Value], _ context: HostContext
  ) throws(EvaluationError) -> Value {
    let scalars = try scalars(arguments, "indexOf", context)
    let wanted = Array(try arguments[1].text("indexOf").unicodeScalars)
    let start =
      arguments.count > 2
      ? try requirePosition(try arguments[2].number("indexOf"), 0...scalars.count) : 0
    try context.charge(wanted.count * (scalars.count - start) >> 6)
    guard wanted.count <= scalars.count else { return .int(-1) }
    var index = start
    while index + wanted.count <= scalars.count {
      if scalars[index..<(index + wanted.count)].elementsEqual(wanted) {
        return .int(Int64(index))
      }
      index += 1
    }
    return .int(-1)
  }

  private static func lastIndexOf(
    _ arguments: [Value], _ context: HostContext
  ) throws(EvaluationError) -> Value {
    let scalars = try scalars(arguments, "lastIndexOf", context)
    let wanted = Array(try arguments[1].text("lastIndexOf").unicodeScalars)
    let last =
      arguments.count > 2
      ? try requirePosition(try arguments[2].number("lastIndexOf"), 0...scalars.count)
      : scalars.count
    try context.charge(wanted.count * scalars.count >> 6)
    guard wanted.count <= scalars.count else { return .int(-1) }
    var index = min(last, scalars.count - wanted.count)
    while index >= 0 {
      if scalars[index..<(index + wanted.count)].elementsEqual(wanted) {
        return .int(Int64(index))
      }
      index -= 1
    }
    return .int(-1)
  }

  private static func substring(
    _ arguments: [Value], _ context: HostContext
  ) throws(EvaluationError) -> Value {
    let scalars = try scalars(arguments, "substring", context)
    let start = try requirePosition(try arguments[1].number("substring"), 0...scalars.count)
    guard arguments.count > 2 else { return string(scalars[start...]) }
    let end = try requirePosition(try arguments[2].number("substring"), start...scalars.count)
    return string(scalars[start..<end])
  }

  private static func replace(
    _ arguments: [Value], _ context: HostContext
  ) throws(EvaluationError) -> Value {
    let text = Array(try arguments[0].text("replace").utf8)
    let old = Array(try arguments[1].text("replace").utf8)
    let new = try arguments[2].text("replace").utf8
    let limit = arguments.count > 3 ? try arguments[3].number("replace") : -1
    try context.charge(bytes: text.count)
    var result: [UInt8] = []
    var replaced: Int64 = 0
    var position = 0
    while position < text.count || (old.isEmpty && position == text.count) {
      let mayReplace = limit < 0 || replaced < limit
      let isBoundary = position == text.count || text[position] & 0xC0 != 0x80
      if mayReplace, isBoundary, text[position...].starts(with: old) {
        try context.charge(bytes: new.count)
        result.append(contentsOf: new)
        replaced += 1
        if !old.isEmpty {
          position += old.count
          continue
        }
      }
      guard position < text.count else { break }
      result.append(text[position])
      position += 1
    }
    return .string(String(decoding: result, as: UTF8.self))
  }

  private static func split(
    _ arguments: [Value], _ context: HostContext
  ) throws(EvaluationError) -> Value {
    let scalars = try scalars(arguments, "split", context)
    let separator = Array(try arguments[1].text("split").unicodeScalars)
    let limit = arguments.count > 2 ? try arguments[2].number("split") : -1
    guard limit != 0 else { return .emptyList }
    var parts: [Value] = []
    var start = 0
    var index = 0
    if separator.isEmpty {
      while index < scalars.count, limit < 0 || parts.count < limit - 1 {
        try context.charge(1)
        parts.append(string(scalars[index...index]))
        index += 1
      }
      if index < scalars.count { parts.append(string(scalars[index...])) }
      return .list(parts)
    }
    while index + separator.count <= scalars.count, limit < 0 || parts.count < limit - 1 {
      guard scalars[index..<(index + separator.count)].elementsEqual(separator) else {
        index += 1
        continue
      }
      try context.charge(1)
      parts.append(string(scalars[start..<index]))
      index += separator.count
      start = index
    }
    parts.append(string(scalars[start...]))
    return .list(parts)
  }

  private static func join(
    _ arguments: [Value], _ context: HostContext
  ) throws(EvaluationError) -> Value {
    let elements = try context.elements(try arguments[0].listValue("join"))
    let separator = arguments.count > 1 ? try arguments[1].text("join") : ""
    var result = ""
    for (index, element) in elements.enumerated() {
      if index > 0 { result += separator }
      let text = try element.text("join")
      try context.charge(bytes: text.utf8.count + separator.utf8.count)
      result += text
    }
    return .string(result)
  }
}

extension String {
  /// The text without the white space of Unicode at both ends.
  fileprivate var trimmed: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }
}
