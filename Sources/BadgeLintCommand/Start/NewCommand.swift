import ArgumentParser
import BadgeLint
import CEL
import YAMLTree

/// `badgelint new`: begins a definition.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Begin a definition, with what its rules ask for as comments.",
    discussion: """
      On a terminal it asks for what it needs; an empty answer leaves a field for later, ? explains \
      it. What was not answered stands as a comment, so that `badgelint lint` says what is missing. \
      A file that is there is never replaced.
      """)

  @Argument(help: "File to write; - for standard output.")
  var file: String

  @Option(
    help: ArgumentHelp(
      "Set a field, such as issuer.name=…; may be repeated.", valueName: "field=value"))
  var set: [String] = []

  @Option(
    help: ArgumentHelp("Scheme for which it is meant; may be repeated.", valueName: "name"),
    completion: Completions.packs)
  var scheme: [String] = []

  @Flag(help: "Ask nothing.")
  var noQuestions = false

  @OptionGroup var library: LibraryOptions

  @OptionGroup var outside: ReachOptions

  @Option(
    help: ArgumentHelp("Use this policy instead of the nearest one.", valueName: "file"),
    completion: Completions.yamlFile)
  var policy: String?

  @Flag(help: "Use no policy files.")
  var noPolicy = false

  @Option(help: ArgumentHelp("Judge as on this day.", valueName: "date"))
  var asOf: CalendarDate?

  func validate() throws {
    if noPolicy, policy != nil {
      throw ValidationError("--policy and --no-policy exclude each other")
    }
    let ending = Path.extension(of: file).lowercased()
    guard file == "-" || ["yaml", "yml"].contains(ending) else {
      throw ValidationError("a definition is written as YAML; end '\(file)' in .yaml")
    }
  }

  func run() throws {
    if file != "-" {
      if isAnythingAt(file) {
        throw CommandFailure("\(file) is there already", help: "choose another name, or edit it")
      }
      guard isFolder(Path.parent(Path.normalised(file))) else {
        throw CommandFailure("there is no folder for \(file)", help: "make it first")
      }
    }
    let rules = try library.loadLibrary()
    do {
      let layout = try rules.start()
      let ruleSet = try ruleSet(rules)
      var draft = DefinitionDraft(layout, schema: rules.definition)
      let check = DraftCheck(layout, rules, rules: ruleSet, today: asOf ?? Terminal.today)
      let isKnown = try fill(&draft, rules, check)
      if !noQuestions, Terminal.canAsk {
        var questions = Questions(layout, schema: rules.definition, check: check)
        questions.ask(&draft, except: isKnown)
      }
      nameIt(&draft)
      let guidance = DraftGuidance(
        layout, rules, rules: ruleSet, today: asOf ?? Terminal.today)
      try write(text(draft, layout, guidance, ruleSet), draft)
    } catch let failure as LoadFailure {
      throw CommandFailure(failure)
    }
  }

  /// Takes what options say; gives the paths of the fields that they set.
  private func fill(
    _ draft: inout DefinitionDraft, _ rules: RuleLibrary, _ check: DraftCheck
  ) throws -> Set<[String]> {
    var known: Set<[String]> = []
    for setting in set {
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw CommandFailure("--set takes field=value, found '\(setting)'")
      }
      let path = parts[0].split(separator: ".").map(String.init)
      try take(String(parts[1]), at: path, in: &draft, check)
      let isElement =
        path.count == 2 && draft.groups.contains { $0.name == path[0] && $0.hasElements }
      let clash = known.first {
        $0 == path && !isElement || $0.count != path.count && $0.first == path.first
      }
      if let clash {
        throw CommandFailure(
          "--set: '\(path.joined(separator: "."))' would replace '\(clash.joined(separator: "."))'",
          help: "set each field once; elements of a list by their fields, such as outcomes.text")
      }
      known.insert(path)
    }
    for name in scheme where !rules.schemes.contains(name) {
      throw CommandFailure(
        "there is no scheme '\(name)'",
        help: closestMatch(to: name, in: rules.schemes).map { "did you mean '\($0)'?" }
          ?? "there are: \(rules.schemes.joined(separator: ", "))")
    }
    if !scheme.isEmpty { try? draft.set(scheme.joined(separator: ", "), at: ["schemes"]) }
    return known
  }

  /// Makes a name for machines of the title, where none was given.
  private func nameIt(_ draft: inout DefinitionDraft) {
    guard draft.value(["id"]) == nil, let title = draft.value(["title"]) else { return }
    if let name = DraftCheck.name(from: title) { try? draft.set(name, at: ["id"]) }
  }

  /// Sets a field to what an option says, where that fits the format.
  private func take(
    _ value: String, at path: [String], in draft: inout DefinitionDraft, _ check: DraftCheck
  ) throws {
    let name = path.joined(separator: ".")
    let value = trimmed(value)
    let outcome: DraftCheck.Outcome
    do {
      outcome = try check.set(value, at: path, in: &draft)
    } catch {
      throw CommandFailure(
        "--set: definitions have no field '\(error.path)'",
        help: error.suggestion.map { "did you mean '\($0)'?" }
          ?? "'badgelint fields' prints the fields")
    }
    guard !value.isEmpty else {
      throw CommandFailure("--set: '\(name)' has no value", help: "leave it out, or give one")
    }
    if case .refused(let problems) = outcome, let first = problems.first {
      throw CommandFailure("--set \(name): \(first.message)", help: first.help)
    }
  }

  private func ruleSet(_ rules: RuleLibrary) throws -> RuleSet {
    let choice: LintPlanner.PolicyChoice =
      noPolicy ? .none : policy.map { .file($0) } ?? .discover
    var planner = LintPlanner(
      choice: choice, failOn: nil, extraPacks: library.pack, day: asOf ?? Terminal.today)
    planner.reach = outside.reach
    let place = file == "-" ? "definition.yaml" : file
    return try planner.rules(near: place, library: rules, judged: .definitions).rules
  }

  private func text(
    _ draft: DefinitionDraft, _ layout: StartLayout, _ guidance: DraftGuidance, _ rules: RuleSet
  ) -> String {
    var comments = guidance.comments(on: draft)
    var packs: [String] = scheme
    for entry in rules.rules where entry.isChosen && !packs.contains(entry.rule.pack) {
      packs.append(entry.rule.pack)
    }
    let name = file == "-" ? "FILE" : file
    let heading = layout.heading.replacing("{packs}", with: packs.joined(separator: ", "))
      .replacing("{file}", with: shownSafely(file == "-" ? name : shellPath(name)))
      .split(separator: "\n").map(String.init)
    let others = comments.removeValue(forKey: "") ?? []
    return draft.text(heading: heading + others, comments: comments)
  }

  private func write(_ text: String, _ draft: DefinitionDraft) throws {
    guard file != "-" else {
      Terminal.write(Array(text.utf8), to: .standardOutput)
      return
    }
    do {
      try createFile(file, Array(text.utf8))
    } catch {
      // What was answered is not lost.
      Terminal.write(Array(text.utf8), to: .standardOutput)
      // It may have come while questions were answered.
      throw error.reason == .alreadyThere
        ? CommandFailure("\(file) is there by now; what would stand in it was printed")
        : CommandFailure(error.description)
    }
    Terminal.write(
      "\(shownSafely(file)): a definition to fill in; check it with: badgelint lint \(shownSafely(shellPath(file)))\n",
      to: .standardOutput)
  }
}
