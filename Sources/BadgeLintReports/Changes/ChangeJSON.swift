import BadgeLint
import YAMLTree

/// What changed for holders, for programs; `docs/json.md` describes the members.
struct ChangeJSON: ChangeReport {
  /// Raised when a member changes its meaning or goes away.
  private static let version = 1
  private let options: ReportOptions

  init(_ options: ReportOptions) { self.options = options }

  func bytes(
    _ comparison: Comparison, of states: ComparedStates, rules: [RuleSet.Entry]
  ) -> [UInt8] {
    var json = JSONWriter()
    json.raw("{\n  \"version\": ")
    json.number(Self.version)
    json.raw(",\n  \"program\": ")
    json.string("badgelint \(options.version)")
    json.raw(",\n  \"old\": ")
    json.string(states.old)
    json.raw(",\n  \"new\": ")
    json.string(states.new)
    if let note = states.note {
      json.raw(",\n  \"note\": ")
      json.string(note)
    }
    json.raw(",\n  \"changes\": [")
    for (index, change) in comparison.changes.enumerated() {
      json.raw(index == 0 ? "\n" : ",\n")
      write(change, rules, to: &json)
    }
    json.raw("\n  ],\n  \"structure\": ")
    Self.list(comparison.structure, to: &json) { json, finding in
      json.raw("\n    {\"rule\": ")
      json.string(finding.rule)
      json.raw(", \"severity\": ")
      json.string(finding.severity.rawValue)
      json.raw(", \"message\": ")
      json.string(finding.message)
      json.raw(", \"state\": ")
      json.string(finding.isNew ? "new" : "old")
      json.raw(", \"file\": ")
      json.string(finding.file)
      json.raw(", \"line\": ")
      json.number(finding.position.line)
      json.raw(", \"column\": ")
      json.number(finding.position.column)
      json.raw("}")
    }
    json.raw(",\n  \"rules\": [")
    var isFirst = true
    for (entry, tally) in zip(rules, comparison.tallies) where entry.severity != nil {
      json.raw(isFirst ? "\n    {\"rule\": " : ",\n    {\"rule\": ")
      isFirst = false
      json.string(entry.rule.id)
      json.raw(", \"applied\": ")
      json.number(tally.applied)
      json.raw(", \"passed\": ")
      json.number(tally.passed)
      json.raw(", \"failed\": ")
      json.number(tally.failed)
      json.raw(", \"notApplicable\": ")
      json.number(tally.notApplicable)
      json.raw("}")
    }
    json.raw("\n  ],\n  \"notices\": ")
    Self.list(comparison.notices, to: &json) { json, text in json.string(text) }
    json.raw(",\n  \"faults\": ")
    Self.list(comparison.failures, to: &json) { json, text in json.string(text) }
    json.raw(",\n  \"summary\": {\"old\": ")
    json.number(comparison.oldCount)
    json.raw(", \"new\": ")
    json.number(comparison.newCount)
    json.raw(", \"unchanged\": ")
    json.number(comparison.unchangedCount)
    for effect in Effect.allCases {
      json.raw(", ")
      json.string(effect.rawValue)
      json.raw(": ")
      json.number(comparison.count(effect))
    }
    json.raw(", \"other\": ")
    json.number(comparison.count(nil))
    json.raw(", \"added\": ")
    json.number(comparison.added.count)
    json.raw(", \"removed\": ")
    json.number(comparison.removed.count)
    json.raw(", \"failed\": ")
    json.raw(comparison.hasFailed ? "true" : "false")
    json.raw("}\n}\n")
    return json.bytes
  }

  private func write(
    _ change: DefinitionChange, _ rules: [RuleSet.Entry], to json: inout JSONWriter
  ) {
    json.raw("    {\"name\": ")
    json.string(change.name)
    json.raw(", \"state\": ")
    json.string(change.old == nil ? "added" : change.new == nil ? "removed" : "changed")
    json.raw(", \"effect\": ")
    if let effect = change.effect { json.string(effect.rawValue) } else { json.raw("null") }
    if let old = change.old {
      json.raw(", \"old\": ")
      write(old, to: &json)
    }
    if let new = change.new {
      json.raw(", \"new\": ")
      write(new, to: &json)
    }
    if let sign = change.sign {
      json.raw(", \"matchedBy\": ")
      json.string(sign)
    }
    if let likeness = change.likeness {
      json.raw(", \"likeness\": ")
      json.text(numberText((likeness * 1000).rounded() / 1000))
    }
    json.raw(", \"fields\": ")
    Self.list(change.changedFields, to: &json) { json, name in json.string(name) }
    json.raw(", \"unjudged\": ")
    Self.list(change.unjudged.map(\.path), to: &json) { json, path in json.string(path) }
    json.raw(",\n     \"findings\": ")
    Self.list(change.findings, to: &json) { json, finding in
      write(finding, rules[finding.rule].rule, to: &json)
    }
    json.raw("}")
  }

  private func write(_ end: ChangeEnd, to json: inout JSONWriter) {
    json.raw("{\"file\": ")
    json.string(end.file)
    json.raw(", \"line\": ")
    json.number(end.line)
    if let id = end.id {
      json.raw(", \"id\": ")
      json.string(id)
    }
    if let title = end.title {
      json.raw(", \"title\": ")
      json.string(title)
    }
    json.raw("}")
  }

  private func write(_ finding: ChangeFinding, _ rule: Rule, to json: inout JSONWriter) {
    json.raw("\n       {\"rule\": ")
    json.string(rule.id)
    json.raw(", \"effect\": ")
    json.string(finding.effect.rawValue)
    json.raw(", \"severity\": ")
    json.string(finding.severity.rawValue)
    json.raw(", \"concern\": ")
    json.string(rule.concern)
    json.raw(", \"dimension\": ")
    json.string(rule.dimension)
    if finding.isJudgement { json.raw(", \"judgement\": true") }
    json.raw(", \"message\": ")
    json.string(finding.message)
    if let old = finding.old {
      json.raw(", \"old\": ")
      write(old, to: &json)
    }
    if let new = finding.new {
      json.raw(", \"new\": ")
      write(new, to: &json)
    }
    if !finding.labels.isEmpty {
      json.raw(", \"related\": ")
      Self.list(finding.labels, to: &json) { json, label in
        json.raw("{\"message\": ")
        json.string(label.text)
        json.raw(", \"place\": ")
        write(label.place, to: &json)
        json.raw("}")
      }
    }
    json.raw(", \"cites\": ")
    Self.list(rule.cites, to: &json, JSONReport.write)
    json.raw(", \"fingerprint\": ")
    json.string(Fingerprint.text(finding.fingerprint))
    json.raw("}")
  }

  private func write(_ place: ChangePlace, to json: inout JSONWriter) {
    json.raw("{\"file\": ")
    json.string(place.file)
    json.raw(", \"path\": ")
    json.string(place.path)
    json.raw(", \"there\": ")
    json.raw(place.isThere ? "true" : "false")
    for (name, position) in [("start", place.start), ("end", place.end)] {
      json.raw(", ")
      json.string(name)
      json.raw(": {\"line\": ")
      json.number(position.line)
      json.raw(", \"column\": ")
      json.number(position.column)
      json.raw("}")
    }
    json.raw("}")
  }

  private static func list<Element>(
    _ elements: [Element], to json: inout JSONWriter,
    _ write: (inout JSONWriter, Element) -> Void
  ) {
    json.raw("[")
    for (index, element) in elements.enumerated() {
      if index > 0 { json.raw(", ") }
      write(&json, element)
    }
    json.raw("]")
  }
}
