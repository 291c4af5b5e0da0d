import BadgeLint
import YAMLTree

/// What judges the texts of one document: the rules of its policy, its waivers and its baseline.
struct DocumentJudge: Sendable {
  /// The rules there are, with the packs and formats that the policy names.
  let library: RuleLibrary
  let rules: RuleSet
  private let linter: FileLinter
  private let excuses: Excuses
  private let file: LintPlan.File

  init(_ plan: LintPlan, _ file: LintPlan.File, _ settings: ServerSettings) {
    library = plan.library
    rules = plan.ruleSets[file.ruleSet]
    linter = FileLinter(plan.library, forced: nil, today: settings.today)
    excuses = Excuses(
      plan, today: settings.today, ignoresWaivers: !settings.readsWaivers)
    self.file = file
  }

  func lint(_ text: [UInt8]) -> FileResult {
    var result = linter.lint(
      text, path: file.path, rules: rules, waivers: excuses.scope(of: file))
    excuses.applyBaseline(to: &result, of: file, rules: rules)
    return result
  }

  func definitions(in tree: YAMLTree) -> [ReadDefinition] { linter.reader.read(tree).definitions }

  /// The text with all safe edits made.
  func mended(_ text: [UInt8]) -> FixedText {
    let judge = self
    return FileFixer(rules: rules, allowsUnsafe: false) { judge.lint($0) }.fix(text)
  }
}

/// The judges of documents, each made once until policies change or the day ends.
struct Judges: Sendable {
  enum Found: Sendable {
    case judge(DocumentJudge)
    /// The policy leaves the document out, or it is a document of the policy itself.
    case leftOut
    case failure(LoadFailure)
  }

  let library: RuleLibrary
  let settings: ServerSettings
  private var found: [String: Found] = [:]
  private var day: CalendarDate

  init(_ library: RuleLibrary, _ settings: ServerSettings) {
    self.library = library
    self.settings = settings
    day = settings.today
  }

  /// Forgets what policies said.
  mutating func reload() { found = [:] }

  /// Forgets what a document was judged by.
  mutating func forget(_ name: String) { found[name] = nil }

  /// What judges a document, by its path; others get what holds without a policy.
  mutating func find(_ name: String, isFile: Bool) -> Found {
    if day != settings.today {
      day = settings.today
      reload()
    }
    if let known = found[name] { return known }
    let result = make(name, isFile: isFile)
    found[name] = result
    return result
  }

  private func make(_ name: String, isFile: Bool) -> Found {
    var choice = settings.policy
    if case .discover = choice, !isFile { choice = .none }
    var planner = LintPlanner(
      choice: choice, failOn: nil, extraPacks: settings.packs, day: settings.today)
    planner.reach = settings.reach
    planner.ownFiles = settings.packs.filter(PolicyReader.isPath) + settings.formatFiles
    planner.documents = RunDocuments.Choice(
      readsWaivers: settings.readsWaivers, baseline: .ofPolicies)
    let walked = WalkResult(
      files: [FoundFile(path: name, wasNamedExplicitly: false)], problems: [])
    do {
      let plan = try planner.plan(walked, library: library)
      return plan.files.first.map { .judge(DocumentJudge(plan, $0, settings)) } ?? .leftOut
    } catch let failure as CommandFailure {
      return .failure(failure.loading ?? Self.failure(failure.text, name))
    } catch {
      return .failure(Self.failure("\(error)", name))
    }
  }

  private static func failure(_ text: String, _ name: String) -> LoadFailure {
    LoadFailure(LoadProblem(file: name, range: nil, message: text))
  }
}
