import ArgumentParser
import BadgeLint
import YAMLTree

/// Options that say which rules and formats there are.
struct RuleFileOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Add a format file.", valueName: "file"), completion: Completions.yamlFile)
  var formatFile: [String] = []

  @Option(
    help: ArgumentHelp(
      "Take rules from a folder laid out like rules/ instead of those built in.",
      valueName: "folder"), completion: .directory)
  var rulesDir: String?

  private static let maximumBytes = 16 << 20

  /// - Parameter forJudging: Whether the examples of rules are not needed, so that those built in
  ///   can be read in their shortest form.
  func loadLibrary(forJudging: Bool = false) throws -> RuleLibrary {
    do {
      let files = try rulesDir.map(Self.files(in:)) ?? (forJudging ? .compact : .shipped)
      var library = try RuleLibrary(files, ahead: RunAhead.takeRules())
      for path in formatFile { try library.addFormat(Self.load(path)) }
      return library
    } catch let failure as LoadFailure {
      throw CommandFailure(failure)
    }
  }

  static func load(_ path: String) throws -> LoadedFile {
    do {
      return LoadedFile(
        name: Path.shown(path), bytes: try readFile(path, maximumBytes: maximumBytes))
    } catch {
      throw CommandFailure(error.description)
    }
  }

  /// The absolute paths of the files of the folder of rules; none where rules are built in.
  func paths() throws -> [String] {
    try rulesDir.map { try Self.walk($0).files.map { try LintPlanner.absolute($0.path) } } ?? []
  }

  private static func walk(_ folder: String) -> WalkResult {
    var options = FileWalker.Options()
    options.respectsGitignore = false
    options.extensions = ["yaml", "mustache", "css"]
    return FileWalker(options: options).walk([folder])
  }

  private static func files(in folder: String) throws -> RuleFiles {
    let result = walk(folder)
    if let problem = result.problems.first {
      throw CommandFailure(problem.error.description)
    }
    var files: [(path: String, bytes: [UInt8])] = []
    for file in result.files {
      guard let path = Path.relative(file.path, to: Path.normalised(folder)) else { continue }
      files.append((path, try load(file.path).tree.bytes))
    }
    return RuleFiles(files: files, folder: Path.normalised(folder))
  }
}

/// The same, and packs that are added.
struct LibraryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Add a pack, by name or file.", valueName: "name|file"),
    completion: Completions.packs)
  var pack: [String] = []

  @OptionGroup var files: RuleFileOptions

  func loadLibrary(forJudging: Bool = false) throws -> RuleLibrary {
    try files.loadLibrary(forJudging: forJudging)
  }

  /// The files that options name.
  func namedFiles() throws -> [String] {
    try pack.filter(PolicyReader.isPath) + files.formatFile + files.paths()
  }

  static func load(_ path: String) throws -> LoadedFile { try RuleFileOptions.load(path) }
}
