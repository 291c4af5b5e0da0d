import BadgeLint
import CEL
import Testing
import YAMLTree

/// The rules that apply to a file under a policy.
@Suite struct RuleSetBuilderTests {
  private func rules(_ policy: String, for file: String = "a.yaml") throws -> RuleSet {
    try PolicyFiles(["p.yaml": "policy: 1\n" + policy]).rules(for: file)
  }

  private func problems(_ marked: MarkedText) throws -> [LoadProblem] {
    let policies = try PolicyFiles(["p.yaml": marked.text])
    return loadProblems { () throws(LoadFailure) in _ = try policies.rules() }
  }

  @Test func `only chosen packs and the structure checks are on`() throws {
    let library = try Shipped.library.get()
    #expect(try rules("").packs == Set(library.standardPacks).union(["structure"]))
    #expect(try rules("packs: [eu-2022]\n").packs == ["eu-2022", "structure"])
    #expect(try rules("packs: []\n").packs == ["structure"])
    #expect(try rules("packs: []\n").rules.count == library.packs.map(\.rules.count).reduce(0, +))
  }

  @Test func `rules are in the same order under every policy`() throws {
    let first = try rules("")
    let second = try rules("packs: [eu-2022]\nrules: {structure/portability: off}\n")
    #expect(first.rules.map(\.rule.id) == second.rules.map(\.rule.id))
  }

  @Test func `severities can be changed and rules switched off`() throws {
    let set = try rules(
      """
      rules:
        core/kind-missing: error
        core/credit-hours: off
        core/no-skill: {severity: warning, reason: we care}
        structure/unknown-field: "off"
      """)
    #expect(set.severity("core/kind-missing") == .error)
    #expect(set.severity("core/credit-hours") == nil)
    #expect(set.severity("core/no-skill") == .warning)
    #expect(set.severity("structure/unknown-field") == nil)
    #expect(set.structureRule(.unknownField) == nil)
    #expect(set.severity("core/level-range") == .error)
  }

  @Test func `a rule that is off finds nothing and counts nothing`() throws {
    let set = try rules("rules: {core/kind-missing: off, structure/unknown-field: off}\n")
    let linter = FileLinter(try Shipped.library.get(), forced: nil, today: Shipped.today)
    let bytes = Array("badgelint: 1\ntitle: T\nknd: badge\n".utf8)
    let result = linter.lint(bytes, path: "a.yaml", rules: set)
    for (entry, tally) in zip(set.rules, result.tallies) where entry.severity == nil {
      #expect(tally == RuleTally(), "\(entry.rule.id)")
    }
    #expect(result.findings.allSatisfy { set.rules[$0.rule].severity != nil })
  }

  private static let overrides = """
    rules: {core/kind-missing: off}
    overrides:
      - files: [drafts/**, "*.tmp.yaml"]
        rules: {core/kind-missing: info, core/credit-hours: off}
      - files: [drafts/eu/**]
        packs: [eu-2022]
      - files: [drafts/late/**]
        rules: {core/kind-missing: error}
        parameters: {core: {criteriaWords: 5}}

    """

  @Test func `overrides apply to files that match, later ones win`() throws {
    func severity(_ file: String) throws -> Severity? {
      try rules(Self.overrides, for: file).severity("core/kind-missing")
    }
    #expect(try severity("a.yaml") == nil)
    #expect(try severity("drafts/a.yaml") == .info)
    #expect(try severity("a.tmp.yaml") == .info)
    #expect(try severity("drafts/late/x/a.yaml") == .error)
    #expect(try rules(Self.overrides, for: "a.yaml").severity("core/credit-hours") == .warning)
    #expect(try rules(Self.overrides, for: "drafts/a.yaml").severity("core/credit-hours") == nil)
    let eu = try rules(Self.overrides, for: "drafts/eu/a.yaml")
    #expect(eu.packs == ["eu-2022", "structure"])
    #expect(eu.severity("core/kind-missing") == nil)
  }

  private func value(_ set: RuleSet, _ name: String) throws -> String {
    let pack = try #require(try Shipped.library.get().pack(named: "core"))
    let index = try #require(pack.parameters.firstIndex { $0.name == name })
    let values = Set(set.rules.filter { $0.rule.pack == "core" }.map { "\($0.parameters[index])" })
    #expect(values.count == 1)
    return values.first ?? ""
  }

  @Test func `parameters are set for all rules of the pack`() throws {
    let set = try rules(
      "parameters: {core: {hoursTolerance: 0.25, criteriaWords: 5, defaultLanguage: de}}\n")
    #expect(try value(set, "hoursTolerance") == "\(Value.double(0.25))")
    #expect(try value(set, "criteriaWords") == "\(Value.int(5))")
    #expect(try value(set, "defaultLanguage") == "\(Value.string("de"))")
    #expect(try value(set, "grossFactor") == "\(Value.double(2))")
    #expect(
      try value(rules(Self.overrides, for: "drafts/late/a.yaml"), "criteriaWords")
        == "\(Value.int(5))")
    #expect(
      try value(rules(Self.overrides, for: "a.yaml"), "criteriaWords") == "\(Value.int(20))")
  }

  @Test func `a whole number is a number`() throws {
    let set = try rules("parameters: {core: {hoursTolerance: 1}}\n")
    #expect(try value(set, "hoursTolerance") == "\(Value.double(1))")
  }

  /// What is said where no pack has a name that is near.
  private static let known =
    "there are: "
    + ((try? Shipped.library.get().packs.map(\.name).sorted()) ?? []).joined(separator: ", ")

  static let mistakes: [(String, String, String?)] = [
    ("packs: [‹cor›]", "there is no pack 'cor'", "did you mean 'core'?"),
    ("packs: [‹elephant›]", "there is no pack 'elephant'", known),
    (
      "overrides: [{files: [x], packs: [‹elephant›]}]", "there is no pack 'elephant'",
      known
    ),
    (
      "rules: {‹core/kind-mising›: off}", "there is no rule 'core/kind-mising'",
      "did you mean 'core/kind-missing'?"
    ),
    ("rules: {‹elephant›: off}", "there is no rule 'elephant'", nil),
    (
      "rules: {‹structure/syntax›: off}",
      "'structure/syntax' cannot be switched off: what cannot be read cannot be judged",
      "leave the file out with 'exclude' instead"
    ),
    (
      "packs: [eu-2022]\nrules: {‹core/kind-missing›: off}",
      "rule 'core/kind-missing' is in pack 'core', which this policy does not choose",
      "add core to 'packs', or leave the rule out"
    ),
    (
      "overrides: [{files: [x], rules: {‹core/kind-mising›: off}}]",
      "there is no rule 'core/kind-mising'", "did you mean 'core/kind-missing'?"
    ),
    (
      "parameters: {core: {‹hoursTolerence›: 1}}",
      "pack 'core' has no parameter 'hoursTolerence'", "did you mean 'hoursTolerance'?"
    ),
    (
      "parameters: {‹croe›: {hoursTolerance: 1}}", "there is no pack 'croe'", "did you mean 'core'?"
    ),
    (
      "parameters: {core: {hoursTolerance: ‹ten›}}", "'hoursTolerance': expected a number", nil
    ),
    (
      "parameters: {core: {criteriaWords: ‹2.5›}}", "'criteriaWords': expected a whole number", nil
    ),
    (
      "parameters: {core: {hoursTolerance: ‹-0.1›}}",
      "'hoursTolerance': expected at least 0, found -0.1", nil
    ),
    (
      "overrides: [{files: [x], parameters: {core: {fewestLetters: ‹2›}}}]",
      "'fewestLetters': expected at most 1, found 2", nil
    ),
    ("parameters: {core: {defaultLanguage: ‹[en]›}}", "'defaultLanguage': expected a text", nil),
  ]

  @Test(arguments: mistakes)
  func `names that do not exist are refused`(line: String, message: String, help: String?) throws {
    let marked = MarkedText("# ü\npolicy: 1\n\(line)\n")
    try expect(problems(marked), in: marked, message: message, help: help)
  }

  @Test(arguments: ["parameters: {core: 0.2}", "parameters: {core: [hoursTolerance]}"])
  func `parameters of a pack are keys with values`(line: String) throws {
    #expect(try problems(MarkedText("policy: 1\n\(line)\n")).count == 1)
  }

  @Test func `packs of the command line join those of the policy`() throws {
    let policies = try PolicyFiles(["p.yaml": "policy: 1\n"])
    let builder = RuleSetBuilder(
      policies.library, packNames: ["/x/eu.yaml": "eu-2022"], day: Shipped.today)
    let policy = try policies.read()
    let set = try builder.build(policy, overrides: [], extraPacks: [Policy.Named("/x/eu.yaml")])
    #expect(
      set.packs == Set(policies.library.standardPacks).union(["eu-2022", "structure"]))
    let problems = loadProblems { () throws(LoadFailure) in
      _ = try builder.build(policy, overrides: [], extraPacks: [Policy.Named("eu")])
    }
    #expect(problems.map(\.file) == ["command line"])
    #expect(problems.map(\.range) == [nil])
  }
}
