import BadgeLint
import BadgeLintReports
import OutcomeText
import YAMLTree

/// What holds of any bytes as a file of rules, a policy and the like: it loads or is refused with
/// places in the file, and what loads can be used.
package enum RuleFilePromises {
  /// The promises that an input breaks: a byte for the kind, then the file.
  package static func broken(by input: [UInt8]) -> [String] {
    guard let first = input.first else { return [] }
    var broken = Broken()
    check(Array(input.dropFirst()), as: RuleFileKind(first: first), &broken)
    return broken.promises
  }

  private static func check(_ bytes: [UInt8], as kind: RuleFileKind, _ broken: inout Broken) {
    let problems = problems(of: bytes, as: kind, &broken)
    checkProblems(problems, bytes, &broken)
    // Loading again says the same; every fourth input is enough.
    if bytes.reduce(0, { $0 &+ Int($1) }) % 4 == 0 {
      var other = Broken()
      let again = self.problems(of: bytes, as: kind, &other)
      broken.check(
        problems.map { "\($0)" } == again.map { "\($0)" }, "the same file has the same problems")
    }
  }

  private static func checkProblems(
    _ problems: [LoadProblem], _ bytes: [UInt8], _ broken: inout Broken
  ) {
    let text = Text(bytes)
    let frame = SourceFrame(
      lines: LineIndex(bytes), style: TextStyle(usesColour: false), width: 92)
    for problem in problems {
      broken.check(!problem.message.isEmpty, "a problem says what is wrong")
      guard problem.file == name, let range = problem.range else { continue }
      broken.check(range, in: text, "problem '\(problem.message)'")
      guard broken.promises.isEmpty else { return }
      let mark = SourceFrame.Mark(span: range, text: "", isPrimary: true)
      for line in frame.lines(file: problem.file, marks: [mark], colour: .red).lines {
        broken.check(shown: Array(line.utf8), "the frame of a problem")
      }
    }
  }

  private static let name = "fuzzed.yaml"

  /// The problems for which a file is refused; what loads is used.
  private static func problems(
    of bytes: [UInt8], as kind: RuleFileKind, _ broken: inout Broken
  ) -> [LoadProblem] {
    let file = LoadedFile(name: name, bytes: bytes)
    var library = Shipped.library
    do throws(LoadFailure) {
      switch kind {
      case .pack: usePack(try library.checked(pack: file), &broken)
      case .format:
        try library.addFormat(file)
        useFormat(library, &broken)
      case .policy: try usePolicy(bytes)
      case .framework:
        var frameworks = Frameworks()
        try frameworks.add(file, DocumentReader.read(file, by: Shipped.schema("framework")))
        for framework in frameworks.levelFrameworks { _ = framework.level(named: "7") }
      case .lexicon:
        let lexicon = Lexicon(try DocumentReader.read(file, by: Shipped.schema("lexicon")))
        for language in lexicon.languages {
          _ = lexicon.phrases(in: language)?.match(in: sample)
        }
      case .language:
        let language = try LanguageReader.read(
          file, by: Shipped.schema("language"), known: [String]())
        for text in [sample, "", "Explain how to design, and understand, tests in 3 hours."] {
          let reading = language.reader.read(text)
          _ = language.reader.firstVerb(reading, of: text)
        }
      case .model: _ = try ModelReader.read(file, by: Shipped.schema("model"))
      case .verdict: try library.check(verdict: file)
      case .schema: _ = try SchemaReader.read(file)
      case .waivers:
        _ = try WaiverRegister(file, path: "/a/\(name)", by: Shipped.library.waiverSchema)
      case .baseline: _ = try Baseline(file, path: "/a/\(name)", by: Shipped.library.baselineSchema)
      case .label: _ = try library.replacing("label.yaml", with: bytes).label()
      case .report: _ = try library.replacing("report.yaml", with: bytes).report()
      case .start: _ = try library.replacing("start.yaml", with: bytes).start()
      case .trend: _ = try library.replacing("trend.yaml", with: bytes).trend()
      case .matching: _ = try library.replacing("matching.yaml", with: bytes).matching()
      case .glob: useGlob(bytes, &broken)
      case .ignore: useIgnoreFile(bytes)
      }
      return []
    } catch {
      broken.check(!error.problems.isEmpty, "a file that is refused has a problem")
      return error.problems
    }
  }

  // MARK: - Using what was loaded

  private static let sample = "Erklären, wie Wasser gefriert; apply & explain 2.5 tests (e.g. A)"

  private static let definition = Array(
    """
    badgelint: 1
    title: Ice and water
    description: What ice is and why it floats.
    outcomes: [Explain why ice floats, {text: Know it, skills: [Physics]}]
    credit: 2 ECTS
    workload: {hours: 50}
    assessments: [{type: exam}]

    """.utf8)

  private static func usePack(
    _ loaded: (library: RuleLibrary, pack: Pack), _ broken: inout Broken
  ) {
    let (library, pack) = loaded
    for warning in PackChecker(library).warnings(of: pack) {
      broken.check(!warning.message.isEmpty, "a warning says what it warns of")
    }
    _ = ExampleRunner(library, today: Shipped.today).run(pack)
    if pack.judged == .definitions, let rules = Shipped.rules([pack.name], library) {
      let linter = FileLinter(library, forced: nil, today: Shipped.today)
      checkResult(linter.lint(definition, path: "a.yaml", rules: rules), &broken)
    }
  }

  private static func useFormat(_ library: RuleLibrary, _ broken: inout Broken) {
    guard let format = library.formats.last, let rules = Shipped.rules(["core"], library) else {
      return
    }
    let linter = FileLinter(library, forced: .format(format), today: Shipped.today)
    checkResult(linter.lint(definition, path: "a.yaml", rules: rules), &broken)
  }

  private static func checkResult(_ result: FileResult, _ broken: inout Broken) {
    let text = Text(result.bytes)
    for finding in result.findings {
      broken.check(finding.span, in: text, "finding '\(finding.message)'")
    }
  }

  /// Policies are read from files only, as they build on others.
  private static func usePolicy(_ bytes: [UInt8]) throws(LoadFailure) {
    let path = TemporaryFile.path
    guard (try? writeFile(path, bytes)) != nil else { return }
    var reader = PolicyReader(schema: Shipped.library.policySchema)
    let policy: Policy
    do throws(LoadFailure) {
      policy = try reader.read(path)
    } catch {
      throw renamed(error)
    }
    do throws(LoadFailure) {
      _ = try RuleSetBuilder(Shipped.library, packNames: [:], day: Shipped.today)
        .build(policy, overrides: Array(policy.overrides.indices), extraPacks: [])
    } catch {
      throw renamed(error)
    }
  }

  /// The failure with the name by which files are known here.
  private static func renamed(_ failure: LoadFailure) -> LoadFailure {
    var failure = failure
    for index in failure.problems.indices
    where failure.problems[index].file == Path.shown(TemporaryFile.path) {
      failure.problems[index].file = name
    }
    return failure
  }

  /// A pattern, then a line for each path.
  private static func useGlob(_ bytes: [UInt8], _ broken: inout Broken) {
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", maxSplits: 8, omittingEmptySubsequences: false)
    guard let first = lines.first, let pattern = try? GlobPattern(String(first)) else { return }
    for path in lines.dropFirst() + ["a/b.yaml", "fixtures/definitions/good/a.yaml"] {
      let (path, length) = (String(path), first.utf8.count + path.utf8.count)
      _ = pattern.matches(path)
      _ = pattern.matchesPathOrParent(path, isFolder: true)
      broken.check(
        pattern.steps(matching: path) <= 64 * (length + 1) * (length + 1),
        "a pattern is matched in few steps")
    }
  }

  private static func useIgnoreFile(_ bytes: [UInt8]) {
    let file = IgnoreFile(parsing: bytes, folder: "/a")
    for path in ["/a/b.yaml", "/a/b/c.yaml", "/a/.git", "/a/ä ö"] {
      _ = file.ignores(path, isFolder: false)
      _ = file.ignores(path, isFolder: true)
    }
  }
}
