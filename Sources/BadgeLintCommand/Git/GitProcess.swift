#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif
import BadgeLint

/// A setting of git by its full name.
struct GitSetting: Sendable {
  var name: String
  var value: String
}

/// Runs git as a process of its own, without a shell.
enum GitProcess {
  /// Why git gave no answer.
  struct Failure: Error {
    /// What git said, or why it could not be run.
    var text: String
    /// Whether git ran and ended by itself.
    var didRun: Bool
  }

  /// Most bytes of an answer.
  static let mostBytes = 1 << 30

  /// Options that keep git from writing, asking, fetching and running what a repository names; a
  /// bare repository within a working tree, which a proposal can bring along, is none (CVE-2022-24765
  /// and the documentation of `safe.bareRepository`).
  private static let safeOptions = [
    "--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false",
    "-c", "safe.bareRepository=explicit",
  ]
  private static let safeEnvironment = [
    "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1", "LC_ALL=C",
  ]

  /// What git writes to standard output.
  /// - Parameters:
  ///   - folder: Where it runs.
  ///   - settings: Settings that hold for this run alone.
  ///   - input: What it reads from standard input.
  static func run(
    _ arguments: [String], in folder: String, settings: [GitSetting] = [], input: [UInt8] = [],
    limit: Int = mostBytes
  ) throws(Failure) -> [UInt8] {
    let all = ["git", "-C", folder] + safeOptions + arguments
    guard !all.contains(where: { $0.utf8.contains(0) }) else {
      throw Failure(text: "a name holds a byte 0", didRun: false)
    }
    let request = input
    let (input, output, errors) = (try Pipe(), try Pipe(), try Pipe())
    defer { for pipe in [input, output, errors] { pipe.close() } }
    let process = try spawn(all, settings, input, output, errors)
    input.closeReading()
    output.closeWriting()
    errors.closeWriting()
    var exchange = Exchange(input: input, output: output, errors: errors, limit: limit)
    let isComplete = exchange.run(request)
    if !isComplete { kill(process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1, errno == EINTR {}
    guard isComplete else {
      throw Failure(text: "the answer has more than \(limit) bytes", didRun: true)
    }
    guard status == 0 else {
      let said = String(decoding: exchange.said, as: UTF8.self)
      let lines = said.split(whereSeparator: \.isNewline).prefix(3).map(String.init)
      throw Failure(
        text: lines.isEmpty ? "git \(arguments.first ?? "") failed" : lines.joined(separator: "; "),
        didRun: true)
    }
    return exchange.answer
  }

  // MARK: - The process

  private static func spawn(
    _ arguments: [String], _ settings: [GitSetting], _ input: Pipe, _ output: Pipe, _ errors: Pipe
  ) throws(Failure) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, input.reading, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output.writing, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors.writing, STDERR_FILENO)
    // git is to end when nobody reads, whatever this process does about it.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    sigaddset(&signals, SIGXFSZ)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var process = pid_t()
    let code = withCStrings(arguments) { arguments in
      withCStrings(environment(settings)) { environment in
        posix_spawnp(&process, "git", &actions, &attributes, arguments, environment)
      }
    }
    guard code == 0 else {
      throw Failure(
        text: code == ENOENT
          ? "git is not installed, or not on PATH" : String(cString: strerror(code)),
        didRun: false)
    }
    return process
  }

  /// The environment of this process, with what keeps git quiet, and settings, whose names may hold
  /// signs that `-c` takes otherwise.
  private static func environment(_ settings: [GitSetting]) -> [String] {
    var own = safeEnvironment
    if !settings.isEmpty {
      own.append("GIT_CONFIG_COUNT=\(settings.count)")
      for (index, setting) in settings.enumerated() {
        own += [
          "GIT_CONFIG_KEY_\(index)=\(setting.name)", "GIT_CONFIG_VALUE_\(index)=\(setting.value)",
        ]
      }
    }
    var result: [String] = []
    var entry = environ
    while let text = entry.pointee {
      let line = String(cString: text)
      let name = line.prefix { $0 != "=" } + "="
      if !own.contains(where: { $0.hasPrefix(name) }) { result.append(line) }
      entry += 1
    }
    return result + own
  }

  /// Calls a body with texts as C has them, ended by a null pointer.
  private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }

  /// The two ends of a pipe.
  private final class Pipe {
    private(set) var reading: Int32
    private(set) var writing: Int32

    init() throws(Failure) {
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else {
        throw Failure(text: String(cString: strerror(errno)), didRun: false)
      }
      (reading, writing) = (ends[0], ends[1])
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    func closeReading() {
      if reading >= 0 { _ = closeDescriptor(reading) }
      reading = -1
    }

    func closeWriting() {
      if writing >= 0 { _ = closeDescriptor(writing) }
      writing = -1
    }

    func close() {
      closeReading()
      closeWriting()
    }
  }

  // MARK: - Reading and writing

  /// Writes input and reads both streams at once, so that neither side waits for the other.
  private struct Exchange {
    let input: Pipe
    let output: Pipe
    let errors: Pipe
    let limit: Int
    private(set) var answer: [UInt8] = []
    private(set) var said: [UInt8] = []

    /// Most bytes of what git says of errors.
    private static let mostSaid = 1 << 16

    init(input: Pipe, output: Pipe, errors: Pipe, limit: Int) {
      self.input = input
      self.output = output
      self.errors = errors
      self.limit = limit
    }

    /// Whether the whole answer was read.
    mutating func run(_ bytes: [UInt8]) -> Bool {
      // A git that ended early is told by its status.
      let before = signal(SIGPIPE, SIG_IGN)
      defer { _ = signal(SIGPIPE, before) }
      _ = fcntl(input.writing, F_SETFL, fcntl(input.writing, F_GETFL) | O_NONBLOCK)
      var written = 0
      var isOpen = (answer: true, said: true)
      if bytes.isEmpty { input.closeWriting() }
      while isOpen.answer || isOpen.said {
        var waiting = [
          pollfd(fd: isOpen.answer ? output.reading : -1, events: Int16(POLLIN), revents: 0),
          pollfd(fd: isOpen.said ? errors.reading : -1, events: Int16(POLLIN), revents: 0),
          pollfd(fd: input.writing, events: Int16(POLLOUT), revents: 0),
        ]
        if poll(&waiting, nfds_t(waiting.count), -1) < 0, errno != EINTR { return false }
        if waiting[0].revents != 0 {
          isOpen.answer = Self.append(output.reading, to: &answer)
          if answer.count > limit { return false }
        }
        if waiting[1].revents != 0 {
          isOpen.said = Self.append(errors.reading, to: &said)
          if said.count > Self.mostSaid { said.removeLast(said.count - Self.mostSaid) }
        }
        if waiting[2].revents != 0 {
          let count = bytes.withUnsafeBytes { buffer in
            write(
              input.writing, buffer.baseAddress.map { $0 + written }, buffer.count - written)
          }
          if count > 0 { written += count }
          let isBroken = count < 0 && errno != EAGAIN && errno != EINTR
          if written == bytes.count || isBroken { input.closeWriting() }
        }
      }
      return true
    }

    /// Appends what can be read; false at the end.
    private static func append(_ descriptor: Int32, to bytes: inout [UInt8]) -> Bool {
      withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
        let count = read(descriptor, buffer.baseAddress, buffer.count)
        if count > 0 {
          bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
        return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN))
      }
    }
  }
}

/// `close`, by another name where a method hides it.
private func closeDescriptor(_ descriptor: Int32) -> Int32 { close(descriptor) }
