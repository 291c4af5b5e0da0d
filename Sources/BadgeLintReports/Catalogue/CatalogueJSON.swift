import BadgeLint
import CEL

/// A catalogue for programs; `docs/json.md` describes the members.
struct CatalogueJSON: CatalogueReport {
  /// Raised when a member changes its meaning or goes away.
  private static let version = 1
  private let options: ReportOptions

  init(_ options: ReportOptions) { self.options = options }

  func bytes(_ content: CatalogueContent) -> [UInt8] {
    var json = JSONWriter()
    let result = content.result
    json.begin(version: Self.version, program: options.version)
    json.raw("  \"definitions\": ")
    json.number(result.summary?.count ?? 0)
    json.raw(",\n  \"repeated\": ")
    json.number(result.repeatedCount)
    json.raw(",\n  \"cutBuckets\": ")
    json.number(result.cutBuckets)
    json.raw(",\n  \"judged\": {")
    for (index, subject) in result.subjects.enumerated() {
      if index > 0 { json.raw(", ") }
      json.string(subject.name)
      json.raw(": ")
      json.number(subject.count)
    }
    json.raw("},\n  \"fields\": {")
    if let summary = result.summary { write(summary, content.layout, to: &json) }
    json.raw("},\n  \"findings\": ")
    json.lines(result.findings) { json, finding in
      write(finding, content.rules.rules[finding.rule].rule, to: &json)
    }
    json.raw(",\n  \"rules\": ")
    let active = content.rules.rules.indices.filter { content.rules.rules[$0].severity != nil }
    json.lines(active) { json, index in
      json.raw("    ")
      json.tally(of: content.rules.rules[index].rule.id, result.tallies[index])
    }
    json.raw(",\n  ")
    content.waivers.write(to: &json)
    json.end(failures: content.allFailures)
    return json.bytes
  }

  private func write(
    _ summary: GroupSummary, _ layout: ProfileLayout, to json: inout JSONWriter
  ) {
    var isFirst = true
    for (field, value) in zip(layout.fields, summary.fields) {
      if case .none = value { continue }
      if !isFirst { json.raw(", ") }
      isFirst = false
      json.raw("\n    ")
      json.string(field.name)
      switch value {
      case .spread(let spread):
        json.raw(": {\"known\": ")
        json.number(spread?.known ?? 0)
        if let spread {
          for (name, number) in [
            ("minimum", spread.minimum), ("median", spread.median), ("mean", spread.mean),
            ("maximum", spread.maximum), ("total", spread.total),
          ] {
            json.raw(", ")
            json.string(name)
            json.raw(": ")
            json.number(number)
          }
        }
      case .share(let known, let yes):
        json.raw(": {\"known\": ")
        json.number(known)
        json.member("yes", yes)
      case .variety(let known, let distinct):
        json.raw(": {\"known\": ")
        json.number(known)
        json.member("distinct", distinct)
      case .none: continue
      }
      json.raw("}")
    }
    json.raw("\n  ")
  }

  private func write(_ finding: CatalogueFinding, _ rule: Rule, to json: inout JSONWriter) {
    json.raw("    {\"rule\": ")
    json.string(rule.id)
    json.member("severity", finding.severity.rawValue)
    json.member("concern", rule.concern)
    if rule.isJudgement { json.raw(", \"judgement\": true") }
    if let waiver = finding.waiver { JSONReport.write(waiver, to: &json) }
    json.member("subject", finding.subject)
    if !finding.subjectName.isEmpty {
      json.member("name", finding.subjectName)
    }
    json.raw(",\n     \"message\": ")
    json.string(finding.message)
    if let place = finding.place {
      json.raw(",\n     \"place\": {")
      write(place, to: &json)
      json.raw("}")
    }
    json.raw(",\n     \"also\": ")
    json.list(finding.labels) { json, label in
      json.raw("{")
      write(label.place, to: &json)
      json.member("text", label.text)
      json.raw("}")
    }
    json.raw(",\n     \"fingerprint\": ")
    json.string(Fingerprint.text(finding.fingerprint))
    json.raw("}")
  }

  private func write(_ place: CatalogueFinding.Place, to json: inout JSONWriter) {
    json.raw("\"file\": ")
    json.string(place.file)
    json.member("line", place.line)
    json.member("definition", place.name)
  }
}
