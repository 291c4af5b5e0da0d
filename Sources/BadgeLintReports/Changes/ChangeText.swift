import BadgeLint
import YAMLTree

/// What changed for holders, for people at a terminal.
struct ChangeText: ChangeReport {
  private let options: ReportOptions
  private let style: TextStyle

  init(_ options: ReportOptions) {
    self.options = options
    style = TextStyle(usesColour: options.usesColour)
  }

  func bytes(_ content: ComparedContent) -> [UInt8] {
    let (comparison, states, rules) = (content.comparison, content.states, content.rules)
    var text = ""
    if !options.isQuiet {
      // What is the same in every finding of a rule is said once.
      var explained: Set<Int> = []
      for change in comparison.changed { write(change, rules, &explained, to: &text) }
      writeSingles(comparison.added, rules, &explained, to: &text)
      writeSingles(comparison.removed, rules, &explained, to: &text)
      writeSingles(comparison.untold, rules, &explained, to: &text)
      writeStructure(comparison.structure, to: &text)
      for notice in comparison.notices { writeNote("note", notice, indent: 0, to: &text) }
      if !comparison.notices.isEmpty { text += "\n" }
    }
    for failure in comparison.failures {
      text += style.colour("failure", .red) + style.bold(": \(failure)") + "\n"
    }
    if !comparison.failures.isEmpty { text += "\n" }
    if options.showsStatistics { text += statistics(comparison, rules) }
    let head = "\(shownSafely(states.old)) → \(shownSafely(states.new))"
    for line in TextWidth.folded(
      "\(head): \(ChangeWords.summary(comparison))", width: options.width)
    {
      text += line + "\n"
    }
    if let note = states.note { writeNote("note", note, indent: 0, to: &text) }
    for line in content.waivers.lines {
      for part in TextWidth.folded(line, width: options.width) { text += part + "\n" }
    }
    return Array(text.utf8)
  }

  // MARK: - Definitions

  private func write(
    _ change: DefinitionChange, _ rules: [RuleSet.Entry], _ explained: inout Set<Int>,
    to text: inout String
  ) {
    let colour = change.isQuestion ? .cyan : Self.colour(change.effect)
    let head = style.colour(ChangeWords.effect(change), colour)
    text += "\(head)\(style.bold(": \(shownSafely(change.name))"))"
    if let title = change.new?.title, title != change.name {
      text += " (\(shortened(title, limit: 100)))"
    }
    text += "\n"
    if let old = change.old, let new = change.new {
      text += "  \(shownSafely(old.file)):\(old.line) → \(shownSafely(new.file)):\(new.line)\n"
    }
    if let renaming = ChangeWords.renaming(change) {
      writeNote("note", renaming, indent: 2, to: &text)
    }
    if !change.unjudged.isEmpty {
      let paths = change.unjudged.map(\.path).joined(separator: ", ")
      writeNote("note", "could not be judged, as it cannot be read: \(paths)", indent: 2, to: &text)
    } else if change.findings.isEmpty {
      writeNote(
        "note",
        "no rule speaks of what differs, in \(change.changedFields.joined(separator: ", "))",
        indent: 2, to: &text)
    }
    for finding in change.findings {
      write(
        finding, rules[finding.rule].rule, explains: explained.insert(finding.rule).inserted,
        to: &text)
    }
    text += "\n"
  }

  private func write(
    _ finding: ChangeFinding, _ rule: Rule, explains: Bool, to text: inout String
  ) {
    let kind = finding.isJudgement ? "question" : finding.effect.rawValue
    let colour = finding.isJudgement ? .cyan : Self.colour(finding.effect)
    let severity =
      finding.isJudgement || !finding.effect.isLoss ? "" : " \(finding.severity.rawValue)"
    // What is excused is told in short.
    if let waiver = finding.waiver {
      writeNote(
        "waived", "\(kind)[\(rule.id)]: \(finding.message); reason: \(shownSafely(waiver.reason))",
        indent: 2, to: &text)
      return
    }
    let head = "\(kind)\(severity)[\(rule.id)]"
    for (index, line) in TextWidth.folded(
      "\(head): \(finding.message)", width: options.width - 4
    ).enumerated() {
      let shown =
        index == 0 && line.hasPrefix(head)
        ? style.colour(head, colour) + line.dropFirst(head.count) : line
      text += (index == 0 ? "  " : "      ") + shown + "\n"
    }
    text += "      \(style.dim(ChangeWords.places(finding)))\n"
    writeLines(finding, to: &text)
    for label in finding.labels {
      writeNote(
        "also", "\(ChangeWords.place(label.place)): \(label.text)", indent: 6, to: &text)
    }
    if explains, finding.effect.isLoss { writeNote("why", rule.why, indent: 6, to: &text) }
  }

  /// The lines of both versions, as in a diff.
  private func writeLines(_ finding: ChangeFinding, to text: inout String) {
    let sides = [("-", finding.old, TextStyle.Colour.red), ("+", finding.new, .green)]
    let lines = sides.compactMap { sign, place, colour -> (String, TextStyle.Colour)? in
      // A definition as a whole, or a text of several lines, is more than its first line.
      guard let place, place.isThere, !place.path.isEmpty, place.start.line == place.end.line
      else { return nil }
      // The sign of an element of a list would look like one of a diff.
      var text = place.line.drop { $0 == " " || $0 == "\t" }
      if text.hasPrefix("- ") { text = text.dropFirst(2) }
      let line = shortened(String(text), limit: max(20, options.width - 10))
      return ("\(sign) \(line)", colour)
    }
    // Lines that are the same show nothing.
    if lines.count == 2, lines[0].0.dropFirst() == lines[1].0.dropFirst() { return }
    for (line, colour) in lines {
      text += "      \(style.colour(line, colour, bold: false))\n"
    }
  }

  private func writeSingles(
    _ changes: [DefinitionChange], _ rules: [RuleSet.Entry], _ explained: inout Set<Int>,
    to text: inout String
  ) {
    for change in changes {
      guard let end = change.new ?? change.old else { continue }
      let title = end.title.map { $0 == end.name ? "" : " (\(shortened($0, limit: 100)))" } ?? ""
      text += style.bold("\(ChangeWords.effect(change)): \(shownSafely(end.name))")
      text += "\(title)\n  \(shownSafely(end.file)):\(end.line)\n"
      if let reason = change.untoldBecause { writeNote("note", reason, indent: 2, to: &text) }
      for finding in change.findings {
        write(
          finding, rules[finding.rule].rule, explains: explained.insert(finding.rule).inserted,
          to: &text)
      }
      text += "\n"
    }
  }

  private static func colour(_ effect: Effect?) -> TextStyle.Colour {
    switch effect {
    case .inflated: .red
    case .weakened: .yellow
    case .strengthened: .green
    case .editorial, nil: .cyan
    }
  }

  // MARK: - The rest

  private func writeStructure(
    _ findings: [Comparison.StructureFinding], to text: inout String
  ) {
    for finding in findings {
      let head = "\(finding.severity.rawValue)[\(finding.rule)]"
      let place = "\(shownSafely(finding.file)):\(finding.position.line)"
      text += style.colour(head, finding.severity == .error ? .red : .yellow)
      text += ": \(place): \(finding.message)\n"
    }
    if !findings.isEmpty { text += "\n" }
  }

  private func writeNote(_ label: String, _ note: String, indent: Int, to text: inout String) {
    let margin = String(repeating: " ", count: indent)
    let rest = String(repeating: " ", count: label.utf8.count + 2)
    let width = options.width - indent - label.utf8.count - 2
    for (index, line) in TextWidth.folded(note, width: width).enumerated() {
      text += margin + (index == 0 ? style.bold("\(label):") + " " : rest) + line + "\n"
    }
  }

  private func statistics(_ comparison: Comparison, _ rules: [RuleSet.Entry]) -> String {
    var summary = RunSummary(ruleCount: rules.count)
    summary.tallies = comparison.tallies
    return RuleTable(summary, rules, style).statistics
  }
}
