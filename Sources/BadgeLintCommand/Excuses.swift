import BadgeLint

/// The waivers and baselines of a run, for each of its files.
struct Excuses: Sendable {
  private let registers: [WaiverRegister]
  private let baselines: [Baseline]
  private let today: CalendarDate
  private let ignoresWaivers: Bool

  init(_ plan: LintPlan, today: CalendarDate, ignoresWaivers: Bool) {
    registers = plan.registers
    baselines = plan.baselines
    self.today = today
    self.ignoresWaivers = ignoresWaivers
  }

  /// The waivers that hold for a file; nil where they are left aside.
  func scope(of file: LintPlan.File) -> WaiverScope? {
    if ignoresWaivers { return nil }
    return WaiverScope(
      register: file.register.map { registers[$0] }, file: file.absolute, today: today)
  }

  /// What the baseline of a file knows; nil where it has none.
  func match(_ file: LintPlan.File) -> Baseline.Match? {
    file.baseline.map { baselines[$0].match(file.absolute) }
  }

  /// Marks what the baseline of a file knows.
  func applyBaseline(to result: inout FileResult, of file: LintPlan.File, rules: RuleSet) {
    guard let baseline = file.baseline else { return }
    baselines[baseline].apply(to: &result, file: file.absolute, rules: rules)
  }
}

/// What can be said of registers and baselines only when all files were linted.
struct ClosingChecks {
  /// What came of a register or a baseline.
  struct Result {
    var file: FileResult
    var rules: RuleSet
    var failOn: FailOn
  }

  private let plan: LintPlan
  private var uses: [RegisterUse]
  /// The entries of each baseline whose findings are gone.
  private(set) var stale: [[StaleEntry]]
  private var linted: Set<String> = []

  init(_ plan: LintPlan) {
    self.plan = plan
    uses = Array(repeating: RegisterUse(), count: plan.registers.count)
    stale = Array(repeating: [], count: plan.baselines.count)
  }

  /// Takes note of a file.
  mutating func take(_ file: LintedFile) {
    guard let result = file.result else { return }
    if let baseline = file.file.baseline { stale[baseline] += result.stale }
    take(file.file, isWhole: result.isWhole, result.registerUse)
  }

  /// Takes note of what became of the register of a file.
  /// - Parameter isWhole: Whether the file was read to its end.
  mutating func take(_ file: LintPlan.File, isWhole: Bool, _ use: RegisterUse) {
    if uses.isEmpty { return }
    if isWhole { linted.insert(file.absolute) }
    if let register = file.register { uses[register].add(use) }
  }

  /// What became of the entries of a register.
  func use(of register: Int) -> RegisterUse { uses[register] }

  /// Takes note of files that are no more, below the folders of the run.
  mutating func takeGoneFiles(below paths: [String]) {
    for (position, baseline) in plan.baselines.enumerated() {
      stale[position] += Self.goneFiles(paths, baseline)
    }
  }

  /// What is wrong with each register and baseline, with the rules of the first file that it is
  /// for.
  func results(_ input: InputOptions) -> [Result] {
    registers(input) + baselines()
  }

  /// What is wrong with each register.
  func registers(_ input: InputOptions) -> [Result] {
    plan.registers.indices.compactMap { position in
      let register = plan.registers[position]
      guard
        let (ruleSet, failOn) = judging(register.path, { $0.register == position })
      else { return nil }
      let rules = plan.ruleSets[ruleSet]
      // Most runs need no look at the folder.
      var below: [String]?
      let result = RegisterJudge.judge(
        register, use: uses[position], rules: rules, names: plan.library.ruleNames,
        today: input.today
      ) { entry in
        let files = below ?? filesBelow(Path.parent(register.path), input)
        below = files
        return register.isCovered(entry, linted: linted, files: files)
      }
      return Result(file: result, rules: rules, failOn: failOn)
    }
  }

  /// The rules by which a register or baseline is judged: those of the first file that it is for, or
  /// its own where it is all that is there.
  private func judging(
    _ path: String, _ isFor: (LintPlan.File) -> Bool
  ) -> (ruleSet: Int, failOn: FailOn)? {
    if let file = plan.files.first(where: isFor) { return (file.ruleSet, file.failOn) }
    return plan.ownDocuments.first { $0.path == path }.map { ($0.ruleSet, $0.failOn) }
  }

  private func baselines() -> [Result] {
    plan.baselines.indices.compactMap { position in
      let baseline = plan.baselines[position]
      guard let (ruleSet, failOn) = judging(baseline.path, { $0.baseline == position })
      else { return nil }
      let rules = plan.ruleSets[ruleSet]
      return Result(
        file: BaselineJudge.judge(baseline, stale: stale[position], rules: rules), rules: rules,
        failOn: failOn)
    }
  }

  private func filesBelow(_ folder: String, _ input: InputOptions) -> [String] {
    var options = FileWalker.Options()
    options.respectsGitignore = !input.noGitignore
    let found = FileWalker(options: options).walk([folder])
    return found.files.compactMap { try? LintPlanner.absolute($0.path) }
  }

  /// Entries of a baseline for files that are no more, below the folders of the run.
  static func goneFiles(_ paths: [String], _ baseline: Baseline) -> [StaleEntry] {
    let folders = (paths.isEmpty ? ["."] : paths).filter { isFolder($0) }
      .compactMap { try? LintPlanner.absolute($0) }
    return baseline.files.flatMap { name -> [StaleEntry] in
      guard let path = try? LintPlanner.absolute(Path.joining(baseline.folder, name)),
        !isAnythingAt(path), folders.contains(where: { path.hasPrefix($0 == "/" ? $0 : $0 + "/") })
      else { return [] }
      return baseline.allStale(of: name)
    }
  }
}
