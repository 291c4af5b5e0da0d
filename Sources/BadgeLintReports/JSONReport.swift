import BadgeLint
import YAMLTree

/// Findings and tallies of rules for programs; `docs/json.md` describes the members.
struct JSONReport: Report {
  /// Raised when a member changes its meaning or goes away.
  private static let version = 1
  private let options: ReportOptions

  init(_ options: ReportOptions) { self.options = options }

  var collectsVerdicts: Bool { true }

  var showsExcused: Bool { true }
  func prologue() -> [UInt8] {
    var json = JSONWriter()
    json.raw("{\n  \"version\": ")
    json.number(Self.version)
    json.raw(",\n  \"program\": ")
    json.string("badgelint \(options.version)")
    json.raw(",\n  \"findings\": [\n")
    return json.bytes
  }

  var separator: [UInt8] { Array(",\n".utf8) }

  func part(_ result: FileResult, rules: RuleSet) -> [UInt8] {
    guard !result.findings.isEmpty else { return [] }
    var json = JSONWriter()
    let lines = LineIndex(result.bytes)
    for (index, finding) in result.findings.enumerated() {
      if index > 0 { json.raw(",\n") }
      write(finding, rules.rules[finding.rule].rule, result, lines, to: &json)
    }
    return json.bytes
  }

  private func write(
    _ finding: Finding, _ rule: Rule, _ result: FileResult, _ lines: LineIndex,
    to json: inout JSONWriter
  ) {
    json.raw("    {")
    json.key("rule")
    json.string(rule.id)
    json.raw(", ")
    json.key("severity")
    json.string(finding.severity.rawValue)
    if let state = finding.state {
      json.raw(", ")
      json.key("since")
      json.string(state.rawValue)
    }
    if let waiver = finding.waiver { write(waiver, to: &json) }
    if finding.isKnown { json.raw(", \"known\": true") }
    json.raw(", ")
    json.key("concern")
    json.string(rule.concern)
    json.raw(", ")
    json.key("dimension")
    json.string(rule.dimension)
    if rule.isJudgement { json.raw(", \"judgement\": true") }
    json.raw(", ")
    json.key("message")
    json.string(finding.message)
    json.raw(", ")
    json.key("file")
    json.string(result.path)
    json.raw(", ")
    json.key("definition")
    json.string(finding.definition)
    json.raw(", ")
    json.key("path")
    json.string(finding.path)
    json.raw(", ")
    json.key("start")
    write(finding.span.start, lines, to: &json)
    json.raw(", ")
    json.key("end")
    write(finding.span.end, lines, to: &json)
    writeLabels(finding, lines, to: &json)
    json.raw(", ")
    json.key("notes")
    writeList(finding.notes, to: &json) { json, note in json.string(note) }
    json.raw(", ")
    json.key("cites")
    writeList(rule.cites, to: &json, Self.write)
    json.raw(", ")
    json.key("fingerprint")
    json.string(Fingerprint.text(finding.fingerprint))
    json.raw("}")
  }

  private func write(_ waiver: Waiver, to json: inout JSONWriter) {
    json.raw(", \"waived\": {\"kind\": ")
    json.string(waiver.kind.rawValue)
    json.raw(", \"reason\": ")
    json.string(waiver.reason)
    if let by = waiver.by {
      json.raw(", \"by\": ")
      json.string(by)
    }
    if let until = waiver.until {
      json.raw(", \"until\": ")
      json.string(until)
    }
    json.raw("}")
  }

  private func writeLabels(_ finding: Finding, _ lines: LineIndex, to json: inout JSONWriter) {
    guard !finding.labels.isEmpty else { return }
    json.raw(", ")
    json.key("related")
    writeList(finding.labels, to: &json) { json, label in
      json.raw("{")
      json.key("message")
      json.string(label.text)
      json.raw(", ")
      json.key("start")
      write(label.span.start, lines, to: &json)
      json.raw(", ")
      json.key("end")
      write(label.span.end, lines, to: &json)
      json.raw("}")
    }
  }

  static func write(_ json: inout JSONWriter, _ cite: Citation) {
    json.raw("{")
    json.key("source")
    json.string(cite.title)
    for (name, value) in [("clause", cite.clause), ("url", cite.url), ("note", cite.note)] {
      guard let value else { continue }
      json.raw(", ")
      json.string(name)
      json.raw(": ")
      json.string(value)
    }
    json.raw("}")
  }

  private func writeList<Element>(
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

  private func write(_ offset: UInt32, _ lines: LineIndex, to json: inout JSONWriter) {
    let position = lines.position(of: offset)
    json.raw("{\"line\": ")
    json.number(position.line)
    json.raw(", \"column\": ")
    json.number(position.column)
    json.raw(", \"byte\": ")
    json.number(Int(offset))
    json.raw("}")
  }

  private func write(
    _ file: String, _ definition: DefinitionVerdicts, _ rules: [RuleSet.Entry],
    to json: inout JSONWriter
  ) {
    json.raw("\n    {\"file\": ")
    json.string(file)
    json.raw(", \"definition\": ")
    json.string(definition.definition)
    json.raw(", \"start\": ")
    json.number(Int(definition.start))
    for (verdict, judged) in zip(options.verdicts, definition.results) {
      json.raw(",\n      ")
      json.string(verdict.name)
      json.raw(": {\"state\": ")
      json.string(judged.state.rawValue)
      json.raw(", \"weight\": ")
      json.number(judged.weight)
      json.raw(", \"from\": ")
      json.number(verdict.threshold)
      json.raw(", \"findings\": ")
      writeList(judged.parts, to: &json) { json, part in
        json.raw("{\"rule\": ")
        json.string(rules[part.rule].rule.id)
        json.raw(", \"weight\": ")
        json.number(part.weight)
        json.raw(", \"places\": ")
        json.number(part.places)
        json.raw("}")
      }
      json.raw(", \"notSaid\": ")
      writeList(judged.missing, to: &json) { json, text in json.string(text) }
      json.raw(", \"notJudged\": ")
      writeList(judged.unjudged, to: &json) { json, unjudged in
        json.string(VerdictText.words(unjudged))
      }
      json.raw("}")
    }
    json.raw("}")
  }

  private func write(
    _ since: SinceSummary, _ rules: [RuleSet.Entry], to json: inout JSONWriter
  ) {
    json.raw(",\n  \"since\": {\"revision\": ")
    json.string(since.revision)
    if let note = since.note {
      json.raw(", \"note\": ")
      json.string(note)
    }
    json.raw(", \"new\": ")
    json.number(since.newCount)
    json.raw(", \"carried\": ")
    json.number(since.carriedCount)
    json.raw(", \"resolved\": ")
    writeList(since.resolved, to: &json) { json, resolved in
      json.raw("\n    {\"rule\": ")
      json.string(rules[resolved.finding.rule].rule.id)
      json.raw(", \"severity\": ")
      json.string(resolved.finding.severity.rawValue)
      json.raw(", \"message\": ")
      json.string(resolved.finding.message)
      json.raw(", \"file\": ")
      json.string(resolved.file)
      json.raw(", \"line\": ")
      json.number(resolved.line)
      json.raw(", \"definition\": ")
      json.string(resolved.finding.definition)
      json.raw(", \"path\": ")
      json.string(resolved.finding.path)
      json.raw("}")
    }
    json.raw("}")
  }

  func epilogue(
    _ summary: RunSummary, rules: [RuleSet.Entry], notes: ReportNotes
  ) -> [UInt8] {
    var json = JSONWriter()
    json.raw("\n  ],\n  \"rules\": [\n")
    var isFirst = true
    for (index, entry) in rules.enumerated() where summary.isActive(index, entry) {
      let tally = summary.tallies[index]
      if !isFirst { json.raw(",\n") }
      isFirst = false
      json.raw("    {\"rule\": ")
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
    json.raw("\n  ],\n  \"verdicts\": ")
    writeList(summary.verdicts, to: &json) { json, entry in
      write(entry.file, entry.verdicts, rules, to: &json)
    }
    if let since = summary.since { write(since, rules, to: &json) }
    if let known = summary.knownCount { BaselineJSON.write(known, summary.stale, to: &json) }
    json.raw(",\n  \"faults\": ")
    writeList(summary.failures, to: &json) { json, text in json.string(text) }
    json.raw(",\n  \"summary\": {\"files\": ")
    json.number(summary.fileCount)
    json.raw(", \"definitions\": ")
    json.number(summary.definitionCount)
    json.raw(", \"references\": ")
    json.number(summary.referenceCount)
    json.raw(", \"formats\": ")
    writeList(summary.formats.sorted(), to: &json) { json, name in json.string(name) }
    json.raw(", \"filesWithoutDefinition\": ")
    writeList(summary.filesWithoutDefinition, to: &json) { json, file in json.string(file) }
    json.raw(", \"unknownDocuments\": ")
    json.number(summary.unknownDocumentCount)
    json.raw(", \"findings\": ")
    json.number(summary.findingCount)
    json.raw(", \"questions\": ")
    json.number(summary.judgementCount)
    json.raw(", \"waived\": ")
    json.number(summary.waivedCount)
    if summary.ignoresWaivers { json.raw(", \"waiversIgnored\": true") }
    for severity in Severity.allCases.reversed() {
      json.raw(", ")
      json.string(severity.rawValue)
      json.raw(": ")
      json.number(summary.countBySeverity[severity] ?? 0)
    }
    json.raw("}\n}\n")
    return json.bytes
  }
}
