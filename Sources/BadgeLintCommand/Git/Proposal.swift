import BadgeLint

/// The files that a proposal changed: what differs between the state it started from and the
/// working tree.
struct Proposal {
  private let git: GitInput
  /// The state that it started from.
  let base: GitRepository.Commit
  /// How that state was found, where it is not what was asked for.
  let note: String?
  /// The changes by the absolute path of the file now, or before where it is gone.
  private let changes: [String: GitRepository.Change]
  /// The absolute paths of what git keeps; what it does not keep was not there before.
  private let kept: Set<String>
  /// The links that it brought or pointed elsewhere.
  private let links: Set<String>

  init(since name: String, _ paths: [String], _ input: InputOptions) throws {
    git = try GitInput(paths, input)
    let repository = git.repository
    (base, note) = try RevisionOptions.start(of: nil, since: name, in: repository)
    let difference = try repository.difference(from: base, to: nil, paths: paths)
    changes = Dictionary(
      difference.changes.compactMap { change in
        (change.new ?? change.old).map { (Path.joining(repository.folder, $0.path), change) }
      }, uniquingKeysWith: { first, _ in first })
    kept = try repository.keptFiles(below: paths)
    links = Set(difference.links.map { Path.joining(repository.folder, $0) })
  }

  /// The files that were found, and those that it deleted.
  func files(of found: WalkResult) throws -> WalkResult {
    // What is gone by the proposal is missing for a good reason.
    let problems = try found.problems.filter {
      try changes[LintPlanner.absolute($0.path)]?.old == nil
    }
    var result = WalkResult(files: [], problems: problems)
    result.files = found.files
    let gone = changes.filter { $0.value.new == nil }.compactMap { path, change in
      change.old.flatMap { git.isWanted($0) ? path : nil }
    }
    for path in gone.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      result.files.append(FoundFile(path: path, wasNamedExplicitly: false))
    }
    return result
  }

  /// What became of a file of a plan.
  func change(of file: LintPlan.File) throws -> GitRepository.Change? {
    if let change = changes[file.absolute] { return change }
    let own = try Self.absoluteKeepingLink(file.path)
    if own != file.absolute, isLink(file.path), !kept.contains(own) { return Self.brought(file) }
    // What git leaves out, ignored or in a repository of its own, has no state before.
    let isNew = links.contains(own) || !(kept.contains(own) || kept.contains(file.absolute))
    return isNew ? Self.brought(file) : nil
  }

  /// A file without a state before.
  private static func brought(_ file: LintPlan.File) -> GitRepository.Change {
    GitRepository.Change(old: nil, new: GitRepository.File(path: file.absolute, blob: nil))
  }

  /// The absolute path of a file, which may itself be a link.
  private static func absoluteKeepingLink(_ path: String) throws -> String {
    Path.joining(
      try LintPlanner.absolute(Path.parent(Path.normalised(path))), Path.lastComponent(path))
  }

  /// What it did to the policies, packs, formats, registers and baselines of a plan, and to registers
  /// of the usual name, by the absolute path.
  func changesOfDocuments(_ plan: LintPlan) throws -> [String: GitRepository.Change] {
    let own = Set(
      plan.documents.map(\.path) + plan.registers.map(\.path) + plan.baselines.map(\.path))
    let repository = git.repository
    var result: [String: GitRepository.Change] = [:]
    for change in try repository.changes(from: base, to: nil, paths: [repository.folder]) {
      for file in [change.old, change.new].compactMap(\.self) {
        let path = absolute(file)
        guard own.contains(path) || Path.lastComponent(path) == WaiverRegister.fileName
        else { continue }
        // A file that was moved is gone from the one place and new at the other.
        let old = change.old.flatMap { $0.path == file.path ? $0 : nil }
        let new = change.new.flatMap { $0.path == file.path ? $0 : nil }
        result[path] = GitRepository.Change(old: old, new: new)
      }
    }
    return result
  }

  /// The absolute path of a file.
  func absolute(_ file: GitRepository.File) -> String {
    Path.joining(git.repository.folder, file.path)
  }

  /// The path of a file, from the current folder where it lies below.
  func shown(_ file: GitRepository.File) -> String { git.repository.shown(file) }

  /// The name of a file of the state before, for people.
  func name(of file: GitRepository.File) -> String {
    "\(base.shown):\(git.repository.shown(file))"
  }

  func contents(of blobs: [String]) throws -> [String: [UInt8]] {
    try git.repository.contents(of: blobs)
  }
}
