import BadgeLint

/// One output format.
///
/// A run writes the prologue, the parts of the files in their order with the separator between
/// those that are not empty, and the epilogue. Parts are made in parallel.
package protocol Report: Sendable {
  /// Whether it tells waived findings, and those that a baseline knows, apart from others; without
  /// that they are left out of what it is given.
  var showsExcused: Bool { get }
  /// Whether what it says of a file cannot be told piece by piece.
  var needsWholeFile: Bool { get }
  /// Whether it says which bytes a file held.
  var needsDigest: Bool { get }
  func prologue() -> [UInt8]
  var separator: [UInt8] { get }
  /// What it says of a file, of a piece of one, or at the end of one that came in pieces.
  func part(_ result: FileResult, rules: RuleSet) -> [UInt8]
  /// What it says of a piece of a file behind the parts of all its pieces.
  func tail(_ result: FileResult, rules: RuleSet) -> [UInt8]
  /// What of a file the epilogue needs, for reports whose order is not that of the files.
  func notes(_ result: FileResult, rules: RuleSet) -> [ReportNote]
  /// How many of these notes are kept.
  var noteBound: NoteBound { get }
  /// The pieces of the epilogue; its notes may be more than fit into memory.
  func ending(_ summary: RunSummary, rules: [RuleSet.Entry], notes: ReportNotes) -> [ReportEnding]
}

/// An output format whose epilogue is short.
package protocol BriefReport: Report {
  func epilogue(_ summary: RunSummary, rules: [RuleSet.Entry], notes: ReportNotes) -> [UInt8]
}

extension BriefReport {
  package func ending(
    _ summary: RunSummary, rules: [RuleSet.Entry], notes: ReportNotes
  ) -> [ReportEnding] {
    [.bytes(epilogue(summary, rules: rules, notes: notes))]
  }
}

extension Report {
  package var showsExcused: Bool { false }
  package var needsWholeFile: Bool { false }
  package var needsDigest: Bool { false }
  package var separator: [UInt8] { [] }
  package var noteBound: NoteBound { .none(separator: []) }
  package func notes(_ result: FileResult, rules: RuleSet) -> [ReportNote] { [] }
  package func tail(_ result: FileResult, rules: RuleSet) -> [UInt8] { [] }
}

/// What reports may be asked for.
package struct ReportOptions: Sendable {
  package var usesColour = false
  /// Columns of the terminal, for folding texts.
  package var width = 100
  /// Findings in full, or only the summary.
  package var isQuiet = false
  package var showsStatistics = false
  /// Whether every rule is listed with what came of it, as a proof that it ran.
  package var showsCoverage = false
  package var version = ""
  /// The verdicts that are given, in the order of the results.
  package var verdicts: [Verdict] = []
  /// Whether every verdict on every definition is shown, or only those that are reached.
  package var showsVerdicts = false
  /// What SARIF tells of rules beside what they found.
  package var sarifKinds: [SARIFKind] = []
  /// Whether files are held to different rules, by several policies or their overrides.
  package var hasSeveralRuleSets = false
  /// The address of a folder with the pages of `badgelint rules docs`, with a slash at its end.
  package var rulePages: String?
  /// Whether findings that were there before a proposal fail the run, too.
  package var carriedFail = false

  package init() {}

  /// Whether a finding was there before and fails nothing.
  func isSettled(_ finding: Finding) -> Bool { finding.state == .carried && !carriedFail }
}

/// The output formats by name; adding one takes a file and a line here.
package enum ReportFormat: String, CaseIterable, Sendable {
  case text, json, sarif, github, gitlab, junit, checkstyle, markdown, csv

  package func report(_ options: ReportOptions) -> any Report {
    switch self {
    case .text: TextReport(options)
    case .json: JSONReport(options)
    case .sarif: SARIFReport(options)
    case .github: GitHubReport(options)
    case .gitlab: GitLabReport()
    case .junit: JUnitReport(options)
    case .checkstyle: CheckstyleReport()
    case .markdown: MarkdownReport(options)
    case .csv: CSVReport()
    }
  }
}
