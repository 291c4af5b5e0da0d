import BadgeLint
import BadgeLintReports
import YAMLTree

/// A file that was linted.
struct LintedFile: Sendable {
  var file: LintPlan.File
  var result: FileResult?
  /// Lines where documents begin that are no definition, beside others in the file.
  var unknownLines: [Int] = []
  var failure: String?
  /// What is linted in pieces, where the file is large; the result comes with them.
  var large: LargeText?
  /// Findings that no baseline may hold, in words, where a baseline is written.
  var inexcusable: [String] = []

  init(
    _ file: LintPlan.File, _ linter: FileLinter, _ rules: RuleSet, name: String,
    _ excuses: Excuses, bounds: PieceSource.Bounds? = nil
  ) {
    self.file = file
    do {
      switch try FileText(file.path, name: name, bounds: bounds) {
      case .whole(let bytes): self = LintedFile(file, bytes, linter, rules, name: name, excuses)
      case .large(let text): large = text
      }
    } catch {
      failure = error.description
    }
  }

  /// Lints a text in the place of that of the file.
  init(
    _ file: LintPlan.File, _ bytes: [UInt8], _ linter: FileLinter, _ rules: RuleSet, name: String,
    _ excuses: Excuses
  ) {
    self.file = file
    var linted = linter.lint(bytes, path: name, rules: rules, waivers: excuses.scope(of: file))
    excuses.applyBaseline(to: &linted, of: file, rules: rules)
    unknownLines = linted.unknownLines
    result = linted
  }

  /// Its part of each report.
  func parts(_ reports: [any Report], _ ruleSets: [RuleSet]) -> [ReportPart] {
    result.map { Self.parts($0, reports, ruleSets[file.ruleSet]) } ?? []
  }

  /// What a report says of a piece of a file behind the parts of all its pieces.
  static func tail(_ result: FileResult, _ report: any Report, _ rules: RuleSet) -> [UInt8] {
    var result = result
    if !report.showsExcused { result.findings.removeAll { !$0.isOpen } }
    return report.tail(result, rules: rules)
  }

  /// The part of a result in each report.
  static func parts(
    _ result: FileResult, _ reports: [any Report], _ rules: RuleSet
  ) -> [ReportPart] {
    var open = result
    open.findings.removeAll { !$0.isOpen }
    return reports.map { report in
      var result = report.showsExcused ? result : open
      if report.needsWholeFile {
        if result.portion == .piece { return .nothing }
      } else if result.portion == .end {
        // These were told piece by piece.
        result.findings = []
        result.verdicts = []
      }
      return ReportPart(
        bytes: report.part(result, rules: rules), notes: report.notes(result, rules: rules))
    }
  }
}

extension FileResult {
  /// The lines on which documents begin that are no definition.
  var unknownLines: [Int] {
    if unknownDocuments.isEmpty { return [] }
    let lines = lines
    return unknownDocuments.map { lines.position(of: $0).line }
  }
}
