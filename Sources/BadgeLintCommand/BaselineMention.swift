import BadgeLint
import YAMLTree

/// The line of a policy that names its baseline, which `badgelint init` writes as a comment as long as
/// there is none.
enum BaselineMention {
  /// The line for a baseline beside the policy.
  static func line(_ name: String) -> String { "baseline: \(name)" }

  /// The same as long as there is no baseline.
  static func asComment(_ line: String) -> String { "# \(line)" }

  /// Takes the sign of the comment away in the policy beside a baseline; false where there is no such
  /// line, or where nothing else than a baseline would not come of it.
  static func add(beside baseline: String) throws(FileError) -> Bool {
    let policy = Path.joining(Path.parent(baseline), Policy.fileName)
    guard isRegularFile(policy) else { return false }
    let bytes = try readFile(policy, maximumBytes: InputOptions.maximumBytes)
    let line = line(Path.lastComponent(baseline))
    let comment = Array(asComment(line).utf8)
    let tree = YAMLTree(parsing: bytes)
    guard tree.isComplete, tree.documents.count == 1,
      let found = tree.comments.first(where: {
        bytes[Int($0.span.start)..<Int($0.span.end)].elementsEqual(comment)
      })
    else { return false }
    let mended = applying([TextEdit(found.span, Array(line.utf8))], to: bytes)
    let after = YAMLTree(parsing: mended)
    guard after.isComplete, after.problems.count <= tree.problems.count,
      after.documents.count == 1, tree.kind(tree.documents[0]) == .mapping,
      after.kind(after.documents[0]) == .mapping,
      tree.value(in: tree.documents[0], forKey: key) == nil,
      after.count(after.documents[0]) == tree.count(tree.documents[0]) + 1,
      let value = after.value(in: after.documents[0], forKey: key),
      after.equals(value, Path.lastComponent(baseline))
    else { return false }
    try writeFile(policy, mended)
    return true
  }

  private static let key = "baseline"
}
