import BadgeLint

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
    }
  }

  /// Takes note of a file that is read.
  mutating func read(_ path: String) {
    guard let name = names[path], isRegularFile(path) else { return }
    if !conflicts.contains(name) { conflicts.append(name) }
  }

  /// Refuses to write where an input would be lost.
  func check() throws {
    guard let first = conflicts.first else { return }
    throw CommandFailure(
      "no report was written: \(Path.shown(first)) is a file that the run reads",
      help: "name another file for the report")
  }
}
