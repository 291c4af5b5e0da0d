import BadgeLint
import YAMLTree

/// What a run will do: every file with the rules of its policy.
struct LintPlan: Sendable {
  struct File: Sendable {
    var path: String
    var ruleSet: Int
    var wasNamedExplicitly: Bool
    var place: Place
    var guidance: Guidance

    /// The absolute path with links followed.
    var absolute: String { place.absolute(named: path) }

    var failOn: FailOn { guidance.failOn }
    var register: Int? { guidance.register }
    var baseline: Int? { guidance.baseline }
    var namedBaseline: String? { guidance.namedBaseline }
  }

  /// Where a file is, with links followed. Files share their folder, as a run may have very many.
  enum Place: Sendable {
    /// In a folder, under the last name of its path.
    case below(Folder)
    case elsewhere(String)

    /// - Parameter path: The path by which the file was named.
    func absolute(named path: String) -> String {
      switch self {
      case .below(let folder): Path.joining(folder.path, Path.lastComponent(path))
      case .elsewhere(let path): path
      }
    }
  }

  /// A folder by its absolute path with links followed.
  final class Folder: Sendable {
    let path: String

    init(_ path: String) { self.path = path }
  }

  /// What a policy says beside the rules; shared by its files, as a run may have very many.
  final class Guidance: Sendable {
    /// The least severity that fails the run.
    let failOn: FailOn
    /// The positions of the register of waivers and of the baseline that hold.
    let register: Int?
    let baseline: Int?
    /// The baseline that the policy names, whether it is there or not.
    let namedBaseline: String?

    init(failOn: FailOn, register: Int?, baseline: Int?, namedBaseline: String?) {
      self.failOn = failOn
      self.register = register
      self.baseline = baseline
      self.namedBaseline = namedBaseline
    }
  }

  /// A document that guides the run, by its absolute path.
  struct Document: Sendable, Hashable {
    var kind: RunRecord.Document.Kind
    var path: String
  }

  /// A register of waivers or a baseline, with the rules of its policy.
  struct OwnDocument: Sendable {
    /// The absolute path.
    var path: String
    var ruleSet: Int
    var failOn: FailOn
  }

  var files: [File] = []
  var ruleSets: [RuleSet] = []
  var library: RuleLibrary
  var registers: [WaiverRegister] = []
  var baselines: [Baseline] = []
  /// How many files were passed over because they are registers or baselines of the run.
  var ownDocumentCount = 0
  /// These files, with rules to judge them by where no definition is there.
  var ownDocuments: [OwnDocument] = []
  /// The absolute paths of policies, packs, formats, registers and baselines that it rests on.
  var ownPaths: Set<String> = []
  /// The policies, packs, formats, registers and baselines that were read from files.
  var documents: [Document] = []
  /// Named files that are in no plan, where named files are taken as files of a folder.
  var passedOver: [String] = []
  /// Files and folders that could not be read, in words.
  var unreadable: [String] = []

  /// The rules that apply to any file, for the summary.
  var rules: [RuleSet.Entry] {
    guard var entries = ruleSets.first?.rules else { return [] }
    for ruleSet in ruleSets.dropFirst() {
      for (index, entry) in ruleSet.rules.enumerated() where entries[index].severity == nil {
        entries[index].severity = entry.severity
        entries[index].isChosen = entries[index].isChosen || entry.isChosen
      }
    }
    return entries
  }
}

/// Makes the plan of a run from paths and policies.
struct LintPlanner {
  enum PolicyChoice {
    case discover
    case file(String)
    case none
  }

  var choice: PolicyChoice
  var failOn: FailOn?
  var extraPacks: [String]
  /// The day whose rules apply.
  var day: CalendarDate
  /// The path by which the policy of standard input is found.
  var stdinPath = "stdin"
  /// What the wanted rules judge.
  var judged = Judged.definitions
  /// The least severity that fails a run where neither an option nor a policy says so.
  var usualFailOn = FailOn.error
  /// Which registers of waivers and baselines are read.
  var documents = RunDocuments.Choice()
  /// Packs and formats that options name by their files.
  var ownFiles: [String] = []
  /// Where the files lie that policies may name.
  var reach = PolicyReach(allowsOutside: false)
  private var policies: [Policy] = [.standard]
  /// The position of the policy of a folder.
  private var policyByFolder: [String: Int] = [:]
  private var policyByPath: [String: Int] = [:]

  init(choice: PolicyChoice, failOn: FailOn?, extraPacks: [String], day: CalendarDate) {
    self.day = day
    self.choice = choice
    self.failOn = failOn
    self.extraPacks = extraPacks
  }

  mutating func plan(
    _ found: WalkResult, library: RuleLibrary
  ) throws -> LintPlan {
    var plan = LintPlan(library: library)
    plan.unreadable = found.problems.map(\.error.description)
    var reader = PolicyReader(schema: library.policySchema, reach: reach)
    if case .file(let path) = choice { _ = try readPolicy(Path.normalised(path), &reader) }
    var assigned: [(file: FoundFile, place: LintPlan.Place, policy: Int)] = []
    var folders: [String: LintPlan.Folder] = [:]
    for file in found.files {
      let place =
        file.path == "-"
        ? .elsewhere(try Self.absolute(stdinPath)) : try Self.place(of: file.path, &folders)
      let path = place.absolute(named: file.path)
      let policy = try policyIndex(for: path, &reader)
      let isExcluded = policies[policy].exclude.contains { $0.contains(path) }
      if isExcluded, !file.wasNamedExplicitly { continue }
      assigned.append((file, place, policy))
    }
    let packNames = try addFiles(reader, to: &plan.library)
    let builder = RuleSetBuilder(
      plan.library, packNames: packNames, day: day, judged: judged)
    var ruleSetByKey: [[Int]: Int] = [:]
    // Packs and formats that the run itself uses are no definitions that went unjudged.
    let used = Set(
      (reader.packFiles + reader.formatFiles + ownFiles).map { try? Self.absolute($0) })
    var documents = RunDocuments(documents, library: plan.library, reach: reach)
    var documentsByPolicy: [Int: RunDocuments.OfPolicy] = [:]
    for index in Set(assigned.map(\.policy)).sorted() {
      documentsByPolicy[index] = try documents.read(policies[index])
    }
    plan.ownPaths = documents.paths.union(used.compactMap(\.self))
      .union(policies.compactMap { $0.file.flatMap { try? Self.absolute($0.name) } })
    plan.registers = documents.registers
    plan.baselines = documents.baselines
    plan.documents = try guides(reader) + documents.read
    var ownDocuments: [(path: String, policy: Int)] = []
    var guidanceByPolicy: [Int: LintPlan.Guidance] = [:]
    plan.files.reserveCapacity(assigned.count)
    for (file, place, policyIndex) in assigned {
      let path = place.absolute(named: file.path)
      if !file.wasNamedExplicitly, used.contains(path) { continue }
      if documents.paths.contains(path) {
        ownDocuments.append((path, policyIndex))
        continue
      }
      let policy = policies[policyIndex]
      let overrides = policy.overrides.indices.filter { policy.overrides[$0].files.contains(path) }
      let key = [policyIndex] + overrides
      let ruleSet: Int
      if let known = ruleSetByKey[key] {
        ruleSet = known
      } else {
        ruleSet = plan.ruleSets.count
        ruleSetByKey[key] = ruleSet
        plan.ruleSets.append(try build(builder, policy, overrides))
      }
      let guidance =
        guidanceByPolicy[policyIndex]
        ?? LintPlan.Guidance(
          failOn: failOn ?? policy.failOn ?? usualFailOn,
          register: documentsByPolicy[policyIndex]?.register,
          baseline: documentsByPolicy[policyIndex]?.baseline, namedBaseline: policy.baseline?.name)
      guidanceByPolicy[policyIndex] = guidance
      plan.files.append(
        LintPlan.File(
          path: file.path, ruleSet: ruleSet, wasNamedExplicitly: file.wasNamedExplicitly,
          place: place, guidance: guidance))
    }
    for (path, policyIndex) in ownDocuments {
      let policy = policies[policyIndex]
      // A register without definitions is judged by the rules that its policy has for all.
      let ruleSet = ruleSetByKey[[policyIndex]] ?? plan.ruleSets.count
      if ruleSet == plan.ruleSets.count {
        if !plan.files.isEmpty { continue }
        ruleSetByKey[[policyIndex]] = ruleSet
        plan.ruleSets.append(try build(builder, policy, []))
      }
      plan.ownDocuments.append(
        LintPlan.OwnDocument(
          path: path, ruleSet: ruleSet, failOn: failOn ?? policy.failOn ?? usualFailOn))
    }
    plan.ownDocumentCount = ownDocuments.count
    return plan
  }

  /// The policies, packs and formats that were read, each once.
  private func guides(_ reader: PolicyReader) throws -> [LintPlan.Document] {
    func all(_ kind: RunRecord.Document.Kind, _ paths: [String]) throws -> [LintPlan.Document] {
      try Set(paths.map(Self.absolute)).sorted().map { LintPlan.Document(kind: kind, path: $0) }
    }
    return try all(.policy, policyByPath.keys + policies.flatMap(\.bases))
      + all(.pack, reader.packFiles + extraPacks.filter(PolicyReader.isPath))
      + all(.format, reader.formatFiles + ownFiles.filter { !extraPacks.contains($0) })
  }

  private func build(
    _ builder: RuleSetBuilder, _ policy: Policy, _ overrides: [Int]
  ) throws -> RuleSet {
    do {
      let extra = extraPacks.map { Policy.Named($0) }
      return try builder.build(policy, overrides: overrides, extraPacks: extra)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Loads the packs and formats that policies and options name by their files.
  func addFiles(
    _ reader: PolicyReader, to library: inout RuleLibrary
  ) throws -> [String: String] {
    var names: [String: String] = [:]
    do {
      for path in reader.formatFiles { try library.addFormat(LibraryOptions.load(path)) }
      var nameByFile: [String: String] = [:]
      for path in reader.packFiles + extraPacks.filter(PolicyReader.isPath)
      where names[path] == nil {
        // One file may be named in two ways.
        let file = try Self.absolute(path)
        let name = try nameByFile[file] ?? library.addPack(LibraryOptions.load(path)).name
        nameByFile[file] = name
        names[path] = name
      }
    } catch let failure as LoadFailure {
      throw CommandFailure(failure)
    }
    return names
  }

  // MARK: - Policies

  /// The policy of a file: the nearest `.badgelint.yaml` upwards from its folder.
  mutating func policy(for path: String, library: RuleLibrary) throws -> Policy {
    var reader = PolicyReader(schema: library.policySchema, reach: reach)
    if case .file(let path) = choice { _ = try readPolicy(Path.normalised(path), &reader) }
    return policies[try policyIndex(for: Self.absolute(path), &reader)]
  }

  /// The rules of the policy of a file or folder, without its overrides.
  mutating func rules(
    near path: String, library: RuleLibrary, judged: Judged
  ) throws -> (rules: RuleSet, failOn: FailOn?) {
    var library = library
    var reader = PolicyReader(schema: library.policySchema, reach: reach)
    let index = try policyIndex(near: path, &reader)
    let packNames = try addFiles(reader, to: &library)
    let builder = RuleSetBuilder(library, packNames: packNames, day: day, judged: judged)
    return (try build(builder, policies[index], []), policies[index].failOn)
  }

  /// The register of waivers of the policy of a file or folder; nil where there is none.
  mutating func register(near path: String, library: RuleLibrary) throws -> WaiverRegister? {
    var reader = PolicyReader(schema: library.policySchema, reach: reach)
    let index = try policyIndex(near: path, &reader)
    var documents = RunDocuments(
      RunDocuments.Choice(readsWaivers: true), library: library, reach: reach)
    return try documents.read(policies[index]).register.map { documents.registers[$0] }
  }

  /// The position of the policy of a file, of what a folder holds, or of standard input.
  private mutating func policyIndex(near path: String, _ reader: inout PolicyReader) throws -> Int {
    if case .file(let path) = choice { _ = try readPolicy(Path.normalised(path), &reader) }
    var place = try Self.absolute(path == "-" ? stdinPath : path)
    if isFolder(place) { place = Path.joining(place, "definition") }
    return try policyIndex(for: place, &reader)
  }

  /// The position of the policy of a file, which is given by its absolute path.
  private mutating func policyIndex(
    for path: String, _ reader: inout PolicyReader
  ) throws -> Int {
    switch choice {
    case .none: return 0
    case .file: return policies.count - 1
    case .discover: break
    }
    var folder = Path.parent(path)
    var passed: [String] = []
    var result = 0
    // Where there is no policy, the nearest register of waivers holds by itself.
    var register: (path: String, below: Int)?
    while true {
      if let known = policyByFolder[folder] {
        result = known
        break
      }
      passed.append(folder)
      let candidate = Path.joining(folder, Policy.fileName)
      // A link that leads nowhere counts: reading says so.
      if isAnythingAt(candidate) {
        try checkLink(candidate, in: folder)
        result = try readPolicy(candidate, &reader)
        break
      }
      if register == nil, let path = RunDocuments.usualRegister(in: folder) {
        register = (path, passed.count)
      }
      if folder == "/" { break }
      folder = Path.parent(folder)
    }
    if result == 0, let register {
      var policy = Policy.standard
      policy.waivers = Policy.Named(register.path)
      policies.append(policy)
      result = policies.count - 1
      passed.removeSubrange(register.below...)
    }
    for folder in passed { policyByFolder[folder] = result }
    return result
  }

  /// Refuses a policy that is found and is a link out of its repository.
  private func checkLink(_ path: String, in folder: String) throws {
    guard isLink(path), let target = try? Path.resolved(path),
      let objection = reach.objection(to: target, from: folder)
    else { return }
    throw CommandFailure(
      "the policy '\(Path.shown(path))' is a link: \(objection)", help: PolicyReach.help)
  }

  private mutating func readPolicy(_ path: String, _ reader: inout PolicyReader) throws -> Int {
    if let known = policyByPath[path] { return known }
    do {
      policies.append(try reader.read(try Self.absolute(path)))
    } catch let failure as LoadFailure {
      throw CommandFailure(failure)
    }
    policyByPath[path] = policies.count - 1
    return policies.count - 1
  }

  /// Where a file is. Following links costs a few calls of the system, so that it is done once for a
  /// folder.
  private static func place(
    of path: String, _ folders: inout [String: LintPlan.Folder]
  ) throws -> LintPlan.Place {
    guard isRegularFileItself(path) else { return .elsewhere(try absolute(path)) }
    let parent = Path.parent(path)
    let folder = try folders[parent] ?? LintPlan.Folder(absolute(parent))
    folders[parent] = folder
    return .below(folder)
  }

  /// The absolute path with links and `..` followed, so that going upwards ends at the root.
  ///
  /// The end of the path need not be there: standard input may have the name of a file to come.
  static func absolute(_ path: String) throws -> String {
    do {
      var folder = Path.normalised(path)
      var rest: [String] = []
      while !isAnythingAt(folder), folder != ".", folder != "/" {
        rest.insert(Path.lastComponent(folder), at: 0)
        folder = Path.parent(folder)
      }
      // A pipe that a shell makes leads to nothing that has a path.
      if rest.isEmpty, !isRegularFile(folder), !isFolder(folder), leadsSomewhere(folder) {
        return try Path.absolute(folder)
      }
      return try rest.reduce(Path.resolved(folder)) { Path.joining($0, $1) }
    } catch {
      throw CommandFailure(error.description)
    }
  }
}
