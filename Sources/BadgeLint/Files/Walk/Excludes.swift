/// The patterns of what a walk leaves out, and the folder they are relative to.
struct Excludes: Sendable {
  private let patterns: [GlobPattern]
  /// The absolute path of the folder without links; empty for the root of the file system.
  private let base: [UInt8]?

  /// - Parameter folder: where it does not exist, nothing lies in it.
  init(_ patterns: [GlobPattern], folder: String) {
    self.patterns = patterns
    if !patterns.isEmpty, let base = try? Path.resolved(folder) {
      self.base = Array(base.utf8.count == 1 ? "".utf8 : base.utf8)
    } else {
      base = nil
    }
  }

  var isEmpty: Bool { patterns.isEmpty }

  /// Whether a pattern takes the path itself.
  ///
  /// - Parameter start: where the way to match starts in a path that is not in the folder.
  func contain(
    _ path: UnsafeBufferPointer<UInt8>, isFolder: Bool, otherwise start: Int
  ) -> Bool {
    guard !patterns.isEmpty, let way = way(in: path, otherwise: start) else { return false }
    return patterns.contains { $0.matches(way, isFolder: isFolder) }
  }

  /// Whether a pattern takes the path or a folder above it.
  func containPathOrParent(
    _ path: UnsafeBufferPointer<UInt8>, isFolder: Bool, otherwise start: Int
  ) -> Bool {
    guard !patterns.isEmpty, let way = way(in: path, otherwise: start) else { return false }
    return patterns.contains { $0.matchesPathOrParent(way, isFolder: isFolder) }
  }

  private func way(
    in path: UnsafeBufferPointer<UInt8>, otherwise start: Int
  ) -> UnsafeBufferPointer<UInt8>? {
    var start = start
    if let base, path.count > base.count, path.starts(with: base),
      path[base.count] == UInt8(ascii: "/")
    {
      start = base.count + 1
    }
    return start < path.count ? UnsafeBufferPointer(rebasing: path[start...]) : nil
  }
}
