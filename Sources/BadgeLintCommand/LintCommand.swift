import ArgumentParser
import BadgeLint
import BadgeLintReports
import YAMLTree

/// `badgelint lint`: judges files and folders.
struct LintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Lint definitions in files and folders.",
    discussion: """
      Folders are walked in a fixed order; hidden files and what .gitignore leaves out are \
      skipped. The policy is the nearest \(Policy.fileName) upwards from each file.
      """)

  @Argument(
    help: "Files or folders; - for standard input; the current folder by default.",
    completion: .file())
  var paths: [String] = []

  @OptionGroup var library: LibraryOptions

  @Option(
    help: ArgumentHelp(
      "Write a report: \(ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")); may be repeated.",
      valueName: "format[=file]"))
  var output: [OutputRequest<ReportFormat>] = []

  @OptionGroup var outputs: OutputOptions

  @OptionGroup var input: InputOptions

  @Flag(
    help:
      "Take named files as files of a folder, as hooks need that name whatever changed: pass over and count what holds no definition, is left out or is of the run itself."
  )
  var skipOthers = false

  @Option(help: ArgumentHelp("Least severity that fails the run.", valueName: "severity"))
  var failOn: FailOn?

  @Flag(name: .shortAndLong, help: "Print the summary only.")
  var quiet = false

  @Flag(help: "Print how often each rule applied, passed and failed.")
  var statistics = false

  @Flag(
    help:
      "Print every rule with applied, passed, failed and not applicable, as a proof that it ran.")
  var coverage = false

  @Flag(help: "Print the verdicts on every definition, not only those that are reached.")
  var verdicts = false

  @Option(
    help: ArgumentHelp(
      "Lint only files that differ from this revision of git, and tell new findings from old ones.",
      valueName: "rev"), completion: Completions.revisions)
  var since: String?

  @Flag(help: "With --since, let findings fail the run that were there before.")
  var failOnCarried = false

  @Flag(help: "Leave waivers aside, in comments and registers, as auditors may want.")
  var noWaivers = false

  @Option(
    help: ArgumentHelp(
      "Let only findings fail that this baseline does not know.", valueName: "file"),
    completion: Completions.yamlFile)
  var baseline: String?

  @Option(
    help: ArgumentHelp(
      "Write down all that is needed to repeat the run, with hashes, for 'badgelint verify-record'.",
      valueName: "file"), completion: .file(extensions: ["json"]))
  var record: String?

  @Option(help: ArgumentHelp("Files worked on at once; all cores by default.", valueName: "count"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Bytes from which files are linted in pieces, and of a piece; for tests.",
      visibility: .hidden))
  var pieceBytes: Int?

  /// How large files are linted.
  private var pieceBounds: PieceSource.Bounds {
    PieceSource.Bounds(
      whole: pieceBytes ?? InputOptions.largeBytes, piece: pieceBytes ?? 4 << 20,
      document: InputOptions.maximumBytes)
  }

  func validate() throws {
    try input.check(paths)
    if let pieceBytes, pieceBytes < 1 { throw ValidationError("--piece-bytes must be at least 1") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    try OutputRequest.check(output)
    try outputs.check(output)
    if failOnCarried, since == nil { throw ValidationError("--fail-on-carried needs --since") }
    if since != nil, paths.contains("-") {
      throw ValidationError("--since compares files of a repository, not standard input")
    }
    if skipOthers, let option = Self.disguised(CommandLine.arguments) {
      throw ValidationError(
        "a file has the name '\(option)', which is an option; rename it, or name it './\(option)'")
    }
    if record != nil, paths.contains("-") {
      throw ValidationError(
        "--record is of files, not of standard input, which nobody can read again")
    }
  }

  mutating func run() async throws {
    let recording = try record.map { try RunRecording(writing: $0, self) }
    let status = try await judge(recording, writesReports: true).status
    if status != 0 { throw ExitCode(Int32(status)) }
  }

  /// Runs, and gives the exit status with the bytes of a record that goes to no file.
  func judge(
    _ recording: RunRecording?, writesReports: Bool
  ) async throws -> (status: Int, record: [UInt8]) {
    let proposal = try since.map { try Proposal(since: $0, paths, input) }
    let plan = try input.plan(
      paths, failOn: failOn, packs: library.pack, files: library.files, skipsOthers: skipOthers,
      proposal: proposal,
      documents: RunDocuments.Choice(
        readsWaivers: !noWaivers, checksWaivers: noWaivers,
        baseline: baseline.map { .file($0) } ?? .ofPolicies, written: recording?.written ?? []))
    let forced = try input.forcedFormat(plan.library)
    let linter = FileLinter(plan.library, forced: forced, today: input.today)
    let requests = output.isEmpty ? [OutputRequest(format: .text, file: nil)] : output
    UntilExit.keep((plan, linter))
    let compiling =
      (jobs ?? Terminal.coreCount) > 1 ? RunAhead.compile(plan.rules) : nil
    defer { compiling?.cancel() }
    var targets = try OutputTargets(output.compactMap(\.file) + [record].compactMap(\.self))
    let written = Set((recording?.written ?? []).compactMap { try? LintPlanner.absolute($0) })
    for path in plan.ownPaths.subtracting(written) { targets.read(path) }
    for document in plan.documents { targets.read(document.path) }
    // What a run writes is nobody's work, also where this run does not read it.
    if writesReports || recording?.file != nil {
      targets.protect(named: [], plan.library, forced: forced)
    }
    for path in try library.files.paths() { targets.read(path) }
    var sinks = OutputSinks(writesReports ? requests : [], options: reportOptions(plan))
    if let recording {
      let head = try recording.head(
        plan,
        since: proposal.map {
          RunRecord.Since(revision: since ?? $0.base.name, commit: $0.base.hash)
        })
      sinks.add(
        RecordReport(head, verdicts: plan.library.verdicts), file: recording.file,
        isKept: recording.file == nil)
    }
    var summary = RunSummary(ruleCount: plan.rules.count)
    summary.unreadable = plan.unreadable
    summary.passedOver = plan.passedOver
    summary.ignoresWaivers = noWaivers
    summary.ownDocumentCount = plan.ownDocumentCount
    if !plan.baselines.isEmpty { summary.knownCount = 0 }
    let documents: [ClosingChecks.Result]
    if let proposal {
      let run = try await ProposalRun(
        proposal, plan, FormerDocuments(plan, proposal), linter, ignoresWaivers: noWaivers,
        input: input, workers: jobs ?? Terminal.coreCount)
      summary.since = SinceSummary(
        revision: proposal.base.shown, note: proposal.note, resolved: run.resolved,
        carriedFail: failOnCarried)
      for linted in run.files {
        targets.read(linted)
        take(linted, linted.parts(sinks.reports, plan.ruleSets), plan, &sinks, &summary)
      }
      documents = run.documents
    } else {
      var closing = ClosingChecks(plan)
      let excuses = Excuses(plan, today: input.today, ignoresWaivers: noWaivers)
      await lint(plan, linter, excuses, &sinks, &summary, &closing, &targets)
      closing.takeGoneFiles(below: paths)
      summary.stale = closing.stale.flatMap(\.self)
      if plan.ownDocumentCount == 0 { noteNothingFound(&summary) }
      // A part of a catalogue proves nothing about packs that must apply.
      if !skipOthers { summary.unreadable += unproven(summary, plan) }
      documents = closing.results(input)
    }
    for document in documents {
      summary.addOwnDocument(document.file, rules: document.rules, failOn: document.failOn)
      sinks.write(
        sinks.reports.map {
          ReportPart(
            bytes: $0.part(document.file, rules: document.rules),
            notes: $0.notes(document.file, rules: document.rules))
        })
    }
    try targets.check()
    let kept = try sinks.finish(summary, rules: plan.rules)
    if writesReports, !sinks.writesText { Terminal.write(failures(summary), to: .standardError) }
    return (summary.exitStatus, kept)
  }

  // MARK: - Parts of a run

  /// Lints all files of a plan; results are written as they come.
  private func lint(
    _ plan: LintPlan, _ linter: FileLinter, _ excuses: Excuses, _ sinks: inout OutputSinks,
    _ summary: inout RunSummary, _ closing: inout ClosingChecks, _ targets: inout OutputTargets
  ) async {
    var progress = Progress(total: plan.files.count)
    let makers = sinks.reports
    let ruleSets = plan.ruleSets
    let input = input
    let bounds = pieceBounds
    await ParallelMap.run(plan.files, workers: jobs ?? Terminal.coreCount) { file in
      var linted = LintedFile(
        file, linter, ruleSets[file.ruleSet], name: input.name(of: file), excuses,
        bounds: bounds)
      let parts = linted.parts(makers, ruleSets)
      linted.result?.bytes = []
      return (linted, parts)
    } consume: { linted, parts in
      progress.advance()
      if let large = linted.large {
        var run = PieceRun(
          linted, plan, linter, excuses, name: input.name(of: linted.file), reports: makers)
        await run.lint(
          large, bounds, workers: jobs ?? Terminal.coreCount, &sinks, &summary)
        closing.take(run.linted)
        targets.read(run.linted)
        tell(run.linted, &summary)
        return
      }
      closing.take(linted)
      targets.read(linted)
      take(linted, parts, plan, &sinks, &summary)
    }
    progress.finish()
  }

  /// Whether a run will judge, as far as its first argument tells.
  static func isMeant(by arguments: [String]) -> Bool {
    guard let first = arguments.dropFirst().first else { return true }
    if first == configuration.commandName { return true }
    if first.hasPrefix("-"), first != "-" { return false }
    return first != "help"
      && !BadgeLintCommand.configuration.subcommands.contains {
        $0.configuration.commandName == first
      }
  }

  /// The first option that is also a file: whoever hands over the names of files, as hooks do, would
  /// switch something on or off by one.
  private static func disguised(_ arguments: [String]) -> String? {
    arguments.prefix { $0 != "--" }.first { $0.hasPrefix("-") && $0 != "-" && isAnythingAt($0) }
  }

  /// Counts what a file gave and writes it.
  private func take(
    _ linted: LintedFile, _ parts: [ReportPart], _ plan: LintPlan, _ sinks: inout OutputSinks,
    _ summary: inout RunSummary
  ) {
    if let failure = linted.failure { summary.unreadable.append(failure) }
    guard let result = linted.result else { return }
    summary.add(
      result, rules: plan.ruleSets[linted.file.ruleSet], failOn: linted.file.failOn)
    sinks.write(parts)
    tell(linted, &summary)
  }

  /// Says what of a file could not be judged.
  private func tell(_ linted: LintedFile, _ summary: inout RunSummary) {
    guard let result = linted.result else { return }
    if result.untoldProblemCount > 0 {
      summary.unreadable.append(
        InputOptions.manyProblems(result.path, untold: result.untoldProblemCount))
    }
    for line in linted.unknownLines {
      summary.unreadable.append(InputOptions.notADefinition("\(result.path):\(line)"))
    }
    if linted.file.wasNamedExplicitly, result.holdsNoDefinition {
      summary.unreadable.append(
        InputOptions.notADefinition(result.path, isBlank: result.isBlank))
    } else if result.resemblesDefinition {
      summary.unreadable.append(InputOptions.lacksMarker(result.path))
    }
  }

  private func noteNothingFound(_ summary: inout RunSummary) {
    if summary.definitionCount == 0, summary.referenceCount == 0, summary.unreadable.isEmpty,
      summary.findingCount == 0, !skipOthers || paths.isEmpty || paths.contains(where: isFolder)
    {
      summary.unreadable.append(
        InputOptions.nothingFound(in: paths, fileCount: summary.fileCount))
    }
  }

  private func reportOptions(_ plan: LintPlan) -> ReportOptions {
    var options = ReportOptions()
    options.usesColour = Terminal.wantsColour(.standardOutput)
    options.width = Terminal.width
    options.isQuiet = quiet
    options.showsStatistics = statistics
    options.showsCoverage = coverage
    options.version = programVersion
    options.verdicts = plan.library.verdicts
    options.hasSeveralRuleSets = plan.ruleSets.count > 1
    options.showsVerdicts = verdicts
    options.sarifKinds = outputs.kinds
    options.rulePages = outputs.pages
    options.carriedFail = failOnCarried
    return options
  }

  /// What could not be judged, for runs whose report on standard output is not for people.
  private func failures(_ summary: RunSummary) -> String {
    let style = TextStyle(usesColour: Terminal.wantsColour(.standardError))
    return summary.failures.map {
      style.colour("failure", .red) + style.bold(": \(shownSafely($0))") + "\n"
    }.joined()
  }

  /// Packs that must apply and have rules that applied to nothing.
  private func unproven(_ summary: RunSummary, _ plan: LintPlan) -> [String] {
    plan.library.packs.filter(\.mustApply).compactMap { pack in
      let idle = plan.rules.enumerated().filter { index, entry in
        entry.rule.pack == pack.name && entry.isChosen && summary.tallies[index].applied == 0
      }
      guard !idle.isEmpty else { return nil }
      let names = idle.map { _, entry in
        entry.isOutOfForce
          ? "\(entry.rule.id) (not in force)"
          : entry.severity == nil ? "\(entry.rule.id) (off)" : entry.rule.id
      }
      return
        "pack '\(pack.name)' says that all its rules must apply, but these applied to nothing: "
        + names.joined(separator: ", ")
    }
  }
}

extension OutputTargets {
  /// Takes note of a file that holds definitions or was named; what else lies in a folder, such as a
  /// report of a run before, may be written anew.
  fileprivate mutating func read(_ file: LintedFile) {
    guard file.file.wasNamedExplicitly || (file.result?.definitionCount ?? 0) > 0 else { return }
    read(file.file.absolute)
  }
}

extension FailOn: ExpressibleByArgument {}
