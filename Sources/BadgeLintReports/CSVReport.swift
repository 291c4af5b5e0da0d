import BadgeLint
import YAMLTree

/// One row for each finding, for spreadsheets (RFC 4180).
struct CSVReport: Report {
  private static let columns = [
    "severity", "rule", "since", "concern", "dimension", "file", "line", "column", "endLine",
    "endColumn", "definition", "path", "message", "fix", "cites", "fingerprint",
  ]

  func prologue() -> [UInt8] { Self.row(Self.columns) }

  func part(_ result: FileResult, rules: RuleSet) -> [UInt8] {
    let lines = LineIndex(result.bytes)
    var bytes: [UInt8] = []
    for finding in result.findings {
      let rule = rules.rules[finding.rule].rule
      bytes += Self.row(
        [
          FindingWords.kind(finding, rule), rule.id, finding.state?.rawValue ?? "", rule.concern,
          rule.dimension, result.path,
        ] + Self.place(finding.span, lines) + [
          finding.definition, finding.path, FindingWords.message(finding), rule.fix,
          rule.cites.map(\.text).joined(separator: "; "), Fingerprint.text(finding.fingerprint),
        ])
    }
    for fault in result.faults {
      bytes += Self.row(
        ["failure", fault.rule, "", "", "", result.path] + Self.place(fault.span, lines)
          + [fault.definition, "", FindingWords.fault(fault), "", "", ""])
    }
    return bytes
  }

  func epilogue(
    _ summary: RunSummary, rules: [RuleSet.Entry], notes: ReportNotes
  ) -> [UInt8] {
    summary.unreadable.flatMap { problem in
      Self.row(
        Self.columns.map { $0 == "severity" ? "failure" : $0 == "message" ? problem : "" })
    }
  }

  private static func place(_ span: ByteRange, _ lines: LineIndex) -> [String] {
    let start = lines.position(of: span.start)
    let end = lines.position(of: span.end)
    return [start.line, start.column, end.line, end.column].map { "\($0)" }
  }

  private static func row(_ cells: [String]) -> [UInt8] {
    Array((cells.map(cell).joined(separator: ",") + "\r\n").utf8)
  }

  /// A cell that no spreadsheet takes for a formula, quoted where it has to be.
  ///
  /// Source: OWASP, "CSV Injection": the signs that open a formula, also in their wide forms; an
  /// apostrophe before them makes text of the cell.
  private static func cell(_ text: String) -> String {
    var text = text
    let first = text.unicodeScalars.first { $0 != " " }
    switch first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}":
      text = "'\(text)"
    default: break
    }
    // A line break of two characters is one for `Character`, so scalars are looked at.
    let needsQuotes = text.unicodeScalars.contains {
      $0 == "," || $0 == "\"" || $0 == "\r" || $0 == "\n"
    }
    guard needsQuotes || text.hasPrefix("'") else { return text }
    return "\"\(text.replacing("\"", with: "\"\""))\""
  }
}
