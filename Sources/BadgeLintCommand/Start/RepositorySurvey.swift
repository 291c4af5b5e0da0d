import BadgeLint
import BadgeLintReports
import YAMLTree

/// What a folder holds, before it has a policy.
struct RepositorySurvey: Sendable {
  private(set) var fileCount = 0
  private(set) var definitionCount = 0
  /// Definitions by the names of their formats.
  private(set) var formats: [String: Int] = [:]
  private(set) var withoutDefinition: [String] = []
  private(set) var unreadable: [String] = []
  /// Files that look like definitions that lack their marker.
  private(set) var unmarked: [String] = []
  /// What is wrong in files so that no baseline can be written for them, with the places.
  private(set) var inexcusable: [String] = []
  /// Open findings.
  private(set) var countBySeverity: [Severity: Int] = [:]
  /// Findings that a baseline knows, and those that are waived.
  private(set) var knownCount = 0
  private(set) var waivedCount = 0
  /// The packs that definitions ask for, each with how many and why.
  private(set) var suggestions: [(suggestion: StartLayout.Suggestion, count: Int)] = []

  /// What reading one file gave.
  private struct Found: Sendable {
    var file: LintPlan.File
    var result: FileResult?
    var failure: String?
    var inexcusable: [String] = []
    var formats: [String] = []
    var suggestions: [StartLayout.Suggestion] = []
  }

  init(
    _ plan: LintPlan, _ layout: StartLayout, today: CalendarDate, workers: Int
  ) async {
    unreadable = plan.unreadable
    let linter = FileLinter(plan.library, forced: nil, today: today, verdicts: [])
    let ruleSets = plan.ruleSets
    let excuses = Excuses(plan, today: today, ignoresWaivers: false)
    var counts: [String: (suggestion: StartLayout.Suggestion, count: Int)] = [:]
    await ParallelMap.run(plan.files, workers: workers) { file in
      Self.read(file, linter, ruleSets[file.ruleSet], layout, excuses)
    } consume: { found in
      if let failure = found.failure { unreadable.append(failure) }
      guard let result = found.result else { return }
      fileCount += 1
      definitionCount += result.definitionCount
      if result.resemblesDefinition {
        unmarked.append(InputOptions.lacksMarker(result.path))
      } else if result.holdsNoDefinition {
        withoutDefinition.append(result.path)
      }
      for name in found.formats { formats[name, default: 0] += 1 }
      let rules = ruleSets[found.file.ruleSet].rules
      inexcusable += found.inexcusable
      for finding in result.findings where !rules[finding.rule].rule.isJudgement {
        if finding.isOpen {
          countBySeverity[finding.severity, default: 0] += 1
        } else if finding.isKnown {
          knownCount += 1
        } else {
          waivedCount += 1
        }
      }
      for suggestion in found.suggestions {
        counts[suggestion.pack, default: (suggestion, 0)].count += 1
      }
    }
    suggestions = layout.suggestions.compactMap { counts[$0.pack] }
  }

  private static func read(
    _ file: LintPlan.File, _ linter: FileLinter, _ rules: RuleSet, _ layout: StartLayout,
    _ excuses: Excuses
  ) -> Found {
    var found = Found(file: file)
    do {
      let bytes = try readFile(file.path, maximumBytes: InputOptions.maximumBytes)
      var result = linter.lint(
        bytes, path: Path.shown(file.path), rules: rules, waivers: excuses.scope(of: file))
      excuses.applyBaseline(to: &result, of: file, rules: rules)
      found.inexcusable = result.inexcusable(rules, file.failOn)
      result.bytes = []
      found.result = result
      for definition in linter.reader.read(YAMLTree(parsing: bytes, path: file.path)).definitions {
        found.formats.append(definition.format?.name ?? RuleLibrary.nativeFormat)
        found.suggestions += layout.suggestions(for: definition.record)
      }
    } catch {
      found.failure = error.description
    }
    return found
  }

  /// Most of the findings that are told one by one.
  private static let mostInexcusable = 10

  /// How many open findings there are of each severity, for people.
  var counts: String {
    let counts = [Severity.error, .warning, .info].compactMap { severity in
      countBySeverity[severity].map {
        FindingWords.counted($0, severity == .info ? "remark" : severity.rawValue)
      }
    }
    return counts.isEmpty ? "none" : counts.joined(separator: ", ")
  }

  /// What was found, in lines.
  func lines(_ folder: String) -> [String] {
    let kinds = formats.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.value) \($0.key)" }
    var lines = [
      "\(shownSafely(folder)): \(FindingWords.counted(definitionCount, "definition")) in "
        + FindingWords.counted(fileCount - withoutDefinition.count, "file")
        + (kinds.isEmpty ? "" : ", by format: \(kinds.joined(separator: ", "))")
    ]
    if !withoutDefinition.isEmpty {
      let names = withoutDefinition.prefix(5).map(shownSafely).joined(separator: ", ")
      lines.append(
        "\(FindingWords.counted(withoutDefinition.count, "file")) without a definition (\(names)"
          + (withoutDefinition.count > 5 ? ", …" : "")
          + "); a format file can map definitions of another form: docs/formats.md")
    }
    if definitionCount > 0 || !countBySeverity.isEmpty {
      var line = "findings: \(counts)"
      if knownCount > 0 { line += "; beside \(knownCount) that the baseline knows" }
      if waivedCount > 0 { line += "; beside \(waivedCount) that are waived" }
      lines.append(line)
    }
    if !inexcusable.isEmpty {
      lines.append("no baseline can be written as long as this stands:")
      lines += inexcusable.prefix(Self.mostInexcusable).map { "  \($0)" }
      let more = inexcusable.count - Self.mostInexcusable
      if more > 0 {
        lines.append("  and \(FindingWords.counted(more, "finding")) more of this kind")
      }
    }
    return lines + (unreadable + unmarked).map { "could not be read: \(shownSafely($0))" }
  }
}
