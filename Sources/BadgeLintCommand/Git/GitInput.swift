import BadgeLint

/// The files of a repository that a command is to read.
struct GitInput {
  let repository: GitRepository
  /// The paths that were named, absolute with links followed.
  private let named: Set<String>
  private let excludes: [GlobPattern]

  init(_ paths: [String], _ input: InputOptions) throws {
    repository = try GitRepository(holding: paths)
    named = try Set(paths.map { try LintPlanner.absolute($0) })
    excludes = try input.excludePatterns()
  }

  /// Whether a file was named itself rather than a folder above it.
  func isNamed(_ file: GitRepository.File) -> Bool {
    named.contains(Path.joining(repository.folder, file.path))
  }

  /// Whether a walk over a working tree with this file would take it.
  func isWanted(_ file: GitRepository.File) -> Bool {
    if isNamed(file) { return true }
    let ending = Path.extension(of: file.path).lowercased()
    guard FileWalker.Options().extensions.contains(ending) else { return false }
    let below = named.first { Path.joining(repository.folder, file.path).hasPrefix($0 + "/") }
    let way =
      below.flatMap { Path.relative(Path.joining(repository.folder, file.path), to: $0) }
      ?? file.path
    if way.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { return false }
    let shown = repository.shown(file)
    return !excludes.contains { $0.matchesPathOrParent(Path.isAbsolute(shown) ? way : shown) }
  }
}

/// Options that say with which state of a repository another is compared.
struct RevisionOptions {
  /// The state from which a proposal started: where the branch left the revision.
  static func start(
    of new: GitRepository.Commit?, since name: String, in repository: GitRepository
  ) throws -> (commit: GitRepository.Commit, note: String?) {
    let base = try repository.commit(name)
    if new != nil { return (base, nil) }
    let head = try repository.commit("HEAD")
    let start = try repository.start(of: head, since: base)
    return start.hash == base.hash
      ? (base, nil)
      : (
        start,
        "compared with \(start.shown), where this branch left \(name); what \(name) got since is "
          + "no part of it"
      )
  }
}
