/// A pattern for relative paths, in the manner of `.gitignore`.
///
/// - `*` takes any characters of one name, `?` one character, `[a-z]` and `[!x]` one of a set
///   with the classes of POSIX such as `[:digit:]`.
/// - `**` as a whole part takes any number of folders; at the end it takes all that is below.
/// - `{a,b}` takes either; braces may stand in each other.
/// - `\` takes the next character as it is.
/// - A slash at the end takes folders only.
///
/// A pattern with a slash at its start or in its middle starts at the folder that paths are
/// relative to. One without takes a name at any depth, unless it is anchored. Characters are
/// Unicode scalars, case matters, and a leading dot is a character like others.
package struct GlobPattern: Sendable, Hashable {
  /// The pattern as it was given.
  package let text: String
  private let alternatives: [Alternative]

  private struct Alternative: Sendable, Hashable {
    var sequence: GlobSequence
    var takesFoldersOnly: Bool
  }

  /// Reads a pattern.
  ///
  /// - Parameter anchored: whether a pattern without a slash starts at the folder, too, instead
  ///   of taking a name at any depth.
  package init(_ pattern: String, anchored: Bool = false) throws(GlobError) {
    let source = pattern.utf8.enumerated().map { GlobParser.Source(byte: $1, offset: $0) }
    func error(_ offset: Int, _ flaw: GlobError.Flaw) -> GlobError {
      GlobError(pattern: pattern, offset: offset, flaw: flaw)
    }
    if source.first?.byte == UInt8(ascii: "!") { throw error(0, .negation) }
    if let nul = source.first(where: { $0.byte == 0 }) { throw error(nul.offset, .nulCharacter) }
    var alternatives: [Alternative] = []
    do throws(GlobParser.Failure) {
      for expanded in try GlobBraces.expand(source) {
        let alternative = try Self.alternative(expanded, anchored: anchored)
        guard let alternative else {
          throw GlobParser.Failure(offset: expanded.first?.offset ?? 0, flaw: .empty)
        }
        alternatives.append(alternative)
      }
    } catch {
      throw GlobError(pattern: pattern, offset: error.offset, flaw: error.flaw)
    }
    text = pattern
    self.alternatives = alternatives
  }

  /// Reads one pattern without braces; nil when it names nothing.
  private static func alternative(
    _ source: [GlobParser.Source], anchored: Bool
  ) throws(GlobParser.Failure) -> Alternative? {
    let parts = try GlobParser.parts(source, dialect: .strict)
    var named = parts.filter { !$0.isEmpty && $0 != [.byte(UInt8(ascii: "."))] }
    guard !named.isEmpty else { return nil }
    let takesFoldersOnly = parts.count > 1 && parts.last == []
    if !anchored, parts.dropLast(takesFoldersOnly ? 1 : 0).count == 1 {
      named.insert([.star, .star], at: 0)
    }
    return Alternative(
      sequence: GlobSequence(named, unit: .scalar), takesFoldersOnly: takesFoldersOnly)
  }

  /// Whether the pattern takes the path, which is relative, normalised and without "..".
  package func matches(_ path: String, isFolder: Bool = false) -> Bool {
    withBytes(of: path) { matches($0, isFolder: isFolder) }
  }

  /// Whether the pattern takes the path or a folder above it.
  package func matchesPathOrParent(_ path: String, isFolder: Bool = false) -> Bool {
    withBytes(of: path) { matchesPathOrParent($0, isFolder: isFolder) }
  }

  /// Counts the steps that a match takes, to prove that the work is bounded.
  package func steps(matching path: String) -> Int {
    var steps = 0
    withBytes(of: path) { bytes in
      for alternative in alternatives {
        _ = alternative.sequence.matches(bytes, steps: &steps)
      }
    }
    return steps
  }

  /// The match on bytes.
  func matches(_ path: UnsafeBufferPointer<UInt8>, isFolder: Bool) -> Bool {
    var steps = 0
    for alternative in alternatives where isFolder || !alternative.takesFoldersOnly {
      if alternative.sequence.matches(path, steps: &steps) { return true }
    }
    return false
  }

  /// The match on bytes, the folders above included.
  func matchesPathOrParent(_ path: UnsafeBufferPointer<UInt8>, isFolder: Bool) -> Bool {
    if matches(path, isFolder: isFolder) { return true }
    for place in path.indices where path[place] == UInt8(ascii: "/") {
      let folder = UnsafeBufferPointer(rebasing: path[..<place])
      if matches(folder, isFolder: true) { return true }
    }
    return false
  }
}

/// Gives the UTF-8 bytes of a text without a copy where its storage allows.
func withBytes<Value>(
  of text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Value
) -> Value {
  var text = text
  return text.withUTF8(body)
}
