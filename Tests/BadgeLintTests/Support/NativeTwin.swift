import BadgeLint

/// The native definition that says what a record says, whatever format the record was read from.
enum NativeTwin {
  /// The definition in JSON, which is YAML, too.
  static func text(of record: Record, _ schema: Schema) -> String {
    let fields = members(of: record.root, record, schema)
    return "{" + (["\"badgelint\": 1"] + fields).joined(separator: ",\n ") + "}\n"
  }

  private static func members(of object: RecordID, _ record: Record, _ schema: Schema) -> [String] {
    let shape = schema.types[Int(record.node(object).type)]
    return shape.fields.enumerated().compactMap { index, field in
      value(record.field(object, index), record, schema).map { "\(quoted(field.name)): \($0)" }
    }
  }

  private static func value(_ id: RecordID, _ record: Record, _ schema: Schema) -> String? {
    guard id != Record.absent else { return nil }
    let node = record.node(id)
    switch node.kind {
    case .text: return record.string(id).map(quoted)
    case .int: return record.int(id).map { "\($0)" }
    case .number: return record.number(id).map { "\($0)" }
    case .bool: return record.bool(id).map { "\($0)" }
    case .date: return quoted(CalendarDate(secondsSince1970: node.payload).text)
    case .object: return "{" + members(of: id, record, schema).joined(separator: ", ") + "}"
    case .list:
      return "["
        + record.elements(id).compactMap { value($0, record, schema) }.joined(separator: ", ")
        + "]"
    case .map:
      let entries = record.elements(id).enumerated().compactMap { index, element in
        value(element, record, schema).map { "\(quoted(record.key(id, index).text)): \($0)" }
      }
      return "{" + entries.joined(separator: ", ") + "}"
    case .raw: return nil
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
