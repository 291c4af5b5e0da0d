import BadgeLint

/// The registers of waivers and the baselines of a run, each read once.
struct RunDocuments {
  /// What of them is wanted.
  struct Choice {
    /// Whether registers of waivers are read; they are no definitions in any case.
    var readsWaivers = false
    /// Whether registers that are not wanted must be some.
    var checksWaivers = false
    var baseline = BaselineChoice.none
    /// The absolute paths of files that the run itself writes, which are no definitions either.
    var written: Set<String> = []
  }

  enum BaselineChoice {
    case none
    /// What policies name.
    case ofPolicies
    /// One for all files.
    case file(String)
    /// One that is written and need not be there.
    case toWrite(String)
  }

  /// What was read, by absolute paths.
  var read: [LintPlan.Document] {
    registerByPath.keys.sorted().map { LintPlan.Document(kind: .waivers, path: $0) }
      + baselineByPath.keys.sorted().map { LintPlan.Document(kind: .baseline, path: $0) }
  }

  /// What holds for the files of a policy, by positions.
  struct OfPolicy {
    var register: Int?
    var baseline: Int?
  }

  private(set) var registers: [WaiverRegister] = []
  private(set) var baselines: [Baseline] = []
  /// The absolute paths of all that policies and options name, read or not.
  private(set) var paths: Set<String> = []
  private let choice: Choice
  private let library: RuleLibrary
  private let reach: PolicyReach
  private var registerByPath: [String: Int] = [:]
  private var baselineByPath: [String: Int] = [:]

  init(_ choice: Choice, library: RuleLibrary, reach: PolicyReach) {
    self.choice = choice
    self.reach = reach
    paths = choice.written
    self.library = library
  }

  /// Reads what a policy names.
  mutating func read(_ policy: Policy) throws -> OfPolicy {
    var result = OfPolicy()
    do {
      if let register = Self.register(of: policy) {
        let path = try note(register, of: policy)
        if choice.readsWaivers { result.register = try readRegister(register, path) }
        // Who leaves waivers aside is told of a register that is none all the same.
        if choice.checksWaivers {
          _ = try WaiverRegister(
            Self.load(register, path, "the register of waivers"), path: path,
            by: library.waiverSchema)
        }
      }
      let named = policy.baseline
      if let named { _ = try note(named, of: policy) }
      switch choice.baseline {
      case .none: break
      case .ofPolicies:
        if let named { result.baseline = try readBaseline(named, try note(named)) }
      case .file(let path):
        // A file that is passed over as a baseline must be one.
        if let named, isAnythingAt(named.name) {
          _ = try Self.baseline(named, try note(named), library)
        }
        let named = Policy.Named(path)
        result.baseline = try readBaseline(named, try note(named))
      case .toWrite(let path): _ = try note(Policy.Named(path))
      }
    } catch let failure as LoadFailure {
      throw CommandFailure(failure)
    }
    return result
  }

  /// The register that a policy names, or the usual one beside it.
  static func register(of policy: Policy) -> Policy.Named? {
    if let named = policy.waivers { return named }
    guard policy.file != nil else { return nil }
    return usualRegister(in: policy.folder).map { Policy.Named($0) }
  }

  /// The register of waivers of a folder by its usual name; nil where there is none, or the file
  /// is of another program, which has no key `waivers`.
  static func usualRegister(in folder: String) -> String? {
    let path = Path.joining(folder, WaiverRegister.fileName)
    guard isAnythingAt(path) else { return nil }
    guard let bytes = try? readFile(path, maximumBytes: InputOptions.maximumBytes) else {
      return path
    }
    return WaiverRegister.isMarked(bytes) ? path : nil
  }

  private mutating func note(_ named: Policy.Named) throws -> String {
    let path = try LintPlanner.absolute(named.name)
    paths.insert(path)
    return path
  }

  /// The same for what a policy names, or what lies beside it, which may not lead out of its repository.
  private mutating func note(_ named: Policy.Named, of policy: Policy) throws -> String {
    let path = try note(named)
    let folder = Path.parent(policy.file?.name ?? named.name)
    let resolved = try LintPlanner.absolute(named.file.map { Path.parent($0.name) } ?? folder)
    guard let objection = reach.objection(to: path, from: resolved) else { return path }
    let problem = LoadProblem(
      file: named.file?.name ?? Path.shown(named.name), range: named.span, message: objection,
      help: PolicyReach.help)
    throw named.file?.failure([problem]) ?? LoadFailure(problem)
  }

  private mutating func readRegister(_ named: Policy.Named, _ path: String) throws -> Int {
    if let known = registerByPath[path] { return known }
    registers.append(
      try WaiverRegister(
        Self.load(named, path, "the register of waivers"), path: path, by: library.waiverSchema))
    registerByPath[path] = registers.count - 1
    return registers.count - 1
  }

  private mutating func readBaseline(_ named: Policy.Named, _ path: String) throws -> Int {
    if let known = baselineByPath[path] { return known }
    baselines.append(try Self.baseline(named, path, library))
    baselineByPath[path] = baselines.count - 1
    return baselines.count - 1
  }

  /// Reads a baseline by its absolute path.
  static func baseline(
    _ named: Policy.Named, _ path: String, _ library: RuleLibrary
  ) throws -> Baseline {
    try Baseline(load(named, path, "the baseline"), path: path, by: library.baselineSchema)
  }

  private static func load(
    _ named: Policy.Named, _ path: String, _ what: String
  ) throws -> LoadedFile {
    let name = Path.shown(path)
    do {
      return LoadedFile(
        name: name, bytes: try readFile(path, maximumBytes: InputOptions.maximumBytes))
    } catch {
      // A policy that names it is where to mend it.
      let message = "\(what) cannot be read: \(name): \(error.reason.text)"
      let problem = LoadProblem(
        file: named.file?.name ?? name, range: named.span, message: message)
      throw named.file?.failure([problem]) ?? LoadFailure(problem)
    }
  }
}
