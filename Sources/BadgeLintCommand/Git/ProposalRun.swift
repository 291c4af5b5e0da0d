import BadgeLint

/// The files of a proposal after linting, with its findings told from those of before.
struct ProposalRun {
  private(set) var files: [LintedFile] = []
  /// What came of registers of waivers and baselines.
  private(set) var documents: [ClosingChecks.Result] = []
  private(set) var resolved: [ResolvedFinding] = []
  private let input: InputOptions
  private let workers: Int
  private var progress: Progress

  /// A file of the state before.
  private struct Old: Sendable {
    var file: LintPlan.File
    var bytes: [UInt8]
    /// The name before, and that by which findings are compared.
    var name: String
    var path: String
    /// Its path before.
    var formerPath: String
  }

  init(
    _ proposal: Proposal, _ plan: LintPlan, _ former: FormerDocuments, _ linter: FileLinter,
    ignoresWaivers: Bool, input: InputOptions, workers: Int
  ) async throws {
    self.input = input
    self.workers = workers
    let (olds, news) = try Self.files(proposal, plan, former, input)
    progress = Progress(total: olds.count + news.count)
    var before: [FindingComparison.Before] = []
    var formerChecks = ClosingChecks(former.plan)
    let formerExcuses = Excuses(former.plan, today: input.today, ignoresWaivers: ignoresWaivers)
    let ruleSets = plan.ruleSets
    await ParallelMap.run(olds, workers: workers) { old in
      LintedFile(
        old.file, old.bytes, linter, ruleSets[old.file.ruleSet], name: old.path, formerExcuses)
    } consume: { linted in
      progress.advance()
      formerChecks.take(linted)
      guard let result = linted.result else { return }
      let old = olds[before.count]
      before.append(FindingComparison.Before(result, name: old.name, path: old.formerPath))
    }
    var checks = ClosingChecks(plan)
    let excuses = Excuses(plan, today: input.today, ignoresWaivers: ignoresWaivers)
    let names = input
    await ParallelMap.run(news, workers: workers) { file in
      LintedFile(file, linter, ruleSets[file.ruleSet], name: names.name(of: file), excuses)
    } consume: {
      progress.advance()
      checks.take($0)
      files.append($0)
    }
    progress.finish()
    documents = checks.results(input)
    before += formerChecks.results(input).map {
      FindingComparison.Before($0.file, name: $0.file.path, path: $0.file.path)
    }
    compare(before)
  }

  /// The files of both states.
  private static func files(
    _ proposal: Proposal, _ plan: LintPlan, _ former: FormerDocuments, _ input: InputOptions
  ) throws -> (old: [Old], new: [LintPlan.File]) {
    var olds: [Old] = []
    var news: [LintPlan.File] = []
    let changes = try plan.files.map { try proposal.change(of: $0) }
    let contents = try proposal.contents(of: changes.compactMap { $0?.old?.blob })
    for (position, file) in plan.files.enumerated() {
      var before = former.plan.files[position]
      guard let change = changes[position] else {
        guard former.concerned.contains(file.absolute) else { continue }
        news.append(file)
        // What cannot be read is told of the state of now.
        if let bytes = try? readFile(file.path, maximumBytes: InputOptions.maximumBytes) {
          let name = input.name(of: file)
          olds.append(Old(file: before, bytes: bytes, name: name, path: name, formerPath: name))
        }
        continue
      }
      if change.new != nil { news.append(file) }
      guard let old = change.old, let bytes = old.blob.flatMap({ contents[$0] }) else { continue }
      before.place = .elsewhere(proposal.absolute(old))
      let name = proposal.name(of: old)
      olds.append(
        Old(
          file: before, bytes: bytes, name: name,
          path: change.new == nil ? name : input.name(of: file),
          formerPath: proposal.shown(old)))
    }
    return (olds, news)
  }

  /// Marks the findings of files and documents as new or carried.
  private mutating func compare(_ before: [FindingComparison.Before]) {
    let places = files.indices.filter { files[$0].result != nil }
    var results = places.compactMap { files[$0].result } + documents.map(\.file)
    resolved = FindingComparison.mark(&results, before: before)
    for (place, result) in zip(places, results) { files[place].result = result }
    for (index, result) in results.dropFirst(places.count).enumerated() {
      documents[index].file = result
    }
  }
}
