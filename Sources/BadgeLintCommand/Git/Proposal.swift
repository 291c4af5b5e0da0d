import BadgeLint

/// The files that a proposal changed: what differs between the state it started from and the
/// working tree.
struct Proposal {
  private let git: GitInput
  /// The state that it started from.
  let base: GitRepository.Commit
  /// How that state was found, where it is not what was asked for.
  let note: String?
  /// The changes by the absolute path of the file now, or before where it is gone.
  private let changes: [String: GitRepository.Change]

  init(since name: String, _ paths: [String], _ input: InputOptions) throws {
    git = try GitInput(paths, input)
    let repository = git.repository
    (base, note) = try RevisionOptions.start(of: nil, since: name, in: repository)
    changes = Dictionary(
      try repository.changes(from: base, to: nil, paths: paths).compactMap { change in
        (change.new ?? change.old).map { (Path.joining(repository.folder, $0.path), change) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Of the files that were found those that it changed, and those that it deleted.
  func files(of found: WalkResult) throws -> WalkResult {
    // What is gone by the proposal is missing for a good reason.
    let problems = try found.problems.filter {
      try changes[LintPlanner.absolute($0.path)]?.old == nil
    }
    var result = WalkResult(files: [], problems: problems)
    result.files = try found.files.filter { changes[try LintPlanner.absolute($0.path)] != nil }
    let gone = changes.filter { $0.value.new == nil }.compactMap { path, change in
      change.old.flatMap { git.isWanted($0) ? path : nil }
    }
    for path in gone.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      result.files.append(FoundFile(path: path, wasNamedExplicitly: false))
    }
    return result
  }

  /// What became of a file of a plan.
  func change(of file: LintPlan.File) throws -> GitRepository.Change? {
    changes[try LintPlanner.absolute(file.path)]
  }

  /// The name of a file of the state before, for people.
  func name(of file: GitRepository.File) -> String {
    "\(base.shown):\(git.repository.shown(file))"
  }

  func contents(of blobs: [String]) throws -> [String: [UInt8]] {
    try git.repository.contents(of: blobs)
  }
}

/// The files of a proposal after linting, with its findings told from those of before.
struct ProposalRun {
  private(set) var files: [LintedFile] = []
  private(set) var resolved: [ResolvedFinding] = []

  init(
    _ proposal: Proposal, _ plan: LintPlan, _ linter: FileLinter, _ excuses: Excuses,
    input: InputOptions, workers: Int
  ) async throws {
    struct Old: Sendable {
      var bytes: [UInt8]
      var rules: RuleSet
      /// The name before, and that by which findings are compared.
      var name: String
      var path: String
      var waivers: WaiverScope?
    }
    var olds: [Old] = []
    var news: [LintPlan.File] = []
    let changes = try plan.files.map { (file: $0, change: try proposal.change(of: $0)) }
    let contents = try proposal.contents(of: changes.compactMap { $0.change?.old?.blob })
    for (file, change) in changes {
      guard let change else { continue }
      if change.new != nil { news.append(file) }
      guard let old = change.old, let bytes = old.blob.flatMap({ contents[$0] }) else { continue }
      let name = proposal.name(of: old)
      olds.append(
        Old(
          bytes: bytes, rules: plan.ruleSets[file.ruleSet], name: name,
          path: change.new == nil ? name : input.name(of: file),
          waivers: excuses.scope(of: file)))
    }
    let ruleSets = plan.ruleSets
    var progress = Progress(total: olds.count + news.count)
    var before: [FindingComparison.Before] = []
    await ParallelMap.run(olds, workers: workers) { old in
      FindingComparison.Before(
        linter.lint(old.bytes, path: old.path, rules: old.rules, waivers: old.waivers),
        name: old.name)
    } consume: {
      progress.advance()
      before.append($0)
    }
    await ParallelMap.run(news, workers: workers) { file in
      LintedFile(file, linter, ruleSets[file.ruleSet], name: input.name(of: file), excuses)
    } consume: {
      progress.advance()
      files.append($0)
    }
    progress.finish()
    let places = files.indices.filter { files[$0].result != nil }
    var results = places.compactMap { files[$0].result }
    resolved = FindingComparison.mark(&results, before: before)
    for (place, result) in zip(places, results) { files[place].result = result }
  }
}
