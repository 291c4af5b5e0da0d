import BadgeLint
import YAMLTree

/// Findings in the XML of Checkstyle, which many programs of continuous integration read.
///
/// Source: the output of Checkstyle's own `XMLLogger`; there is no published schema.
struct CheckstyleReport: BriefReport {
  var needsWholeFile: Bool { true }

  func prologue() -> [UInt8] {
    // The number is the version of Checkstyle whose members are written; some readers ask for it.
    Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n".utf8)
  }

  func part(_ result: FileResult, rules: RuleSet) -> [UInt8] {
    guard !result.findings.isEmpty || !result.faults.isEmpty else { return [] }
    let lines = result.lines
    var text = "<file\(XMLText.attribute("name", FindingWords.path(result.path)))>\n"
    for finding in result.findings {
      let rule = rules.rules[finding.rule].rule
      text += Self.error(
        lines.position(of: finding.span.start),
        rule.isJudgement ? "info" : finding.severity.rawValue, FindingWords.message(finding),
        source: rule.id)
    }
    for fault in result.faults {
      text += Self.error(
        lines.position(of: fault.span.start), "error", FindingWords.fault(fault),
        source: fault.rule)
    }
    return Array("\(text)</file>\n".utf8)
  }

  func epilogue(
    _ summary: RunSummary, rules: [RuleSet.Entry], notes: ReportNotes
  ) -> [UInt8] {
    var text = ""
    if !summary.unreadable.isEmpty {
      // No entry does without a file; the problems name their own.
      text += "<file name=\".\">\n"
      for problem in summary.unreadable {
        text += Self.error(Position(line: 1, column: 1), "error", problem, source: "")
      }
      text += "</file>\n"
    }
    return Array("\(text)</checkstyle>\n".utf8)
  }

  private static func error(
    _ position: Position, _ severity: String, _ message: String, source: String
  ) -> String {
    "<error\(XMLText.attribute("line", position.line))"
      + XMLText.attribute("column", position.column) + XMLText.attribute("severity", severity)
      + XMLText.attribute("message", message)
      + XMLText.attribute("source", source.isEmpty ? "badgelint" : "badgelint.\(source)") + "/>\n"
  }
}
