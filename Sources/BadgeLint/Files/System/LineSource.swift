#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads a file, or standard input for `-`, line by line in bounded memory.
package final class LineSource {
  package struct Line: Sendable {
    /// Without the end of the line.
    package var bytes: [UInt8]
    /// From 1.
    package var number: Int
  }

  private let path: String
  private let descriptor: Int32
  private var rest: [UInt8] = []
  private var number = 0
  private var isAtEnd = false

  /// Most bytes of a line.
  private static let mostBytes = 64 << 20

  package init(_ path: String) throws(FileError) {
    let opened = try Self.opened(path)
    self.path = path
    descriptor = opened
  }

  private static func opened(_ path: String) throws(FileError) -> Int32 {
    if path == "-" { return STDIN_FILENO }
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw FileError(.read, path: path, reason: .invalidPath)
    }
    let descriptor = retrying { open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) }
    guard descriptor >= 0 else { throw FileError(.read, path: path, code: errno) }
    return descriptor
  }

  deinit {
    if descriptor != STDIN_FILENO { close(descriptor) }
  }

  /// The next lines that are not empty, at most as many as wanted; nil at the end.
  package func next(_ wanted: Int) throws(FileError) -> [Line]? {
    var lines: [Line] = []
    while lines.count < wanted {
      takeLines(wanted, &lines)
      if lines.count >= wanted { break }
      if isAtEnd {
        if !rest.isEmpty {
          add(rest[...], &lines)
          rest.removeAll()
        }
        break
      }
      try readMore()
    }
    return lines.isEmpty ? nil : lines
  }

  private func takeLines(_ wanted: Int, _ lines: inout [Line]) {
    var start = rest.startIndex
    while lines.count < wanted, let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
      add(rest[start..<end], &lines)
      start = end + 1
    }
    rest.removeSubrange(..<start)
  }

  private func add(_ bytes: ArraySlice<UInt8>, _ lines: inout [Line]) {
    number += 1
    let bytes = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
    if bytes.contains(where: { $0 > 0x20 }) {
      lines.append(Line(bytes: Array(bytes), number: number))
    }
  }

  private func readMore() throws(FileError) {
    let size = 1 << 18
    let before = rest.count
    guard before <= Self.mostBytes else {
      throw FileError(.read, path: path, reason: .tooLarge(limit: Self.mostBytes))
    }
    var block = [UInt8](repeating: 0, count: size)
    var count = -1
    repeat {
      count = block.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    } while count < 0 && errno == EINTR
    guard count >= 0 else { throw FileError(.read, path: path, code: errno) }
    if count == 0 { isAtEnd = true }
    rest.append(contentsOf: block[..<count])
  }
}
