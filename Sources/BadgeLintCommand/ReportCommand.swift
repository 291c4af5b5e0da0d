import ArgumentParser
import BadgeLint
import BadgeLintReports

/// `badgelint report`: what a committee needs to decide about definitions, as one page of HTML.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a report for a committee: one page of HTML for a browser or for print.",
    discussion: """
      For each definition it says in plain words what the proposal is, what must, should and may be \
      changed and why, what only people can decide, and what could not be judged. Several \
      definitions are judged together, too. The file needs no network and holds no script.

      A report is not a gate: findings do not fail it, as they are what it is for. It ends with \
      status 2 where something could not be read or judged; the report is written all the same and \
      says so. `badgelint lint` is what fails. Baselines are left aside.
      """)

  @Argument(help: "Files or folders; - for standard input.")
  var paths: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; standard output by default.", valueName: "file"))
  var output: String?

  @OptionGroup var library: LibraryOptions
  @OptionGroup var input: InputOptions

  @Option(
    help: ArgumentHelp(
      "Only the definition of this id, or of this title where it has no id.", valueName: "id"))
  var definition: String?

  @Flag(
    help: "Add figures for each month of the history, where the path stands in a git repository.")
  var trend = false

  @Option(help: ArgumentHelp("Files worked on at once; all cores by default.", valueName: "count"))
  var jobs: Int?

  func validate() throws {
    try input.check(paths)
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    if output == "" { throw ValidationError("--output needs the name of a file") }
  }

  mutating func run() async throws {
    let rules = try library.loadLibrary()
    let plan = try input.plan(
      paths, packs: library.pack, files: library.files, library: rules,
      documents: RunDocuments.Choice(readsWaivers: true))
    var targets = try targets(plan)
    try targets.check()
    let report: CommitteeReport
    let collector: ReportCollector
    do {
      report = CommitteeReport(try PageSet(plan.library.reportPages))
      collector = try ReportCollector(
        plan, base: rules, packs: library.pack, input: input, only: definition)
    } catch let failure as LoadFailure {
      throw CommandFailure(failure)
    }
    var content = try await collector.collected(
      paths, workers: jobs ?? Terminal.coreCount, targets: &targets)
    try targets.check()
    if content.definitionCount > 1 {
      content.trend = try await figuresOverTime(content.layout)
    }
    let bytes = report.bytes(content)
    if let output, output != "-" {
      do {
        try writeFile(output, bytes)
      } catch {
        throw CommandFailure(error.description)
      }
    } else {
      Terminal.write(bytes, to: .standardOutput)
    }
    try say(content)
  }

  /// The file that is written, which must be none of those that the run rests on.
  private func targets(_ plan: LintPlan) throws -> OutputTargets {
    var targets = try OutputTargets([output].compactMap(\.self).filter { $0 != "-" })
    for path in plan.ownPaths { targets.read(path) }
    for document in plan.documents { targets.read(document.path) }
    targets.protect(named: try library.files.paths(), plan.library)
    return targets
  }

  private func figuresOverTime(
    _ layout: ReportLayout
  ) async throws -> CommitteeContent.Part<TrendContent> {
    guard trend else { return .missing(layout.noTrend) }
    guard let path = paths.first, paths.count == 1, path != "-" else {
      return .missing(layout.oneTrend)
    }
    do {
      let run = TrendRun(
        path: path, until: "HEAD", months: nil, library: library, input: input,
        workers: jobs ?? Terminal.coreCount)
      return .made(try await run.content())
    } catch let failure as CommandFailure {
      return .missing(failure.message)
    }
  }

  private func say(_ content: CommitteeContent) throws {
    let style = TextStyle(usesColour: Terminal.wantsColour(.standardError))
    for failure in content.failures {
      Terminal.write(
        style.colour("failure", .red) + style.bold(": \(failure)") + "\n", to: .standardError)
    }
    if !content.remarks.isEmpty {
      Terminal.write(
        "not shown: \(content.remarks.joined(separator: "; "))\n", to: .standardError)
    }
    if !content.failures.isEmpty { throw ExitCode(2) }
  }
}
