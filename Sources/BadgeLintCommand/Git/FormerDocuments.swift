import BadgeLint

/// The registers of waivers and the baselines of the state before a proposal.
///
/// What they excused was no open finding, so that an entry that a proposal takes out makes its
/// findings new, in files that it did not touch, too.
struct FormerDocuments {
  /// The plan of the run with the documents of before in the place of those of now.
  private(set) var plan: LintPlan
  /// The absolute paths of files whose documents the proposal changed.
  private(set) var concerned: Set<String> = []

  init(_ plan: LintPlan, _ proposal: Proposal) throws {
    self.plan = plan
    let changes = try proposal.changesOfDocuments(plan)
    if changes.isEmpty { return }
    // Other rules may find something in files that stayed the same; it was there before, as what
    // was there is held to the rules of now.
    let guides = plan.documents.filter { ![.waivers, .baseline].contains($0.kind) }.map(\.path)
    if guides.contains(where: { changes[$0] != nil }) { note { _ in true } }
    let contents = try proposal.contents(of: changes.values.compactMap { $0.old?.blob })
    func former(_ path: String) -> LoadedFile? {
      changes[path].map { change in
        LoadedFile(
          name: change.old.map { proposal.name(of: $0) } ?? path,
          bytes: change.old?.blob.flatMap { contents[$0] } ?? [])
      }
    }
    try replaceRegisters(former)
    try replaceBaselines(former)
    try restoreRegisters(changes.filter { $0.value.new == nil }.keys, former)
  }

  /// Puts the registers of before in their place; one that was not there, or that could not be
  /// read, excused nothing.
  private mutating func replaceRegisters(_ former: (String) -> LoadedFile?) throws {
    for (position, register) in plan.registers.enumerated() {
      guard let file = former(register.path) else { continue }
      plan.registers[position] = try Self.register(file, register.path, plan.library)
      note { $0.register == position }
    }
  }

  private mutating func replaceBaselines(_ former: (String) -> LoadedFile?) throws {
    for (position, baseline) in plan.baselines.enumerated() {
      guard let file = former(baseline.path) else { continue }
      plan.baselines[position] = try Self.baseline(file, baseline.path, plan.library)
      note { $0.baseline == position }
    }
  }

  /// Takes up the registers that the proposal deleted.
  private mutating func restoreRegisters(
    _ paths: some Collection<String>, _ former: (String) -> LoadedFile?
  ) throws {
    // The nearest holds, so that the deepest come last.
    for path in paths.sorted(by: { $0.utf8.count < $1.utf8.count }) {
      guard Path.lastComponent(path) == WaiverRegister.fileName, let file = former(path)
      else { continue }
      let position = plan.registers.count
      plan.registers.append(try Self.register(file, path, plan.library))
      let folder = Path.parent(path) + "/"
      for index in plan.files.indices where plan.files[index].absolute.hasPrefix(folder) {
        if let own = plan.files[index].register,
          plan.registers[own].path.utf8.count > path.utf8.count
        {
          continue
        }
        let known = plan.files[index].guidance
        plan.files[index].guidance = LintPlan.Guidance(
          failOn: known.failOn, register: position, baseline: known.baseline,
          namedBaseline: known.namedBaseline)
        concerned.insert(plan.files[index].absolute)
      }
    }
  }

  private mutating func note(_ isConcerned: (LintPlan.File) -> Bool) {
    for file in plan.files where isConcerned(file) { concerned.insert(file.absolute) }
  }

  /// Reads a document of before; one that is not readable, or was not there, is taken as an empty one.
  private static func read<Document>(
    _ file: LoadedFile, orElse empty: String, _ make: (LoadedFile) throws -> Document
  ) throws -> Document {
    if let document = try? make(file) { return document }
    return try make(LoadedFile(name: file.name, bytes: Array(empty.utf8)))
  }

  private static func register(
    _ file: LoadedFile, _ path: String, _ library: RuleLibrary
  ) throws -> WaiverRegister {
    try read(file, orElse: "waivers: 1\n") {
      try WaiverRegister($0, path: path, by: library.waiverSchema)
    }
  }

  private static func baseline(
    _ file: LoadedFile, _ path: String, _ library: RuleLibrary
  ) throws -> Baseline {
    try read(file, orElse: "baseline: 1\n") {
      try Baseline($0, path: path, by: library.baselineSchema)
    }
  }
}
