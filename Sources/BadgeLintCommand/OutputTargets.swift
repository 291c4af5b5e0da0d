import BadgeLint
import YAMLTree

/// The files that a run writes, which must be none of those that it reads.
struct OutputTargets: Sendable {
  /// The files as they were named, by their absolute paths with links followed.
  private var names: [String: String] = [:]
  /// Those that are read, too.
  private(set) var conflicts: [String] = []

  /// - Parameter files: The files as they were named; one that is named twice would hold the last
  ///   report only.
  init(_ files: [String]) throws {
    for file in files {
      let path = try LintPlanner.absolute(file)
      // What is no regular file, such as a pipe, takes several reports.
      if names.updateValue(file, forKey: path) != nil, isRegularFile(path) || !isAnythingAt(path) {
        throw CommandFailure(
          "two reports would be written to \(Path.shown(file))", help: "name a file for each")
      }
      // What is read by `< FILE` has no name here.
      if isStandardInput(path) { read(path) }
    }
  }

  /// Takes note of a file that is read.
  mutating func read(_ path: String) {
    guard let name = names[path], isRegularFile(path) else { return }
    if !conflicts.contains(name) { conflicts.append(name) }
  }

  /// Takes note of targets that a command reads by its arguments, and of those that hold a definition,
  /// a policy, a pack, a format, a register of waivers or a baseline, or may do so once they are mended: no
  /// report is worth one of these.
  mutating func protect(
    named paths: [String], _ library: RuleLibrary, forced: DefinitionReader.Forced? = nil
  ) {
    if names.isEmpty { return }
    let named = Set(paths.compactMap { try? LintPlanner.absolute($0) })
    let reader = DefinitionReader(library, forced: forced)
    for path in names.keys.sorted() where isRegularFile(path) {
      if named.contains(path) || Path.lastComponent(path) == FileWalker.ignoreFileName {
        read(path)
      } else if let bytes = try? readFile(path, maximumBytes: InputOptions.maximumBytes) {
        // What is too long to be judged is not lost either.
        let tree = YAMLTree(
          parsing: bytes, layout: TextLayout(path: path, bytes), limits: .ofPrograms)
        if Self.isGuide(tree, library) || Self.mayBeMended(path, tree)
          || !reader.read(tree).definitions.isEmpty
        {
          read(path)
        }
      }
    }
  }

  /// Whether runs take a file by its name and it is no report of a run before: these are sound JSON.
  private static func mayBeMended(_ path: String, _ tree: YAMLTree) -> Bool {
    if tree.bytes.allSatisfy({ $0 <= 0x20 }) || !FileWalker.takes(path) { return false }
    let isNamedJSON = TextLayout.isNamedJSON(path) || tree.layout == .lines
    return !isNamedJSON || !tree.isComplete || tree.documents.contains { tree.kind($0) == .scalar }
  }

  /// Whether a file guides runs by what it begins with; reports are JSON, which none of these is.
  private static func isGuide(_ tree: YAMLTree, _ library: RuleLibrary) -> Bool {
    guard !tree.isJSON, let root = tree.documents.first, tree.kind(root) == .mapping else {
      return false
    }
    let marks = library.guideSchemas.map(\.name)
    return marks.contains { tree.value(in: root, forKey: $0) != nil }
  }

  /// Refuses to write where an input would be lost.
  func check() throws {
    guard let first = conflicts.first else { return }
    throw CommandFailure(
      "no report was written: \(Path.shown(first)) is a file that the run reads, or that holds what "
        + "runs read",
      help: "name another file for the report")
  }
}
