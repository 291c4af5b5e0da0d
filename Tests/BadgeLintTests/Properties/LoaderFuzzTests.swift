import BadgeLint
import Testing
import YAMLTree

/// Files of rules with random damage: they load or are refused with places in the file, and
/// nothing crashes.
@Suite struct LoaderFuzzTests {
  private func check(
    _ problems: [LoadProblem], _ bytes: [UInt8], _ seed: Int,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for problem in problems {
      #expect(!problem.message.isEmpty, "\(seed)", sourceLocation: sourceLocation)
      guard let range = problem.range else { continue }
      #expect(
        range.start <= range.end && Int(range.end) <= bytes.count,
        "\(problem.message) in \(String(decoding: bytes, as: UTF8.self).debugDescription)",
        sourceLocation: sourceLocation)
    }
  }

  private func damaged(_ bytes: [UInt8], _ seed: Int) -> [UInt8] {
    var generator = SeededGenerator(seed: UInt64(seed) &* 104_729 &+ 3)
    var bytes = bytes
    for _ in 0...(seed % 3) { Damage.apply(to: &bytes, using: &generator) }
    return bytes
  }

  @Test func `packs`() throws {
    let shipped = try Shipped.library.get()
    var pack = PackText()
    pack.parameters = "{limit: {type: int, default: 1, about: L}}"
    pack.lets = "{shared: definition.title}"
    pack.body = """
      each: outcomes.skills
      let: {n: "size(parent.text) + limit"}
      where: has(self.name)
      require: "n > 1 && self.name != shared"
      at: self.name
      """
    pack.message = "\"{{x}} {self.name}: {n == 1 ? 'a' : '}'} {parent}\""
    pack.also = "[{at: definition.title, label: 'a {limit}'}]"
    pack.examples = "{passes: [{kind: badge}], fails: [{outcomes: [{text: A, skills: [B]}]}]}"
    let bytes = Array(pack.text.utf8)
    var loaded = 0
    for seed in 0..<600 {
      let bytes = seed == 0 ? bytes : damaged(bytes, seed)
      var library = shipped
      let problems = loadProblems { () throws(LoadFailure) in
        try library.addPack(LoadedFile(name: "p.yaml", bytes: bytes))
      }
      check(problems, bytes, seed)
      if problems.isEmpty { loaded += 1 }
      if problems.isEmpty, let pack = library.packs.last {
        _ = ExampleRunner(library, today: Shipped.today).run(pack)
      }
    }
    #expect(loaded > 10 && loaded < 590)
  }

  @Test func `formats`() throws {
    let shipped = try Shipped.library.get()
    let file = try PackageFolder.read("fixtures/formats/module-catalogue.yaml")
    let text = Array(
      "- {name: A, credit_points: 5, total_work: 3, goals: 'A. B.', exam: Klausur}\n".utf8)
    let rules = try Linted.rules(["core"], shipped)
    for seed in 1..<400 {
      let bytes = damaged(file, seed)
      var library = shipped
      let problems = loadProblems { () throws(LoadFailure) in
        try library.addFormat(LoadedFile(name: "f.yaml", bytes: bytes))
      }
      check(problems, bytes, seed)
      guard problems.isEmpty, let format = library.formats.last else { continue }
      let linter = FileLinter(library, forced: .format(format), today: Shipped.today)
      let result = linter.lint(text, path: "a.yaml", rules: rules)
      #expect(result.findings.allSatisfy { Int($0.span.end) <= text.count }, "\(seed)")
    }
  }

  @Test func `schemas, frameworks and lexicons`() throws {
    let shipped = RuleFiles.shipped
    let small = shipped.files.filter { !$0.path.hasPrefix("packs/") }
    let sound = Array("badgelint: 1\ntitle: T\ncredit: 3 ECTS\nvalidity: never\n".utf8)
    for seed in 1..<120 {
      var files = small
      let index = seed % files.count
      files[index].bytes = damaged(files[index].bytes, seed)
      let (path, bytes) = files[index]
      var library: RuleLibrary?
      let problems = loadProblems { () throws(LoadFailure) in
        library = try RuleLibrary(RuleFiles(files: files))
      }
      check(problems.filter { $0.file == RuleFiles.shipped.shownName(path) }, bytes, seed)
      guard let library else { continue }
      let result = FileLinter(library, forced: .native, today: Shipped.today)
        .lint(sound, path: "a.yaml", rules: RuleSet([], schemes: []))
      #expect(result.definitionCount == 1, "\(seed)")
    }
  }

  @Test func `policies`() throws {
    let policy = Array(
      """
      policy: 1
      packs: [core, eu-2022]
      exclude: ["*.tmp/**"]
      failOn: warning
      rules: {core/kind-missing: off, core/credit-hours: {severity: error, reason: x}}
      parameters: {core: {hoursTolerance: 0.2, criteriaWords: 5}}
      overrides: [{files: ["a/**", "{b,c}.yaml"], packs: [core], rules: {core/no-skill: info}}]

      """.utf8)
    let tree = try TemporaryTree()
    let library = try Shipped.library.get()
    for seed in 1..<300 {
      let bytes = damaged(policy, seed)
      try writeFile(tree.at("p.yaml"), bytes)
      let problems = loadProblems { () throws(LoadFailure) in
        var reader = PolicyReader(schema: library.policySchema)
        let policy = try reader.read(tree.at("p.yaml"))
        _ = try RuleSetBuilder(library, packNames: [:], day: Shipped.today)
          .build(policy, overrides: Array(policy.overrides.indices), extraPacks: [])
      }
      check(problems.filter { $0.file == tree.at("p.yaml") }, bytes, seed)
    }
  }
}
