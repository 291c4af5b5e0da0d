#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard input as it comes.
enum ServerInput {
  private static let pieceBytes = 1 << 16

  /// The next bytes, waiting for them; nil at the end.
  static func read() -> [UInt8]? {
    while true {
      var count = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: pieceBytes) { buffer, initialized in
        #if canImport(Glibc)
          count = Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
          count = Musl.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
        #else
          count = Darwin.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
        #endif
        initialized = max(0, count)
      }
      if count > 0 { return bytes }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN {
        _ = wait(milliseconds: -1)
        continue
      }
      return nil
    }
  }

  /// Whether there is something to read at once.
  static var isWaiting: Bool { wait(milliseconds: 0) }

  private static func wait(milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, milliseconds) > 0
  }
}
