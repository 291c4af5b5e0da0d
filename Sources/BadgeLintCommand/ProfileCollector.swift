import BadgeLint
import BadgeLintReports
import OutcomeText

/// Makes or reads the profiles of a run, and writes them where that is wanted.
struct ProfileCollector {
  private(set) var store: ProfileStore
  private(set) var failures: [String] = []
  /// What was passed over on purpose, in words.
  private(set) var remarks: [String] = []
  private let layout: ProfileLayout
  private let target: String?
  private let keeps: Bool
  private let workers: Int
  /// Lines that wait to be written.
  private var pending: [UInt8] = []
  private var writer: FileStream?

  /// - Parameters:
  ///   - profiles: The file to which profiles are written; `-` is standard output.
  ///   - keeps: Whether they are kept to be judged.
  init(_ layout: ProfileLayout, profiles: String?, keeps: Bool, workers: Int) throws {
    self.layout = layout
    self.keeps = keeps
    self.workers = workers
    target = profiles
    store = ProfileStore(layout)
    if let profiles, profiles != "-" {
      do {
        writer = try FileStream(profiles)
      } catch {
        throw CommandFailure(error.description)
      }
    }
  }

  // MARK: - From definitions

  /// - Parameter firstLine: The number that the first line of each file of lines goes by.
  mutating func collect(
    _ paths: [String], jsonLines: Bool, firstLine: Int = 1, input: InputOptions,
    library: LibraryOptions, rules: RuleLibrary
  ) async throws {
    var fileCount = max(paths.count, 1)
    if jsonLines {
      try await collectLines(
        paths, firstLine: firstLine, input: input, library: library, rules: rules)
    } else {
      fileCount = try await collectFiles(paths, input: input, library: library, rules: rules)
    }
    if store.count == 0, keeps, failures.isEmpty {
      failures.append(InputOptions.nothingFound(in: paths, fileCount: fileCount))
    }
  }

  /// Reads the files of a run, and gives their number.
  private mutating func collectFiles(
    _ paths: [String], input: InputOptions, library: LibraryOptions, rules: RuleLibrary
  ) async throws -> Int {
    let plan = try input.plan(
      paths, packs: library.pack, files: library.files, library: rules)
    failures += plan.unreadable
    let profiler = FileProfiler(
      plan.library, layout: layout, forced: try input.forcedFormat(plan.library),
      today: input.today)
    let ruleSets = plan.ruleSets
    var problem: CommandFailure?
    var withoutDefinition = 0
    await ParallelMap.run(plan.files, workers: workers) { file in
      Self.read(file, profiler, ruleSets[file.ruleSet], input)
    } consume: { name, wasNamed, read in
      switch read {
      case .failure(let failure): failures.append(failure.text)
      case .success(let result):
        take(result, &problem)
        failures += result.unknownLines.map { InputOptions.notADefinition("\(name):\($0)") }
        if result.holdsNoDefinition {
          if wasNamed {
            failures.append(InputOptions.notADefinition(name))
          } else {
            withoutDefinition += 1
          }
        }
      }
    }
    if let problem { throw problem }
    if withoutDefinition > 0 {
      remarks.append("files without a definition: \(withoutDefinition)")
    }
    return plan.files.count
  }

  private struct ReadFailure: Error {
    var text: String
  }

  private static func read(
    _ file: LintPlan.File, _ profiler: FileProfiler, _ rules: RuleSet, _ input: InputOptions
  ) -> (String, Bool, Result<FileProfiler.Result, ReadFailure>) {
    let name = input.name(of: file)
    do {
      let bytes = try readFile(file.path, maximumBytes: InputOptions.maximumBytes)
      return (
        name, file.wasNamedExplicitly,
        .success(profiler.profiles(bytes, path: name, rules: rules))
      )
    } catch {
      return (name, file.wasNamedExplicitly, .failure(ReadFailure(text: error.description)))
    }
  }

  /// Lines that are worked on at once.
  private static let batch = 4096

  /// Reads definitions of which each is a line, in bounded memory.
  private mutating func collectLines(
    _ paths: [String], firstLine: Int, input: InputOptions, library: LibraryOptions,
    rules: RuleLibrary
  ) async throws {
    let plan = try input.policyRules(
      near: paths.first ?? ".", library: rules, packs: library.pack, judged: .definitions)
    let profiler = FileProfiler(
      rules, layout: layout, forced: try input.forcedFormat(rules), today: input.today)
    for path in paths.isEmpty ? ["-"] : paths {
      let name = path == "-" ? input.stdinFilename ?? "<stdin>" : path
      let lines = try Self.open(path)
      while let batch = try Self.next(lines) {
        var problem: CommandFailure?
        await ParallelMap.run(batch, workers: workers) { line in
          let number = line.number + firstLine - 1
          return (
            number, profiler.profiles(line.bytes, path: name, line: number, rules: plan.rules)
          )
        } consume: { number, result in
          take(result, &problem)
          if result.holdsNoDefinition {
            failures.append(InputOptions.notADefinition("\(name):\(number)"))
          }
        }
        if let problem { throw problem }
      }
    }
  }

  private mutating func take(_ result: FileProfiler.Result, _ problem: inout CommandFailure?) {
    failures += result.failures
    do {
      for profile in result.profiles { try add(profile) }
    } catch {
      problem = problem ?? CommandFailure("\(error)")
    }
  }

  private mutating func add(_ profile: ReadProfile) throws {
    if target != nil {
      pending += ProfileLine.bytes(profile, layout: layout)
      if pending.count > 1 << 20 { try flush() }
    }
    guard keeps else { return }
    do {
      try store.append(profile)
    } catch {
      throw CommandFailure(error.description)
    }
  }

  // MARK: - From profiles

  mutating func read(_ files: [String]) throws {
    let reader = ProfileLineReader(layout)
    for file in files {
      let name = file == "-" ? "<stdin>" : file
      var count = 0
      let lines = try Self.open(file)
      while let batch = try Self.next(lines) {
        for line in batch {
          count += 1
          do {
            try add(try reader.read(line.bytes, file: name, line: line.number))
          } catch let error as ProfileLineError {
            failures.append(error.description)
          }
        }
      }
      if count == 0 { failures.append("\(name) holds no profiles") }
    }
  }

  /// What another search found alike among the profiles.
  mutating func readPairs(_ file: String) throws -> FoundPairs {
    var reader = PairLineReader(store)
    let lines = try Self.open(file)
    while let batch = try Self.next(lines) {
      for line in batch {
        do {
          try reader.read(line.bytes, file: file, line: line.number)
        } catch {
          failures.append(error.description)
        }
      }
    }
    return reader.found
  }

  private static func open(_ path: String) throws -> LineSource {
    do {
      return try LineSource(path)
    } catch {
      throw CommandFailure(error.description)
    }
  }

  private static func next(_ lines: LineSource) throws -> [LineSource.Line]? {
    do {
      return try lines.next(batch)
    } catch {
      throw CommandFailure(error.description)
    }
  }

  // MARK: - Writing

  private mutating func flush() throws {
    do {
      try writer?.write(pending)
    } catch {
      throw CommandFailure(error.description)
    }
    if target == "-" { Terminal.write(pending, to: .standardOutput) }
    pending.removeAll(keepingCapacity: true)
  }

  mutating func finishWriting() throws {
    try flush()
    do {
      try writer?.finish()
    } catch {
      throw CommandFailure(error.description)
    }
  }
}
