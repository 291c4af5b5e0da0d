/// The ignore files that are in force in a folder, from the top of the tree down.
struct IgnoreScopes: Sendable {
  private struct Scope: Sendable {
    var file: IgnoreFile
    /// Where the path relative to the folder of the file starts in an absolute path.
    var start: Int
  }

  private var scopes: [Scope] = []

  var isEmpty: Bool { scopes.isEmpty }

  /// Adds the rules for the folder whose absolute path has `folderLength` bytes.
  mutating func append(_ bytes: [UInt8], folderLength: Int) {
    let file = IgnoreFile(parsing: bytes, folder: ".")
    if !file.isEmpty { scopes.append(Scope(file: file, start: folderLength + 1)) }
  }

  /// Whether the path itself is ignored; the deepest file that says something wins.
  func ignores(_ path: UnsafeBufferPointer<UInt8>, isFolder: Bool) -> Bool {
    for scope in scopes.reversed() where scope.start < path.count {
      let way = UnsafeBufferPointer(rebasing: path[scope.start...])
      if let decision = scope.file.decision(forRelative: way, isFolder: isFolder) {
        return decision
      }
    }
    return false
  }

  /// Whether the path or a folder above it is ignored.
  func ignoresPathOrParent(_ path: UnsafeBufferPointer<UInt8>, isFolder: Bool) -> Bool {
    if scopes.isEmpty { return false }
    for place in path.indices where place > 0 && path[place] == UInt8(ascii: "/") {
      let folder = UnsafeBufferPointer(rebasing: path[..<place])
      if ignores(folder, isFolder: true) { return true }
    }
    return ignores(path, isFolder: isFolder)
  }
}
