import Foundation
import Testing

/// A temporary folder in which the program runs; it goes away with the value.
final class Workspace {
  let folder: URL

  /// Makes the folder; with the probe, a policy in it chooses only the pack of `Probe`.
  init(hasProbe: Bool = true) throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "badgelint-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    if hasProbe {
      try write(".rules/probe.yaml", Probe.pack)
      try write(".badgelint.yaml", "policy: 1\npacks: [.rules/probe.yaml]\n")
    }
  }

  /// Makes a folder with a wrong title at its top and one below, under a policy that chooses the
  /// probe and says what is given.
  convenience init(policy: String) throws {
    try self.init()
    try write(".badgelint.yaml", "policy: 1\npacks: [.rules/probe.yaml]\n\(policy)")
    try write("a.yaml", Probe.error)
    try write("sub/b.yaml", Probe.error)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  func write(_ path: String, _ text: String) throws {
    try write(path, Array(text.utf8))
  }

  func write(_ path: String, _ bytes: [UInt8]) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: path)), as: UTF8.self)
  }

  func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.appending(path: path).path, withDestinationPath: target)
  }

  /// Runs any command of the program.
  func run(
    _ arguments: String..., input: String? = nil, environment: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Program.Outcome {
    try Program.run(
      arguments, in: folder, input: input, environment: environment,
      sourceLocation: sourceLocation)
  }

  /// Lints as on the day of all tests.
  func lint(
    _ arguments: String..., input: String? = nil, environment: [String: String] = [:],
    seconds: Double = 60, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Program.Outcome {
    try Program.run(
      ["--as-of", Program.day] + arguments, in: folder, input: input, environment: environment,
      seconds: seconds, sourceLocation: sourceLocation)
  }

  /// Lints and reads the JSON report.
  func findings(
    _ arguments: String..., input: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [ReportedFinding] {
    let run = try Program.run(
      ["--as-of", Program.day, "--output", "json"] + arguments, in: folder, input: input,
      sourceLocation: sourceLocation)
    return try JSONFile(run.output).findings
  }
}

/// A pack whose rules go by words of the title, so that tests do not hang on the shipped rules.
enum Probe {
  static func definition(_ title: String) -> String { "badgelint: 1\ntitle: \(title)\n" }

  static let clean = definition("Clean")
  static let error = definition("Wrong")
  static let warning = definition("Doubtful")
  static let info = definition("Remarkable")

  static let pack = """
    pack: 1
    name: probe
    title: Probe
    parameters:
      longest: {type: int, default: 40, about: Most characters of a title}
    rules:
    \(rule("error", "error", "!self.contains('Wrong')", fails: "Wrong"))
    \(rule("warning", "warning", "!self.contains('Doubtful')", fails: "Doubtful"))
    \(rule("info", "info", "!self.contains('Remarkable')", fails: "Remarkable"))
    \(rule("long", "error", "size(self) <= longest", fails: String(repeating: "long ", count: 9)))
    """

  private static func rule(
    _ name: String, _ severity: String, _ condition: String, fails: String
  ) -> String {
    """
      probe/\(name):
        title: Probe of \(name)
        severity: \(severity)
        concern: unclear
        dimension: clarity
        each: title
        require: "\(condition)"
        message: "probe \(name) met '{self}'"
        why: It is a probe.
        fix: Change the title.
        examples: {passes: [{title: Clean}], fails: [{title: "\(fails)"}]}
    """
  }
}
