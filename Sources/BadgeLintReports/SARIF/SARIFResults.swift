import BadgeLint
import YAMLTree

extension SARIFKind {
  /// At how many places a tally has the kind.
  func count(_ tally: RuleTally) -> Int {
    switch self {
    case .pass: tally.passed
    case .notApplicable: tally.notApplicable
    }
  }
}

/// The results of a file in SARIF, one on each line.
struct SARIFResults: Sendable {
  /// What is told of rules beside what they found.
  let kinds: [SARIFKind]

  func bytes(of result: FileResult, _ rules: RuleSet) -> [UInt8] {
    var json = JSONWriter()
    var isFirst = true
    func begin(_ json: inout JSONWriter) {
      if !isFirst { json.raw(",\n") }
      isFirst = false
    }
    let lines = result.lines
    for finding in result.findings {
      begin(&json)
      write(finding, rules.rules[finding.rule].rule, result.path, lines, to: &json)
    }
    for (index, tally) in result.tallies.enumerated() {
      for kind in kinds where kind.count(tally) > 0 {
        begin(&json)
        Self.head(rules.rules[index].rule, index, kind.rawValue, level: "none", to: &json)
        let places = FindingWords.counted(kind.count(tally), "place")
        json.raw(", \"message\": {\"text\": ")
        json.string(kind == .pass ? "holds at \(places)" : "does not apply at \(places)")
        json.raw("}, \"locations\": [{\"physicalLocation\": {\"artifactLocation\": ")
        Self.write(location: result.path, to: &json)
        json.raw("}}]}")
      }
    }
    return json.bytes
  }

  /// Findings that are gone since another revision.
  func write(
    absent: [ResolvedFinding], _ rules: [RuleSet.Entry], hasOthers: Bool, to json: inout JSONWriter
  ) {
    for (index, resolved) in absent.enumerated() {
      if index > 0 || hasOthers { json.raw(",\n") }
      let finding = resolved.finding
      let rule = rules[finding.rule].rule
      Self.head(rule, finding, to: &json)
      json.raw(", \"baselineState\": \"absent\"")
      Self.write(message: finding, to: &json)
      json.raw(", \"locations\": [{\"physicalLocation\": {\"artifactLocation\": ")
      Self.write(location: resolved.path, to: &json)
      json.raw(", \"region\": {\"startLine\": ")
      json.number(resolved.line)
      json.raw("}}")
      Self.writeLogicalLocation(finding, to: &json)
      json.raw("}]")
      Self.writeTail(finding, rule, to: &json)
    }
  }

  private func write(
    _ finding: Finding, _ rule: Rule, _ file: String, _ lines: LineIndex, to json: inout JSONWriter
  ) {
    Self.head(rule, finding, to: &json)
    if let state = finding.state {
      json.member("baselineState", state == .new ? "new" : "unchanged")
    }
    Self.write(message: finding, to: &json)
    json.raw(", \"locations\": [{\"physicalLocation\": ")
    Self.write(finding.span, file, lines, to: &json)
    Self.writeLogicalLocation(finding, to: &json)
    json.raw("}]")
    if !finding.labels.isEmpty {
      json.raw(", \"relatedLocations\": ")
      json.list(Array(finding.labels.enumerated())) { json, label in
        json.raw("{\"id\": ")
        json.number(label.offset + 1)
        json.raw(", \"message\": {\"text\": ")
        json.string(label.element.text)
        json.raw("}, \"physicalLocation\": ")
        Self.write(label.element.span, file, lines, to: &json)
        json.raw("}")
      }
    }
    if let fix = finding.fix { Self.write(fix, file, lines, to: &json) }
    Self.writeTail(finding, rule, to: &json)
  }

  /// The bytes that go and what comes in their place (SARIF 2.1.0, 3.55).
  private static func write(
    _ fix: ProposedFix, _ file: String, _ lines: LineIndex, to json: inout JSONWriter
  ) {
    json.raw(", \"fixes\": [{\"description\": {\"text\": ")
    json.string(fix.title)
    json.raw("}, \"artifactChanges\": [{\"artifactLocation\": ")
    write(location: file, to: &json)
    json.raw(", \"replacements\": ")
    json.list(fix.edit.edits) { json, edit in
      json.raw("{\"deletedRegion\": ")
      write(region: edit.range, lines, to: &json)
      json.raw(", \"insertedContent\": {\"text\": ")
      json.string(String(decoding: edit.text, as: UTF8.self))
      json.raw("}}")
    }
    json.raw("}], \"properties\": {\"safe\": ")
    json.text(fix.isSafe ? "true" : "false")
    json.raw("}}]")
  }

  // MARK: - Parts of a result

  static func level(_ severity: Severity) -> String {
    severity == .info ? "note" : severity.rawValue
  }

  /// A question is for people to review, and only what fails has a level.
  private static func head(_ rule: Rule, _ finding: Finding, to json: inout JSONWriter) {
    head(
      rule, finding.rule, rule.isJudgement ? "review" : "fail",
      level: rule.isJudgement ? "none" : level(finding.severity), to: &json)
  }

  private static func head(
    _ rule: Rule, _ index: Int, _ kind: String, level: String, to json: inout JSONWriter
  ) {
    json.raw("    {\"ruleId\": ")
    json.string(rule.id)
    json.member("ruleIndex", index)
    json.member("kind", kind)
    json.member("level", level)
  }

  private static func write(message finding: Finding, to json: inout JSONWriter) {
    json.raw(", \"message\": {\"text\": ")
    json.string(FindingWords.message(finding))
    json.raw("}")
  }

  /// A waiver, or without one the baseline that knows the finding (SARIF 2.1.0, 3.35).
  private static func writeSuppression(_ waiver: Waiver?, to json: inout JSONWriter) {
    json.raw(", \"suppressions\": [{\"kind\": ")
    json.string(waiver?.kind == .comment ? "inSource" : "external")
    json.raw(", \"status\": \"accepted\"")
    if let waiver { json.member("justification", waiver.reason) }
    json.raw("}]")
  }

  private static func writeTail(_ finding: Finding, _ rule: Rule, to json: inout JSONWriter) {
    if !finding.isOpen { writeSuppression(finding.waiver, to: &json) }
    json.raw(", \"partialFingerprints\": {\"badgelint/v1\": ")
    json.string(Fingerprint.text(finding.fingerprint))
    json.raw("}, \"properties\": {\"concern\": ")
    json.string(rule.concern)
    json.member("dimension", rule.dimension)
    json.member("definition", finding.definition)
    json.raw("}}")
  }

  /// The place in terms of the native format, below the name of the definition.
  private static func writeLogicalLocation(_ finding: Finding, to json: inout JSONWriter) {
    guard !finding.path.isEmpty || !finding.definition.isEmpty else { return }
    let names = [finding.definition, finding.path].filter { !$0.isEmpty }
    json.raw(", \"logicalLocations\": [{\"name\": ")
    json.string(names.last ?? "")
    json.member("fullyQualifiedName", names.joined(separator: "."))
    json.member("kind", finding.path.isEmpty || finding.path.hasSuffix("]") ? "object" : "property")
    json.raw("}]")
  }

  /// Where a file is, without its text.
  static func write(location file: String, to json: inout JSONWriter) {
    json.raw("{\"uri\": ")
    json.string(FileURI.text(file))
    if !Path.isAbsolute(file) { json.member("uriBaseId", "%SRCROOT%") }
    json.raw("}")
  }

  /// A region by lines and columns and by bytes; its end is behind the last character.
  private static func write(
    _ span: ByteRange, _ file: String, _ lines: LineIndex, to json: inout JSONWriter
  ) {
    json.raw("{\"artifactLocation\": ")
    write(location: file, to: &json)
    json.raw(", \"region\": ")
    write(region: span, lines, to: &json)
    json.raw("}")
  }

  private static func write(
    region span: ByteRange, _ lines: LineIndex, to json: inout JSONWriter
  ) {
    let start = lines.position(of: span.start)
    let end = lines.position(of: span.end)
    json.raw("{\"startLine\": ")
    json.number(start.line)
    json.member("startColumn", start.column)
    json.member("endLine", end.line)
    json.member("endColumn", end.column)
    json.member("byteOffset", Int(span.start))
    json.member("byteLength", Int(span.end - span.start))
    json.raw("}")
  }
}
