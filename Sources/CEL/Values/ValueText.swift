extension Value {
  /// The value for messages: strings in quotes, others as `string()` writes them.
  package var quoted: String {
    switch self {
    case .string(let text): "'" + text + "'"
    case .bytes(let bytes): counted(bytes.count, "byte")
    case .list: "a list"
    case .map: "a map"
    case .object: "an object"
    case .optional(let optional): optional.wrapped == nil ? "none" : "an optional"
    default: scalarText ?? "a value"
    }
  }

  /// The text of a scalar as `string()` gives it; nil for lists, maps, objects and optionals.
  var scalarText: String? {
    switch self {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .int(let number): String(number)
    case .uint(let number): String(number)
    case .double(let number): numberText(number)
    case .string(let text): text
    case .bytes(let bytes): String(validating: bytes, as: UTF8.self)
    case .timestamp(let time): time.text
    case .duration(let duration): duration.text
    case .type(let type): type.name
    case .list, .map, .optional, .object: nil
    }
  }
}

/// The shortest text that reads back as the number, without a trailing `.0`.
func numberText(_ number: Double) -> String {
  if number.isNaN { return "NaN" }
  if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
  let text = number.description
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// A number with its noun, as in "1 argument" and "2 arguments".
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
