import ArgumentParser
import BadgeLint

/// Options that say which files are read, as what, by which policy and as on which day.
struct InputOptions: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Read all files as this format (native for the own one).", valueName: "format"),
    completion: Completions.formats)
  var format: String?

  @Option(
    help: ArgumentHelp("Use this policy for all files.", valueName: "file"),
    completion: Completions.yamlFile)
  var policy: String?

  @Flag(help: "Use no policy files.")
  var noPolicy = false

  @OptionGroup var outside: ReachOptions

  @Option(help: ArgumentHelp("Leave out files that match; may be repeated.", valueName: "glob"))
  var exclude: [String] = []

  @Flag(help: "Read files that .gitignore leaves out, too.")
  var noGitignore = false

  @Option(
    help: ArgumentHelp("Name for standard input.", valueName: "path"), completion: .file())
  var stdinFilename: String?

  @Option(help: ArgumentHelp("Judge as on this day.", valueName: "date"))
  var asOf: CalendarDate?

  /// Bytes from which files are linted in pieces of whole documents.
  static let largeBytes = 16 << 20

  /// Most bytes of a file that is read as a whole, and of a document.
  static let maximumBytes = 256 << 20

  /// The day of the run.
  var today: CalendarDate { asOf ?? Terminal.today }

  /// The files that options name.
  var namedFiles: [String] { [policy].compactMap(\.self) }

  func check(_ paths: [String]) throws {
    if noPolicy, policy != nil {
      throw ValidationError("--policy and --no-policy exclude each other")
    }
    if stdinFilename != nil, !paths.contains("-") {
      throw ValidationError("--stdin-filename needs - among the paths")
    }
  }

  /// The files of a run, each with the rules of its policy.
  /// - Parameters:
  ///   - packs: Packs that options add, by name or file.
  ///   - skipsOthers: Whether named files are taken as if they were found in a folder.
  ///   - proposal: What a proposal changed, where nothing else is read.
  func plan(
    _ paths: [String], failOn: FailOn? = nil, packs: [String] = [], files: RuleFileOptions,
    skipsOthers: Bool = false, proposal: Proposal? = nil,
    documents: RunDocuments.Choice = RunDocuments.Choice()
  ) throws -> LintPlan {
    var found = try walk(paths, skipsOthers: skipsOthers)
    if skipsOthers {
      let named = try found.takeAsFound(paths)
      var plan = try plan(
        found, failOn: failOn, packs: packs, files: files, proposal: proposal, documents: documents)
      let kept = Set(plan.files.map(\.absolute))
      plan.passedOver = named.filter { !kept.contains($0.absolute) }.map(\.name)
      return plan
    }
    return try plan(
      found, failOn: failOn, packs: packs, files: files, proposal: proposal, documents: documents)
  }

  private func plan(
    _ found: WalkResult, failOn: FailOn?, packs: [String], files: RuleFileOptions,
    proposal: Proposal?, documents: RunDocuments.Choice
  ) throws -> LintPlan {
    if let proposal {
      // What stands in the state before may name schemes, too.
      return try plan(
        proposal.files(of: found), library: files.loadLibrary(forJudging: true), failOn: failOn,
        packs: packs,
        formatFiles: files.formatFile, documents: documents)
    }
    if let plan = quickPlan(
      found, failOn: failOn, packs: packs, files: files, documents: documents)
    {
      return plan
    }
    return try plan(
      found, library: files.loadLibrary(forJudging: true), failOn: failOn, packs: packs,
      formatFiles: files.formatFile, documents: documents)
  }

  /// The files of a run under a library that was loaded before.
  func plan(
    _ paths: [String], packs: [String], files: RuleFileOptions, library: RuleLibrary,
    documents: RunDocuments.Choice = RunDocuments.Choice()
  ) throws -> LintPlan {
    try plan(
      walk(paths), library: library, packs: packs, formatFiles: files.formatFile,
      documents: documents)
  }

  /// Most files that are looked through for schemes before a run.
  private static let fewFiles = 64

  /// A plan with only the packs that can apply, as a hook on a few files need not wait for the
  /// others; nil where others may be needed, or where something is wrong and they help to say what.
  private func quickPlan(
    _ found: WalkResult, failOn: FailOn?, packs: [String], files: RuleFileOptions,
    documents: RunDocuments.Choice
  ) -> LintPlan? {
    guard files.rulesDir == nil, files.formatFile.isEmpty,
      found.files.count <= Self.fewFiles,
      !found.files.contains(where: { Self.mayNameOtherRules($0.path) }),
      let small = try? RuleLibrary(
        .compact, packs: .standardAnd(packs), ahead: RunAhead.takeRules()),
      let plan = try? plan(
        found, library: small, failOn: failOn, packs: packs, formatFiles: [],
        documents: documents),
      // Registers and baselines may name any rule.
      plan.registers.isEmpty, plan.baselines.isEmpty,
      // A format of a policy may give schemes that stand in no file.
      plan.library.formats.count == small.formats.count
    else { return nil }
    return plan
  }

  /// Most bytes of a file that is looked through before it is read: a larger one takes so long that
  /// loading all packs counts for nothing.
  private static let fewBytes = 1 << 20

  /// Whether a file may name a scheme, of which a backslash may hide the word, or waive a rule.
  private static func mayNameOtherRules(_ path: String) -> Bool {
    guard path != "-", let bytes = try? readFile(path, maximumBytes: fewBytes)
    else { return true }
    if bytes.contains(UInt8(ascii: "\\")) { return true }
    if mayHoldWaiver(bytes) { return true }
    let word = Array("schemes".utf8)
    return bytes.indices.contains { start in
      bytes[start] == word[0] && bytes[start...].starts(with: word)
    }
  }

  /// What --exclude leaves out.
  func excludePatterns() throws -> [GlobPattern] {
    do {
      return try exclude.map { try GlobPattern($0) }
    } catch let error as GlobError {
      throw CommandFailure("--exclude: \(error.description)")
    }
  }

  func walk(_ paths: [String], skipsOthers: Bool = false) throws -> WalkResult {
    var options = FileWalker.Options()
    options.forceExclude = skipsOthers
    options.reportsEmptyFolders = !skipsOthers
    options.respectsGitignore = !noGitignore
    options.excludes = try excludePatterns()
    return FileWalker(options: options).walk(paths.isEmpty ? ["."] : paths)
  }

  private func plan(
    _ found: WalkResult, library: RuleLibrary, failOn: FailOn? = nil, packs: [String] = [],
    formatFiles: [String], documents: RunDocuments.Choice
  ) throws -> LintPlan {
    var planner = planner(packs: packs, formatFiles: formatFiles, failOn: failOn)
    planner.documents = documents
    return try planner.plan(found, library: library)
  }

  /// What makes plans by these options.
  func planner(packs: [String], formatFiles: [String], failOn: FailOn?) -> LintPlanner {
    let choice: LintPlanner.PolicyChoice =
      noPolicy ? .none : policy.map { .file($0) } ?? .discover
    var planner = LintPlanner(choice: choice, failOn: failOn, extraPacks: packs, day: today)
    planner.ownFiles = packs.filter(PolicyReader.isPath) + formatFiles
    planner.reach = outside.reach
    if let stdinFilename { planner.stdinPath = stdinFilename }
    return planner
  }

  /// The rules of the policy of a place, without its overrides, and what fails a run under it.
  /// - Parameters:
  ///   - path: A file, a folder, or `-`.
  ///   - packs: Packs that options add, by name or file.
  func policyRules(
    near path: String, library: RuleLibrary, packs: [String], judged: Judged
  ) throws -> (rules: RuleSet, failOn: FailOn?) {
    var planner = planner(packs: packs, formatFiles: [], failOn: nil)
    return try planner.rules(near: path, library: library, judged: judged)
  }

  /// The register of waivers of the policy of a place; nil where there is none.
  func register(near path: String, library: RuleLibrary) throws -> WaiverRegister? {
    var planner = planner(packs: [], formatFiles: [], failOn: nil)
    return try planner.register(near: path, library: library)
  }

  func forcedFormat(_ library: RuleLibrary) throws -> DefinitionReader.Forced? {
    guard let format else { return nil }
    if format == "native" { return .native }
    if let known = library.format(named: format) { return .format(known) }
    let names = ["native"] + library.formats.map(\.name)
    throw CommandFailure(
      "there is no format '\(format)'", help: "there are: \(names.joined(separator: ", "))")
  }

  /// The name of a file for people.
  func name(of file: LintPlan.File) -> String {
    file.path == "-" ? stdinFilename ?? "<stdin>" : file.path
  }

  // MARK: - What could not be read

  /// A file that is passed over unless it looks like a definition.
  static func lacksMarker(_ path: String) -> String {
    "\(path) looks like a definition that lacks its marker; begin it with 'badgelint: 1', or leave "
      + "it out with --exclude or 'exclude' in a policy"
  }

  /// Problems of a text of which there are too many to tell.
  static func manyProblems(_ path: String, untold: Int) -> String {
    "\(path) has \(untold) problem(s) of its text beside those that are told; mend these first"
  }

  static func notADefinition(_ path: String, isBlank: Bool = false) -> String {
    isBlank
      ? "\(path) is no definition: it is empty; begin it with 'badgelint: 1'"
      : "\(path) is no definition: it has no key 'badgelint' and is of no known format; "
        + "begin it with 'badgelint: 1', or say its format with --as or --format-file"
  }

  /// Why a run met no definition at all.
  static func nothingFound(in paths: [String], fileCount: Int) -> String {
    let places = paths.isEmpty ? "." : paths.joined(separator: ", ")
    return fileCount == 0
      ? "no YAML or JSON file was found in \(places); check the path, .gitignore, and "
        + "what --exclude and policies leave out"
      : "no definition was found in \(fileCount) file(s) of \(places); definitions begin "
        + "with 'badgelint: 1'; for other formats see --as, --format-file and 'badgelint formats'"
  }
}

extension WalkResult {
  /// Makes named files files that were found, and gives their names with their absolute paths.
  fileprivate mutating func takeAsFound(
    _ paths: [String]
  ) throws -> [(name: String, absolute: String)] {
    for index in files.indices where files[index].path != "-" {
      files[index].wasNamedExplicitly = false
    }
    var seen: Set<String> = []
    return try paths.filter { $0 != "-" && isAnythingAt($0) && !isFolder($0) }
      .map { (Path.normalised($0), try LintPlanner.absolute($0)) }
      .filter { seen.insert($0.1).inserted }
  }
}

extension CalendarDate: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
