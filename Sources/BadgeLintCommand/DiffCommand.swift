import ArgumentParser
import BadgeLint
import BadgeLintReports

/// `badgelint diff`: what a new version of definitions changes for holders.
struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what a new version of definitions changes for holders.",
    discussion: """
      `badgelint diff OLD NEW` compares two files or two folders. `badgelint diff --since REV \
      [PATH…]` compares what git has at a revision with the working tree, or with --until REV2 two \
      revisions; where a branch left REV, the commit at which it did is taken.

      Every change is inflated (a greater claim without more content), weakened, strengthened or \
      editorial, by the rules of packs that judge changes. Definitions belong together by id, title, \
      file, or by their outcomes.

      Exit status: 0 nothing is weakened or inflated at or above the failing severity (warning, \
      unless a policy or --fail-on says otherwise), 1 something is, 2 something could not be read.
      """)

  @Argument(
    help: "Two files or folders; with --since files or folders of the repository.",
    completion: .file())
  var paths: [String] = []

  @Option(
    help: ArgumentHelp("Compare with this revision of git.", valueName: "rev"),
    completion: Completions.revisions)
  var since: String?

  @Option(
    help: ArgumentHelp(
      "Compare the revision of --since with this one instead of the working tree.",
      valueName: "rev"))
  var until: String?

  @OptionGroup var library: LibraryOptions

  @Option(
    help: ArgumentHelp(
      "Write a report: \(ChangeFormat.allCases.map(\.rawValue).joined(separator: ", ")); may be repeated.",
      valueName: "format[=file]"))
  var output: [OutputRequest<ChangeFormat>] = []

  @OptionGroup var input: InputOptions

  @Option(help: ArgumentHelp("Least severity of a loss that fails the run.", valueName: "severity"))
  var failOn: FailOn?

  @Flag(help: "Leave registers of waivers aside, as auditors may want.")
  var noWaivers = false

  @Flag(name: .shortAndLong, help: "Print the summary only.")
  var quiet = false

  @Flag(help: "Print how often each rule applied, passed and failed.")
  var statistics = false

  @Option(help: ArgumentHelp("Files worked on at once; all cores by default.", valueName: "count"))
  var jobs: Int?

  func validate() throws {
    try input.check(paths)
    try OutputRequest.check(output)
    if paths.contains("-") { throw ValidationError("diff reads no standard input") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    if until != nil, since == nil { throw ValidationError("--until needs --since") }
    if since == nil, paths.count != 2 {
      throw ValidationError("name the old and the new file or folder, or a revision with --since")
    }
  }

  mutating func run() async throws {
    let loaded = try library.loadLibrary(forJudging: true)
    var states =
      try since.map { try States(since: $0, until: until, paths, input) }
      ?? States(old: paths[0], new: paths[1], input)
    let plan = try ComparisonPlan(
      states, library: loaded, input: input, packs: library.pack, files: library.files,
      failOn: failOn)
    var targets = try OutputTargets(output.compactMap(\.file))
    targets.protect(
      named: try paths + input.namedFiles + library.namedFiles(), plan.library,
      forced: try input.forcedFormat(plan.library))
    try targets.check()
    try states.read(plan)
    var comparison: Comparison
    do {
      comparison = try await Comparison(
        old: states.old, new: states.new, rules: plan.rules, library: plan.library,
        forced: try input.forcedFormat(plan.library), today: input.today,
        areChosen: states.areChosen, mayBeOther: !states.areChosen,
        workers: jobs ?? Terminal.coreCount, failures: states.failures,
        unreadable: states.unreadable)
    } catch let failure as LoadFailure {
      throw CommandFailure(failure)
    }
    var excuses = OtherExcuses(
      plan.registers, library: plan.library, today: input.today, areIgnored: noWaivers)
    if let rules = plan.rules.first?.changes {
      excuses.apply(to: &comparison, rules) { file in
        states.policyPaths[file].map { ($0, plan.register[$0]) }
      }
    }
    try finish(comparison, states, plan, excuses.outcome)
  }

  private func finish(
    _ comparison: Comparison, _ states: States, _ plan: ComparisonPlan, _ waivers: WaiverOutcome
  ) throws {
    let requests = output.isEmpty ? [OutputRequest(format: .text, file: nil)] : output
    for request in requests {
      var options = request.options
      options.isQuiet = quiet && request.file == nil
      options.showsStatistics = statistics
      try request.write(
        request.format.report(options).bytes(
          ComparedContent(comparison, of: states.names, rules: plan.entries, waivers: waivers)))
    }
    if !requests.contains(where: { $0.file == nil && $0.format == .text }) {
      let style = TextStyle(usesColour: Terminal.wantsColour(.standardError))
      for failure in comparison.failures {
        Terminal.write(
          style.colour("failure", .red) + style.bold(": \(failure)") + "\n", to: .standardError)
      }
    }
    if !comparison.failures.isEmpty { throw ExitCode(2) }
    if comparison.hasFailed { throw ExitCode(1) }
  }
}

/// Two states of files that are to be compared.
struct States {
  /// A file that will be read when its rules are known.
  private struct Source {
    var file: FoundFile
    var name: String
    var key: String
    /// The blob that holds it; nil where it is read from the disk.
    var blob: String?
    var isNew: Bool
    /// The path by which its policy is found.
    var policyPath: String
  }

  private(set) var names: ComparedStates
  /// Whether both states are single files that were named.
  private(set) var areChosen = false
  private(set) var failures: [String] = []
  private(set) var unreadable = Comparison.Unreadable()
  private(set) var old: [VersionFile] = []
  private(set) var new: [VersionFile] = []
  private var sources: [Source] = []
  private var repository: GitRepository?

  /// The paths by which the policies of files are found, by their names.
  var policyPaths: [String: String] {
    Dictionary(sources.map { ($0.name, $0.policyPath) }, uniquingKeysWith: { first, _ in first })
  }

  /// The files by whose policies rules are chosen.
  var found: WalkResult {
    var seen: Set<String> = []
    return WalkResult(
      files: sources.filter { seen.insert($0.policyPath).inserted }.map {
        FoundFile(path: $0.policyPath, wasNamedExplicitly: $0.file.wasNamedExplicitly)
      }, problems: [])
  }

  /// Two files or two folders.
  init(old: String, new: String, _ input: InputOptions) throws {
    for path in [old, new] where !isAnythingAt(path) {
      throw CommandFailure(
        "cannot find '\(path)'", help: "check the spelling; a revision of git is named by --since")
    }
    guard isFolder(old) == isFolder(new) else {
      throw CommandFailure(
        "'\(old)' and '\(new)' are a file and a folder", help: "name two files or two folders")
    }
    names = ComparedStates(old: old, new: new)
    areChosen = !isFolder(old)
    for (path, isNew) in [(old, false), (new, true)] {
      let result = try input.walk([path])
      failures += result.problems.map(\.error.description)
      for problem in result.problems { unreadable.add(problem.error.path, isNew: isNew) }
      let root = Path.normalised(path)
      for file in result.files {
        let key = areChosen ? "." : Path.relative(file.path, to: root) ?? file.path
        sources.append(
          Source(
            file: file, name: file.path, key: key, blob: nil, isNew: isNew, policyPath: file.path))
      }
    }
    if sources.isEmpty, failures.isEmpty {
      failures.append(InputOptions.nothingFound(in: [old, new], fileCount: 0))
    }
  }

  /// A revision and the working tree, or two revisions.
  init(since: String, until: String?, _ paths: [String], _ input: InputOptions) throws {
    let git = try GitInput(paths, input)
    let repository = git.repository
    self.repository = repository
    let end = try until.map { try repository.commit($0) }
    let (start, note) = try RevisionOptions.start(of: end, since: since, in: repository)
    names = ComparedStates(
      old: start.shown, new: end?.shown ?? "the working tree", note: note)
    for path in paths where end != nil || !isAnythingAt(path) {
      let isThere = try [start, end].contains { commit in
        try commit.map { try !repository.files(of: $0, below: [path]).isEmpty } ?? false
      }
      if !isThere {
        throw CommandFailure(
          "cannot find '\(path)' in \(names.old) or \(names.new)", help: "check the spelling")
      }
    }
    for change in try repository.changes(from: start, to: end, paths: paths) {
      let policy = (change.new ?? change.old).map { Path.joining(repository.folder, $0.path) } ?? ""
      for (file, commit, isNew) in [(change.old, start, false), (change.new, end, true)] {
        guard let file, git.isWanted(file) else { continue }
        let shown = repository.shown(file)
        // A file under a new name is the same one.
        let key = change.new?.path ?? file.path
        sources.append(
          Source(
            file: FoundFile(
              path: Path.joining(repository.folder, file.path),
              wasNamedExplicitly: git.isNamed(file)),
            name: (isNew ? end : commit).map { "\($0.shown):\(shown)" } ?? shown, key: key,
            blob: file.blob, isNew: isNew, policyPath: policy))
      }
    }
  }

  /// Reads the files that no policy leaves out.
  mutating func read(_ plan: ComparisonPlan) throws {
    let wanted = sources.filter { plan.ruleSet[$0.policyPath] != nil }
    let blobs = try repository?.contents(of: wanted.compactMap(\.blob)) ?? [:]
    for source in wanted {
      guard let rules = plan.ruleSet[source.policyPath] else { continue }
      do {
        let bytes =
          try source.blob.flatMap { blobs[$0] }
          ?? readFile(source.file.path, maximumBytes: InputOptions.maximumBytes)
        let file = VersionFile(name: source.name, key: source.key, bytes: bytes, rules: rules)
        if source.isNew { new.append(file) } else { old.append(file) }
      } catch let error as FileError {
        failures.append(error.description)
        unreadable.add(source.name, isNew: source.isNew)
      }
    }
    failures += plan.unreadable
  }
}

/// The rules by which files are compared, by their policies.
struct ComparisonPlan {
  private(set) var rules: [ComparisonRules] = []
  /// The position of the rules of a file, by its path; files that a policy leaves out have none.
  private(set) var ruleSet: [String: Int] = [:]
  /// The registers of waivers, and the position of that of a file by its path.
  let registers: [WaiverRegister]
  private(set) var register: [String: Int] = [:]
  /// The rules over changes, for reports.
  let entries: [RuleSet.Entry]
  let library: RuleLibrary
  let unreadable: [String]

  init(
    _ states: States, library: RuleLibrary, input: InputOptions, packs: [String],
    files: RuleFileOptions, failOn: FailOn?
  ) throws {
    var planner = input.planner(packs: packs, formatFiles: files.formatFile, failOn: failOn)
    planner.judged = .changes
    planner.usualFailOn = .warning
    planner.documents.readsWaivers = true
    let changes = try planner.plan(states.found, library: library)
    var other = input.planner(packs: packs, formatFiles: files.formatFile, failOn: failOn)
    other.usualFailOn = .warning
    let structure = try other.plan(states.found, library: library)
    self.library = changes.library
    unreadable = changes.unreadable
    entries = changes.rules
    registers = changes.registers
    for file in changes.files { register[file.path] = file.register }
    // Both plans go through the same files under the same policies.
    var known: [[Int]: Int] = [:]
    for (file, same) in zip(changes.files, structure.files) {
      let failOns = FailOn.allCases
      let key = [file.ruleSet, same.ruleSet, failOns.firstIndex(of: file.failOn) ?? 0]
      if known[key] == nil {
        known[key] = rules.count
        rules.append(
          ComparisonRules(
            changes: changes.ruleSets[file.ruleSet], structure: structure.ruleSets[same.ruleSet],
            failOn: file.failOn))
      }
      ruleSet[file.path] = known[key]
    }
  }
}
