import ArgumentParser
import BadgeLint

/// What a run needs to be recorded: the folder from which all its paths go, and where the record
/// goes.
struct RunRecording {
  /// The file of the record; nil where it is only compared.
  let file: String?
  /// The absolute path of the folder of the run, links followed.
  private let base: String
  private let options: RunRecord.Options
  private let day: CalendarDate
  private let dayWasGiven: Bool
  /// The absolute paths of files that the run writes, which are no input.
  let written: Set<String>

  /// A run of a command that writes a record.
  init(writing file: String, _ command: LintCommand) throws {
    self.file = file
    base = try Self.currentFolder()
    var options = command.recordedOptions
    let outputs = try ([file] + command.output.compactMap(\.file)).map(LintPlanner.absolute)
    written = Set(outputs)
    options.written = outputs.compactMap { [base] in Self.way(to: $0, from: base) }
    self.options = options
    (day, dayWasGiven) = (command.input.today, command.input.asOf != nil)
    if let path = options.files.first(where: RunRecord.leadsOut) {
      throw CommandFailure(
        "--record needs paths below the current folder, but '\(path)' leads out of it",
        help: "run badgelint in a folder that holds everything, and name files from there")
    }
  }

  /// A recorded run that is repeated in the current folder.
  /// - Parameter file: The record.
  init(repeating record: RunRecord, file: String) throws {
    self.file = nil
    base = try Self.currentFolder()
    options = record.head.options
    written = try Set((record.head.options.written + [file]).map(LintPlanner.absolute))
    (day, dayWasGiven) = (record.head.day, record.head.dayWasGiven)
  }

  private static func currentFolder() throws -> String {
    do {
      return try Path.resolved(Path.currentFolder())
    } catch {
      throw CommandFailure(error.description)
    }
  }

  /// The way from a folder downwards to a file; nil where the file lies elsewhere.
  private static func way(to file: String, from folder: String) -> String? {
    Path.relative(file, to: folder).flatMap { RunRecord.leadsOut($0) ? nil : $0 }
  }

  /// What stands in the record before the results.
  func head(_ plan: LintPlan, since: RunRecord.Since?) throws -> RunRecord.Head {
    RunRecord.Head(
      version: programVersion, base: try upwards(), day: day, dayWasGiven: dayWasGiven,
      options: options, since: since, documents: try plan.documents.map(document),
      library: plan.library.files.files.map {
        RunRecord.Digest(file: $0.path, hash: SHA256.text(of: $0.bytes))
      })
  }

  /// The way from the folder of the record upwards to that of the run; nil where the record lies
  /// elsewhere, since such a way would be of one machine only.
  private func upwards() throws -> String? {
    guard let file else { return nil }
    let folder = Path.parent(try LintPlanner.absolute(file))
    guard Self.way(to: folder, from: base) != nil else { return nil }
    return Path.relative(base, to: folder)
  }

  private func document(_ used: LintPlan.Document) throws -> RunRecord.Document {
    guard let way = Self.way(to: used.path, from: base) else {
      throw CommandFailure(
        "the \(used.kind.rawValue) '\(used.path)' lies outside of the folder of the run",
        help:
          "run badgelint in a folder that holds everything it uses, so that others can repeat it")
    }
    do {
      let bytes = try readFile(used.path, maximumBytes: InputOptions.maximumBytes)
      return RunRecord.Document(
        used.kind, RunRecord.Digest(file: way, hash: SHA256.text(of: bytes)))
    } catch {
      throw CommandFailure(error.description)
    }
  }
}

extension LintCommand {
  /// The options that change results.
  var recordedOptions: RunRecord.Options {
    var options = RunRecord.Options()
    options.paths = paths.map(Path.normalised)
    options.packs = library.pack.map { PolicyReader.isPath($0) ? Path.normalised($0) : $0 }
    options.formatFiles = library.files.formatFile.map(Path.normalised)
    options.rulesDir = library.files.rulesDir.map(Path.normalised)
    options.format = input.format
    options.policy = input.policy.map(Path.normalised)
    options.noPolicy = input.noPolicy
    options.exclude = input.exclude
    options.noGitignore = input.noGitignore
    options.skipOthers = skipOthers
    options.failOn = failOn?.rawValue
    options.failOnCarried = failOnCarried
    options.noWaivers = noWaivers
    options.baseline = baseline.map(Path.normalised)
    return options
  }

  /// The command of a recorded run, without its outputs.
  static func repeating(_ record: RunRecord, jobs: Int?) throws -> LintCommand {
    let options = record.head.options
    // An option with its value is one word, so that no value is taken for an option.
    var words = ["--as-of=\(record.head.day.text)"]
    func add(_ name: String, _ values: [String]) { words += values.map { "--\(name)=\($0)" } }
    func add(_ name: String, _ isOn: Bool) { if isOn { words.append("--\(name)") } }
    add("pack", options.packs)
    add("format-file", options.formatFiles)
    add("rules-dir", [options.rulesDir].compactMap(\.self))
    add("as", [options.format].compactMap(\.self))
    add("policy", [options.policy].compactMap(\.self))
    add("exclude", options.exclude)
    add("fail-on", [options.failOn].compactMap(\.self))
    add("baseline", [options.baseline].compactMap(\.self))
    add("since", [record.head.since?.commit].compactMap(\.self))
    add("jobs", [jobs].compactMap { $0.map(String.init) })
    add("no-policy", options.noPolicy)
    add("no-gitignore", options.noGitignore)
    add("skip-others", options.skipOthers)
    add("fail-on-carried", options.failOnCarried)
    add("no-waivers", options.noWaivers)
    do {
      return try LintCommand.parse(words + ["--"] + options.paths)
    } catch {
      throw CommandFailure(
        "the options of the record fit no run: \(LintCommand.message(for: error))")
    }
  }
}
