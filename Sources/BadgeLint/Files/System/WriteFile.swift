#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Replaces or creates a file so that readers see either the old or the new content as a whole.
///
/// The bytes go into a temporary file in the same folder, which is flushed to the disk and then
/// renamed. Permissions and, where allowed, the owner of an existing file are kept; a read-only
/// file is refused. A symbolic link stays and its target is replaced. Another hard link to the
/// file keeps the old content. Pipes and devices such as "/dev/stdout" are written directly.
package func writeFile(_ path: String, _ bytes: [UInt8]) throws(FileError) {
  try writeFile(path) { (write) throws(FileError) in try write(bytes) }
}

/// The same with bytes that come in chunks.
/// - Parameter chunks: Calls what it is given with each chunk.
package func writeFile(
  _ path: String, chunks: (_ write: ([UInt8]) throws(FileError) -> Void) throws(FileError) -> Void
) throws(FileError) {
  guard !path.isEmpty, !path.utf8.contains(0) else {
    throw FileError(.write, path: path, reason: .invalidPath)
  }
  var existing: FileStatus?
  switch FileStatus.following(path) {
  case .success(let status): existing = status
  case .failure(let code):
    guard code.value == ENOENT else { throw FileError(.write, path: path, code: code.value) }
  }
  if let existing {
    if existing.kind == .folder { throw FileError(.write, path: path, reason: .isFolder) }
    if existing.kind != .regular || isDescriptorPath(path) {
      return try writeDirectly(path, chunks)
    }
    guard access(path, W_OK) == 0 else { throw FileError(.write, path: path, code: errno) }
  }
  let target = try finalTarget(of: path)
  let temporary = try createTemporary(beside: target, named: path)
  do throws(FileError) {
    defer { close(temporary.descriptor) }
    let descriptor = temporary.descriptor
    try chunks { (bytes) throws(FileError) in try writeAll(descriptor, bytes, path: path) }
    if let existing {
      // The change of owner clears special permission bits, so it comes first.
      let unowned = fchown(temporary.descriptor, existing.owner, existing.group) != 0
      let permissions = unowned ? existing.permissions & 0o777 : existing.permissions
      _ = fchmod(temporary.descriptor, permissions)
    }
    guard retrying({ fsync(temporary.descriptor) }) == 0 else {
      throw FileError(.write, path: path, code: errno)
    }
    guard rename(temporary.path, target) == 0 else {
      throw FileError(.write, path: path, code: errno)
    }
  } catch {
    unlink(temporary.path)
    throw error
  }
  flushFolder(Path.parent(target))
}

/// Creates a file that is not there yet; where anything is, a link too, nothing is written.
///
/// The system looks and creates in one step, so that nothing that comes in between is lost. Where
/// not all bytes can be written, the file goes away again.
package func createFile(_ path: String, _ bytes: [UInt8]) throws(FileError) {
  guard !path.isEmpty, !path.utf8.contains(0) else {
    throw FileError(.write, path: path, reason: .invalidPath)
  }
  let descriptor = retrying { open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
  guard descriptor >= 0 else {
    if errno == EEXIST { throw FileError(.write, path: path, reason: .alreadyThere) }
    throw FileError(.write, path: path, code: errno)
  }
  do throws(FileError) {
    defer { close(descriptor) }
    try writeAll(descriptor, bytes, path: path)
    guard retrying({ fsync(descriptor) }) == 0 else {
      throw FileError(.write, path: path, code: errno)
    }
  } catch {
    unlink(path)
    throw error
  }
  flushFolder(Path.parent(path))
}

/// Whether the path names an open file of this process, which must not be replaced.
private func isDescriptorPath(_ path: String) -> Bool {
  path.utf8.starts(with: "/dev/".utf8) || path.utf8.starts(with: "/proc/".utf8)
}

/// Writes into a pipe, a device or an open file.
private func writeDirectly(
  _ path: String, _ chunks: (([UInt8]) throws(FileError) -> Void) throws(FileError) -> Void
) throws(FileError) {
  // Standard output may be a regular file that holds something already.
  let descriptor = retrying { open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY) }
  guard descriptor >= 0 else { throw FileError(.write, path: path, code: errno) }
  defer { close(descriptor) }
  try chunks { (bytes) throws(FileError) in try writeAll(descriptor, bytes, path: path) }
}

/// Follows the symbolic links at the end of the path, also to a target that does not exist yet.
private func finalTarget(of path: String) throws(FileError) -> String {
  var target = path
  for _ in 0..<40 {
    guard case .success(let status) = FileStatus.ofLink(target), status.kind == .link else {
      return target
    }
    let text = linkText(target)
    guard !text.isEmpty else { throw FileError(.write, path: path, code: errno) }
    target = Path.joining(Path.parent(target), text)
  }
  throw FileError(.write, path: path, reason: .linkLoop)
}

/// The text of a symbolic link; empty when it cannot be read.
private func linkText(_ path: String) -> String {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
    guard let start = buffer.baseAddress else { return "" }
    let count = readlink(path, start, buffer.count)
    guard count > 0 else { return "" }
    return String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
  }
}

/// Creates an empty file with a fresh name in the folder of `target`.
private func createTemporary(
  beside target: String, named path: String
) throws(FileError) -> (path: String, descriptor: Int32) {
  let folder = Path.parent(target)
  for _ in 0..<16 {
    let number = UInt64.random(in: .min ... .max)
    let name = Path.joining(folder, ".badgelint-\(String(number, radix: 36)).tmp")
    let descriptor = retrying { open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
    if descriptor >= 0 { return (name, descriptor) }
    if errno != EEXIST { break }
  }
  throw FileError(.write, path: path, code: errno)
}

/// Writes all bytes.
private func writeAll(_ descriptor: Int32, _ bytes: [UInt8], path: String) throws(FileError) {
  let failure: Int32 = bytes.withUnsafeBytes { buffer in
    var done = 0
    while done < buffer.count {
      let wanted = min(buffer.count - done, 1 << 30)
      let count = write(descriptor, buffer.baseAddress.map { $0 + done }, wanted)
      if count >= 0 {
        done += count
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&waiting, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
  guard failure == 0 else { throw FileError(.write, path: path, code: failure) }
}

/// Makes the rename last over a power failure, where the file system can do that.
private func flushFolder(_ folder: String) {
  let descriptor = open(folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
  guard descriptor >= 0 else { return }
  _ = fsync(descriptor)
  close(descriptor)
}

/// Makes a folder with all the folders above it that are missing.
package func makeFolders(_ path: String) throws(FileError) {
  if case .success(let status) = FileStatus.following(path), status.kind == .folder { return }
  let parent = Path.parent(path)
  if parent != path { try makeFolders(parent) }
  guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
    throw FileError(.write, path: path, code: errno)
  }
}

/// A file that is written part by part; it takes its name when it is finished.
package final class FileStream {
  private let path: String
  private let target: String
  private let temporary: String?
  private let descriptor: Int32
  private var isFinished = false

  package init(_ path: String) throws(FileError) {
    let opened = try Self.opened(path)
    self.path = path
    (target, temporary, descriptor) = opened
  }

  private static func opened(
    _ path: String
  ) throws(FileError) -> (target: String, temporary: String?, descriptor: Int32) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw FileError(.write, path: path, reason: .invalidPath)
    }
    var kind: FileKind?
    if case .success(let status) = FileStatus.following(path) { kind = status.kind }
    if kind == .folder { throw FileError(.write, path: path, reason: .isFolder) }
    if isDescriptorPath(path) || (kind != nil && kind != .regular) {
      let descriptor = retrying { open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY) }
      guard descriptor >= 0 else { throw FileError(.write, path: path, code: errno) }
      return (path, nil, descriptor)
    }
    if kind != nil, access(path, W_OK) != 0 {
      throw FileError(.write, path: path, code: errno)
    }
    let target = try finalTarget(of: path)
    let created = try createTemporary(beside: target, named: path)
    return (target, created.path, created.descriptor)
  }

  package func write(_ bytes: [UInt8]) throws(FileError) {
    try writeAll(descriptor, bytes, path: path)
  }

  /// Gives the file its name; without this nothing is left of it.
  package func finish() throws(FileError) {
    guard let temporary else { return }
    guard retrying({ fsync(descriptor) }) == 0, rename(temporary, target) == 0 else {
      throw FileError(.write, path: path, code: errno)
    }
    isFinished = true
    flushFolder(Path.parent(target))
  }

  deinit {
    close(descriptor)
    if let temporary, !isFinished { unlink(temporary) }
  }
}
