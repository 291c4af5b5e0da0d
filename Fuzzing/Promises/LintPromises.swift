import BadgeLint
import BadgeLintReports
import YAMLTree

/// What holds of linting and mending any bytes by all rules that judge definitions.
package enum LintPromises {
  /// The promises that a file breaks.
  package static func broken(by bytes: [UInt8]) -> [String] {
    var broken = Broken()
    let isJSON = bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
    let file = FuzzedFile(path: isJSON ? "fuzzed.json" : "fuzzed.yaml")
    let result = file.lint(bytes)
    checkFindings(of: result, &broken)
    guard broken.promises.isEmpty else { return broken.promises }
    // Some of the work is done for a part of the inputs, told by their bytes, to try more of them.
    let sum = bytes.reduce(0) { $0 &+ Int($1) }
    let formats = sum % 8 == 0 ? ReportFormat.allCases : [.text, .json]
    let reports = formats.map { file.report($0, on: result) }
    for (format, bytes) in zip(formats, reports) { checkReport(format, bytes, &broken) }
    if sum % 4 == 1 {
      let again = file.lint(bytes)
      for (format, before) in zip(formats, reports) {
        broken.check(
          file.report(format, on: again) == before,
          "the same file gives the same \(format.rawValue)")
      }
    }
    guard broken.promises.isEmpty, result.findings.contains(where: { $0.fix != nil }) else {
      return broken.promises
    }
    checkFix(bytes, file, sum % 3 != 0, &broken)
    return broken.promises
  }

  private static func checkFindings(of result: FileResult, _ broken: inout Broken) {
    let text = Text(result.bytes)
    for finding in result.findings {
      let rule = Shipped.allRules.rules[finding.rule].rule.id
      broken.check(finding.span, in: text, "finding of \(rule)")
      for label in finding.labels { broken.check(label.span, in: text, "label of \(rule)") }
      broken.check(!finding.message.isEmpty, "a finding of \(rule) says what is wrong")
      for edit in finding.fix?.edit.edits ?? [] {
        broken.check(edit.range, in: text, "edit of \(rule)")
      }
    }
    let fingerprints = Set(result.findings.map(\.fingerprint))
    broken.check(fingerprints.count == result.findings.count, "findings have names of their own")
    for (entry, tally) in zip(Shipped.allRules.rules, result.tallies) {
      broken.check(tally.applied == tally.passed + tally.failed, "the tally of \(entry.rule.id)")
    }
    for fault in result.faults {
      broken.check(false, "rule \(fault.rule) could not be judged: \(fault.message)")
    }
  }

  private static func checkReport(
    _ format: ReportFormat, _ bytes: [UInt8], _ broken: inout Broken
  ) {
    broken.check(String(validating: bytes, as: UTF8.self) != nil, "\(format.rawValue) is UTF-8")
    switch format {
    case .text: broken.check(shown: bytes, "the report for people")
    case .json, .sarif, .gitlab:
      let tree = YAMLTree(parsing: bytes)
      broken.check(
        tree.isJSON && tree.problems.isEmpty, "\(format.rawValue) is JSON: \(tree.problems)")
    default: break
    }
  }

  private static func checkFix(
    _ bytes: [UInt8], _ file: FuzzedFile, _ allowsUnsafe: Bool, _ broken: inout Broken
  ) {
    let name = allowsUnsafe ? "mending all" : "mending safely"
    let fixed = file.fix(bytes, allowsUnsafe)
    if !fixed.isChanged {
      broken.check(fixed.bytes == bytes, "\(name): what is not mended stays as it is")
      return
    }
    let (old, new) = (YAMLTree(parsing: bytes), YAMLTree(parsing: fixed.bytes))
    broken.check(
      new.isComplete == old.isComplete && new.problems.count <= old.problems.count,
      "\(name): the text can be read as before")
    checkFindings(of: fixed.result, &broken)
    let again = file.fix(fixed.bytes, allowsUnsafe)
    broken.check(
      again.bytes == fixed.bytes,
      "\(name) twice is mending once: "
        + String(decoding: fixed.bytes, as: UTF8.self).debugDescription + " -> "
        + String(decoding: again.bytes, as: UTF8.self).debugDescription)
    broken.check(
      String(validating: UnifiedDiff.bytes(bytes, fixed.bytes, path: file.path), as: UTF8.self)
        != nil, "\(name): the difference is UTF-8")
  }
}

/// A file by its name, linted and mended.
private struct FuzzedFile {
  let path: String

  private static let linter = FileLinter(Shipped.library, forced: nil, today: Shipped.today)

  func lint(_ bytes: [UInt8]) -> FileResult {
    let scope = WaiverScope(register: nil, file: "/a/\(path)", today: Shipped.today)
    return Self.linter.lint(bytes, path: path, rules: Shipped.allRules, waivers: scope)
  }

  func fix(_ bytes: [UInt8], _ allowsUnsafe: Bool) -> FixedText {
    FileFixer(rules: Shipped.allRules, allowsUnsafe: allowsUnsafe) { lint($0) }.fix(bytes)
  }

  /// A report of a run over this file alone.
  func report(_ format: ReportFormat, on result: FileResult) -> [UInt8] {
    var options = ReportOptions()
    options.verdicts = Shipped.library.verdicts
    options.showsVerdicts = true
    let report = format.report(options)
    var shown = result
    if !report.showsExcused { shown.findings.removeAll { !$0.isOpen } }
    var summary = RunSummary(ruleCount: Shipped.allRules.rules.count)
    summary.add(result, rules: Shipped.allRules, failOn: .error)
    var notes = ReportNotes(report.noteBound)
    for note in report.notes(shown, rules: Shipped.allRules) { notes.add(note) }
    let part = report.part(shown, rules: Shipped.allRules)
    notes.hasParts = !part.isEmpty
    return report.prologue() + part
      + report.ending(summary, rules: Shipped.allRules.rules, notes: notes).flatMap { piece in
        switch piece {
        case .bytes(let bytes): return bytes
        case .notes(let group):
          var all: [UInt8] = []
          try? notes.all(group).forEachChunk { all += $0 }
          return all
        }
      }
  }
}
