import ArgumentParser
import BadgeLint
import BadgeLintReports
import YAMLTree

/// `badgelint fix`: mends what a machine can mend.
struct FixCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix",
    abstract: "Mend findings by the edits of their rules.",
    discussion: """
      Comments and layout stay. Only edits that keep the meaning are made, unless --unsafe asks \
      for the others. What is waived or known by a baseline stays as it is. A file is replaced as \
      a whole, through links that do not lead out of the folders named; one that changed \
      meanwhile is left alone. - reads standard input and writes the mended text to standard output.

      Exit status: 0 nothing left to do, 1 with --diff where something would change, 2 wrong use, \
      input that could not be read, or edits that could not be trusted.
      """)

  @Argument(help: "Files or folders; - for standard input; the current folder by default.")
  var paths: [String] = []

  @OptionGroup var library: LibraryOptions

  @OptionGroup var input: InputOptions

  @Flag(help: "Print what would change as a unified diff, and write nothing.")
  var diff = false

  @Flag(help: "Make edits that may change the meaning, too.")
  var unsafe = false

  @Flag(name: .shortAndLong, help: "Print the summary only.")
  var quiet = false

  @Flag(help: "Mend what is waived in comments and registers, too.")
  var noWaivers = false

  @Flag(help: "Mend what baselines know, too.")
  var noBaseline = false

  @Option(help: ArgumentHelp("Files worked on at once; all cores by default.", valueName: "count"))
  var jobs: Int?

  func validate() throws {
    try input.check(paths)
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    if paths.contains("-"), paths.count > 1 {
      throw ValidationError("- is mended alone, as the result goes to standard output")
    }
  }

  mutating func run() async throws {
    let plan = try input.plan(
      paths, packs: library.pack, files: library.files,
      documents: RunDocuments.Choice(
        readsWaivers: !noWaivers, baseline: noBaseline ? .none : .ofPolicies))
    // Verdicts take time and say nothing here.
    let linter = FileLinter(
      plan.library, forced: try input.forcedFormat(plan.library), today: input.today, verdicts: [])
    let excuses = Excuses(plan, today: input.today, ignoresWaivers: noWaivers)
    let (input, ruleSets, allowsUnsafe) = (input, plan.ruleSets, unsafe)
    var report = FixReport(
      showsDiff: diff, isQuiet: quiet, isUnsafe: unsafe, isFilter: paths == ["-"])
    report.failures = plan.unreadable
    let (files, linked) = Self.split(Self.once(plan.files), paths)
    report.leaveLinked(linked.map { (input.name(of: $0), Path.shown($0.absolute)) })
    var progress = Progress(total: files.count)
    await ParallelMap.run(files, workers: jobs ?? Terminal.coreCount) { file in
      FixedFile(
        file, linter, ruleSets[file.ruleSet], name: input.name(of: file), excuses,
        allowsUnsafe: allowsUnsafe)
    } consume: { file in
      progress.advance()
      take(file, ruleSets[file.file.ruleSet], &report)
    }
    progress.finish()
    if plan.files.isEmpty, plan.ownDocumentCount == 0, report.failures.isEmpty {
      report.failures.append(InputOptions.nothingFound(in: paths, fileCount: 0))
    }
    report.writeSummary()
    if !report.failures.isEmpty { throw ExitCode(2) }
    if diff, report.changedFileCount > 0 { throw ExitCode(1) }
  }

  /// Each file once, whatever links lead to it.
  private static func once(_ files: [LintPlan.File]) -> [LintPlan.File] {
    var seen: Set<String> = []
    return files.filter { seen.insert($0.absolute).inserted }
  }

  /// The files that were named or lie in a folder that was, and those that only links lead to.
  private static func split(
    _ files: [LintPlan.File], _ paths: [String]
  ) -> (inside: [LintPlan.File], linked: [LintPlan.File]) {
    let folders = (paths.isEmpty ? ["."] : paths).compactMap { try? Path.resolved($0) }
    func isInside(_ file: LintPlan.File) -> Bool {
      file.wasNamedExplicitly || file.path == "-"
        || folders.contains { file.absolute.utf8.starts(with: ($0 == "/" ? $0 : $0 + "/").utf8) }
    }
    return (files.filter(isInside), files.filter { !isInside($0) })
  }

  /// Writes a file that was mended, or what would change in it.
  private func take(_ file: FixedFile, _ rules: RuleSet, _ report: inout FixReport) {
    if let failure = file.failure { report.failures.append(failure) }
    guard let text = file.text else { return }
    if file.file.wasNamedExplicitly, text.result.holdsNoDefinition {
      report.failures.append(
        InputOptions.notADefinition(file.name, isBlank: text.result.isBlank))
    }
    if !diff {
      if file.file.path == "-" {
        Terminal.write(text.bytes, to: .standardOutput)
      } else if text.isChanged {
        do throws(FileError) {
          let now = try readFile(file.file.path, maximumBytes: InputOptions.maximumBytes)
          guard now == file.bytes else {
            report.failures.append(
              "\(shownSafely(file.name)) changed while it was mended, and was left alone; "
                + "run badgelint fix again")
            return
          }
          try writeFile(file.file.path, text.bytes)
        } catch {
          report.failures.append(error.description)
          return
        }
      }
    }
    report.add(file.name, text, from: file.bytes, rules)
  }
}

/// A file that was mended in memory.
struct FixedFile: Sendable {
  var file: LintPlan.File
  var name: String
  var bytes: [UInt8] = []
  var text: FixedText?
  var failure: String?

  init(
    _ file: LintPlan.File, _ linter: FileLinter, _ rules: RuleSet, name: String,
    _ excuses: Excuses, allowsUnsafe: Bool
  ) {
    self.file = file
    self.name = name
    do {
      bytes = try readFile(file.path, maximumBytes: InputOptions.maximumBytes)
      let fixer = FileFixer(rules: rules, allowsUnsafe: allowsUnsafe) { bytes in
        var result = linter.lint(bytes, path: name, rules: rules, waivers: excuses.scope(of: file))
        excuses.applyBaseline(to: &result, of: file, rules: rules)
        return result
      }
      text = fixer.fix(bytes)
    } catch {
      failure = error.description
    }
  }
}
