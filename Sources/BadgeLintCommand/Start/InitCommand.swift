import ArgumentParser
import BadgeLint

/// `badgelint init`: looks at a folder and offers what a repository of definitions begins with.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Look at a folder, and offer a policy, a baseline, a hook and files for CI.",
    discussion: """
      Without a terminal and without --write it shows what it would write and writes nothing. Files \
      that are there stay as they are.
      """)

  @Argument(help: "Folder of the definitions; the current one by default.")
  var folder = "."

  @Option(
    help: ArgumentHelp(
      """
      What to write, with a comma between: \
      \(SetupFileKind.allCases.map(\.rawValue).joined(separator: ", ")), baseline, or all.
      """, valueName: "files"))
  var write: SetupChoice?

  @OptionGroup var library: LibraryOptions

  @Option(help: ArgumentHelp("Judge as on this day.", valueName: "date"))
  var asOf: CalendarDate?

  func run() async throws {
    guard isFolder(folder) else {
      throw CommandFailure("there is no folder '\(folder)'")
    }
    let rules = try library.loadLibrary()
    let layout: StartLayout
    do {
      layout = try rules.start()
    } catch {
      throw CommandFailure(error)
    }
    var survey = try await survey(rules, layout, packs: library.pack)
    let suggested = survey.suggestions.map(\.suggestion.pack)
    // What the proposed policy would find is what counts.
    if !suggested.isEmpty, !isAnythingAt(Path.joining(folder, Policy.fileName)) {
      survey = try await self.survey(rules, layout, packs: library.pack + suggested)
    }
    let top = try repositoryFolder()
    say(survey.lines(folder).joined(separator: "\n") + "\n")
    let setup = RepositorySetup(
      layout, folder: folder, top: top, packs: packs(rules, survey),
      hasFindings: survey.countBySeverity.contains { $0.key == .error && $0.value > 0 })
    for (suggestion, count) in survey.suggestions {
      say(
        "pack \(suggestion.pack): \(count) \(count == 1 ? "definition says" : "definitions say") "
          + "\(suggestion.field) \(suggestion.value)\n")
    }
    say("\n")
    try await carryOut(setup)
    if !survey.unreadable.isEmpty { throw ExitCode(2) }
  }

  /// Looks at all files below the folder, by its policy where it has one.
  private func survey(
    _ rules: RuleLibrary, _ layout: StartLayout, packs: [String]
  ) async throws -> RepositorySurvey {
    let today = asOf ?? Terminal.today
    var planner = LintPlanner(choice: .discover, failOn: nil, extraPacks: packs, day: today)
    let plan = try planner.plan(
      FileWalker(options: FileWalker.Options()).walk([folder]), library: rules)
    return await RepositorySurvey(plan, layout, today: today, workers: Terminal.coreCount)
  }

  /// The nearest folder upwards that is the top of a working tree of git; else the folder itself.
  private func repositoryFolder() throws -> String {
    let start = try LintPlanner.absolute(folder)
    var current = start
    while current != "/" {
      if isAnythingAt(Path.joining(current, ".git")) { return current }
      current = Path.parent(current)
    }
    return start
  }

  private func packs(_ rules: RuleLibrary, _ survey: RepositorySurvey) -> [String] {
    let own = rules.standardPacks.filter { $0 != Policy.structurePack } + library.pack
    return own + survey.suggestions.map(\.suggestion.pack).filter { !own.contains($0) }
  }

  private func carryOut(_ setup: RepositorySetup) async throws {
    let asks = write == nil && Terminal.canAsk
    var offered: [String] = []
    var wantsBaseline = setup.hasFindings && (write?.hasBaseline ?? false)
    if asks, setup.hasFindings, !setup.isThere(.policy) {
      wantsBaseline = asked(
        "Write the findings of today into a baseline, so that only new findings fail")
    } else if setup.hasFindings, !asks, write == nil, !hasBaseline {
      offered.append("baseline")
    }
    for file in setup.files(wantsBaseline: wantsBaseline) {
      if isAnythingAt(file.path) {
        say("\(Path.shown(file.path)) is there already and stays as it is\n")
        continue
      }
      if asks ? asked(file.question) : write?.kinds.contains(file.kind) ?? false {
        try setup.write(file)
        say("wrote \(Path.shown(file.path))\n")
      } else if write == nil, !asks {
        say("--- \(Path.shown(file.path))\n\(file.text)\n")
        offered.append(file.kind.rawValue)
      }
    }
    if wantsBaseline { try await writeBaseline() }
    if !offered.isEmpty {
      say(
        "Nothing was written. To write them: badgelint init --write \(offered.joined(separator: ","))\n"
      )
    }
  }

  private var hasBaseline: Bool { isAnythingAt(Path.joining(folder, Baseline.fileName)) }

  private func writeBaseline() async throws {
    let path = Path.joining(folder, Baseline.fileName)
    if isAnythingAt(path) {
      say("\(Path.shown(path)) is there already; 'badgelint baseline' renews it\n")
      return
    }
    var arguments = ["--file", path, folder]
    if let asOf { arguments += ["--as-of", asOf.text] }
    for pack in library.pack { arguments += ["--pack", pack] }
    var command = try BaselineCommand.parse(arguments)
    try await command.run()
  }

  private func asked(_ question: String) -> Bool {
    Terminal.write("\(question)? [y/N] ", to: .standardError)
    let answer = readLine()?.lowercased() ?? ""
    return answer == "y" || answer == "yes"
  }

  private func say(_ text: String) { Terminal.write(text, to: .standardOutput) }
}

/// The files that are to be written, such as `policy,github`.
struct SetupChoice: ExpressibleByArgument {
  var kinds: [SetupFileKind] = []
  var hasBaseline = false

  private static let baseline = "baseline"
  private static let all = "all"

  init?(argument: String) {
    if argument == Self.all {
      kinds = SetupFileKind.allCases
      hasBaseline = true
      return
    }
    for name in argument.split(separator: ",", omittingEmptySubsequences: false) {
      if name == Self.baseline {
        hasBaseline = true
      } else if let kind = SetupFileKind(rawValue: String(name)) {
        kinds.append(kind)
      } else {
        return nil
      }
    }
  }

  static var allValueStrings: [String] {
    SetupFileKind.allCases.map(\.rawValue) + [baseline, all]
  }
}
