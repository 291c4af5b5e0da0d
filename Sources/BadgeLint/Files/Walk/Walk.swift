/// One run of a walk: the finds, and what is needed to take each file once.
struct Walk {
  /// A folder named by the user.
  private struct Root {
    var index: Int
    /// What comes before the path within the root in a path shown to people.
    var prefix: [UInt8]
    /// The length of the absolute path of the root; 0 for the root of the file system.
    var length: Int
  }

  /// A folder on the way down.
  private struct Frame {
    var listing: FolderListing
    var device: UInt64
    var next = 0
    var length: Int
    var scopes: IgnoreScopes
  }

  /// A link met on the way, followed after everything that is there directly.
  private struct Link {
    var root: Root
    var absolute: [UInt8]
    var target: FileStatus
    var scopes: IgnoreScopes
  }

  private let options: FileWalker.Options
  private let filter: NameFilter
  private let excludes: Excludes
  private var loader = IgnoreLoader()
  private var finds = Finds()
  private var problems: [FileProblem] = []
  private var visited: Set<FileIdentity> = []
  private var links: [Link] = []
  /// How much was met that is taken, reported or looked at another time.
  private var met = 0
  /// The folders named in which nothing was met.
  private var emptyFolders: [String] = []
  /// The absolute path of what is being looked at; links on the walk stay in it as they are.
  private var absolute: [UInt8] = []

  init(options: FileWalker.Options) {
    self.options = options
    filter = NameFilter(skipsHidden: options.skipsHidden, extensions: options.extensions)
    excludes = Excludes(options.excludes, folder: options.excludesFolder)
  }

  mutating func run(_ roots: [String]) -> WalkResult {
    for (index, root) in roots.enumerated() { visit(root, index: index) }
    var next = 0
    while next < links.count {
      follow(links[next])
      next += 1
    }
    if options.reportsEmptyFolders, !finds.isEmpty {
      for path in emptyFolders {
        report(FileError(.read, path: path, reason: .emptyFolder), named: true)
      }
    }
    return WalkResult(files: finds.inOrder(), problems: problems)
  }

  // MARK: What is named

  private mutating func visit(_ given: String, index: Int) {
    let path = given.isEmpty ? given : Path.normalised(given)
    if path.utf8.elementsEqual("-".utf8) {
      finds.addStandardInput(root: index)
      return
    }
    let status: FileStatus
    // The path is looked up as given: a slash at its end asks for a folder.
    switch FileStatus.following(given) {
    case .success(let value): status = value
    case .failure(let code):
      let reason = FileStatus.reason(path: given, code: code)
      report(FileError(.find, path: path, reason: reason), named: true)
      return
    }
    do throws(FileError) {
      switch status.kind {
      case .folder:
        try visitFolder(path, index: index)
      case .regular:
        if options.forceExclude, try isLeftOut(path, isFolder: false) { return }
        take(path, identity: status.identity, size: status.size, root: index, named: true)
      default:
        throw FileError(.read, path: path, reason: .notARegularFile(status.kind))
      }
    } catch {
      report(error, named: true)
    }
    reportLoaderProblems()
  }

  private mutating func visitFolder(_ path: String, index: Int) throws(FileError) {
    if options.forceExclude, try isLeftOut(path, isFolder: true) { return }
    let resolved = try Path.resolved(path)
    absolute = Array(resolved.utf8.count == 1 ? "".utf8 : resolved.utf8)
    let prefix = path == "." ? "" : path.utf8.last == UInt8(ascii: "/") ? path : path + "/"
    let root = Root(index: index, prefix: Array(prefix.utf8), length: absolute.count)
    var scopes = IgnoreScopes()
    if options.respectsGitignore, !absolute.isEmpty {
      scopes = loader.scopes(inRepositoryAt: Path.parent(resolved)) ?? scopes
    }
    let before = met
    descend(root, scopes: scopes, openedAs: path, named: true)
    if met == before { emptyFolders.append(path) }
  }

  /// Whether something named is excluded or ignored, by itself or through a folder above it.
  private mutating func isLeftOut(_ path: String, isFolder: Bool) throws(FileError) -> Bool {
    let folder: String
    let name: String
    if isFolder {
      let resolved = try Path.resolved(path)
      (folder, name) = (Path.parent(resolved), Path.lastComponent(resolved))
    } else {
      // A link named as a file is judged by its own name.
      (folder, name) = (try Path.resolved(Path.parent(path)), Path.lastComponent(path))
    }
    let full = Path.joining(folder, name)
    // What git keeps in spite of .gitignore was put there on purpose.
    let scopes = options.respectsGitignore && isFolder ? loader.scopes(inRepositoryAt: folder) : nil
    return withBytes(of: full) { bytes in
      if scopes?.ignoresPathOrParent(bytes, isFolder: isFolder) == true { return true }
      return excludes.containPathOrParent(
        bytes, isFolder: isFolder, otherwise: bytes.count - name.utf8.count)
    }
  }

  // MARK: What is found

  /// Walks the folder whose path is in `absolute`.
  private mutating func descend(
    _ root: Root, scopes: IgnoreScopes, openedAs path: String, named: Bool
  ) {
    var frames: [Frame] = []
    if let frame = enter(path, scopes: scopes, named: named) { frames.append(frame) }
    while let last = frames.indices.last {
      let length = frames[last].length
      absolute.removeSubrange(length...)
      guard frames[last].next < frames[last].listing.entries.count else {
        frames.removeLast()
        continue
      }
      let entry = frames[last].listing.entries[frames[last].next]
      frames[last].next += 1
      absolute.append(UInt8(ascii: "/"))
      absolute.append(contentsOf: frames[last].listing.name(of: entry))
      let name = length + 1
      guard let kind = entry.kind ?? lookUpKind(root, name: name) else { continue }
      switch kind {
      case .folder:
        guard isWanted(root, frames[last].scopes, isFolder: true) else { continue }
        guard let path = validPath(root, .list) else { continue }
        if let frame = enter(path, scopes: frames[last].scopes, named: false) {
          frames.append(frame)
        }
      case .link:
        meetLink(root, frames[last].scopes, name: name)
      case .regular:
        guard entry.kind != nil || hasWantedName(from: name),
          isWanted(root, frames[last].scopes, isFolder: false),
          let path = validPath(root, .read)
        else { continue }
        let identity = FileIdentity(device: frames[last].device, inode: entry.inode)
        take(path, identity: identity, size: nil, root: root.index, named: false)
      default:
        guard hasWantedName(from: name), isWanted(root, frames[last].scopes, isFolder: false),
          let path = validPath(root, .read)
        else { continue }
        report(FileError(.read, path: path, reason: .notARegularFile(kind)), named: false)
      }
    }
  }

  /// The kind of an entry where the listing does not tell; a failure is reported.
  private mutating func lookUpKind(_ root: Root, name: Int) -> FileKind? {
    let path = shownPath(root)
    switch FileStatus.ofLink(path) {
    case .success(let status): return status.kind
    case .failure(let code):
      if hasWantedName(from: name) {
        report(FileError(.read, path: path, code: code.value), named: false)
      }
      return nil
    }
  }

  /// Opens and lists a folder; nil when that failed or the folder was walked before.
  private mutating func enter(_ path: String, scopes: IgnoreScopes, named: Bool) -> Frame? {
    let listing: FolderListing
    let device: UInt64
    do throws(FileError) {
      let folder = try OpenFolder(path)
      guard visited.insert(folder.identity).inserted else {
        met += 1
        return nil
      }
      device = folder.identity.device
      let result = folder.list(filter)
      listing = result.listing
      if let failure = result.failure {
        report(FileError(.list, path: path, code: failure.value), named: named)
      }
    } catch {
      report(error, named: named)
      return nil
    }
    var frame = Frame(
      listing: listing, device: device, length: absolute.count, scopes: scopes)
    if options.respectsGitignore {
      if listing.holdsGit {
        // The rules of an outer repository end where another one begins.
        frame.scopes = loader.rootScopes(ofRepository: path, folderLength: absolute.count)
      }
      if listing.holdsIgnoreFile, let bytes = loader.ignoreFile(in: path) {
        frame.scopes.append(bytes, folderLength: absolute.count)
      }
      reportLoaderProblems()
    }
    return frame
  }

  /// Notes a link to a folder or a file for later.
  private mutating func meetLink(_ root: Root, _ scopes: IgnoreScopes, name: Int) {
    switch FileStatus.following(shownPath(root)) {
    case .success(let target):
      let isFolder = target.kind == .folder
      guard isFolder || hasWantedName(from: name), isWanted(root, scopes, isFolder: isFolder),
        let path = validPath(root, .read)
      else { return }
      if isFolder || target.kind == .regular {
        met += 1
        links.append(Link(root: root, absolute: absolute, target: target, scopes: scopes))
      } else {
        report(FileError(.read, path: path, reason: .notARegularFile(target.kind)), named: false)
      }
    case .failure(let code):
      // Of a broken link only the name tells whether a file to lint was meant.
      guard hasWantedName(from: name), isWanted(root, scopes, isFolder: false),
        let path = validPath(root, .read)
      else { return }
      let reason = FileStatus.reason(path: path, code: code)
      report(FileError(.read, path: path, reason: reason), named: false)
    }
  }

  private mutating func follow(_ link: Link) {
    absolute = link.absolute
    finds.needsSorting = true
    let path = shownPath(link.root)
    if link.target.kind == .folder {
      descend(link.root, scopes: link.scopes, openedAs: path, named: false)
    } else {
      take(
        path, identity: link.target.identity, size: link.target.size, root: link.root.index,
        named: false)
    }
  }

  // MARK: Judging a path

  private func hasWantedName(from start: Int) -> Bool {
    absolute.withUnsafeBufferPointer { filter.wants(UnsafeBufferPointer(rebasing: $0[start...])) }
  }

  /// Whether neither ignore files nor excludes leave out the path in `absolute`.
  private func isWanted(_ root: Root, _ scopes: IgnoreScopes, isFolder: Bool) -> Bool {
    if scopes.isEmpty, excludes.isEmpty { return true }
    return absolute.withUnsafeBufferPointer { path in
      !scopes.ignores(path, isFolder: isFolder)
        && !excludes.contain(path, isFolder: isFolder, otherwise: root.length + 1)
    }
  }

  /// The path in `absolute` as it is shown to people.
  private func shownPath(_ root: Root) -> String {
    let way = absolute[(root.length + 1)...]
    if root.prefix.isEmpty {
      // "-" alone would mean standard input.
      return way.elementsEqual("-".utf8) ? "./-" : String(decoding: way, as: UTF8.self)
    }
    return String(unsafeUninitializedCapacity: root.prefix.count + way.count) { buffer in
      _ = buffer.update(fromContentsOf: root.prefix)
      _ = buffer[root.prefix.count...].update(fromContentsOf: way)
      return root.prefix.count + way.count
    }
  }

  /// The path to show; a name that is not valid UTF-8 cannot be opened and is reported.
  private mutating func validPath(_ root: Root, _ operation: FileError.Operation) -> String? {
    let path = shownPath(root)
    let way = absolute[(root.length + 1)...]
    if way.allSatisfy({ $0 < 0x80 }) || path.utf8.suffix(way.count).elementsEqual(way) {
      return path
    }
    report(FileError(operation, path: path, reason: .nameNotUTF8), named: false)
    return nil
  }

  // MARK: Keeping the results

  private mutating func take(
    _ path: String, identity: FileIdentity, size: Int?, root: Int, named: Bool
  ) {
    if let limit = options.maximumBytes {
      var size = size
      if size == nil, case .success(let status) = FileStatus.following(path) { size = status.size }
      if let size, size > limit {
        report(FileError(.read, path: path, reason: .tooLarge(limit: limit)), named: named)
        return
      }
    }
    met += 1
    finds.add(path, identity: identity, root: root, named: named)
  }

  private mutating func report(_ error: FileError, named: Bool) {
    met += 1
    problems.append(FileProblem(error: error, wasNamedExplicitly: named))
  }

  private mutating func reportLoaderProblems() {
    if loader.problems.isEmpty { return }
    for error in loader.takeProblems() { report(error, named: false) }
  }
}
