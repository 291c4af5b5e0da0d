import BadgeLint

/// A repository of git, read through the program `git`.
struct GitRepository {
  /// The folder of its working tree, links followed.
  let folder: String

  /// Settings under which nothing runs that filters name, as comparing a working tree would.
  private let settings: [GitSetting]

  /// A commit, by its full hash and as it was asked for.
  struct Commit: Sendable {
    var hash: String
    var name: String

    /// The name for people: the hash is cut where it was asked for by no other name.
    var shown: String { name == hash ? String(hash.prefix(12)) : name }
  }

  /// A file of a commit or of the working tree.
  struct File: Sendable, Hashable {
    /// The path from the folder of the working tree.
    var path: String
    /// The hash of its content; nil for a file of the working tree.
    var blob: String?
  }

  /// A file that is not the same in two states.
  struct Change: Sendable {
    var old: File?
    var new: File?
  }

  /// The repository to which paths belong; the current folder where there are none.
  init(holding paths: [String]) throws {
    let starts = try Set(
      (paths.isEmpty ? ["."] : paths).map { path in
        try Self.folder(of: LintPlanner.absolute(path))
      })
    var folders: Set<String> = []
    for start in starts {
      do {
        let answer = try GitProcess.run(["rev-parse", "--show-toplevel"], in: start)
        folders.insert(Self.line(answer))
      } catch {
        throw CommandFailure(
          "'\(Path.shown(start))' is in no repository of git: \(error.text)",
          help: "two states that are no revisions are compared with: badgelint diff OLD NEW")
      }
    }
    guard let folder = folders.first, folders.count == 1 else {
      throw CommandFailure(
        "the paths are in several repositories: \(folders.sorted().joined(separator: ", "))",
        help: "run badgelint once for each")
    }
    guard !folder.isEmpty else {
      throw CommandFailure("the repository has no working tree", help: "run badgelint in a clone")
    }
    self.folder = try LintPlanner.absolute(folder)
    settings = try Self.withoutFilters(self.folder)
  }

  /// Settings that switch off every filter that the configuration of a repository names: each is a
  /// command, and git runs it for a file of the working tree whose content it compares.
  private static func withoutFilters(_ folder: String) throws -> [GitSetting] {
    let answer: [UInt8]
    do {
      answer = try GitProcess.run(["config", "--name-only", "-z", "--list"], in: folder)
    } catch {
      throw CommandFailure("git config failed: \(error.text)")
    }
    let names = Set(parts(answer)).filter { $0.hasPrefix("filter.") }
    return names.sorted().compactMap { name in
      if name.hasSuffix(".required") { return GitSetting(name: name, value: "false") }
      let isCommand = [".clean", ".smudge", ".process"].contains { name.hasSuffix($0) }
      return isCommand ? GitSetting(name: name, value: "") : nil
    }
  }

  /// The nearest folder that there is: what a proposal deletes may be gone with its folder.
  private static func folder(of path: String) -> String {
    var folder = path
    while !isFolder(folder), folder != "/" { folder = Path.parent(folder) }
    return folder
  }

  private static func line(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.last == 0x0A ? bytes.dropLast() : bytes[...], as: UTF8.self)
  }

  private func run(_ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
    do {
      return try GitProcess.run(arguments, in: folder, settings: settings, input: input)
    } catch {
      throw CommandFailure("git \(arguments.first ?? "") failed: \(error.text)")
    }
  }

  // MARK: - Commits

  /// The commit that a revision names.
  func commit(_ name: String) throws -> Commit {
    // What begins with a hyphen is an option to git.
    guard !name.isEmpty, name.utf8.first != UInt8(ascii: "-") else {
      throw CommandFailure(
        "'\(name)' is no revision", help: "name a commit, a branch or a tag, such as HEAD~1")
    }
    do {
      let answer = try GitProcess.run(
        ["rev-parse", "--verify", "--quiet", "\(name)^{commit}"], in: folder)
      return Commit(hash: Self.line(answer), name: name)
    } catch {
      guard error.didRun else { throw CommandFailure(error.text) }
      throw CommandFailure(
        "there is no revision '\(name)' in \(Path.shown(folder))",
        help: isShallow
          ? "this clone is shallow and holds only the last commits; fetch more, with "
            + "git fetch --unshallow, or with fetch-depth: 0 where a workflow checks it out"
          : "git log and git branch --all list what there is")
    }
  }

  private var isShallow: Bool {
    let answer = try? GitProcess.run(["rev-parse", "--is-shallow-repository"], in: folder)
    return answer.map(Self.line) == "true"
  }

  /// Where the commit that is checked out left the way of another; that itself where it lies on
  /// its way.
  func start(of proposal: Commit, since base: Commit) throws -> Commit {
    do {
      let answer = try GitProcess.run(["merge-base", base.hash, proposal.hash], in: folder)
      let hash = Self.line(answer)
      return hash == base.hash ? base : Commit(hash: hash, name: hash)
    } catch {
      throw CommandFailure(
        "'\(base.name)' and '\(proposal.name)' have no commit in common",
        help: isShallow
          ? "this clone is shallow and does not reach back to it; fetch more, with "
            + "git fetch --unshallow, or with fetch-depth: 0 where a workflow checks it out"
          : "compare two folders instead: badgelint diff OLD NEW")
    }
  }

  // MARK: - Files

  /// The paths as git takes them: from the root of the file system.
  private func pathspecs(_ paths: [String]) throws -> [String] {
    try ["--"] + (paths.isEmpty ? ["."] : paths).map { try LintPlanner.absolute($0) }
  }

  /// The files below paths that git keeps, and the links among them, from the root of the file
  /// system.
  func keptFiles(below paths: [String]) throws -> Set<String> {
    let answer = try run(["ls-files", "-z", "--full-name"] + pathspecs(paths))
    return Set(Self.parts(answer).map { Path.joining(folder, $0) })
  }

  /// The files below paths that differ between a commit and another, or the working tree.
  func changes(from old: Commit, to new: Commit?, paths: [String]) throws -> [Change] {
    try difference(from: old, to: new, paths: paths).changes
  }

  /// The same, and the paths of links that are new or lead elsewhere.
  func difference(
    from old: Commit, to new: Commit?, paths: [String]
  ) throws -> (changes: [Change], links: [String]) {
    let options = ["diff", "--raw", "-z", "--no-ext-diff", "--no-textconv", "--abbrev=40", "-M"]
    let answer = try run(
      options + [old.hash] + (new.map { [$0.hash] } ?? []) + pathspecs(paths))
    var (changes, links) = try Self.changes(in: answer, isWorkingTree: new == nil)
    if new == nil {
      let others = try run(
        ["ls-files", "-z", "--others", "--exclude-standard", "--full-name"] + pathspecs(paths))
      changes += Self.parts(others).filter { !isLink(Path.joining(folder, $0)) }
        .map { Change(old: nil, new: File(path: $0, blob: nil)) }
    }
    changes.sort {
      let (left, right) = ($0.new ?? $0.old, $1.new ?? $1.old)
      return (left?.path ?? "").utf8.lexicographicallyPrecedes((right?.path ?? "").utf8)
    }
    return (changes, links)
  }

  private static func parts(_ bytes: [UInt8]) -> [String] {
    bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Reads `git diff --raw -z`: `:100644 100644 HASH HASH M`, then one path, or two for renames.
  private static func changes(
    in answer: [UInt8], isWorkingTree: Bool
  ) throws -> (changes: [Change], links: [String]) {
    let parts = parts(answer)
    var changes: [Change] = []
    var links: [String] = []
    var index = 0
    while index < parts.count {
      let fields = parts[index].split(separator: " ")
      guard fields.count == 5, let status = fields[4].first, index + 1 < parts.count else {
        throw CommandFailure("git diff gave an answer that cannot be read: \(parts[index])")
      }
      let isMove = status == "R" || status == "C"
      guard index + (isMove ? 2 : 1) < parts.count else {
        throw CommandFailure("git diff gave an answer that ends too early")
      }
      let paths = (parts[index + 1], isMove ? parts[index + 2] : parts[index + 1])
      index += isMove ? 3 : 2
      // Files only: no links, no other repositories.
      func isFile(_ mode: Substring) -> Bool {
        mode.hasSuffix("100644") || mode.hasSuffix("100755")
      }
      let old =
        isFile(fields[0]) && status != "A" && status != "C"
        ? File(path: paths.0, blob: String(fields[2])) : nil
      let new =
        isFile(fields[1]) && status != "D"
        ? File(path: paths.1, blob: isWorkingTree ? nil : String(fields[3])) : nil
      if old != nil || new != nil { changes.append(Change(old: old, new: new)) }
      if fields[1] == "120000" { links.append(paths.1) }
    }
    return (changes, links)
  }

  /// The files of a commit below a path.
  func files(of commit: Commit, below paths: [String]) throws -> [File] {
    // `ls-tree` knows no pathspecs from the root of the file system.
    let ways = try paths.map { path -> String in
      guard let way = Path.relative(try LintPlanner.absolute(path), to: folder) else {
        throw CommandFailure("'\(path)' is outside of the repository")
      }
      return way
    }
    let answer = try run(
      ["ls-tree", "-r", "-z", "--full-tree", commit.hash, "--"] + ways.filter { $0 != "." })
    return Self.parts(answer).compactMap { entry in
      // `100644 blob HASH`, a tab, the path.
      let halves = entry.split(separator: "\t", maxSplits: 1)
      let fields = halves.first?.split(separator: " ") ?? []
      guard halves.count == 2, fields.count == 3, fields[0].hasPrefix("100") else { return nil }
      return File(path: String(halves[1]), blob: String(fields[2]))
    }
  }

  /// The commits on the way of a branch, the newest first, each with its time in seconds.
  func history(of commit: Commit) throws -> [(commit: Commit, time: Int64)] {
    let answer = try run(["rev-list", "--first-parent", "--timestamp", commit.hash])
    return String(decoding: answer, as: UTF8.self).split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ")
      guard fields.count == 2, let time = Int64(fields[0]) else { return nil }
      return (Commit(hash: String(fields[1]), name: String(fields[1])), time)
    }
  }

  /// The path of a file for people: from the current folder where it lies below.
  func shown(_ file: File) -> String { Path.shown(Path.joining(folder, file.path)) }

  // MARK: - Contents

  /// Most files that are asked for at once.
  private static let chunk = 256

  /// Hands over the contents of blobs, some at a time.
  func forEachContent(
    of blobs: [String], _ body: (_ blob: String, _ bytes: [UInt8]) throws -> Void
  ) throws {
    var start = 0
    while start < blobs.count {
      let chunk = blobs[start..<min(start + Self.chunk, blobs.count)]
      start += Self.chunk
      let answer = try run(
        ["cat-file", "--batch"], input: Array(chunk.map { $0 + "\n" }.joined().utf8))
      var place = 0
      for blob in chunk {
        // `HASH blob SIZE`, a line break, the content, a line break.
        guard let end = answer[place...].firstIndex(of: 0x0A) else {
          throw CommandFailure("git cat-file gave an answer that ends too early")
        }
        let head = String(decoding: answer[place..<end], as: UTF8.self).split(separator: " ")
        guard head.count == 3, head[1] == "blob", let size = Int(head[2]),
          end + 1 + size < answer.count
        else {
          throw CommandFailure(
            "git cannot show the content \(blob): \(head.dropFirst().joined(separator: " "))",
            help: "a partial clone holds not all contents; fetch them with git fetch --refetch")
        }
        guard size <= InputOptions.maximumBytes else {
          throw CommandFailure("the content \(blob) is too large: \(size) bytes")
        }
        try body(blob, Array(answer[end + 1..<end + 1 + size]))
        place = end + size + 2
      }
    }
  }

  /// The contents of blobs by their hashes.
  func contents(of blobs: [String]) throws -> [String: [UInt8]] {
    var result: [String: [UInt8]] = [:]
    try forEachContent(of: Array(Set(blobs)).sorted()) { result[$0] = $1 }
    return result
  }
}
