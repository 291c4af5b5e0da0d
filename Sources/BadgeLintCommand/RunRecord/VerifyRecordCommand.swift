import ArgumentParser
import BadgeLint
import BadgeLintReports

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// `badgelint verify-record`: repeats a recorded run and says what differs.
struct VerifyRecordCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify-record",
    abstract: "Repeat a run that 'lint --record' wrote down, and say what differs.",
    discussion: """
      The run is repeated with the same options as on the same day, and nothing is written. Exit \
      status: 0 the same, 1 something differs, 2 the record cannot be read or the run not be repeated.
      """)

  @Argument(help: "The record.", completion: .file(extensions: ["json"]))
  var file: String

  @Option(
    help: ArgumentHelp(
      "Folder from which the paths of the record go; by default what the record says, from its own folder.",
      valueName: "folder"), completion: .directory)
  var base: String?

  @Flag(help: "Let another version of the program count as a difference.")
  var strict = false

  @Option(help: ArgumentHelp("Files worked on at once; all cores by default.", valueName: "count"))
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
  }

  mutating func run() async throws {
    let path = try LintPlanner.absolute(file)
    let schema = try recordSchema()
    let loaded = try Self.load(file)
    let recorded = try Self.read(loaded, schema)
    try enter(try folder(of: recorded, path))
    let named = recorded.head.options.paths + recorded.head.documents.map(\.digest.file)
    if !recorded.files.isEmpty, !named.isEmpty, !named.contains(where: isAnythingAt) {
      throw CommandFailure(
        "the run cannot be repeated: nothing that the record names is here",
        help: "say with --base from which folder its paths start")
    }
    try checkLinks(recorded)
    let now = try await again(recorded, path, schema)
    let comparison = RunComparison(recorded: recorded, now: now)
    let isOther = recorded.head.version != programVersion
    let differs = !comparison.inputs.isEmpty || !comparison.results.isEmpty || (isOther && strict)
    var text = comparison.inputs.map { "\($0)\n" }.joined()
    text += comparison.results.map { "\($0)\n" }.joined()
    if isOther {
      text += "version of the program: \(programVersion), recorded was "
      text += "\(shownSafely(recorded.head.version))\n"
    }
    if !text.isEmpty { text += "\n" }
    text += Self.summary(recorded, comparison, differs: differs)
    Terminal.write(text, to: .standardOutput)
    if differs { throw ExitCode(1) }
  }

  // MARK: - The record

  private func recordSchema() throws -> Schema {
    do {
      return try RuleLibrary(.shipped, packs: .standardAnd([])).recordSchema
    } catch {
      throw CommandFailure(error)
    }
  }

  private static func load(_ file: String) throws -> LoadedFile {
    do {
      return LoadedFile(
        name: Path.shown(file), bytes: try readFile(file, maximumBytes: InputOptions.maximumBytes))
    } catch {
      throw CommandFailure(error.description)
    }
  }

  private static func read(_ file: LoadedFile, _ schema: Schema) throws -> RunRecord {
    do {
      return try RunRecordReader.read(file, by: schema)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// The folder from which the paths of the record go.
  private func folder(of record: RunRecord, _ path: String) throws -> String {
    if let base { return base }
    guard let base = record.head.base else {
      throw CommandFailure(
        "the record does not lie below the folder of its run, and so does not say which it was",
        help: "say with --base which folder the paths start from")
    }
    return Path.joining(Path.parent(path), base)
  }

  /// Makes a folder the current one, so that all is named as it was.
  private func enter(_ folder: String) throws {
    guard isFolder(folder) else {
      throw CommandFailure("there is no folder '\(folder)'", help: "name another with --base")
    }
    guard chdir(folder) == 0 else {
      throw CommandFailure("cannot enter '\(folder)': \(String(cString: strerror(errno)))")
    }
  }

  /// Refuses to follow links out of the folder of the run.
  private func checkLinks(_ record: RunRecord) throws {
    let folder = try LintPlanner.absolute(".")
    let options = record.head.options
    let named =
      options.paths + options.formatFiles + options.packs.filter(PolicyReader.isPath)
      + [options.policy, options.baseline, options.rulesDir].compactMap(\.self)
    for path in named where leadsSomewhere(path) {
      let real = try LintPlanner.absolute(path)
      guard real == folder || real.hasPrefix(folder == "/" ? folder : folder + "/") else {
        throw CommandFailure(
          "'\(path)' leads out of the folder of the run by a link", help: "name what it leads to")
      }
    }
  }

  // MARK: - The run

  private func again(
    _ recorded: RunRecord, _ path: String, _ schema: Schema
  ) async throws -> RunRecord {
    let command = try LintCommand.repeating(recorded, jobs: jobs)
    do {
      let outcome = try await command.judge(
        RunRecording(repeating: recorded, file: path), writesReports: false)
      return try Self.read(LoadedFile(name: "the repeated run", bytes: outcome.record), schema)
    } catch let failure as CommandFailure {
      // What is no longer there says more than what became of that.
      let changed = Self.changedDocuments(recorded).map { "\($0)\n" }.joined()
      Terminal.write(changed, to: .standardOutput)
      Terminal.write("the run cannot be repeated:\n", to: .standardError)
      throw failure
    }
  }

  private static func changedDocuments(_ recorded: RunRecord) -> [String] {
    recorded.head.documents.compactMap { document in
      let (kind, digest) = (document.kind.rawValue, document.digest)
      guard let bytes = try? readFile(digest.file, maximumBytes: InputOptions.maximumBytes) else {
        return "\(kind) missing: \(shownSafely(digest.file))"
      }
      return SHA256.text(of: bytes) == digest.hash
        ? nil : "\(kind) changed: \(shownSafely(digest.file))"
    }
  }

  private static func summary(
    _ record: RunRecord, _ comparison: RunComparison, differs: Bool
  ) -> String {
    let findings = record.files.reduce(0) { $0 + $1.findings.count }
    let run =
      "\(record.files.count) \(record.files.count == 1 ? "file" : "files"), "
      + "\(findings) \(findings == 1 ? "finding" : "findings"), exit status \(record.status), as on "
      + record.head.day.text
    if !differs { return "the same: \(run)\n" }
    return
      "differs: \(comparison.inputs.count) in what goes in, \(comparison.results.count) in what "
      + "comes out; recorded were \(run)\n"
  }
}
