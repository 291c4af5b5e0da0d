import BadgeLint
import YAMLTree

/// What changed for holders, for programs; `docs/json.md` describes the members.
struct ChangeJSON: ChangeReport {
  /// Raised when a member changes its meaning or goes away.
  private static let version = 1
  private let options: ReportOptions

  init(_ options: ReportOptions) { self.options = options }

  func bytes(_ content: ComparedContent) -> [UInt8] {
    let (comparison, states, rules) = (content.comparison, content.states, content.rules)
    var json = JSONWriter()
    json.begin(version: Self.version, program: options.version)
    json.raw("  \"old\": ")
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
    json.list(comparison.structure) { json, finding in
      json.raw("\n    {\"rule\": ")
      json.string(finding.rule)
      json.member("severity", finding.severity.rawValue)
      json.member("message", finding.message)
      json.member("state", finding.isNew ? "new" : "old")
      json.member("file", finding.file)
      json.member("line", finding.position.line)
      json.member("column", finding.position.column)
      json.raw("}")
    }
    json.raw(",\n  \"rules\": [")
    var isFirst = true
    for (entry, tally) in zip(rules, comparison.tallies) where entry.severity != nil {
      json.raw(isFirst ? "\n    " : ",\n    ")
      isFirst = false
      json.tally(of: entry.rule.id, tally)
    }
    json.raw("\n  ],\n  \"notices\": ")
    json.list(comparison.notices) { json, text in json.string(text) }
    json.raw(",\n  \"faults\": ")
    json.list(comparison.failures) { json, text in json.string(text) }
    json.raw(",\n  ")
    content.waivers.write(to: &json)
    json.raw(",\n  \"summary\": {\"old\": ")
    json.number(comparison.oldCount)
    json.member("new", comparison.newCount)
    json.member("unchanged", comparison.unchangedCount)
    for effect in Effect.allCases {
      json.raw(", ")
      json.string(effect.rawValue)
      json.raw(": ")
      json.number(comparison.count(effect))
    }
    json.member("other", comparison.count(nil))
    let questions = Effect.allCases.reduce(comparison.questionCount(nil)) {
      $0 + comparison.questionCount($1)
    }
    json.member("questions", questions)
    json.member("unknown", comparison.untold.count)
    json.member("added", comparison.added.count)
    json.member("removed", comparison.removed.count)
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
    json.member("state", Self.state(change))
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
    json.member("matchedBy", change.sign)
    if let likeness = change.likeness {
      json.raw(", \"likeness\": ")
      json.text(numberText((likeness * 1000).rounded() / 1000))
    }
    json.raw(", \"fields\": ")
    json.list(change.changedFields) { json, name in json.string(name) }
    json.raw(", \"unjudged\": ")
    json.list(change.unjudged.map(\.path)) { json, path in json.string(path) }
    json.raw(",\n     \"findings\": ")
    json.list(change.findings) { json, finding in
      write(finding, rules[finding.rule].rule, to: &json)
    }
    json.raw("}")
  }

  private static func state(_ change: DefinitionChange) -> String {
    if change.isUntold { return "unknown" }
    return change.old == nil ? "added" : change.new == nil ? "removed" : "changed"
  }

  private func write(_ end: ChangeEnd, to json: inout JSONWriter) {
    json.raw("{\"file\": ")
    json.string(end.file)
    json.member("line", end.line)
    json.member("id", end.id)
    json.member("title", end.title)
    json.raw("}")
  }

  private func write(_ finding: ChangeFinding, _ rule: Rule, to json: inout JSONWriter) {
    json.raw("\n       {\"rule\": ")
    json.string(rule.id)
    json.member("effect", finding.effect.rawValue)
    json.member("severity", finding.severity.rawValue)
    json.member("concern", rule.concern)
    json.member("dimension", rule.dimension)
    if finding.isJudgement { json.raw(", \"judgement\": true") }
    if let waiver = finding.waiver { JSONReport.write(waiver, to: &json) }
    json.member("message", finding.message)
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
      json.list(finding.labels) { json, label in
        json.raw("{\"message\": ")
        json.string(label.text)
        json.raw(", \"place\": ")
        write(label.place, to: &json)
        json.raw("}")
      }
    }
    json.raw(", \"cites\": ")
    json.list(rule.cites, JSONReport.write)
    json.member("fingerprint", Fingerprint.text(finding.fingerprint))
    json.raw("}")
  }

  private func write(_ place: ChangePlace, to json: inout JSONWriter) {
    json.raw("{\"file\": ")
    json.string(place.file)
    json.member("path", place.path)
    json.raw(", \"there\": ")
    json.raw(place.isThere ? "true" : "false")
    for (name, position) in [("start", place.start), ("end", place.end)] {
      json.raw(", ")
      json.string(name)
      json.raw(": {\"line\": ")
      json.number(position.line)
      json.member("column", position.column)
      json.raw("}")
    }
    json.raw("}")
  }
}
