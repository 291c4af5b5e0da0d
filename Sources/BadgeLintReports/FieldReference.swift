import BadgeLint

/// The fields of a schema for people.
package struct FieldReference {
  private let schema: Schema

  package init(_ schema: Schema) { self.schema = schema }

  private struct Row {
    var path: String
    var kind: String
    var about: String
    var example: String
  }

  /// Every field below the root, in the order of the schema.
  private var rows: [Row] {
    var result: [Row] = []
    collect(schema.root, prefix: "", open: [schema.root], into: &result)
    return result
  }

  private func collect(_ type: Int, prefix: String, open: [Int], into rows: inout [Row]) {
    for field in schema.types[type].fields {
      let path = prefix.isEmpty ? field.name : "\(prefix).\(field.name)"
      let suffix = field.container == .list ? "[]" : ""
      rows.append(
        Row(
          path: path + suffix, kind: kind(field) + (field.isRequired ? ", required" : ""),
          about: field.about, example: field.example))
      // A type that holds itself, or was described above, is not repeated.
      if case .object(let next) = field.kind, !open.contains(next) {
        collect(next, prefix: path + suffix, open: open + [next], into: &rows)
      }
    }
  }

  private func kind(_ field: FieldShape) -> String { Self.kind(field, schema) }

  /// What a field holds, in words.
  package static func kind(_ field: FieldShape, _ schema: Schema) -> String {
    let base =
      switch field.kind {
      case .text: "text"
      case .int: "whole number"
      case .number: field.unit.map { schema.units[$0].name } ?? "number"
      case .bool: "true or false"
      case .date: "date"
      case .url: "address"
      case .identifier: "id"
      case .language: "language tag"
      case .country: "country code"
      case .choice(let choice): schema.choices[choice].values.joined(separator: ", ")
      case .object(let type): schema.types[type].expectation
      case .raw: "anything"
      }
    let empty = field.emptyWords.map { "`\($0)`" }.joined(separator: " or ")
    return empty.isEmpty ? base : "\(base); or \(empty)"
  }

  /// One line a field.
  package var text: String {
    let rows = rows
    let widest = rows.map { $0.path.utf8.count }.max() ?? 0
    return rows.map { row in
      let gap = String(repeating: " ", count: widest - row.path.utf8.count + 2)
      return "\(row.path)\(gap)\(row.about) (\(row.kind))\n"
    }.joined()
  }

  /// A Markdown table.
  package var markdown: String {
    func cell(_ text: String) -> String {
      text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
    let lines = rows.map { row in
      "| `\(row.path)` | \(cell(row.kind)) | \(cell(row.about)) "
        + "| \(row.example.isEmpty ? "" : "`\(cell(row.example))`") |\n"
    }
    return "| field | holds | meaning | example |\n|---|---|---|---|\n" + lines.joined()
  }
}
