import ArgumentParser
import BadgeLint
import BadgeLintReports
import YAMLTree

/// `badgelint baseline`: writes down the findings that are known, so that only new ones fail.
struct BaselineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Write the findings of today into a file, so that lint fails for new ones only.",
    discussion: """
      The file is the one that the policy names under 'baseline', else \
      \(Baseline.fileName) in the current folder. Entries of files outside of the paths stay. \
      Waived findings are left out.
      """)

  @Argument(help: "Files or folders; the current folder by default.", completion: .file())
  var paths: [String] = []

  @OptionGroup var library: LibraryOptions

  @OptionGroup var input: InputOptions

  @Option(
    help: ArgumentHelp("Write this file.", valueName: "path"), completion: Completions.yamlFile)
  var file: String?

  @Flag(help: "Take out entries whose finding is gone, and add none.")
  var prune = false

  @Flag(help: "Leave waivers aside, so that waived findings are known, too.")
  var noWaivers = false

  @Option(help: ArgumentHelp("Least severity that fails the run.", valueName: "severity"))
  var failOn: FailOn?

  @Option(help: ArgumentHelp("Files worked on at once; all cores by default.", valueName: "count"))
  var jobs: Int?

  func validate() throws {
    try input.check(paths)
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    if paths.contains("-") {
      throw ValidationError("a baseline is of files, not of standard input")
    }
  }

  mutating func run() async throws {
    var documents = RunDocuments.Choice(readsWaivers: !noWaivers)
    if let file { documents.baseline = .toWrite(file) }
    let plan = try input.plan(
      paths, failOn: failOn, packs: library.pack, files: library.files, documents: documents)
    let path = try target(plan)
    let old = try known(path, plan)
    let linted = try await lint(plan)
    if prune, let old {
      try write(pruned(old, linted, plan), old: old, to: path, plan)
    } else {
      try write(renewed(old, path, linted, plan), old: old, to: path, plan)
    }
  }

  // MARK: - The file

  /// The absolute path of the baseline.
  private func target(_ plan: LintPlan) throws -> String {
    if let file { return try LintPlanner.absolute(file) }
    let named = Set(plan.files.map(\.namedBaseline))
    guard named.count <= 1 else {
      throw CommandFailure(
        "the policies of these files name several baselines, or some name none",
        help: "choose one with --file, or write one for the files of each policy")
    }
    return try LintPlanner.absolute((named.first ?? nil) ?? Baseline.fileName)
  }

  /// The baseline that is there.
  private func known(_ path: String, _ plan: LintPlan) throws -> Baseline? {
    if !prune, !isAnythingAt(path) { return nil }
    do {
      return try RunDocuments.baseline(Policy.Named(path), path, plan.library)
    } catch let failure as LoadFailure {
      throw CommandFailure(failure)
    }
  }

  // MARK: - The run

  /// Lints all files; what cannot be judged ends the run, as it may hide any finding.
  private func lint(_ plan: LintPlan) async throws -> [LintedFile] {
    // Verdicts take time and say nothing here.
    let linter = FileLinter(
      plan.library, forced: try input.forcedFormat(plan.library), today: input.today, verdicts: [])
    let excuses = Excuses(plan, today: input.today, ignoresWaivers: noWaivers)
    let input = input
    let ruleSets = plan.ruleSets
    var progress = Progress(total: plan.files.count)
    var linted: [LintedFile] = []
    var failures = plan.unreadable
    await ParallelMap.run(plan.files, workers: jobs ?? Terminal.coreCount) { file in
      var linted = LintedFile(
        file, linter, ruleSets[file.ruleSet], name: input.name(of: file), excuses)
      if linted.result != nil {
        linted.inexcusable = linted.findings(failing: ruleSets[file.ruleSet])
        linted.result?.bytes = []
      }
      return linted
    } consume: { file in
      progress.advance()
      if let failure = file.failure { failures.append(failure) }
      if let result = file.result {
        failures += result.faults.map { "\(result.path): \($0.rule): \($0.message)" }
        failures += file.inexcusable
        failures += file.unknownLines.map { InputOptions.notADefinition("\(result.path):\($0)") }
        if file.file.wasNamedExplicitly, result.holdsNoDefinition {
          failures.append(InputOptions.notADefinition(result.path, isBlank: result.isBlank))
        }
      }
      linted.append(file)
    }
    progress.finish()
    var closing = ClosingChecks(plan)
    for file in linted { closing.take(file) }
    for register in closing.registers(input) {
      failures += register.file.inexcusable(register.rules, register.failOn)
    }
    guard failures.isEmpty else {
      for failure in failures {
        Terminal.write("\(failure)\n", to: .standardError)
      }
      throw CommandFailure(
        "no baseline was written: what stands above can be in none",
        help:
          "put it right first; what cannot be read may hide anything, and no waiver excuses another"
      )
    }
    return linted
  }

  /// The findings of today, and those of files that were not looked at.
  private func renewed(
    _ old: Baseline?, _ path: String, _ linted: [LintedFile], _ plan: LintPlan
  ) -> BaselineDraft {
    var draft = BaselineDraft(folder: Path.parent(path))
    for file in linted {
      guard let result = file.result else { continue }
      draft.add(result, file: file.file.absolute, rules: plan.ruleSets[file.file.ruleSet])
    }
    guard let old else { return draft }
    let seen = Set(linted.map { old.name(of: $0.file.absolute) })
      .union(ClosingChecks.goneFiles(paths, old).map(\.entry.file))
    for entry in old.entries where !seen.contains(entry.file) { draft.add(entry) }
    return draft
  }

  /// What is left of a baseline.
  private func pruned(
    _ old: Baseline, _ linted: [LintedFile], _ plan: LintPlan
  ) -> BaselineDraft {
    var stale = ClosingChecks.goneFiles(paths, old)
    for file in linted {
      guard var result = file.result else { continue }
      old.apply(
        to: &result, file: file.file.absolute, rules: plan.ruleSets[file.file.ruleSet])
      stale += result.stale
    }
    var missing: [[String]: Int] = [:]
    for entry in stale {
      missing[[entry.entry.file, entry.entry.fingerprint], default: 0] += entry.missing
    }
    var draft = BaselineDraft(folder: old.folder)
    for var entry in old.entries {
      entry.count -= missing[[entry.file, entry.fingerprint]] ?? 0
      if entry.count > 0 { draft.add(entry) }
    }
    return draft
  }

  private func write(
    _ draft: BaselineDraft, old: Baseline?, to path: String, _ plan: LintPlan
  ) throws {
    let name = Path.shown(path)
    do {
      try writeFile(path, BaselineFile.bytes(draft.sorted))
    } catch {
      throw CommandFailure(error.description)
    }
    let count = draft.findingCount
    var text = "\(shownSafely(name)): \(count) known \(count == 1 ? "finding" : "findings")"
    if let old {
      let before = old.entries.reduce(0) { $0 + $1.count }
      text += before == count ? "; as many as before" : "; \(before) before"
    }
    let isNamed = try plan.files.contains { file in
      try file.namedBaseline.map { try LintPlanner.absolute($0) } == path
    }
    if !isNamed, try nameIt(path) {
      text += "; \(Policy.fileName) beside it names it from now on"
    } else if !isNamed {
      text += "\nTo use it, write 'baseline: \(shownSafely(Path.lastComponent(path)))' in the "
      text += "\(Policy.fileName) beside it, or lint with --baseline \(shownSafely(name))"
    }
    Terminal.write(text + "\n", to: .standardOutput)
  }

  /// Names the baseline in the policy beside it, where that has a line for it as a comment.
  private func nameIt(_ path: String) throws -> Bool {
    if input.noPolicy || input.policy != nil { return false }
    do {
      return try BaselineMention.add(beside: path)
    } catch {
      throw CommandFailure(error.description)
    }
  }
}

extension LintedFile {
  fileprivate func findings(failing rules: RuleSet) -> [String] {
    result?.inexcusable(rules, file.failOn) ?? []
  }
}

extension FileResult {
  /// The findings that no baseline may hold and that fail a run, with their places.
  func inexcusable(_ rules: RuleSet, _ failOn: FailOn) -> [String] {
    let failing = findings.filter {
      rules.rules[$0.rule].rule.check?.isInexcusable == true && failOn.fails($0.severity)
    }
    if failing.isEmpty { return [] }
    let lines = LineIndex(bytes)
    return failing.map { finding in
      let place = lines.position(of: finding.span.start)
      return "\(shownSafely(path)):\(place.line):\(place.column): "
        + "\(rules.rules[finding.rule].rule.id): \(finding.message)"
    }
  }
}
