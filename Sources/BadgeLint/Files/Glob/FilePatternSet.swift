/// The files that a policy is for: patterns to take and patterns to leave out, relative to the
/// folder of the policy.
///
/// A pattern that takes a folder takes all that is below it. Without patterns to take, all files
/// in the folder are taken. Leaving out wins over taking.
package struct FilePatternSet: Sendable, Hashable {
  /// The folder that the patterns are relative to, normalised.
  package let folder: String
  private let files: [GlobPattern]
  private let excludes: [GlobPattern]

  /// Reads the patterns.
  ///
  /// - Parameter folder: the folder of the policy, in the same terms as the paths to come: both
  ///   absolute, or both relative to the same folder.
  package init(files: [String], excludes: [String] = [], folder: String) throws(GlobError) {
    self.init(
      files: try Self.patterns(files), excludes: try Self.patterns(excludes), folder: folder)
  }

  package init(files: [GlobPattern], excludes: [GlobPattern], folder: String) {
    self.files = files
    self.excludes = excludes
    self.folder = Path.normalised(folder)
  }

  private static func patterns(_ texts: [String]) throws(GlobError) -> [GlobPattern] {
    var patterns: [GlobPattern] = []
    for text in texts { patterns.append(try GlobPattern(text)) }
    return patterns
  }

  /// Whether the set takes the file; never for a file outside of the folder.
  package func contains(_ path: String) -> Bool {
    if let start = withBytes(of: path, { startOfWay(in: $0) }) {
      return withBytes(of: path) { takes(UnsafeBufferPointer(rebasing: $0[start...])) }
    }
    guard let way = Path.relative(path, to: folder), way != "..",
      !way.utf8.starts(with: "../".utf8)
    else { return false }
    return withBytes(of: way) { takes($0) }
  }

  private func takes(_ way: UnsafeBufferPointer<UInt8>) -> Bool {
    func matches(_ pattern: GlobPattern) -> Bool {
      pattern.matchesPathOrParent(way, isFolder: false)
    }
    return (files.isEmpty || files.contains(where: matches)) && !excludes.contains(where: matches)
  }

  /// Where the way from the folder starts in a path that needs no more thought; otherwise nil.
  private func startOfWay(in path: UnsafeBufferPointer<UInt8>) -> Int? {
    let slash = UInt8(ascii: "/")
    let dot = UInt8(ascii: ".")
    guard let first = path.first, let last = path.last, first != dot, last != slash else {
      return nil
    }
    for place in path.indices.dropLast() where path[place] == slash {
      if path[place + 1] == slash || path[place + 1] == dot { return nil }
    }
    let base = folder.utf8
    if base.count == 1, base.first == dot { return first == slash ? nil : 0 }
    guard path.count > base.count + 1, path.starts(with: base), path[base.count] == slash else {
      return nil
    }
    return base.count + 1
  }
}
