#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads a whole regular file; the path "-" reads standard input.
///
/// Links are followed. Folders, pipes, sockets and devices are refused, as is a file with more
/// than `maximumBytes`. A file that grows meanwhile is read to the end it has at the last read.
package func readFile(_ path: String, maximumBytes: Int) throws(FileError) -> [UInt8] {
  if path.utf8.elementsEqual("-".utf8) {
    return try readStandardInput(maximumBytes: maximumBytes)
  }
  return try readFile(path, maximumBytes: maximumBytes, flags: 0)
}

/// Reads standard input to its end, at most `maximumBytes`.
package func readStandardInput(maximumBytes: Int) throws(FileError) -> [UInt8] {
  try readToEnd(STDIN_FILENO, path: "-", expected: 0, maximumBytes: maximumBytes)
}

/// Reads standard input up to a bound.
/// - Returns: The bytes, one more than the bound where there are more.
package func readBeginningOfStandardInput(_ bound: Int) throws(FileError) -> [UInt8] {
  var failure: Int32 = 0
  let bytes = [UInt8](unsafeUninitializedCapacity: bound + 1) { buffer, count in
    (count, _, failure) = fill(UnsafeMutableRawBufferPointer(buffer), from: STDIN_FILENO)
  }
  guard failure == 0 else { throw FileError(.read, path: "-", code: failure) }
  return bytes
}

/// Reads the beginning of a file that was found to be a regular one.
package func readBeginning(_ path: String) throws(FileError) -> [UInt8] {
  let descriptor = retrying { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
  guard descriptor >= 0 else { throw FileError(.read, path: path, code: errno) }
  defer { close(descriptor) }
  var failure: Int32 = 0
  let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
    (count, _, failure) = fill(UnsafeMutableRawBufferPointer(buffer), from: descriptor)
  }
  guard failure == 0 else { throw FileError(.read, path: path, code: failure) }
  return bytes
}

/// Reads a regular file that is opened with additional flags.
func readFile(_ path: String, maximumBytes: Int, flags: Int32) throws(FileError) -> [UInt8] {
  guard !path.isEmpty, !path.utf8.contains(0) else {
    throw FileError(.read, path: path, reason: .invalidPath)
  }
  // O_NONBLOCK keeps open() from waiting for the other end of a pipe.
  let descriptor = retrying { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | flags) }
  guard descriptor >= 0 else {
    let code = SystemCode.last
    throw FileError(.read, path: path, reason: FileStatus.reason(path: path, code: code))
  }
  defer { close(descriptor) }
  let status: FileStatus
  switch FileStatus.ofOpen(descriptor) {
  case .success(let value): status = value
  case .failure(let code): throw FileError(.read, path: path, code: code.value)
  }
  switch status.kind {
  case .regular: break
  case .folder: throw FileError(.read, path: path, reason: .isFolder)
  default: throw FileError(.read, path: path, reason: .notARegularFile(status.kind))
  }
  guard status.size <= maximumBytes else {
    throw FileError(.read, path: path, reason: .tooLarge(limit: maximumBytes))
  }
  return try readToEnd(
    descriptor, path: path, expected: status.size, maximumBytes: maximumBytes)
}

/// Repeats a call that a signal interrupted.
func retrying<Value: SignedInteger>(_ call: () -> Value) -> Value {
  while true {
    let value = call()
    if value != -1 || errno != EINTR { return value }
  }
}

/// Reads until the end; `expected` bytes go straight into the result, more only when there are.
private func readToEnd(
  _ descriptor: Int32, path: String, expected: Int, maximumBytes: Int
) throws(FileError) -> [UInt8] {
  var failure: Int32 = 0
  var atEnd = false
  // One byte more than expected shows the end of the file without growing.
  var bytes = [UInt8](unsafeUninitializedCapacity: expected + 1) { buffer, count in
    (count, atEnd, failure) = fill(UnsafeMutableRawBufferPointer(buffer), from: descriptor)
  }
  while failure == 0, !atEnd, bytes.count <= maximumBytes {
    withUnsafeTemporaryAllocation(byteCount: 65536, alignment: 1) { buffer in
      let count: Int
      (count, atEnd, failure) = fill(buffer, from: descriptor)
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }
  guard failure == 0 else { throw FileError(.read, path: path, code: failure) }
  guard bytes.count <= maximumBytes else {
    throw FileError(.read, path: path, reason: .tooLarge(limit: maximumBytes))
  }
  return bytes
}

/// Reads until the buffer is full or the file ends; the failure is an `errno` value or 0.
func fill(
  _ buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32
) -> (count: Int, atEnd: Bool, failure: Int32) {
  var count = 0
  while count < buffer.count {
    // Some systems refuse to read more than 2 GiB at once.
    let wanted = min(buffer.count - count, 1 << 30)
    let got = read(descriptor, buffer.baseAddress.map { $0 + count }, wanted)
    if got > 0 {
      count += got
    } else if got == 0 {
      return (count, true, 0)
    } else if errno == EAGAIN {
      // Standard input may be shared with a process that made it non-blocking.
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      _ = poll(&waiting, 1, -1)
    } else if errno != EINTR {
      return (count, false, errno)
    }
  }
  return (count, false, 0)
}
