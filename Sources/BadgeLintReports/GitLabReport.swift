import BadgeLint
import YAMLTree

/// A code quality report of GitLab, which shows findings in merge requests.
///
/// Source: GitLab Docs, "Code Quality", section "Code Quality report format".
struct GitLabReport: BriefReport {
  func prologue() -> [UInt8] { Array("[\n".utf8) }
  var separator: [UInt8] { Array(",\n".utf8) }

  func part(_ result: FileResult, rules: RuleSet) -> [UInt8] {
    guard !result.findings.isEmpty || !result.faults.isEmpty else { return [] }
    let lines = result.lines
    let path = FindingWords.path(result.path)
    var json = JSONWriter()
    for (index, finding) in result.findings.enumerated() {
      if index > 0 { json.raw(",\n") }
      let rule = rules.rules[finding.rule].rule
      Self.write(
        Self.severity(finding, rule), rule.id, FindingWords.message(finding), path,
        line: lines.position(of: finding.span.start).line,
        fingerprint: Fingerprint.text(finding.fingerprint), to: &json)
    }
    for (index, fault) in result.faults.enumerated() {
      if index > 0 || !result.findings.isEmpty { json.raw(",\n") }
      Self.write(
        "blocker", fault.rule, FindingWords.fault(fault), path,
        line: lines.position(of: fault.span.start).line,
        fingerprint: Self.fingerprint([path, fault.rule, "\(index)"]), to: &json)
    }
    return json.bytes
  }

  func epilogue(
    _ summary: RunSummary, rules: [RuleSet.Entry], notes: ReportNotes
  ) -> [UInt8] {
    var json = JSONWriter()
    var isFirst = !notes.hasParts
    for problem in summary.unreadable {
      if !isFirst { json.raw(",\n") }
      isFirst = false
      // No entry does without a file; the problem names its own.
      Self.write(
        "blocker", "badgelint", problem, ".", line: 1, fingerprint: Self.fingerprint([problem]),
        to: &json)
    }
    json.raw("\n]\n")
    return json.bytes
  }

  private static func severity(_ finding: Finding, _ rule: Rule) -> StaticString {
    if rule.isJudgement { return "info" }
    return switch finding.severity {
    case .error: "major"
    case .warning: "minor"
    case .info: "info"
    }
  }

  private static func fingerprint(_ texts: [String]) -> String {
    var fingerprint = Fingerprint()
    for text in texts { fingerprint.add(text) }
    return Fingerprint.text(fingerprint.value)
  }

  private static func write(
    _ severity: StaticString, _ rule: String, _ message: String, _ path: String, line: Int,
    fingerprint: String, to json: inout JSONWriter
  ) {
    json.raw("  {\"description\": ")
    json.string(message)
    json.member("check_name", rule)
    json.member("fingerprint", fingerprint)
    json.raw(", \"severity\": \"")
    json.raw(severity)
    json.raw("\", \"location\": {\"path\": ")
    json.string(path)
    json.raw(", \"lines\": {\"begin\": ")
    json.number(line)
    json.raw("}}}")
  }
}
