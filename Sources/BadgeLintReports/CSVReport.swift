import BadgeLint
import YAMLTree

/// One row for each finding, for spreadsheets (RFC 4180).
struct CSVReport: BriefReport {
  private static let columns = [
    "severity", "rule", "since", "concern", "dimension", "file", "line", "column", "endLine",
    "endColumn", "definition", "path", "message", "fix", "cites", "fingerprint",
  ]

  func prologue() -> [UInt8] { CSVText.row(Self.columns) }

  func part(_ result: FileResult, rules: RuleSet) -> [UInt8] {
    let lines = result.lines
    var bytes: [UInt8] = []
    for finding in result.findings {
      let rule = rules.rules[finding.rule].rule
      bytes += CSVText.row(
        [
          FindingWords.kind(finding, rule), rule.id, finding.state?.rawValue ?? "", rule.concern,
          rule.dimension, FindingWords.path(result.path),
        ] + Self.place(finding.span, lines) + [
          shownSafely(finding.definition), shownSafely(finding.path), FindingWords.message(finding),
          rule.fix,
          rule.cites.map(\.text).joined(separator: "; "), Fingerprint.text(finding.fingerprint),
        ])
    }
    for fault in result.faults {
      bytes += CSVText.row(
        ["failure", fault.rule, "", "", "", FindingWords.path(result.path)]
          + Self.place(fault.span, lines)
          + [shownSafely(fault.definition), "", FindingWords.fault(fault), "", "", ""])
    }
    return bytes
  }

  func epilogue(
    _ summary: RunSummary, rules: [RuleSet.Entry], notes: ReportNotes
  ) -> [UInt8] {
    summary.unreadable.flatMap { problem in
      CSVText.row(
        Self.columns.map { $0 == "severity" ? "failure" : $0 == "message" ? problem : "" })
    }
  }

  private static func place(_ span: ByteRange, _ lines: LineIndex) -> [String] {
    let start = lines.position(of: span.start)
    let end = lines.position(of: span.end)
    return [start.line, start.column, end.line, end.column].map { "\($0)" }
  }
}
