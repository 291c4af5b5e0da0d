/// Where the files lie that a policy may name.
///
/// Whoever judges what others propose does not want their policies to read, and to show in messages,
/// files from elsewhere on the machine. So paths, with links followed, stay in the repository of the
/// policy: the nearest folder upwards that has `.git`. Where there is no repository, there is no bound.
package struct PolicyReach: Sendable {
  /// Whether files outside of the repository may be named, too.
  private let allowsOutside: Bool

  package init(allowsOutside: Bool) { self.allowsOutside = allowsOutside }

  /// Why a file may not be named; nil where it may.
  /// - Parameters:
  ///   - target: The absolute path of the file, with links followed.
  ///   - folder: The absolute path of the folder of the policy, with links followed.
  package func objection(to target: String, from folder: String) -> String? {
    guard !allowsOutside, let repository = Self.repository(of: folder) else { return nil }
    let inside = repository == "/" ? repository : repository + "/"
    if target == repository || target.utf8.starts(with: inside.utf8) { return nil }
    return "'\(Path.shown(target))' lies outside of the repository '\(Path.shown(repository))'"
  }

  package static let help =
    "keep it in the repository, or allow it with --allow-outside where you trust the policy"

  /// The nearest folder upwards that is the top of a repository.
  private static func repository(of folder: String) -> String? {
    var folder = folder
    while true {
      if isAnythingAt(Path.joining(folder, ".git")) { return folder }
      if folder == "/" || folder == "." { return nil }
      folder = Path.parent(folder)
    }
  }
}
