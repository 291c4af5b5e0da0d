#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A temporary file without a name, which is gone when it is let go of or the program ends.
package final class SpillFile: Sendable {
  private let descriptor: Int32
  private let folder: String

  /// The folder for temporary files that the environment names, or else `/tmp`.
  package static var usualFolder: String {
    guard let value = getenv("TMPDIR"), value.pointee != 0 else { return "/tmp" }
    return String(cString: value)
  }

  package init(folder: String) throws(SpillError) {
    guard !folder.utf8.contains(0) else {
      throw SpillError(operation: .create, folder: folder, code: ENOENT)
    }
    var path = Array("\(folder)/badgelint-XXXXXX".utf8CString)
    let descriptor = path.withUnsafeMutableBufferPointer { path in
      guard let start = path.baseAddress else { return Int32(-1) }
      let descriptor = mkstemp(start)
      if descriptor >= 0 { unlink(start) }
      return descriptor
    }
    guard descriptor >= 0 else {
      throw SpillError(operation: .create, folder: folder, code: errno)
    }
    // Programs that are started meanwhile have no use for it.
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    self.descriptor = descriptor
    self.folder = folder
  }

  deinit { close(descriptor) }

  /// Writes words at an offset in words.
  func write(_ words: UnsafeBufferPointer<UInt32>, at offset: Int) throws(SpillError) {
    try write(UnsafeRawBufferPointer(words), at: offset * 4)
  }

  /// Writes bytes at an offset.
  package func write(_ bytes: [UInt8], at offset: Int) throws(SpillError) {
    try bytes.withUnsafeBufferPointer { bytes throws(SpillError) in
      try write(UnsafeRawBufferPointer(bytes), at: offset)
    }
  }

  private func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SpillError) {
    var done = 0
    while done < bytes.count {
      let count = pwrite(
        descriptor, bytes.baseAddress.map { $0 + done }, min(bytes.count - done, 1 << 30),
        off_t(offset + done))
      if count > 0 {
        done += count
      } else if count == 0 || errno != EINTR {
        // A device that takes nothing and tells no failure is full.
        throw SpillError(operation: .write, folder: folder, code: count == 0 ? ENOSPC : errno)
      }
    }
  }

  /// Fills words from an offset in words.
  func read(_ words: UnsafeMutableBufferPointer<UInt32>, at offset: Int) throws(SpillError) {
    try read(UnsafeMutableRawBufferPointer(words), at: offset * 4)
  }

  /// The bytes from an offset.
  package func read(_ count: Int, at offset: Int) throws(SpillError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    try bytes.withUnsafeMutableBufferPointer { bytes throws(SpillError) in
      try read(UnsafeMutableRawBufferPointer(bytes), at: offset)
    }
    return bytes
  }

  private func read(_ bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws(SpillError) {
    var done = 0
    while done < bytes.count {
      let count = pread(
        descriptor, bytes.baseAddress.map { $0 + done }, min(bytes.count - done, 1 << 30),
        off_t(offset + done))
      if count > 0 {
        done += count
      } else if count == 0 || errno != EINTR {
        throw SpillError(operation: .read, folder: folder, code: count == 0 ? 0 : errno)
      }
    }
  }

  /// Another file with the first words of this one.
  func copy(words: Int) throws(SpillError) -> SpillFile {
    let copy = try SpillFile(folder: folder)
    var block = [UInt32](repeating: 0, count: min(words, 1 << 18))
    var done = 0
    while done < words {
      let count = min(words - done, block.count)
      try read(in: &block, count, at: done)
      try block.withUnsafeBufferPointer { words throws(SpillError) in
        try copy.write(UnsafeBufferPointer(rebasing: words[..<count]), at: done)
      }
      done += count
    }
    return copy
  }

  private func read(in block: inout [UInt32], _ count: Int, at offset: Int) throws(SpillError) {
    try block.withUnsafeMutableBufferPointer { words throws(SpillError) in
      try read(UnsafeMutableBufferPointer(rebasing: words[..<count]), at: offset)
    }
  }
}
