import Foundation
import CEL

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A terminal that a program can write to and a test can read.
final class PseudoTerminal: Sendable {
  private let master: Int32
  /// The side for the program.
  let terminal: FileHandle
  private let text = Locked<[UInt8]>([])
  private let ended = DispatchSemaphore(value: 0)

  /// Whether the system gives terminals.
  static let isAvailable: Bool = {
    guard let terminal = PseudoTerminal() else { return false }
    _ = terminal.finish()
    return true
  }()

  /// Opens a terminal; nil where the system has none to give.
  init?(columns: UInt16 = 100) {
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    guard master >= 0, let name = Self.otherSide(of: master) else { return nil }
    let slave = open(name, O_RDWR | O_NOCTTY)
    guard slave >= 0 else { return nil }
    // Neither side may stay open in programs that other tests start.
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    _ = fcntl(slave, F_SETFD, FD_CLOEXEC)
    var size = winsize(ws_row: 40, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(slave, UInt(TIOCSWINSZ), &size)
    self.master = master
    terminal = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
    // A terminal holds little, so that it is read while the program writes.
    Thread.detachNewThread { [self] in collect() }
  }

  /// Unlocks the side for the program and gives its path.
  private static func otherSide(of master: Int32) -> String? {
    #if os(Linux)
      // TIOCSPTLCK and TIOCGPTN of Linux, which do not come as constants.
      var lock: Int32 = 0
      var number: Int32 = 0
      guard ioctl(master, 0x4004_5431, &lock) == 0, ioctl(master, 0x8004_5430, &number) == 0
      else { return nil }
      return "/dev/pts/\(number)"
    #else
      guard grantpt(master) == 0, unlockpt(master) == 0, let name = ptsname(master) else {
        return nil
      }
      return String(cString: name)
    #endif
  }

  private func collect() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(master, &buffer, buffer.count)
      guard count > 0 else { break }
      text.withLock { $0 += buffer[..<count] }
    }
    ended.signal()
  }

  /// Types a text; the program may read it later.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  /// Closes the terminal and gives everything that was written to it.
  func finish() -> String {
    close(terminal.fileDescriptor)
    ended.wait()
    close(master)
    return text.withLock { String(decoding: $0, as: UTF8.self) }
  }
}
