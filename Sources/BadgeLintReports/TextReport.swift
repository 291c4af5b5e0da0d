import BadgeLint
import YAMLTree

/// Findings as frames for people, with the reason, the remedy and the clause.
package struct TextReport: BriefReport {
  private let options: ReportOptions
  private let style: TextStyle
  private let verdicts: VerdictText

  init(_ options: ReportOptions) {
    self.options = options
    style = TextStyle(usesColour: options.usesColour)
    verdicts = VerdictText(options.verdicts, style: style, width: options.width)
  }

  package var showsExcused: Bool { true }
  package func prologue() -> [UInt8] { [] }

  package func part(_ result: FileResult, rules: RuleSet) -> [UInt8] {
    guard !options.isQuiet, !result.findings.isEmpty || options.showsVerdicts
    else { return [] }
    let text = findings(result, rules: rules)
    return Array(text.utf8) + (result.portion == .whole ? tail(result, rules: rules) : [])
  }

  /// The verdicts, which stand behind all findings of a file.
  package func tail(_ result: FileResult, rules: RuleSet) -> [UInt8] {
    guard !options.isQuiet, !result.verdicts.isEmpty else { return [] }
    return Array(
      verdicts.text(result, rules: rules, result.lines, showsAll: options.showsVerdicts).utf8)
  }

  private func findings(_ result: FileResult, rules: RuleSet) -> String {
    if result.findings.isEmpty { return "" }
    var text = ""
    let lines = result.lines
    let frame = SourceFrame(
      lines: lines, style: style, width: options.width - 8)
    // What is the same in every finding of a rule is said once in a file.
    var explained = result.explainedRules
    for finding in result.findings where finding.isOpen {
      write(
        finding, rules.rules[finding.rule].rule, result, frame,
        explains: explained.insert(finding.rule).inserted, to: &text)
    }
    return text
  }

  private func write(
    _ finding: Finding, _ rule: Rule, _ result: FileResult, _ frame: SourceFrame,
    explains: Bool, to text: inout String
  ) {
    let colour = TextStyle.colour(of: finding.severity)
    let kind = FindingWords.kind(finding, rule)
    let state = finding.state.map { "\($0.rawValue) " } ?? ""
    let head = style.colour("\(state)\(kind)[\(rule.id)]", colour)
    text += "\(head)\(style.bold(": \(finding.message)"))\n"
    let marks =
      [SourceFrame.Mark(span: finding.span, text: "", isPrimary: true)]
      + finding.labels.map { SourceFrame.Mark(span: $0.span, text: $0.text, isPrimary: false) }
    let (gutter, lines) = frame.lines(file: result.path, marks: marks, colour: colour)
    for line in lines { text += line + "\n" }
    let margin = String(repeating: " ", count: gutter + 1)
    text += "\(margin)\(style.colour("|", .blue))\n"
    for note in finding.notes { writeNote("note", note, margin, to: &text) }
    if let fix = finding.fix { writeNote("edit", FindingWords.edit(fix), margin, to: &text) }
    if explains {
      writeNote("why", rule.why, margin, to: &text)
      writeNote("fix", rule.fix, margin, to: &text)
      for cite in rule.cites { writeNote("see", cite.text, margin, to: &text) }
    }
    text += "\n"
  }

  private func writeNote(_ label: String, _ note: String, _ margin: String, to text: inout String) {
    text += style.note(label, note, margin: margin, width: options.width)
  }

  // MARK: - Summary

  package func epilogue(
    _ summary: RunSummary, rules: [RuleSet.Entry], notes: ReportNotes
  ) -> [UInt8] {
    var text = ""
    let table = RuleTable(summary, rules, style)
    if options.showsStatistics { text += table.statistics }
    if options.showsCoverage { text += table.coverage }
    writeFaults(summary, to: &text)
    if let since = summary.since { writeSince(since, rules, to: &text) }
    // Nothing was read: what went wrong has been said.
    guard summary.fileCount > 0 || !summary.passedOver.isEmpty || summary.ownDocumentCount > 0
    else { return Array(text.utf8) }
    let lines =
      [summaryLine(summary), concernLine(summary), FindingWords.fixable(summary)]
      + ExcuseText.lines(summary)
      + verdicts.summary(summary.verdictCounts)
      + [
        formatLine(summary), ownDocumentLine(summary), restLine(summary), idleLine(summary, rules),
      ]
    for line in lines.compactMap(\.self) {
      for part in TextWidth.folded(line, width: options.width) { text += part + "\n" }
    }
    return Array(text.utf8)
  }

  /// Most findings that are gone and named one by one.
  private static let namedResolved = 20

  private func writeSince(
    _ since: SinceSummary, _ rules: [RuleSet.Entry], to text: inout String
  ) {
    if !options.isQuiet {
      for resolved in since.resolved.prefix(Self.namedResolved) {
        let rule = rules[resolved.finding.rule].rule
        let place = "\(shownSafely(resolved.file)):\(resolved.line)"
        text += style.colour("resolved[\(rule.id)]", .green)
        text += ": \(place): \(shortened(resolved.finding.message, limit: 120))\n"
      }
      let more = since.resolved.count - Self.namedResolved
      if more > 0 { text += "and \(more) more are resolved\n" }
      if !since.resolved.isEmpty { text += "\n" }
    }
    text += "since \(shownSafely(since.revision)): \(since.newCount) new, "
    text += "\(since.carriedCount) carried, \(since.resolved.count) resolved\n"
    if let note = since.note {
      for line in TextWidth.folded(note, width: options.width) { text += line + "\n" }
    }
  }

  private func summaryLine(_ summary: RunSummary) -> String {
    let scope =
      "\(FindingWords.counted(summary.definitionCount, "definition")) in \(FindingWords.counted(summary.fileCount, "file"))"
    if summary.findingCount == 0 {
      return summary.faults.isEmpty && summary.unreadable.isEmpty
        ? "\(scope): nothing \(ExcuseText.hasAny(summary) ? "else " : "")found"
        : "\(scope): not all could be judged"
    }
    var counts = [Severity.error, .warning, .info].compactMap { severity -> String? in
      guard let number = summary.countBySeverity[severity], number > 0 else { return nil }
      return FindingWords.counted(number, severity == .info ? "remark" : severity.rawValue)
    }
    if summary.judgementCount > 0 {
      counts.append(FindingWords.counted(summary.judgementCount, "question") + " for people")
    }
    return "\(scope): \(counts.joined(separator: ", "))"
  }

  private func concernLine(_ summary: RunSummary) -> String? {
    guard !summary.countByConcern.isEmpty else { return nil }
    let parts = summary.countByConcern.sorted {
      ($1.value, $0.key) < ($0.value, $1.key)
    }.map { "\($0.value) \($0.key)" }
    return "by concern: \(parts.joined(separator: ", "))"
  }

  /// The formats that were recognised, where they are not only the own one.
  private func formatLine(_ summary: RunSummary) -> String? {
    guard summary.formats.contains(where: { $0 != RuleLibrary.nativeFormat }) else { return nil }
    return "read as: \(summary.formats.sorted().joined(separator: ", "))"
  }

  /// What was read besides definitions, where nothing else was.
  private func ownDocumentLine(_ summary: RunSummary) -> String? {
    guard summary.definitionCount == 0, summary.ownDocumentCount > 0 else { return nil }
    return "read besides, as registers of waivers and baselines: "
      + FindingWords.counted(summary.ownDocumentCount, "file")
  }

  private func restLine(_ summary: RunSummary) -> String? {
    var parts: [String] = []
    if summary.referenceCount > 0 {
      parts.append(
        "\(FindingWords.counted(summary.referenceCount, "reference")) to definitions elsewhere")
    }
    if !summary.filesWithoutDefinition.isEmpty {
      let names = summary.filesWithoutDefinition.prefix(3).map(shownSafely)
        .joined(separator: ", ")
      let more = summary.filesWithoutDefinition.count - 3
      parts.append(
        "\(FindingWords.counted(summary.filesWithoutDefinition.count, "file")) without a definition (\(names)"
          + (more > 0 ? " and \(more) more)" : ")"))
    }
    if !summary.passedOver.isEmpty {
      let names = summary.passedOver.prefix(3).joined(separator: ", ")
      let more = summary.passedOver.count - 3
      parts.append(
        "\(FindingWords.counted(summary.passedOver.count, "file")) left out on purpose or read for "
          + "the run itself (\(names)" + (more > 0 ? " and \(more) more)" : ")"))
    }
    return parts.isEmpty ? nil : "not judged: \(parts.joined(separator: "; "))"
  }

  /// Up to this number rules that applied nowhere are named even without statistics.
  private static let namedIdleRules = 20

  /// Rules that were switched on but found no place to apply to: they prove nothing.
  private func idleLine(_ summary: RunSummary, _ rules: [RuleSet.Entry]) -> String? {
    guard summary.definitionCount > 0 else { return nil }
    let active = rules.indices.filter { summary.isActive($0, rules[$0]) }
    let idle = active.filter { summary.tallies[$0].applied == 0 }
    var family: Substring?
    guard !idle.isEmpty else { return "rules: all \(active.count) applied somewhere" }
    let count = "rules: \(active.count - idle.count) of \(active.count) applied somewhere"
    if idle.count > Self.namedIdleRules || options.isQuiet, !options.showsStatistics,
      !options.showsCoverage
    {
      return "\(count); --statistics names the \(idle.count) others"
    }
    var names: [String] = []
    for index in idle {
      let parts = rules[index].rule.id.split(separator: "/")
      // Rules of one family follow each other; its name is said once.
      let isNew = names.isEmpty || family != parts.first
      family = parts.first
      names.append(isNew ? rules[index].rule.id : String(parts.last ?? ""))
    }
    return "\(count), these nowhere: \(names.joined(separator: ", "))"
  }

  private func writeFaults(_ summary: RunSummary, to text: inout String) {
    for problem in summary.unreadable {
      text += "\(style.colour("failure", .red))\(style.bold(": \(shownSafely(problem))"))\n"
    }
    for (file, fault) in summary.faults {
      text += style.colour("failure[\(fault.rule)]", .red)
      text += style.bold(": the rule could not be judged: \(shownSafely(fault.message))")
      let definition = fault.definition.isEmpty ? "" : ", \(shownSafely(fault.definition))"
      text += "\n  in \(shownSafely(file))\(definition)\n"
    }
    if !summary.unreadable.isEmpty || !summary.faults.isEmpty { text += "\n" }
  }
}
