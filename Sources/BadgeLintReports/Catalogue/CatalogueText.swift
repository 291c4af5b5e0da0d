import BadgeLint
import CEL

/// Reports on a catalogue.
package protocol CatalogueReport: Sendable {
  func bytes(_ content: CatalogueContent) -> [UInt8]
}

/// What reports on a catalogue show.
package struct CatalogueContent: Sendable {
  package var result: CatalogueResult
  package var rules: RuleSet
  package var layout: ProfileLayout
  /// What could not be read, in words.
  package var failures: [String]
  /// What was passed over on purpose, in words.
  package var remarks: [String]
  package var waivers = WaiverOutcome()

  package init(
    _ result: CatalogueResult, rules: RuleSet, layout: ProfileLayout, failures: [String],
    remarks: [String]
  ) {
    self.result = result
    self.rules = rules
    self.layout = layout
    self.failures = failures
    self.remarks = remarks
  }

  /// What could not be read or judged, in words.
  var allFailures: [String] {
    failures + result.faults.map { "\($0.rule): the rule could not be judged: \($0.message)" }
  }
}

/// The formats of reports on a catalogue.
package enum CatalogueFormat: String, CaseIterable, Sendable {
  case text, json

  package func report(_ options: ReportOptions) -> any CatalogueReport {
    switch self {
    case .text: CatalogueText(options)
    case .json: CatalogueJSON(options)
    }
  }
}

/// Findings on a catalogue for people, and what its definitions come to together.
struct CatalogueText: CatalogueReport {
  private let options: ReportOptions
  private let style: TextStyle

  init(_ options: ReportOptions) {
    self.options = options
    style = TextStyle(usesColour: options.usesColour)
  }

  func bytes(_ content: CatalogueContent) -> [UInt8] {
    var text = ""
    if !options.isQuiet {
      var explained: Set<Int> = []
      for finding in content.result.findings where finding.waiver == nil {
        write(
          finding, content.rules.rules[finding.rule].rule,
          explains: explained.insert(finding.rule).inserted, to: &text)
      }
    }
    for failure in content.allFailures {
      text += "\(style.colour("failure", .red))\(style.bold(": \(failure)"))\n"
    }
    if !content.allFailures.isEmpty { text += "\n" }
    if let summary = content.result.summary {
      text += table(summary, content.layout) + "\n"
    }
    for line in closing(content) {
      for part in TextWidth.folded(line, width: options.width) { text += part + "\n" }
    }
    return Array(text.utf8)
  }

  // MARK: - Findings

  private func write(
    _ finding: CatalogueFinding, _ rule: Rule, explains: Bool, to text: inout String
  ) {
    let kind = rule.isJudgement ? "question" : finding.severity.rawValue
    let group = [words(finding.subject), finding.subjectName].filter { !$0.isEmpty }
    let name = finding.place?.name ?? group.joined(separator: " ")
    let head = "\(clean(name)): \(clean(finding.message))"
    text +=
      style.colour("\(kind)[\(rule.id)]", TextStyle.colour(of: finding.severity))
      + style.bold(": \(head)") + "\n"
    if let place = finding.place {
      text += "  \(style.colour("-->", .blue)) \(clean(place.file)):\(place.line)\n"
    }
    for label in finding.labels {
      text += "  \(style.colour(":::", .blue)) \(clean(label.place.file)):\(label.place.line): "
      text += "\(clean(label.place.name)), \(clean(label.text))\n"
    }
    if explains {
      note("why", rule.why, to: &text)
      note("fix", rule.fix, to: &text)
      for cite in rule.cites { note("see", cite.text, to: &text) }
    }
    text += "\n"
  }

  private func note(_ label: String, _ note: String, to text: inout String) {
    text += style.note(label, note, margin: "  ", width: options.width)
  }

  /// A name such as `claimedSkill` in words.
  private func words(_ name: String) -> String {
    name.reduce(into: "") { $0 += $1.isUppercase ? " \($1.lowercased())" : String($1) }
  }

  private func clean(_ text: String) -> String { LabelWording.clean(text) }

  // MARK: - Summary

  /// A line for each number and each yes or no of profiles.
  private func table(_ summary: GroupSummary, _ layout: ProfileLayout) -> String {
    var rows = [
      ["over all definitions", "known", "least", "median", "most", "sum or share of known"]
    ]
    for (field, value) in zip(layout.fields, summary.fields) {
      switch value {
      case .spread(let spread?):
        rows.append([
          field.title, "\(spread.known)", numberText(spread.minimum), numberText(spread.median),
          numberText(spread.maximum), field.isSummed ? numberText(spread.total) : "",
        ])
      case .share(let known, let yes) where known > 0:
        rows.append([
          field.title, "\(known)", "", "", "", "\(yes), \(percent(yes, of: known))",
        ])
      // A row that is missing would hide that it is known of none.
      case .share: rows.append([field.title, "0", "", "", "", "–"])
      case .spread, .variety, .none: continue
      }
    }
    let widths = rows[0].indices.map { column in
      rows.map { TextWidth.columns($0[column]) }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell -> String in
        let blanks = String(repeating: " ", count: widths[column] - TextWidth.columns(cell))
        return column == 0 ? cell + blanks : blanks + cell
      }
      let line = cells.joined(separator: "  ")
      return line.prefix(through: line.lastIndex { $0 != " " } ?? line.startIndex) + "\n"
    }.joined()
  }

  private func percent(_ part: Int, of whole: Int) -> String {
    "\(numberText((1000 * Double(part) / Double(whole)).rounded() / 10)) %"
  }

  private func closing(_ content: CatalogueContent) -> [String] {
    let result = content.result
    var lines: [String] = []
    let findings = result.findings.filter {
      $0.waiver == nil && !content.rules.rules[$0.rule].rule.isJudgement
    }
    let counts = [Severity.error, .warning, .info].compactMap { severity -> String? in
      let number = findings.count { $0.severity == severity }
      return number == 0
        ? nil : FindingWords.counted(number, severity == .info ? "remark" : severity.rawValue)
    }
    let scope = FindingWords.counted(result.summary?.count ?? 0, "definition")
    let isSure = content.allFailures.isEmpty
    lines.append(
      counts.isEmpty
        ? "\(scope): \(isSure ? (content.waivers.waivedCount > 0 ? "nothing else found" : "nothing found") : "not all could be judged")"
        : "\(scope): \(counts.joined(separator: ", "))")
    let judged = result.subjects.map { "\(words($0.name)) \($0.count)" }
    if !judged.isEmpty, result.summary != nil {
      lines.append("judged: \(judged.joined(separator: ", "))")
    }
    if result.repeatedCount > 0 {
      lines.append(
        "\(FindingWords.counted(result.repeatedCount, "profile")) came twice and counted once")
    }
    if result.cutBuckets > 0 {
      lines.append(
        "\(result.cutBuckets) times so many definitions were alike that not all were compared")
    }
    // Where nothing was judged, that no rule applied says nothing.
    lines += content.waivers.lines
    guard result.summary != nil else { return lines + content.remarks }
    let idle = content.rules.rules.enumerated().filter { index, entry in
      entry.severity != nil && result.tallies[index].applied == 0
    }.map { $0.element.rule.id }
    let active = content.rules.rules.count { $0.severity != nil }
    lines.append(
      idle.isEmpty
        ? "rules: all \(active) applied somewhere"
        : "rules: \(active - idle.count) of \(active) applied somewhere"
          + (options.isQuiet ? "" : ", these nowhere: \(idle.joined(separator: ", "))"))
    return lines + content.remarks
  }
}
