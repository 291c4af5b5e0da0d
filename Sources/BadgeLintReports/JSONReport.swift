import BadgeLint
import YAMLTree

/// Findings and tallies of rules for programs; `docs/json.md` describes the members.
struct JSONReport: Report {
  /// Raised when a member changes its meaning or goes away.
  private static let version = 1
  private let options: ReportOptions

  init(_ options: ReportOptions) { self.options = options }

  var showsExcused: Bool { true }
  func prologue() -> [UInt8] {
    var json = JSONWriter()
    json.begin(version: Self.version, program: options.version)
    json.raw("  \"findings\": [\n")
    return json.bytes
  }

  var separator: [UInt8] { Array(",\n".utf8) }
  var noteBound: NoteBound { .none(separator: Array(", ".utf8)) }

  /// The verdicts on its definitions, which stand together.
  func notes(_ result: FileResult, rules: RuleSet) -> [ReportNote] {
    result.verdicts.map { verdicts in
      var json = JSONWriter()
      write(result.path, verdicts, rules.rules, to: &json)
      return ReportNote(group: 0, bytes: json.bytes)
    }
  }

  func part(_ result: FileResult, rules: RuleSet) -> [UInt8] {
    guard !result.findings.isEmpty else { return [] }
    var json = JSONWriter()
    let lines = result.lines
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
    json.member("severity", finding.severity.rawValue)
    if let state = finding.state {
      json.member("since", state.rawValue)
    }
    if let waiver = finding.waiver { Self.write(waiver, to: &json) }
    if finding.isKnown { json.raw(", \"known\": true") }
    json.member("concern", rule.concern)
    json.member("dimension", rule.dimension)
    if rule.isJudgement { json.raw(", \"judgement\": true") }
    json.member("message", finding.message)
    json.member("file", result.path)
    json.member("definition", finding.definition)
    json.member("path", finding.path)
    json.raw(", ")
    json.key("start")
    write(finding.span.start, lines, to: &json)
    json.raw(", ")
    json.key("end")
    write(finding.span.end, lines, to: &json)
    writeLabels(finding, lines, to: &json)
    if let fix = finding.fix { write(fix, lines, to: &json) }
    json.raw(", ")
    json.key("notes")
    json.list(finding.notes) { json, note in json.string(note) }
    json.raw(", ")
    json.key("cites")
    json.list(rule.cites, Self.write)
    json.member("fingerprint", Fingerprint.text(finding.fingerprint))
    json.raw("}")
  }

  static func write(_ waiver: Waiver, to json: inout JSONWriter) {
    json.raw(", \"waived\": {\"kind\": ")
    json.string(waiver.kind.rawValue)
    json.member("reason", waiver.reason)
    json.member("by", waiver.by)
    json.member("until", waiver.until)
    json.raw("}")
  }

  private func writeLabels(_ finding: Finding, _ lines: LineIndex, to json: inout JSONWriter) {
    guard !finding.labels.isEmpty else { return }
    json.raw(", ")
    json.key("related")
    json.list(finding.labels) { json, label in
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

  private func write(_ fix: ProposedFix, _ lines: LineIndex, to json: inout JSONWriter) {
    json.raw(", \"fix\": {\"title\": ")
    json.string(fix.title)
    json.raw(", \"safe\": ")
    json.text(fix.isSafe ? "true" : "false")
    json.raw(", \"edits\": ")
    json.list(fix.edit.edits) { json, edit in
      json.raw("{\"start\": ")
      write(edit.range.start, lines, to: &json)
      json.raw(", \"end\": ")
      write(edit.range.end, lines, to: &json)
      json.member("text", String(decoding: edit.text, as: UTF8.self))
      json.raw("}")
    }
    json.raw("}")
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

  private func write(_ offset: UInt32, _ lines: LineIndex, to json: inout JSONWriter) {
    let position = lines.position(of: offset)
    json.raw("{\"line\": ")
    json.number(position.line)
    json.member("column", position.column)
    json.member("byte", Int(offset))
    json.raw("}")
  }

  private func write(
    _ file: String, _ definition: DefinitionVerdicts, _ rules: [RuleSet.Entry],
    to json: inout JSONWriter
  ) {
    json.raw("\n    {\"file\": ")
    json.string(file)
    json.member("definition", definition.definition)
    json.member("start", Int(definition.start))
    for (verdict, judged) in zip(options.verdicts, definition.results) {
      json.raw(",\n      ")
      json.string(verdict.name)
      json.raw(": {\"state\": ")
      json.string(judged.state.rawValue)
      json.member("weight", judged.weight)
      json.member("from", verdict.threshold)
      json.raw(", \"findings\": ")
      json.list(judged.parts) { json, part in
        json.raw("{\"rule\": ")
        json.string(rules[part.rule].rule.id)
        json.member("weight", part.weight)
        json.member("places", part.places)
        json.raw("}")
      }
      json.raw(", \"notSaid\": ")
      json.list(judged.missing) { json, text in json.string(text) }
      json.raw(", \"notJudged\": ")
      json.list(judged.unjudged) { json, unjudged in
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
    json.member("note", since.note)
    json.member("new", since.newCount)
    json.member("carried", since.carriedCount)
    json.raw(", \"resolved\": ")
    json.list(since.resolved) { json, resolved in
      json.raw("\n    {\"rule\": ")
      json.string(rules[resolved.finding.rule].rule.id)
      json.member("severity", resolved.finding.severity.rawValue)
      json.member("message", resolved.finding.message)
      json.member("file", resolved.file)
      json.member("line", resolved.line)
      json.member("definition", resolved.finding.definition)
      json.member("path", resolved.finding.path)
      json.raw("}")
    }
    json.raw("}")
  }

  func ending(
    _ summary: RunSummary, rules: [RuleSet.Entry], notes: ReportNotes
  ) -> [ReportEnding] {
    var json = JSONWriter()
    json.raw("\n  ],\n  \"rules\": [\n")
    var isFirst = true
    for (index, entry) in rules.enumerated() where summary.isActive(index, entry) {
      let tally = summary.tallies[index]
      if !isFirst { json.raw(",\n") }
      isFirst = false
      json.raw("    ")
      json.tally(of: entry.rule.id, tally)
    }
    json.raw("\n  ],\n  \"verdicts\": [")
    let head = json.bytes
    json = JSONWriter()
    json.raw("]")
    if let since = summary.since { write(since, rules, to: &json) }
    if let known = summary.knownCount { BaselineJSON.write(known, summary.stale, to: &json) }
    json.raw(",\n  \"faults\": ")
    json.list(summary.failures) { json, text in json.string(text) }
    json.raw(",\n  \"summary\": {\"files\": ")
    json.number(summary.fileCount)
    json.member("definitions", summary.definitionCount)
    json.member("references", summary.referenceCount)
    json.raw(", \"formats\": ")
    json.list(summary.formats.sorted()) { json, name in json.string(name) }
    json.raw(", \"filesWithoutDefinition\": ")
    json.list(summary.filesWithoutDefinition) { json, file in json.string(file) }
    if !summary.passedOver.isEmpty {
      json.raw(", \"passedOver\": ")
      json.list(summary.passedOver) { json, file in json.string(file) }
    }
    json.member("unknownDocuments", summary.unknownDocumentCount)
    json.member("findings", summary.findingCount)
    json.member("fixable", summary.fixableCount)
    json.member("fixableUnsafely", summary.unsafeFixableCount)
    json.member("questions", summary.judgementCount)
    json.member("waived", summary.waivedCount)
    if summary.ignoresWaivers { json.raw(", \"waiversIgnored\": true") }
    for severity in Severity.allCases.reversed() {
      json.raw(", ")
      json.string(severity.rawValue)
      json.raw(": ")
      json.number(summary.countBySeverity[severity] ?? 0)
    }
    json.raw("}\n}\n")
    return [.bytes(head), .notes(group: 0), .bytes(json.bytes)]
  }
}
