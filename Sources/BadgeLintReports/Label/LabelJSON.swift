import BadgeLint

/// Labels for programs; `docs/json.md` describes the members.
struct LabelJSON: LabelReport {
  /// Raised when a member changes its meaning or goes away.
  private static let version = 1
  private let options: ReportOptions

  init(_ options: ReportOptions) { self.options = options }

  func bytes(_ labels: [LabelContent], failures: [String]) -> [UInt8] {
    var json = JSONWriter()
    json.begin(version: Self.version, program: options.version)
    json.raw("  \"labels\": ")
    json.lines(labels) { json, label in write(label, to: &json) }
    json.end(failures: failures)
    return json.bytes
  }

  private func write(_ label: LabelContent, to json: inout JSONWriter) {
    json.raw("    {\"file\": ")
    json.string(label.file)
    json.member("definition", label.definition)
    json.member("format", label.format)
    json.member("title", label.heading.text)
    if let language = label.heading.language {
      json.member("language", language)
    }
    json.member("labelLanguage", label.language)
    json.member("problems", label.problemCount)
    json.raw(",\n     \"rows\": ")
    json.list(label.rows, indent: "       ") { json, row in
      writeRow(row.name, row.title, row.values, to: &json)
      if row.isUnreadable { json.raw(", \"unreadable\": true") }
      json.raw("}")
    }
    json.raw(",\n     \"blocks\": ")
    json.list(label.blocks, indent: "       ") { json, block in
      writeRow(block.name, block.title, block.values, to: &json)
      json.raw("}")
    }
    json.raw(",\n     \"notSaid\": ")
    json.list(label.notSaid, indent: "       ") { json, gap in
      json.raw("{\"row\": ")
      json.string(gap.row)
      json.member("text", gap.text)
      json.raw("}")
    }
    json.raw(",\n     \"notices\": ")
    json.list(label.notices, indent: "       ") { json, notice in json.string(notice) }
    json.raw("}")
  }

  /// A row without its last brace.
  private func writeRow(
    _ name: String, _ title: String, _ values: [LabelContent.Text], to json: inout JSONWriter
  ) {
    json.raw("{\"name\": ")
    json.string(name)
    json.member("title", title)
    json.raw(", \"values\": [")
    for (index, value) in values.enumerated() {
      if index > 0 { json.raw(", ") }
      json.string(value.text)
    }
    json.raw("]")
  }
}

extension JSONWriter {
  /// The members with which documents about definitions begin.
  mutating func begin(version: Int, program: String) {
    raw("{\n  \"version\": ")
    number(version)
    raw(",\n  \"program\": ")
    string("badgelint \(program)")
    raw(",\n")
  }

  /// The members with which they end.
  mutating func end(failures: [String]) {
    raw(",\n  \"failures\": ")
    list(failures, indent: "    ") { json, failure in json.string(failure) }
    raw("\n}\n")
  }

  /// A list of elements that begin lines by themselves.
  mutating func lines<Element>(
    _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
  ) {
    raw("[")
    for (index, element) in elements.enumerated() {
      raw(index > 0 ? ",\n" : "\n")
      write(&self, element)
    }
    raw(elements.isEmpty ? "]" : "\n  ]")
  }

  /// A list with each element on a line of its own.
  mutating func list<Element>(
    _ elements: [Element], indent: StaticString, _ write: (inout JSONWriter, Element) -> Void
  ) {
    raw("[")
    for (index, element) in elements.enumerated() {
      raw(index > 0 ? ",\n" : "\n")
      raw(indent)
      write(&self, element)
    }
    raw("]")
  }
}
