import BadgeLint
import YAMLTree

/// The record of a run as JSON, one line for each file, finding and rule; `rules/record.yaml`
/// describes it.
package struct RecordReport: BriefReport {
  private let head: RunRecord.Head
  private let verdicts: [Verdict]

  /// - Parameter verdicts: The verdicts that are given, in the order of the results.
  package init(_ head: RunRecord.Head, verdicts: [Verdict]) {
    self.head = head
    self.verdicts = verdicts
  }

  package var showsExcused: Bool { true }
  package var needsWholeFile: Bool { true }
  package var needsDigest: Bool { true }
  package var separator: [UInt8] { Array(",\n".utf8) }

  // MARK: - What goes in

  package func prologue() -> [UInt8] {
    var json = JSONWriter()
    json.raw("{\n  \"record\": ")
    json.number(RunRecord.version)
    json.raw(",\n  \"program\": {\"name\": ")
    json.string(RunRecord.programName)
    json.member("version", head.version)
    json.raw("}")
    if let base = head.base {
      json.raw(",\n  \"base\": ")
      json.string(base)
    }
    json.raw(",\n  \"day\": {\"date\": ")
    json.string(head.day.text)
    json.raw(head.dayWasGiven ? ", \"given\": true}" : ", \"given\": false}")
    json.raw(",\n  \"options\": ")
    write(head.options, to: &json)
    if let since = head.since {
      json.raw(",\n  \"since\": {\"revision\": ")
      json.string(since.revision)
      json.member("commit", since.commit)
      json.raw("}")
    }
    json.raw(",\n  \"documents\": ")
    json.list(head.documents) { json, document in
      json.raw("\n    {\"kind\": ")
      json.string(document.kind.rawValue)
      json.member("file", document.digest.file)
      json.member("sha256", document.digest.hash)
      json.raw("}")
    }
    json.raw(",\n  \"library\": {\"sha256\": ")
    json.string(RunRecord.hash(of: head.library))
    json.raw(", \"files\": ")
    json.list(head.library) { json, digest in
      json.raw("\n    {\"file\": ")
      json.string(digest.file)
      json.member("sha256", digest.hash)
      json.raw("}")
    }
    json.raw("},\n  \"files\": [\n")
    return json.bytes
  }

  private func write(_ options: RunRecord.Options, to json: inout JSONWriter) {
    json.raw("{\"paths\": ")
    json.list(options.paths) { $0.string($1) }
    for (name, texts) in [
      ("packs", options.packs), ("formatFiles", options.formatFiles), ("exclude", options.exclude),
      ("written", options.written),
    ] where !texts.isEmpty {
      json.raw(", ")
      json.string(name)
      json.raw(": ")
      json.list(texts) { $0.string($1) }
    }
    for (name, text) in [
      ("rulesDir", options.rulesDir), ("as", options.format), ("policy", options.policy),
      ("failOn", options.failOn), ("baseline", options.baseline),
    ] {
      guard let text else { continue }
      json.raw(", ")
      json.string(name)
      json.raw(": ")
      json.string(text)
    }
    for (name, isOn) in [
      ("noPolicy", options.noPolicy), ("noGitignore", options.noGitignore),
      ("skipOthers", options.skipOthers), ("failOnCarried", options.failOnCarried),
      ("noWaivers", options.noWaivers),
    ] where isOn {
      json.raw(", ")
      json.string(name)
      json.raw(": true")
    }
    json.raw("}")
  }

  // MARK: - What comes out

  package func part(_ result: FileResult, rules: RuleSet) -> [UInt8] {
    var json = JSONWriter()
    json.raw("    {\"file\": ")
    json.string(result.path)
    let digest = result.fileDigest
    json.member("bytes", digest.byteCount)
    json.member("sha256", digest.hash)
    json.member("definitions", result.definitionCount)
    if !result.findings.isEmpty {
      let lines = result.lines
      json.raw(", \"findings\": ")
      json.list(result.findings) { json, finding in
        json.raw("\n      ")
        write(finding, rules.rules[finding.rule].rule, lines, to: &json)
      }
    }
    if !result.verdicts.isEmpty {
      json.raw(", \"verdicts\": ")
      json.list(all(result.verdicts)) { json, entry in
        json.raw("\n      {\"verdict\": ")
        json.string(entry.name)
        if !entry.definition.isEmpty { json.member("definition", entry.definition) }
        json.member("state", entry.result.state.rawValue)
        json.member("weight", entry.result.weight)
        json.raw("}")
      }
    }
    json.raw("}")
    return json.bytes
  }

  private func all(
    _ definitions: [DefinitionVerdicts]
  ) -> [(definition: String, name: String, result: VerdictResult)] {
    definitions.flatMap { definition in
      zip(verdicts, definition.results).map { (definition.definition, $0.name, $1) }
    }
  }

  private func write(
    _ finding: Finding, _ rule: Rule, _ lines: LineIndex, to json: inout JSONWriter
  ) {
    let place = lines.position(of: finding.span.start)
    json.raw("{\"rule\": ")
    json.string(rule.id)
    json.member("severity", finding.severity.rawValue)
    if !finding.definition.isEmpty { json.member("definition", finding.definition) }
    if !finding.path.isEmpty { json.member("path", finding.path) }
    json.member("line", place.line)
    json.member("column", place.column)
    json.member("message", finding.message)
    json.member("fingerprint", Fingerprint.text(finding.fingerprint))
    if let state = finding.state { json.member("since", state.rawValue) }
    if let waiver = finding.waiver { json.member("waived", waiver.kind.rawValue) }
    if finding.isKnown { json.raw(", \"known\": true") }
    json.raw("}")
  }

  package func epilogue(
    _ summary: RunSummary, rules: [RuleSet.Entry], notes: ReportNotes
  ) -> [UInt8] {
    var json = JSONWriter()
    json.raw("\n  ],\n  \"rules\": ")
    let active = rules.indices.filter { summary.isActive($0, rules[$0]) }
    json.list(active) { json, index in
      json.raw("\n    ")
      json.tally(of: rules[index].rule.id, summary.tallies[index])
    }
    json.raw(",\n  \"resolved\": ")
    json.list(summary.since?.resolved ?? []) { json, resolved in
      json.raw("\n    {\"rule\": ")
      json.string(rules[resolved.finding.rule].rule.id)
      if !resolved.finding.definition.isEmpty {
        json.member("definition", resolved.finding.definition)
      }
      if !resolved.finding.path.isEmpty { json.member("path", resolved.finding.path) }
      json.member("message", resolved.finding.message)
      json.raw("}")
    }
    json.raw(",\n  \"stale\": ")
    json.list(summary.stale) { json, stale in
      json.raw("\n    {\"file\": ")
      json.string(stale.entry.file)
      json.member("rule", stale.entry.rule)
      if !stale.entry.definition.isEmpty { json.member("definition", stale.entry.definition) }
      json.member("fingerprint", stale.entry.fingerprint)
      json.member("missing", stale.missing)
      json.raw("}")
    }
    json.raw(",\n  \"failures\": ")
    json.list(summary.failures) { $0.string($1) }
    json.raw(",\n  \"status\": ")
    json.number(summary.exitStatus)
    json.raw("\n}\n")
    return json.bytes
  }
}
