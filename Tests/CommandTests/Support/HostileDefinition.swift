import BadgeLint
import Foundation

/// Definitions that hold a text in every field, made from the list of fields.
struct HostileDefinition {
  /// What would run, or break out of an element or an attribute, if it were not escaped; the accent
  /// makes one character with the quotation mark before it.
  static let payload =
    #"<script>document.title='x'</script>"'><img src=x onerror="document.title='x'">"#
    + "\"\u{301} onmouseover=\"document.title='x'\" '\u{301}&lt;{{heading}}{{{style}}}"

  private let schema: Schema
  /// Whether fields get the text that cannot hold it, such as numbers.
  private let fillsAll: Bool

  init(_ schema: Schema, fillsAll: Bool) {
    self.schema = schema
    self.fillsAll = fillsAll
  }

  /// The definition in JSON.
  func json() throws -> String {
    var root = object(schema.root, open: [])
    root["badgelint"] = 1
    root["language"] = "en"
    let data = try JSONSerialization.data(
      withJSONObject: root, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self)
  }

  private func object(_ type: Int, open: [Int]) -> [String: Any] {
    var result: [String: Any] = [:]
    for field in schema.types[type].fields {
      guard let value = value(of: field, open: open + [type]) else { continue }
      result[field.name] =
        switch field.container {
        case .single: value
        case .list: [value]
        case .map: [Self.payload: value]
        }
    }
    return result
  }

  private func value(of field: FieldShape, open: [Int]) -> Any? {
    switch field.kind {
    case .text: return "\(field.name) \(Self.payload)"
    case .identifier: return fillsAll ? Self.payload : "id-\(field.name)"
    case .url:
      return "https://example.edu/\(field.name)?\(Self.payload.filter { !$0.isWhitespace })"
    case .object(let type): return open.contains(type) ? nil : object(type, open: open)
    case .choice(let choice): return fillsAll ? Self.payload : schema.choices[choice].values[0]
    case .int, .number: return fillsAll ? Self.payload : 1
    case .bool: return fillsAll ? Self.payload : true
    case .date: return fillsAll ? Self.payload : "2026-03-01"
    case .language: return "en"
    case .country: return fillsAll ? Self.payload : "IE"
    case .raw: return Self.payload
    }
  }
}
