/// The rules of one `.gitignore` file, with the meaning that git gives them.
///
/// Source: gitignore(5), "Pattern format". What the text leaves open follows git itself: patterns
/// are matched byte for byte, and a flawed pattern matches nothing.
package struct IgnoreFile: Sendable {
  /// The folder the rules are relative to, normalised; "." is the start of relative paths.
  package let folder: String
  private let rules: [IgnoreRule]

  /// Reads the rules; never fails, as in git.
  ///
  /// - Parameter folder: the folder that holds the file, in the same terms as the paths to come.
  package init(parsing bytes: [UInt8], folder: String) {
    self.folder = Path.normalised(folder)
    var rules: [IgnoreRule] = []
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let content = bytes.starts(with: mark) ? bytes[mark.count...] : bytes[...]
    for line in content.split(separator: UInt8(ascii: "\n")) {
      if let rule = IgnoreRule(line: line) { rules.append(rule) }
    }
    self.rules = rules
  }

  package var isEmpty: Bool { rules.isEmpty }

  /// What the rules say about the path itself: ignored, taken in again, or nothing (nil).
  ///
  /// The last rule that matches wins. Folders above the path are not looked at: what is below an
  /// ignored folder stays ignored, whatever this says. A path outside of the folder gives nil.
  package func decision(for path: String, isFolder: Bool) -> Bool? {
    guard let way = way(to: path) else { return nil }
    return withBytes(of: way) { decision(forRelative: $0, isFolder: isFolder) }
  }

  /// Whether the path is ignored by itself or through a folder above it.
  package func ignores(_ path: String, isFolder: Bool) -> Bool {
    guard let way = way(to: path) else { return false }
    return withBytes(of: way) { bytes in
      for place in bytes.indices where bytes[place] == UInt8(ascii: "/") {
        let parent = UnsafeBufferPointer(rebasing: bytes[..<place])
        if decision(forRelative: parent, isFolder: true) == true { return true }
      }
      return decision(forRelative: bytes, isFolder: isFolder) == true
    }
  }

  /// The path relative to the folder; nil for the folder itself and for what lies outside.
  private func way(to path: String) -> String? {
    guard let way = Path.relative(path, to: folder), way != ".", way != "..",
      !way.utf8.starts(with: "../".utf8)
    else { return nil }
    return way
  }

  /// The decision on a path that is relative to the folder.
  func decision(forRelative path: UnsafeBufferPointer<UInt8>, isFolder: Bool) -> Bool? {
    let name = GlobSequence.lastName(of: path)
    for rule in rules.reversed() where rule.matches(path, name: name, isFolder: isFolder) {
      return !rule.isNegated
    }
    return nil
  }
}
