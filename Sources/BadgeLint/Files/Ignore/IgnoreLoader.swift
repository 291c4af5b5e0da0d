#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Finds and reads the ignore files of a git repository; each file once.
struct IgnoreLoader {
  /// The failures to read ignore files, in the order they happened.
  private(set) var problems: [FileError] = []
  /// The scopes in force in folders already asked for; nil for a folder outside of a repository.
  private var known: [String: IgnoreScopes?] = [:]

  /// More than any real ignore file holds.
  private static let maximumBytes = 16 << 20

  /// The scopes in force in a folder, its own ignore file included.
  ///
  /// Reads from the root of the repository down; outside of a repository there are none.
  ///
  /// - Parameter folder: an absolute path without links.
  mutating func scopes(inRepositoryAt folder: String) -> IgnoreScopes? {
    if let scopes = known[folder] { return scopes }
    let length = folder.utf8.count == 1 ? 0 : folder.utf8.count
    var scopes: IgnoreScopes?
    if case .success = FileStatus.following(Path.joining(folder, ".git")) {
      scopes = rootScopes(ofRepository: folder, folderLength: length)
    } else if length > 0 {
      scopes = self.scopes(inRepositoryAt: Path.parent(folder))
    }
    if scopes != nil, let bytes = ignoreFile(in: folder) {
      scopes?.append(bytes, folderLength: length)
    }
    known[folder] = .some(scopes)
    return scopes
  }

  /// The bytes of the `.gitignore` in a folder; nil when there is none that can be read.
  mutating func ignoreFile(in folder: String) -> [UInt8]? {
    // git does not follow a link in this place.
    read(Path.joining(folder, FileWalker.ignoreFileName), flags: O_NOFOLLOW)
  }

  /// The scopes at the root of a repository: the rules of its `info/exclude`.
  mutating func rootScopes(ofRepository folder: String, folderLength: Int) -> IgnoreScopes {
    var scopes = IgnoreScopes()
    let path = Path.joining(commonFolder(ofRepository: folder), "info/exclude")
    if let bytes = read(path, flags: 0) { scopes.append(bytes, folderLength: folderLength) }
    return scopes
  }

  /// The folder with the data of the repository.
  ///
  /// In a submodule or a linked work tree `.git` is a file that names it. Source:
  /// gitrepository-layout(5), "gitfile" and "commondir".
  private mutating func commonFolder(ofRepository folder: String) -> String {
    let git = Path.joining(folder, ".git")
    guard case .success(let status) = FileStatus.following(git), status.kind == .regular else {
      return git
    }
    let mark = "gitdir: "
    guard let text = line(of: git), text.utf8.starts(with: mark.utf8) else { return git }
    let data = Path.joining(folder, String(text.dropFirst(mark.count)))
    guard let common = line(of: Path.joining(data, "commondir")) else { return data }
    return Path.joining(data, common)
  }

  /// The first line of a small file.
  private mutating func line(of path: String) -> String? {
    guard let bytes = read(path, flags: 0) else { return nil }
    let end = bytes.firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    return String(decoding: bytes[..<(end ?? bytes.endIndex)], as: UTF8.self)
  }

  private mutating func read(_ path: String, flags: Int32) -> [UInt8]? {
    do throws(FileError) {
      return try readFile(path, maximumBytes: Self.maximumBytes, flags: flags)
    } catch {
      switch error.reason {
      case .notFound, .notAFolder, .isFolder, .brokenLink: break
      case .linkLoop where flags & O_NOFOLLOW != 0: break
      default: problems.append(error)
      }
      return nil
    }
  }

  /// Hands over the failures since the last call.
  mutating func takeProblems() -> [FileError] {
    defer { problems = [] }
    return problems
  }
}
