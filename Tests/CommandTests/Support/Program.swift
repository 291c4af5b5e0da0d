import Foundation
import Testing

/// The built program, run as a process of its own without a shell.
enum Program {
  /// The day that all runs judge by.
  static let day = "2026-11-01"

  /// What is wrong with the surroundings of the tests rather than with the program.
  struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  /// The folder of the package.
  static let packageFolder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static let folders: [URL] = {
    var folders = [URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()]
    folders += Bundle.allBundles.map(\.bundleURL).filter { $0.pathExtension == "xctest" }
      .map { $0.deletingLastPathComponent() }
    folders.append(packageFolder.appending(path: ".build/debug"))
    return folders
  }()

  /// A program that is built beside the tests.
  static func built(_ name: String) throws -> URL {
    let candidates = folders.map { $0.appending(path: name) }
    for candidate in candidates
    where FileManager.default.isExecutableFile(atPath: candidate.path) {
      return candidate
    }
    let places = candidates.map(\.path).joined(separator: ", ")
    throw Missing(description: "\(name) is not built; run swift build first; tried \(places)")
  }

  /// The program that `BADGELINT_PROGRAM` names, as `make test` does with what is installed; else
  /// the one beside the tests.
  static func binary() throws -> URL {
    guard let path = ProcessInfo.processInfo.environment["BADGELINT_PROGRAM"], !path.isEmpty else {
      return try built("badgelint")
    }
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw Missing(description: "BADGELINT_PROGRAM names \(path), which is no program")
    }
    return URL(filePath: path)
  }

  /// What a run came to.
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String

    /// All that was said, on whichever stream.
    var said: String { output + errors }
  }

  /// Runs the program; a crash or a run beyond the limit is recorded as an issue.
  ///
  /// Standard output and standard error go to files, so that no run waits for its reader, unless
  /// a terminal is given for both.
  static func run(
    _ arguments: [String], in folder: URL, input: String? = nil, inputFile: URL? = nil,
    environment: [String: String] = [:], terminal: FileHandle? = nil, readsTerminal: Bool = false,
    seconds: Double = 60,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Outcome {
    let streams = FileManager.default.temporaryDirectory
      .appending(path: "badgelint-streams-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: streams, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: streams) }
    let outputFile = streams.appending(path: "out")
    let errorFile = streams.appending(path: "err")
    try Data().write(to: outputFile)
    try Data().write(to: errorFile)

    let process = Process()
    process.executableURL = try binary()
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin", "TERM": "xterm"]
      .merging(environment) { $1 }
    // Processes keep what they were given. With over a thousand open files Foundation may crash:
    // https://github.com/swiftlang/swift-corelibs-foundation/pull/5472
    var opened: [FileHandle] = []
    defer { for handle in opened { try? handle.close() } }
    func open(_ handle: FileHandle) -> FileHandle {
      opened.append(handle)
      return handle
    }
    process.standardOutput = try terminal ?? open(FileHandle(forWritingTo: outputFile))
    process.standardError = try terminal ?? open(FileHandle(forWritingTo: errorFile))
    let pipe = input == nil ? nil : Pipe()
    defer { try? pipe?.fileHandleForReading.close() }
    process.standardInput = pipe ?? FileHandle.nullDevice
    if let inputFile { process.standardInput = try open(FileHandle(forReadingFrom: inputFile)) }
    if readsTerminal { process.standardInput = terminal }
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    if let input, let pipe {
      try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try pipe.fileHandleForWriting.close()
    }
    let command = "badgelint \(arguments.joined(separator: " "))"
    if ended.wait(timeout: .now() + seconds) == .timedOut {
      kill(process.processIdentifier, SIGKILL)
      ended.wait()
      Issue.record("did not end in \(seconds) s: \(command)", sourceLocation: sourceLocation)
    } else if process.terminationReason == .uncaughtSignal {
      Issue.record(
        "crashed with signal \(process.terminationStatus): \(command)",
        sourceLocation: sourceLocation)
    }
    return Outcome(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: outputFile), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self))
  }
}
