import BadgeLint
import YAMLTree

/// Findings as Markdown for a comment on a proposal: counts, then findings by severity, folded.
///
/// The length is bounded, and a sentence says how much was left out.
struct MarkdownReport: BriefReport {
  /// Bytes that a comment may hold: GitHub takes 65,536 characters, and a host adds its own.
  private static let limit = 60_000
  /// Bytes that are kept free for the sentence on what was left out.
  private static let reserve = 300
  /// Failures that are named one by one, and the scalars of each.
  private static let namedFailures = 10
  private static let longest = 400
  private static let titles = ["Errors", "Warnings", "Remarks", "Questions for people"]

  private let options: ReportOptions
  private let verdicts: VerdictText

  init(_ options: ReportOptions) {
    self.options = options
    verdicts = VerdictText(options.verdicts, style: TextStyle(usesColour: false), width: .max)
  }

  var noteBound: NoteBound { .bytes(Self.limit) }

  func prologue() -> [UInt8] { [] }
  func part(_ result: FileResult, rules: RuleSet) -> [UInt8] { [] }

  // MARK: - Findings

  func notes(_ result: FileResult, rules: RuleSet) -> [ReportNote] {
    guard !options.isQuiet else { return [] }
    let lines = result.lines
    // What is the same in every finding of a rule is said once in a file and group.
    var explained: Set<[Int]> = []
    return result.findings.map { finding in
      let rule = rules.rules[finding.rule].rule
      let place = "\(FindingWords.path(result.path)):\(lines.position(of: finding.span.start).line)"
      var text = "- \(MarkdownText.code(place)) \(name(rule)): "
      text += Self.shown(finding.message) + "\n"
      text += finding.notes.map { "  - Note: \(Self.shown($0))\n" }.joined()
      let group = Self.group(finding, rule)
      // A rule has one group in a file that comes in pieces.
      if explained.insert([finding.rule, group]).inserted,
        !result.explainedRules.contains(finding.rule)
      {
        text += "  <details><summary>why, and what to do</summary>\n\n"
        text += "  - Why: \(MarkdownText.prose(rule.why))\n"
        text += "  - Fix: \(MarkdownText.prose(rule.fix))\n"
        text += rule.cites.map { "  - See: \(Self.citation($0))\n" }.joined()
        text += "\n  </details>\n"
      }
      return ReportNote(group: group, bytes: Array(text.utf8))
    }
  }

  /// The name of a rule, with its page where there is one.
  private func name(_ rule: Rule) -> String {
    let name = "**\(MarkdownText.escaped(rule.id))**"
    guard let pages = options.rulePages else { return name }
    return "[\(name)](<\(pages)\(FileURI.text(RulePage.path(of: rule)))>)"
  }

  /// New findings come first, those that were there before behind all of them.
  private static func group(_ finding: Finding, _ rule: Rule) -> Int {
    var kind =
      switch finding.severity {
      case .error: 0
      case .warning: 1
      case .info: 2
      }
    if rule.isJudgement { kind = 3 }
    return finding.state == .carried ? titles.count + kind : kind
  }

  private static func citation(_ cite: Citation) -> String {
    let text = MarkdownText.escaped(cite.text)
    guard let url = cite.url, MarkdownText.isAddress(url) else { return text }
    return "[\(text)](<\(url)>)"
  }

  private static func shown(_ text: String) -> String {
    MarkdownText.escaped(shortened(text, limit: longest))
  }

  // MARK: - The whole

  func epilogue(
    _ summary: RunSummary, rules: [RuleSet.Entry], notes: ReportNotes
  ) -> [UInt8] {
    var text = head(summary)
    var leftOut = 0
    for group in 0..<(2 * Self.titles.count) {
      let kept = notes.kept(group)
      leftOut += notes.droppedCount(group)
      var shownCount = 0
      for note in kept {
        if text.utf8.count + note.count > Self.limit - Self.reserve { break }
        if shownCount == 0 {
          let title = Self.titles[group % Self.titles.count]
          text += "### \(title)\(group < Self.titles.count ? "" : " that were there before")\n\n"
        }
        text += String(decoding: note, as: UTF8.self)
        shownCount += 1
      }
      if shownCount > 0 { text += "\n" }
      leftOut += kept.count - shownCount
    }
    if leftOut > 0 {
      text += "**\(FindingWords.counted(leftOut, "finding")) more "
      text += leftOut == 1 ? "is" : "are"
      text += " left out here, as a comment has a greatest length;** the other reports of "
      text += "`badgelint` hold all of them.\n"
    }
    return Array(text.utf8)
  }

  private func head(_ summary: RunSummary) -> String {
    var text = "## badgelint: \(Self.title(summary))\n\n"
    let counts =
      [Severity.error, .warning, .info].map { summary.countBySeverity[$0] ?? 0 }
      + [summary.judgementCount]
    text += "| errors | warnings | remarks | questions |\n|---:|---:|---:|---:|\n"
    text += "| \(counts.map { "\($0)" }.joined(separator: " | ")) |\n\n"
    let scope =
      "\(FindingWords.counted(summary.definitionCount, "definition")) in "
      + FindingWords.counted(summary.fileCount, "file")
    let lines =
      [scope] + ExcuseText.lines(summary) + verdicts.summary(summary.verdictCounts) + since(summary)
    text += lines.map { "- \(MarkdownText.escaped($0))\n" }.joined() + "\n"
    let failures = summary.failures
    guard !failures.isEmpty else { return text }
    text += "### Could not be judged\n\n"
    for failure in failures.prefix(Self.namedFailures) { text += "- \(Self.shown(failure))\n" }
    if failures.count > Self.namedFailures {
      text += "- and \(failures.count - Self.namedFailures) more\n"
    }
    return text + "\n"
  }

  private static func title(_ summary: RunSummary) -> String {
    if !summary.failures.isEmpty { return "not all could be judged" }
    if summary.hasFailed { return "findings that have to be mended" }
    return summary.findingCount == 0 ? "nothing found" : "findings, none of which fails the run"
  }

  private func since(_ summary: RunSummary) -> [String] {
    guard let since = summary.since else { return [] }
    let counts = "\(since.newCount) new, \(since.carriedCount) carried, "
    return ["since \(shownSafely(since.revision)): \(counts)\(since.resolved.count) resolved"]
      + [since.note].compactMap(\.self)
  }
}
