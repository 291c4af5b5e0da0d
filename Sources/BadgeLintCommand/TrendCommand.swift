import ArgumentParser
import BadgeLint
import BadgeLintReports

/// `badgelint trend`: how the definitions of a folder changed over the months.
struct TrendCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend",
    abstract: "Print figures of the definitions of a folder for each month of its history.",
    discussion: """
      Of each month the last commit counts, or the state before where it has none, on the way of the branch that is checked out (in UTC). \
      All states are judged by the rules and policies of today. What is told stands in trend.yaml of \
      the folder of rules.
      """)

  @Argument(
    help: "A file or folder of a repository of git; the current folder by default.",
    completion: .file())
  var path: String = "."

  @Option(help: ArgumentHelp("Only the last months.", valueName: "count"))
  var months: Int?

  @Option(
    help: ArgumentHelp("The last state, HEAD by default.", valueName: "rev"),
    completion: Completions.revisions)
  var until: String = "HEAD"

  @OptionGroup var library: LibraryOptions

  @Option(
    help: ArgumentHelp(
      "Write the figures: \(TrendFormat.allCases.map(\.rawValue).joined(separator: ", ")); may be repeated.",
      valueName: "format[=file]"))
  var output: [OutputRequest<TrendFormat>] = []

  @OptionGroup var input: InputOptions

  @Option(help: ArgumentHelp("Files worked on at once; all cores by default.", valueName: "count"))
  var jobs: Int?

  func validate() throws {
    try input.check([path])
    try OutputRequest.check(output)
    if path == "-" { throw ValidationError("trend reads a repository, not standard input") }
    if let months, months < 1 { throw ValidationError("--months must be at least 1") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
  }

  mutating func run() async throws {
    if output.contains(where: { $0.file != nil }) {
      let rules = try library.loadLibrary()
      var targets = try OutputTargets(output.compactMap(\.file))
      targets.protect(
        named: try [path] + input.namedFiles + library.namedFiles(), rules,
        forced: try input.forcedFormat(rules))
      try targets.check()
    }
    let run = TrendRun(
      path: path, until: until, months: months, library: library, input: input,
      workers: jobs ?? Terminal.coreCount)
    let content = try await run.content()
    for request in output.isEmpty ? [OutputRequest(format: .text, file: nil)] : output {
      try request.write(request.format.report(request.options).bytes(content))
    }
  }
}

/// Takes the figures of a path for each month of its history.
struct TrendRun {
  var path: String
  /// The last state.
  var until: String
  /// The last months that are wanted; nil for all.
  var months: Int?
  var library: LibraryOptions
  var input: InputOptions
  var workers: Int

  func content() async throws -> TrendContent {
    let git = try GitInput([path], input)
    let repository = git.repository
    let states = try states(of: repository)
    var files: [[GitRepository.File]] = []
    for state in states {
      files.append(try repository.files(of: state.commit, below: [path]).filter(git.isWanted))
    }
    let plan = try plan(for: files, git)
    let reader: TrendReader
    do {
      reader = try TrendReader(
        plan.library, forced: try input.forcedFormat(plan.library), today: input.today)
    } catch let failure as LoadFailure {
      throw CommandFailure(failure)
    }
    var history = TrendHistory(repository, plan, reader)
    try await history.read(files.flatMap { $0 }, workers: workers)
    let points = zip(states, files).map { state, files in
      TrendPoint(
        month: state.month, commit: state.commit.hash,
        definitions: files.flatMap(history.definitions), figures: reader.layout.figures)
    }
    var notes: [String] = []
    notes += history.doubts(zip(states, files).map { (commit: $0.commit, files: $1) })
    if points.allSatisfy({ $0.definitionCount == 0 }) {
      throw CommandFailure(
        (["no definition was found in the history of '\(path)'"] + notes).joined(separator: "; "),
        help: "for other formats than those built in see --format-file")
    }
    return TrendContent(
      layout: reader.layout, points: TrendPoint.filled(points), notes: notes)
  }

  private typealias State = (month: String, commit: GitRepository.Commit)

  /// The last commit of each month, the oldest first.
  private func states(of repository: GitRepository) throws -> [State] {
    var states: [State] = []
    var seen: Set<String> = []
    for (commit, time) in try repository.history(of: repository.commit(until)) {
      let month = String(CalendarDate(secondsSince1970: time).text.prefix(7))
      if seen.insert(month).inserted { states.append((month, commit)) }
    }
    states.sort { $0.month < $1.month }
    if let months, let last = states.last {
      let first = Self.number(of: last.month) - months + 1
      states.removeAll { Self.number(of: $0.month) < first }
    }
    return states
  }

  private static func number(of month: String) -> Int {
    let parts = month.split(separator: "-").compactMap { Int($0) }
    return parts.count == 2 ? parts[0] * 12 + parts[1] : 0
  }

  /// The rules of all files that there ever were, by the policies of today.
  private func plan(for files: [[GitRepository.File]], _ git: GitInput) throws -> LintPlan {
    let paths = Set(files.flatMap { $0.map(\.path) }).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    let found = paths.map { path in
      let file = GitRepository.File(path: path, blob: nil)
      return FoundFile(
        path: Path.joining(git.repository.folder, path), wasNamedExplicitly: git.isNamed(file))
    }
    var planner = input.planner(
      packs: library.pack, formatFiles: library.files.formatFile, failOn: nil)
    return try planner.plan(
      WalkResult(files: found, problems: []), library: library.loadLibrary(forJudging: true))
  }
}

/// The figures of all contents that files ever had; each content is linted once.
private struct TrendHistory {
  private struct Key: Hashable {
    var blob: String
    var ruleSet: Int
  }

  private let repository: GitRepository
  private let plan: LintPlan
  private let reader: TrendReader
  /// The rules of a file, by its path in the repository; files that a policy leaves out have none.
  private let ruleSet: [String: Int]
  private var known: [Key: TrendFile] = [:]

  init(_ repository: GitRepository, _ plan: LintPlan, _ reader: TrendReader) {
    self.repository = repository
    self.plan = plan
    self.reader = reader
    ruleSet = Dictionary(
      plan.files.compactMap { file in
        Path.relative(file.path, to: repository.folder).map { ($0, file.ruleSet) }
      }, uniquingKeysWith: { first, _ in first })
  }

  private func key(_ file: GitRepository.File) -> Key? {
    guard let blob = file.blob, let rules = ruleSet[file.path] else { return nil }
    return Key(blob: blob, ruleSet: rules)
  }

  func definitions(of file: GitRepository.File) -> [[Double?]] {
    key(file).flatMap { known[$0]?.definitions } ?? []
  }

  /// Most contents that are named one by one.
  private static let namedContents = 10

  /// What could not be read or judged in full, in words, with the first state that holds it.
  func doubts(_ states: [(commit: GitRepository.Commit, files: [GitRepository.File])]) -> [String] {
    var seen: Set<Key> = []
    var places: [String] = []
    for (commit, files) in states {
      for file in files {
        guard let key = key(file), known[key]?.isDoubtful == true, seen.insert(key).inserted
        else { continue }
        places.append("\(shownSafely(repository.shown(file))) at \(commit.hash.prefix(10))")
      }
    }
    guard !places.isEmpty else { return [] }
    let more = places.count - Self.namedContents
    return [
      "\(places.count) \(places.count == 1 ? "content" : "contents") of files could not be read or "
        + "judged in full: \(places.prefix(Self.namedContents).joined(separator: ", "))"
        + (more > 0 ? " and \(more) more" : "")
    ]
  }

  /// Most contents that are in memory at once.
  private static let chunk = 256

  mutating func read(_ files: [GitRepository.File], workers: Int) async throws {
    var wanted: [(key: Key, path: String)] = []
    var seen: Set<Key> = []
    for file in files {
      if let key = key(file), seen.insert(key).inserted { wanted.append((key, file.path)) }
    }
    var progress = Progress(total: wanted.count)
    let reader = reader
    let ruleSets = plan.ruleSets
    for start in stride(from: 0, to: wanted.count, by: Self.chunk) {
      let chunk = wanted[start..<min(start + Self.chunk, wanted.count)]
      let contents = try repository.contents(of: chunk.map(\.key.blob))
      let items = chunk.map { (key: $0.key, path: $0.path, bytes: contents[$0.key.blob] ?? []) }
      var results: [(Key, TrendFile)] = []
      await ParallelMap.run(items, workers: workers) { item in
        (item.key, reader.read(item.bytes, path: item.path, rules: ruleSets[item.key.ruleSet]))
      } consume: {
        progress.advance()
        results.append($0)
      }
      for (key, file) in results { known[key] = file }
    }
    progress.finish()
  }
}
