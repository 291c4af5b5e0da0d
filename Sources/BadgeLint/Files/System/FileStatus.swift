#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The kind of a thing in a folder.
package enum FileKind: UInt8, Sendable, Hashable {
  case regular, folder, link, pipe, socket, device, other

  /// The kind with its article, for messages.
  package var text: String {
    switch self {
    case .regular: "a regular file"
    case .folder: "a folder"
    case .link: "a symbolic link"
    case .pipe: "a pipe"
    case .socket: "a socket"
    case .device: "a device"
    case .other: "a special file"
    }
  }

  /// Reads the kind from the mode of `stat`.
  init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .regular
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    case S_IFIFO: self = .pipe
    case S_IFSOCK: self = .socket
    case S_IFCHR, S_IFBLK: self = .device
    default: self = .other
    }
  }

  /// Reads the kind from `d_type`; nil when the file system does not tell.
  init?(entryType: UInt8) {
    switch Int(entryType) {
    case Int(DT_REG): self = .regular
    case Int(DT_DIR): self = .folder
    case Int(DT_LNK): self = .link
    case Int(DT_FIFO): self = .pipe
    case Int(DT_SOCK): self = .socket
    case Int(DT_CHR), Int(DT_BLK): self = .device
    default: return nil
    }
  }
}

/// The identity of a file on this machine: device and inode.
struct FileIdentity: Sendable, Hashable {
  var device: UInt64
  var inode: UInt64
}

/// What `stat` tells about a file, reduced to what is used here.
struct FileStatus: Sendable {
  let kind: FileKind
  let identity: FileIdentity
  let size: Int
  let permissions: mode_t
  let owner: uid_t
  let group: gid_t
  /// When it was written last, in nanoseconds.
  let modified: Int

  private init(_ status: stat) {
    kind = FileKind(mode: status.st_mode)
    identity = FileIdentity(
      device: UInt64(truncatingIfNeeded: status.st_dev),
      inode: UInt64(truncatingIfNeeded: status.st_ino))
    size = Int(truncatingIfNeeded: status.st_size)
    permissions = status.st_mode & 0o7777
    owner = status.st_uid
    group = status.st_gid
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    modified = Int(time.tv_sec) &* 1_000_000_000 &+ Int(time.tv_nsec)
  }

  /// The status of what `path` leads to, links followed; the failure is an `errno` value.
  static func following(_ path: String) -> Result<FileStatus, SystemCode> {
    guard !path.utf8.contains(0) else { return .failure(SystemCode(value: EINVAL)) }
    var status = stat()
    return stat(path, &status) == 0 ? .success(FileStatus(status)) : .failure(.last)
  }

  /// The status of `path` itself, a last link not followed.
  static func ofLink(_ path: String) -> Result<FileStatus, SystemCode> {
    guard !path.utf8.contains(0) else { return .failure(SystemCode(value: EINVAL)) }
    var status = stat()
    return lstat(path, &status) == 0 ? .success(FileStatus(status)) : .failure(.last)
  }

  /// The status of an open file.
  static func ofOpen(_ descriptor: Int32) -> Result<FileStatus, SystemCode> {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? .success(FileStatus(status)) : .failure(.last)
  }

  /// The reason why `path` has no status: tells a broken link from a missing file.
  static func reason(path: String, code: SystemCode) -> FileError.Reason {
    if code.value == ENOENT, case .success(let link) = ofLink(path), link.kind == .link {
      return .brokenLink
    }
    return path.isEmpty ? .invalidPath : FileError.Reason(code: code.value)
  }
}

/// An `errno` value as an error.
struct SystemCode: Error, Sendable {
  let value: Int32

  /// The value that the last failing call left behind.
  static var last: SystemCode { SystemCode(value: errno) }
}

/// Whether a path leads to a regular file, through links.
package func isRegularFile(_ path: String) -> Bool {
  if case .success(let status) = FileStatus.following(path) { return status.kind == .regular }
  return false
}

/// Whether standard input comes from the file that a path leads to, as by `< FILE`.
package func isStandardInput(_ path: String) -> Bool {
  guard case .success(let input) = FileStatus.ofOpen(STDIN_FILENO), input.kind == .regular,
    case .success(let status) = FileStatus.following(path)
  else { return false }
  return status.identity == input.identity
}

/// Whether a path is a symbolic link, wherever it leads.
package func isLink(_ path: String) -> Bool { kindItself(path) == .link }

/// Whether a path is a regular file itself, and no link to one.
package func isRegularFileItself(_ path: String) -> Bool { kindItself(path) == .regular }

/// The kind of what has this name, without following a link; nil where that cannot be told.
private func kindItself(_ path: String) -> FileKind? {
  guard case .success(let status) = FileStatus.ofLink(path) else { return nil }
  return status.kind
}

/// Whether anything has this name, also a link that leads nowhere.
package func isAnythingAt(_ path: String) -> Bool {
  var status = stat()
  return lstat(path, &status) == 0
}

/// Whether a path leads to anything, through links.
package func leadsSomewhere(_ path: String) -> Bool {
  if case .success = FileStatus.following(path) { return true }
  return false
}

/// Whether a path leads to a folder, through links.
package func isFolder(_ path: String) -> Bool {
  if case .success(let status) = FileStatus.following(path) { return status.kind == .folder }
  return false
}
