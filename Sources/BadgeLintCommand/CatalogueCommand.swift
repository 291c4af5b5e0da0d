import ArgumentParser
import BadgeLint
import BadgeLintReports
import OutcomeText

/// `badgelint catalogue`: judges many definitions together.
struct CatalogueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalogue",
    abstract: "Judge many definitions together: near-duplicates, slices, stacks, programmes.",
    discussion: """
      Each definition is linted and becomes a small profile; rules of packs that judge catalogues \
      look at profiles alone. `badgelint lint` says what is wrong with single definitions.

      Profiles can be made on several machines and judged in one run: --profiles - writes them to \
      standard output without judging, --from-profiles reads them. The result is the same as that \
      of one run over everything.
      """)

  @Argument(
    help: "Files or folders; - for standard input; the current folder by default.",
    completion: .file())
  var paths: [String] = []

  @OptionGroup var library: LibraryOptions
  @OptionGroup var input: InputOptions

  @Flag(help: "Each line of the files is one definition in JSON (JSON Lines).")
  var jsonLines = false

  @Option(
    help: ArgumentHelp(
      "Number of the first line of standard input in the file that it is a part of.",
      valueName: "number"))
  var firstLine: Int?

  @Option(
    help: ArgumentHelp(
      "Write the profiles as JSON Lines; - writes them to standard output and judges nothing.",
      valueName: "file"))
  var profiles: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Judge profiles that were written before.", valueName: "file"))
  var fromProfiles: [String] = []

  @Option(
    help: ArgumentHelp(
      "Take what another search found alike instead of searching, as JSON Lines.",
      valueName: "file"))
  var pairs: String?

  @Option(
    help: ArgumentHelp(
      "Draw what counts towards what, as .svg or .dot; may be repeated.", valueName: "file"))
  var graph: [String] = []

  @Option(
    help: ArgumentHelp(
      "Write a report: \(CatalogueFormat.allCases.map(\.rawValue).joined(separator: ", ")); may be repeated.",
      valueName: "format[=file]"))
  var output: [OutputRequest<CatalogueFormat>] = []

  @Option(help: ArgumentHelp("Least severity that fails the run.", valueName: "severity"))
  var failOn: FailOn?

  @Flag(help: "Leave the register of waivers aside, as auditors may want.")
  var noWaivers = false

  @Flag(name: .shortAndLong, help: "Print the summary only.")
  var quiet = false

  @Option(help: ArgumentHelp("Files worked on at once; all cores by default.", valueName: "count"))
  var jobs: Int?

  /// Numbers of lines in profiles stay below 2³¹; this leaves half of them for lines that follow.
  private static let mostLines = 1 << 30

  func validate() throws {
    try input.check(paths)
    try OutputRequest.check(output)
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    if let firstLine {
      guard (1...Self.mostLines).contains(firstLine) else {
        throw ValidationError("--first-line must be from 1 to \(Self.mostLines)")
      }
      guard jsonLines, paths == ["-"] else {
        throw ValidationError("--first-line needs --json-lines and - as the only path")
      }
    }
    if !fromProfiles.isEmpty, !paths.isEmpty || jsonLines {
      throw ValidationError("--from-profiles takes the place of paths; give one or the other")
    }
    if profiles == "-", !output.isEmpty || !graph.isEmpty {
      throw ValidationError("with --profiles - nothing is judged; leave the reports out")
    }
    for file in graph where GraphFormat(path: file) == nil {
      throw ValidationError("--graph: '\(file)' should end in .svg or .dot")
    }
  }

  mutating func run() async throws {
    let rules = try library.loadLibrary(forJudging: true)
    guard let layout = rules.profileLayout else {
      throw CommandFailure(
        "no pack judges catalogues",
        help: "add a pack with 'judges: catalogue' to the folder of rules")
    }
    var targets = try OutputTargets(
      output.compactMap(\.file) + graph + [profiles].compactMap(\.self).filter { $0 != "-" })
    targets.protect(
      named: try paths + fromProfiles + [pairs].compactMap(\.self) + input.namedFiles
        + library.namedFiles(), rules, forced: try input.forcedFormat(rules))
    try targets.check()
    var collector = try ProfileCollector(
      layout, profiles: profiles, keeps: profiles != "-", workers: jobs ?? Terminal.coreCount)
    if fromProfiles.isEmpty {
      try await collector.collect(
        paths, jsonLines: jsonLines, firstLine: firstLine ?? 1, input: input, library: library,
        rules: rules)
    } else {
      try collector.read(fromProfiles)
    }
    try collector.finishWriting()
    guard profiles != "-" else { return try finish(collector, hasFailed: false) }
    let (ruleSet, least) = try policyRules(rules)
    var judge = CatalogueJudge(collector.store, rules: ruleSet, library: rules, today: input.today)
    let found = try pairs.map { try collector.readPairs($0) }
    var result = try await judged(&judge, found)
    var excuses = try OtherExcuses(
      noWaivers
        ? [] : [input.register(near: paths.first ?? ".", library: rules)].compactMap(\.self),
      library: rules, today: input.today, areIgnored: noWaivers)
    excuses.apply(to: &result, ruleSet, collector.store)
    var content = CatalogueContent(
      result, rules: ruleSet, layout: layout, failures: collector.failures,
      remarks: collector.remarks)
    content.waivers = excuses.outcome
    for file in graph { try draw(result, layout, collector.store, to: file) }
    let requests =
      output.isEmpty ? [OutputRequest(format: CatalogueFormat.text, file: nil)] : output
    for request in requests {
      var options = request.options
      options.isQuiet = quiet && request.file == nil
      try request.write(request.format.report(options).bytes(content))
    }
    let hasFailed = result.findings.contains { finding in
      finding.waiver == nil && !ruleSet.rules[finding.rule].rule.isJudgement
        && least.fails(finding.severity)
    }
    let saidAlready = requests.contains { $0.file == nil && $0.format == .text }
    try finish(
      collector, faults: result.faults.map { "\($0.rule): \($0.message)" }, isSaid: saidAlready,
      hasFailed: hasFailed)
  }

  private func judged(
    _ judge: inout CatalogueJudge, _ found: FoundPairs?
  ) async throws -> CatalogueResult {
    do {
      return try await judge.judge(workers: jobs ?? Terminal.coreCount, found: found)
    } catch {
      throw CommandFailure(error.description)
    }
  }

  /// The rules over catalogues of the policy of the first path, and what fails a run.
  private func policyRules(_ rules: RuleLibrary) throws -> (RuleSet, FailOn) {
    let policy = try input.policyRules(
      near: paths.first ?? ".", library: rules, packs: library.pack, judged: .catalogue)
    return (policy.rules, failOn ?? policy.failOn ?? .error)
  }

  private func draw(
    _ result: CatalogueResult, _ layout: ProfileLayout, _ store: ProfileStore, to file: String
  ) throws {
    guard let graph = result.graph, let format = GraphFormat(path: file) else { return }
    do {
      try writeFile(file, format.bytes(graph, store))
    } catch {
      throw CommandFailure(error.description)
    }
  }

  private func finish(
    _ collector: ProfileCollector, faults: [String] = [], isSaid: Bool = false, hasFailed: Bool
  ) throws {
    let failures = collector.failures + faults
    if !isSaid {
      let style = TextStyle(usesColour: Terminal.wantsColour(.standardError))
      for failure in failures {
        Terminal.write(
          style.colour("failure", .red) + style.bold(": \(failure)") + "\n", to: .standardError)
      }
    }
    if !failures.isEmpty { throw ExitCode(2) }
    if hasFailed { throw ExitCode(1) }
  }
}
