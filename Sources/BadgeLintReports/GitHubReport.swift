import BadgeLint
import YAMLTree

/// Workflow commands of GitHub Actions, which show findings beside the lines of a proposal.
///
/// Source: GitHub Docs, "Workflow commands for GitHub Actions"; what is escaped is what
/// `actions/toolkit` escapes.
struct GitHubReport: BriefReport {
  private let options: ReportOptions

  init(_ options: ReportOptions) { self.options = options }

  func prologue() -> [UInt8] { [] }

  func part(_ result: FileResult, rules: RuleSet) -> [UInt8] {
    guard !result.findings.isEmpty || !result.faults.isEmpty else { return [] }
    let lines = result.lines
    var text = ""
    for finding in result.findings {
      let rule = rules.rules[finding.rule].rule
      // What was there before is no news for those who read a proposal.
      let state = finding.state == .carried ? "carried " : ""
      text += Self.command(
        options.isSettled(finding) || rule.isJudgement ? "notice" : Self.name(finding.severity),
        Self.place(finding.span, in: result.path, lines),
        title: state + rule.id, message: "\(FindingWords.message(finding))\nFix: \(rule.fix)")
    }
    for fault in result.faults {
      text += Self.command(
        "error", Self.place(fault.span, in: result.path, lines), title: fault.rule,
        message: FindingWords.fault(fault))
    }
    return Array(text.utf8)
  }

  func epilogue(
    _ summary: RunSummary, rules: [RuleSet.Entry], notes: ReportNotes
  ) -> [UInt8] {
    Array(
      summary.unreadable.map { Self.command("error", [], title: "badgelint", message: $0) }
        .joined().utf8)
  }

  private static func name(_ severity: Severity) -> String {
    severity == .info ? "notice" : severity.rawValue
  }

  private static func place(
    _ span: ByteRange, in file: String, _ lines: LineIndex
  ) -> [(String, String)] {
    let start = lines.position(of: span.start)
    let end = lines.position(of: span.end)
    let place = [
      ("file", FindingWords.path(file)), ("line", "\(start.line)"), ("endLine", "\(end.line)"),
    ]
    // Columns count within one line only.
    guard start.line == end.line else { return place }
    return place + [("col", "\(start.column)"), ("endColumn", "\(end.column)")]
  }

  private static func command(
    _ name: String, _ place: [(String, String)], title: String, message: String
  ) -> String {
    let properties = (place + [("title", title)]).map { "\($0)=\(escaped($1, isProperty: true))" }
    return "::\(name) \(properties.joined(separator: ","))::\(escaped(message))\n"
  }

  private static func escaped(_ text: String, isProperty: Bool = false) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      case ":" where isProperty: result += "%3A"
      case "," where isProperty: result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
