import Foundation

/// A command of the system that tests use where it is installed.
struct Tool {
  let file: URL

  /// Looks a command up in the folders of PATH; nil where it is in none.
  init?(_ name: String) {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    let files = folders.map { URL(filePath: String($0)).appending(path: name) }
    guard let file = files.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) })
    else { return nil }
    self.file = file
  }

  /// A command that is a file; nil where there is none.
  init?(_ file: URL) {
    guard FileManager.default.isExecutableFile(atPath: file.path) else { return nil }
    self.file = file
  }

  /// Runs the command; standard output and standard error come as one text.
  /// - Parameter environment: All that the command is to know; nil for what the tests know.
  func run(
    _ arguments: [String], in folder: URL, environment: [String: String]? = nil
  ) throws -> (status: Int32, said: String) {
    let process = Process()
    process.executableURL = file
    process.arguments = arguments
    process.currentDirectoryURL = folder
    if let environment { process.environment = environment }
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let said = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: said, as: UTF8.self))
  }
}
