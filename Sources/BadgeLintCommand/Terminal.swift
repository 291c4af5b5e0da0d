#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif
import BadgeLint

/// Standard output and standard error, and what is known of the terminal behind them.
enum Terminal {
  enum Stream: Int32 {
    case standardOutput = 1
    case standardError = 2
  }

  static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

  /// Whether somebody can be asked: questions are seen, and answers are typed.
  static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isTerminal(.standardError) }

  /// Writes a text for people, of which nothing controls their terminal but our colours.
  static func write(_ text: String, to stream: Stream) {
    writeRaw(
      HarmlessText.bytes(Array(text.utf8), keepsColours: wantsColour(stream)), to: stream)
  }

  /// Writes bytes for programs as they are, but to a terminal as a text for people.
  static func write(_ bytes: [UInt8], to stream: Stream) {
    guard isTerminal(stream) else { return writeRaw(bytes, to: stream) }
    writeRaw(HarmlessText.bytes(bytes, keepsColours: wantsColour(stream)), to: stream)
  }

  /// Writes all bytes; a reader that went away gets no more, and the run keeps its exit status and
  /// writes its other reports.
  static func writeRaw(_ bytes: [UInt8], to stream: Stream) {
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        #if canImport(Glibc)
          Glibc.write(stream.rawValue, buffer.baseAddress.map { $0 + start }, buffer.count - start)
        #elseif canImport(Musl)
          Musl.write(stream.rawValue, buffer.baseAddress.map { $0 + start }, buffer.count - start)
        #else
          Darwin.write(stream.rawValue, buffer.baseAddress.map { $0 + start }, buffer.count - start)
        #endif
      }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EAGAIN {
          var waiting = pollfd(fd: stream.rawValue, events: Int16(POLLOUT), revents: 0)
          poll(&waiting, 1, -1)
          continue
        }
        if errno != EPIPE {
          let name = stream == .standardOutput ? "standard output" : "standard error"
          if stream == .standardOutput {
            write(
              "failure: cannot write to \(name): \(String(cString: strerror(errno)))\n",
              to: .standardError)
          }
          exit(2)
        }
        return
      }
      start += count
    }
  }

  /// Lets writing to a reader that went away, and beyond the largest size of files, fail instead of ending
  /// the program.
  static func outliveFailures() {
    _ = signal(SIGPIPE, SIG_IGN)
    _ = signal(SIGXFSZ, SIG_IGN)
  }

  /// Whether colours are wanted: on a terminal, unless `NO_COLOR` is set (no-color.org).
  static func wantsColour(_ stream: Stream) -> Bool {
    isTerminal(stream) && environment("NO_COLOR").isEmpty && environment("TERM") != "dumb"
  }

  /// The columns for reports that go to no terminal.
  static let usualWidth = 100

  /// The columns of the terminal, at most 120 and at least 60; 100 where there is none.
  static var width: Int { max(columns, 60) }

  /// The columns of the terminal, however few, and at most 120; 100 where there is none.
  static var columns: Int {
    var size = winsize()
    guard ioctl(Stream.standardOutput.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
    else { return usualWidth }
    return min(Int(size.ws_col), 120)
  }

  static func environment(_ name: String) -> String {
    getenv(name).map { String(cString: $0) } ?? ""
  }

  /// Cores that may work at once.
  static var coreCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// The day of the clock (UTC).
  static var today: CalendarDate { CalendarDate(secondsSince1970: Int64(time(nil))) }

  /// Seconds of a clock that only goes forward.
  static var seconds: Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }

  /// Ends the program at once, whatever other threads do: what libraries clean up at an end they may be
  /// using.
  static func exit(_ code: Int32) -> Never {
    fflush(nil)
    _exit(code)
  }
}
