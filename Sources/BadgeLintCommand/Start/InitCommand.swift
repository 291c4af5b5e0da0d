import ArgumentParser
import BadgeLint
import CEL

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
      """, valueName: "files"), completion: .list(SetupChoice.names))
  var write: String?

  @OptionGroup var library: LibraryOptions

  @OptionGroup var outside: ReachOptions

  @Option(help: ArgumentHelp("Judge as on this day.", valueName: "date"))
  var asOf: CalendarDate?

  func validate() throws { _ = try choice() }

  /// What options say that is to be written; nil where they say nothing.
  private func choice() throws -> SetupChoice? {
    do throws(SetupChoice.Unknown) {
      return try write.map { text throws(SetupChoice.Unknown) in try SetupChoice(text) }
    } catch {
      throw ValidationError(error.text)
    }
  }

  func run() async throws {
    let write = try choice()
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
    let present = try await survey(rules, layout, packs: library.pack)
    var survey = present
    let suggested = survey.suggestions.map(\.suggestion.pack)
    // What the proposed policy would find decides what is proposed.
    if !suggested.isEmpty, !isAnythingAt(Path.joining(folder, Policy.fileName)) {
      survey = try await self.survey(rules, layout, packs: library.pack + suggested)
    }
    let top = try repositoryFolder()
    say(present.lines(folder).joined(separator: "\n") + "\n")
    let setup = RepositorySetup(
      layout, folder: folder, top: top, packs: packs(rules, survey),
      hasFindings: survey.countBySeverity.contains { $0.key == .error && $0.value > 0 })
    let canHaveBaseline = survey.inexcusable.isEmpty && survey.unreadable.isEmpty
    for (suggestion, count) in survey.suggestions {
      say(
        "pack \(suggestion.pack): \(count) \(count == 1 ? "definition says" : "definitions say") "
          + "\(suggestion.field) \(suggestion.value)\n")
    }
    if survey.counts != present.counts { say("findings with these packs: \(survey.counts)\n") }
    say("\n")
    try await carryOut(setup, write, canHaveBaseline: canHaveBaseline)
    if !survey.unreadable.isEmpty || !survey.unmarked.isEmpty { throw ExitCode(2) }
  }

  /// Looks at all files below the folder, by its policy where it has one.
  private func survey(
    _ rules: RuleLibrary, _ layout: StartLayout, packs: [String]
  ) async throws -> RepositorySurvey {
    let today = asOf ?? Terminal.today
    let found = FileWalker(options: FileWalker.Options()).walk([folder])
    func replan(_ documents: RunDocuments.Choice) throws -> LintPlan {
      var planner = LintPlanner(choice: .discover, failOn: nil, extraPacks: packs, day: today)
      planner.documents = documents
      planner.reach = outside.reach
      return try planner.plan(found, library: rules)
    }
    var documents = RunDocuments.Choice(readsWaivers: true)
    var plan = try replan(documents)
    // A baseline that is named and not there yet may be what is wanted here.
    let named = Set(plan.files.compactMap(\.namedBaseline))
    if !named.isEmpty, named.allSatisfy(isAnythingAt) {
      documents.baseline = .ofPolicies
    } else if named.isEmpty, hasBaseline {
      documents.baseline = .file(baselinePath)
    }
    if case .none = documents.baseline {} else { plan = try replan(documents) }
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

  /// Writes what is wanted, or shows what could be written.
  private func carryOut(
    _ setup: RepositorySetup, _ write: SetupChoice?, canHaveBaseline: Bool
  ) async throws {
    let asks = write == nil && Terminal.canAsk
    var offered: [String] = []
    var wantsBaseline = write?.hasBaseline ?? false
    if asks, setup.hasFindings, canHaveBaseline, !hasBaseline {
      wantsBaseline = asked(
        "Write the findings of today into a baseline, so that only new findings fail")
    } else if setup.hasFindings, canHaveBaseline, !asks, write == nil, !hasBaseline {
      offered.append("baseline")
    }
    for file in setup.files(hasBaseline: hasBaseline) {
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
      } else {
        continue
      }
      if file.lacksFolder { say("note: \(setup.folderProblem(file))\n") }
    }
    // The policy decides what is found, so it comes first; the baseline names itself there.
    if wantsBaseline { try await writeBaseline(setup, canBe: canHaveBaseline) }
    if !offered.isEmpty {
      let place = folder == "." ? "" : " \(shellPath(folder))"
      say(
        "Nothing was written. To write them: badgelint init\(place) --write "
          + "\(offered.joined(separator: ","))\n")
    }
  }

  private var baselinePath: String { Path.joining(folder, Baseline.fileName) }
  private var hasBaseline: Bool { isAnythingAt(baselinePath) }

  private func writeBaseline(_ setup: RepositorySetup, canBe: Bool) async throws {
    let path = baselinePath
    if isAnythingAt(path) {
      say("\(Path.shown(path)) is there already; 'badgelint baseline' renews it\n")
      return
    }
    guard canBe else {
      throw CommandFailure(
        "no baseline was written: what stands above can be in none", help: "put it right first")
    }
    guard setup.hasFindings else {
      say("no baseline was written: nothing that fails a run was found\n")
      return
    }
    var arguments = ["--file", path, folder]
    if let asOf { arguments += ["--as-of", asOf.text] }
    for pack in library.pack { arguments += ["--pack", pack] }
    var command = try BaselineCommand.parse(arguments)
    try await command.run()
  }

  private func asked(_ question: String) -> Bool {
    while true {
      Terminal.write("\(question)? [y/N] ", to: .standardError)
      switch readLine().map(trimmed)?.lowercased() {
      case "y", "yes": return true
      case nil, "", "n", "no": return false
      default:
        Terminal.write(
          "Answer y to have it written, n or nothing to leave it.\n", to: .standardError)
      }
    }
  }

  private func say(_ text: String) { Terminal.write(text, to: .standardOutput) }
}

/// The files that are to be written, such as `policy,github`.
struct SetupChoice {
  /// A name of which there is no file.
  struct Unknown: Error {
    var text: String
  }

  var kinds: [SetupFileKind] = []
  var hasBaseline = false

  private static let baseline = "baseline"
  private static let all = "all"

  init(_ text: String) throws(Unknown) {
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let name = trimmed(part)
      if name == Self.all {
        kinds = SetupFileKind.allCases
        hasBaseline = true
      } else if name == Self.baseline {
        hasBaseline = true
      } else if let kind = SetupFileKind(rawValue: name) {
        kinds.append(kind)
      } else {
        let meant = closestMatch(to: name, in: Self.names).map { " (did you mean '\($0)'?)" } ?? ""
        throw Unknown(
          text: "--write knows no '\(shownSafely(name))'\(meant); there are: "
            + Self.names.joined(separator: ", "))
      }
    }
  }

  static var names: [String] {
    SetupFileKind.allCases.map(\.rawValue) + [baseline, all]
  }
}
