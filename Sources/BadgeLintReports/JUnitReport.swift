import BadgeLint
import YAMLTree

/// A test suite for each file with a case for each rule that applied there, as JUnit writes it.
///
/// A case of a rule that does not apply would read as one that somebody switched off. Errors and
/// warnings fail a case, unless they were there before a proposal and may stay; remarks and
/// questions stand in its output. A case whose findings are all waived, or known to a baseline, is
/// skipped. There is no official schema; the members are those that both
/// Jenkins and GitLab read.
struct JUnitReport: BriefReport {
  private let options: ReportOptions

  init(_ options: ReportOptions) { self.options = options }

  var showsExcused: Bool { true }

  var needsWholeFile: Bool { true }

  func prologue() -> [UInt8] {
    Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"badgelint\">\n".utf8)
  }

  func part(_ result: FileResult, rules: RuleSet) -> [UInt8] {
    let lines = result.lines
    let findings = Dictionary(grouping: result.findings.filter(\.isOpen), by: \.rule)
    let excused = Dictionary(grouping: result.findings.filter { !$0.isOpen }, by: \.rule)
    let faults = Dictionary(grouping: result.faults, by: \.rule)
    var suite = Suite(name: FindingWords.path(result.path))
    for (index, entry) in rules.rules.enumerated() {
      let rule = entry.rule
      let found = findings[index] ?? []
      let failed =
        rule.isJudgement ? [] : found.filter { $0.severity > .info && !options.isSettled($0) }
      let faulty = faults[rule.id] ?? []
      let tally = result.tallies[index]
      guard tally.applied > 0 || !found.isEmpty || !faulty.isEmpty else { continue }
      var body = ""
      if !faulty.isEmpty {
        suite.errorCount += 1
        let said = faulty.map { "\($0.definition): \($0.message)" }.joined(separator: "\n")
        body += Self.element("error", FindingWords.fault(faulty[0]), type: "fault", said)
      } else if let first = failed.first {
        suite.failureCount += 1
        let more = failed.count > 1 ? " (and \(failed.count - 1) more)" : ""
        let said = failed.map { Self.said($0, result.path, lines) } + ["Why: \(rule.why)"]
        body += Self.element(
          "failure", first.message + more, type: first.severity.rawValue,
          (said + ["Fix: \(rule.fix)"] + rule.cites.map { "See: \($0.text)" })
            .joined(separator: "\n"))
      }
      if found.isEmpty, faulty.isEmpty, let excused = excused[index] {
        suite.skippedCount += 1
        body += "<skipped\(XMLText.attribute("message", Self.excuse(excused)))/>"
      }
      if failed.isEmpty, !found.isEmpty {
        let said = found.map { finding in
          let state = finding.state.map { "\($0.rawValue) " } ?? ""
          return "\(state)\(FindingWords.kind(finding, rule)): "
            + Self.said(finding, result.path, lines)
        }
        body += "<system-out>\(XMLText.escaped(said.joined(separator: "\n")))</system-out>"
      }
      suite.add(name: rule.id, group: rule.concern, body)
    }
    return suite.count == 0 ? [] : suite.bytes
  }

  func epilogue(
    _ summary: RunSummary, rules: [RuleSet.Entry], notes: ReportNotes
  ) -> [UInt8] {
    var suite = Suite(name: "badgelint")
    for problem in summary.unreadable {
      suite.errorCount += 1
      suite.add(
        name: shortened(problem, limit: 100), group: "unreadable",
        Self.element("error", problem, type: "unreadable", problem))
    }
    return (suite.count == 0 ? [] : suite.bytes) + Array("</testsuites>\n".utf8)
  }

  private static func said(_ finding: Finding, _ path: String, _ lines: LineIndex) -> String {
    let position = lines.position(of: finding.span.start)
    return "\(path):\(position.line):\(position.column): \(FindingWords.message(finding))"
  }

  /// Why findings fail nothing.
  private static func excuse(_ findings: [Finding]) -> String {
    let reasons = findings.compactMap { $0.waiver.map { "waived: \($0.reason)" } }
    let known = findings.count { $0.isKnown }
    let texts =
      reasons.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
      + (known > 0 ? ["\(FindingWords.counted(known, "known finding")) of the baseline"] : [])
    return texts.joined(separator: "; ")
  }

  private static func element(
    _ name: String, _ message: String, type: String, _ text: String
  ) -> String {
    "<\(name)\(XMLText.attribute("message", message))\(XMLText.attribute("type", type))>"
      + "\(XMLText.escaped(text))</\(name)>"
  }

  /// The cases of a file.
  private struct Suite {
    var name: String
    var count = 0
    var failureCount = 0
    var errorCount = 0
    var skippedCount = 0
    private var cases = ""

    init(name: String) { self.name = name }

    mutating func add(name: String, group: String, _ body: String) {
      count += 1
      cases += "<testcase\(XMLText.attribute("name", name))"
      cases += XMLText.attribute("classname", "\(self.name) \(group)")
      cases += XMLText.attribute("file", self.name)
      cases += body.isEmpty ? "/>\n" : ">\(body)</testcase>\n"
    }

    var bytes: [UInt8] {
      let counts = [
        ("tests", count), ("failures", failureCount), ("errors", errorCount),
        ("skipped", skippedCount),
      ]
      .map { XMLText.attribute($0, $1) }
      return Array(
        "<testsuite\(XMLText.attribute("name", name))\(counts.joined())>\n\(cases)</testsuite>\n"
          .utf8)
    }
  }
}
