/// The files found so far, each once.
struct Finds {
  private var files: [FoundFile] = []
  /// For each file the index of the root it was found at.
  private var roots: [Int32] = []
  private var known: [FileIdentity: Int] = [:]
  private var standardInput: Int?
  /// Set when a file is added out of the order of the walk.
  var needsSorting = false

  var isEmpty: Bool { files.isEmpty }

  mutating func addStandardInput(root: Int) {
    guard standardInput == nil else { return }
    standardInput = files.count
    append("-", root: root, named: true)
  }

  /// Adds a file unless it is there already; naming it explicitly is noted in any case.
  mutating func add(_ path: String, identity: FileIdentity, root: Int, named: Bool) {
    if let index = known[identity] {
      if let same = sameFile(as: path, identity: identity, index: index) {
        if named { files[same].wasNamedExplicitly = true }
        return
      }
    } else {
      known[identity] = files.count
    }
    append(path, root: root, named: named)
  }

  /// The find that is the same file, asked of the file system.
  ///
  /// The inode in a folder's listing is not one of a file on every file system, so that equal ones
  /// are only a hint.
  private mutating func sameFile(as path: String, identity: FileIdentity, index: Int) -> Int? {
    guard case .success(let status) = FileStatus.following(path) else { return nil }
    if case .success(let other) = FileStatus.following(files[index].path),
      other.identity == status.identity
    {
      return index
    }
    if status.identity != identity, let index = known[status.identity] { return index }
    known[status.identity] = files.count
    return nil
  }

  private mutating func append(_ path: String, root: Int, named: Bool) {
    files.append(FoundFile(path: path, wasNamedExplicitly: named))
    roots.append(Int32(truncatingIfNeeded: root))
  }

  /// The files by root, and within one by the names on the way, compared byte by byte.
  func inOrder() -> [FoundFile] {
    guard needsSorting else { return files }
    let order = files.indices.sorted { first, second in
      if roots[first] != roots[second] { return roots[first] < roots[second] }
      return Self.precedes(files[first].path, files[second].path)
    }
    return order.map { files[$0] }
  }

  private static func precedes(_ first: String, _ second: String) -> Bool {
    // A slash ends a name, so it counts as less than any character.
    func key(_ byte: UInt8) -> UInt8 { byte == UInt8(ascii: "/") ? 0 : byte }
    return first.utf8.lexicographicallyPrecedes(second.utf8) { key($0) < key($1) }
  }
}
