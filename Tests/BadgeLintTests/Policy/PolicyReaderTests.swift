import BadgeLint
import Testing
import YAMLTree

/// Policies, and what they build on.
@Suite struct PolicyReaderTests {
  private func problems(_ files: [String: String], _ way: String = "p.yaml") throws -> [LoadProblem]
  {
    let policies = try PolicyFiles(files)
    return loadProblems { () throws(LoadFailure) in _ = try policies.read(way) }
  }

  @Test func `an empty policy has the standard settings`() throws {
    let policy = try PolicyFiles(["p.yaml": "policy: 1\n"]).read()
    #expect(policy.packs == nil)
    #expect(policy.failOn == nil)
    #expect(policy.overrides.isEmpty && policy.exclude.isEmpty && policy.bases.isEmpty)
  }

  @Test func `settings of a policy come after those it builds on`() throws {
    let policies = try PolicyFiles([
      "p.yaml": """
      policy: 1
      extends: base/a.yaml
      rules: {core/kind-missing: info}
      exclude: [drafts/]
      """,
      "base/a.yaml": """
      policy: 1
      extends: [b.yaml]
      packs: [eu-2022]
      rules: {core/kind-missing: off, core/credit-hours: error}
      exclude: old/**
      """,
      "base/b.yaml": "policy: 1\nfailOn: never\npacks: [core]\n",
    ])
    let policy = try policies.read()
    #expect(policy.packs?.map(\.name) == ["eu-2022"])
    #expect(policy.failOn == .never)
    #expect(
      policy.settings.severities.map(\.rule.name) == [
        "core/kind-missing", "core/credit-hours", "core/kind-missing",
      ])
    #expect(policy.settings.severities.map(\.severity) == [.off, .on(.error), .on(.info)])
    #expect(policy.exclude.count == 2)
    #expect(policy.bases == [policies.tree.at("base/a.yaml"), policies.tree.at("base/b.yaml")])
  }

  @Test func `a base that says nothing of packs changes none`() throws {
    let policies = try PolicyFiles([
      "p.yaml": "policy: 1\nextends: [a.yaml, b.yaml]\n",
      "a.yaml": "policy: 1\npacks: [core, eu-2022]\n",
      "b.yaml": "policy: 1\nfailOn: warning\n",
    ])
    let policy = try policies.read()
    #expect(policy.failOn == .warning)
    #expect(policy.packs?.map(\.name) == ["core", "eu-2022"])
  }

  @Test func `packs and formats by path are taken from the policy's folder`() throws {
    let policies = try PolicyFiles([
      "p.yaml": "policy: 1\nextends: b/q.yaml\npacks: [core, ./own.yml]\nformats: f.yaml\n",
      "b/q.yaml": "policy: 1\npacks: ../c/base.yaml\noverrides: [{files: [x], packs: [d/e]}]\n",
      "c/base.yaml": "", "b/d/e": "", "own.yml": "", "f.yaml": "",
    ])
    var reader = PolicyReader(schema: policies.library.policySchema)
    let policy = try reader.read(policies.tree.at("p.yaml"))
    let at = policies.tree.at
    #expect(policy.packs?.map(\.name) == ["core", at("own.yml")])
    #expect(reader.packFiles == [at("c/base.yaml"), at("b/d/e"), at("own.yml")])
    #expect(reader.formatFiles == [at("f.yaml")])
  }

  @Test(arguments: ["packs: [‹c/none.yaml›]", "formats: ‹none›", "extends: [‹../none.yaml›]"])
  func `a file that is missing is told where the policy names it`(line: String) throws {
    let marked = MarkedText("policy: 1\n\(line)\n")
    let found = try problems(["p.yaml": marked.text])
    #expect(found.map(\.range) == [marked.places[0]])
    let name = slice(marked.places[0], of: marked.bytes)
    #expect(found.map(\.message) == ["cannot find '\(name)': no such file or folder"])
  }

  @Test func `policies in a circle are refused`() throws {
    let own = MarkedText("policy: 1\nextends: [‹p.yaml›]\n")
    let found = try problems(["p.yaml": own.text])
    #expect(found.count == 1)
    #expect(found.first?.range == own.places[0])
    #expect(
      found.first?.message.hasPrefix("policies build on each other in a circle: /") == true)
    let marked = MarkedText("policy: 1\nextends: ‹p.yaml›\n")
    let longer = try problems([
      "p.yaml": "policy: 1\nextends: q.yaml\n", "q.yaml": "policy: 1\nextends: r.yaml\n",
      "r.yaml": marked.text,
    ])
    #expect(longer.count == 1)
    #expect(longer.first?.range == marked.places[0])
    #expect(longer.first?.file.hasSuffix("/r.yaml") == true)
  }

  @Test func `a circle through another folder is refused`() throws {
    let marked = MarkedText("policy: 1\nextends: ‹../p.yaml›\n")
    let found = try problems([
      "p.yaml": "policy: 1\nextends: base/q.yaml\n", "base/q.yaml": marked.text,
    ])
    #expect(found.map(\.range) == marked.places)
    #expect(found.first?.message.contains("circle") == true)
  }

  @Test func `the same base twice is no circle`() throws {
    let found = try problems([
      "p.yaml": "policy: 1\nextends: [q.yaml, r.yaml]\n",
      "q.yaml": "policy: 1\nextends: r.yaml\n", "r.yaml": "policy: 1\n",
    ])
    #expect(found.isEmpty)
  }

  static let mistakes: [(String, String, String?)] = [
    ("‹ruls›: {}", "unknown key 'ruls'", "did you mean 'rules'?"),
    (
      "failOn: ‹warn›", "'failOn': expected error, warning, info, never, found 'warn'",
      "did you mean 'warning'?"
    ),
    (
      "failOn: ‹warnings›", "'failOn': expected error, warning, info, never, found 'warnings'",
      "did you mean 'warning'?"
    ),
    (
      "rules: {core/kind-missing: ‹fatal›}",
      "'rules.core/kind-missing': expected error, warning, info, off, found 'fatal'", nil
    ),
    (
      "rules: {core/kind-missing: {severity: ‹on›}}",
      "'severity': expected error, warning, info, off, found 'on'", nil
    ),
    (
      "overrides: [‹{rules: {}}›]", "'files' is missing here (Globs from the folder of the policy)",
      nil
    ),
    ("overrides: [{files: [a], ‹pack›: [core]}]", "unknown key 'pack'", "did you mean 'packs'?"),
  ]

  @Test(arguments: mistakes)
  func `mistakes are refused`(line: String, message: String, help: String?) throws {
    let marked = MarkedText("policy: 1\n\(line)\n")
    let found = try problems(["p.yaml": marked.text])
    expect(found, in: marked, message: message, help: help)
  }

  @Test(arguments: ["exclude: [‹'a[b'›]", "overrides: [{files: ‹['a[b']›}]"])
  func `globs that cannot be read are refused`(line: String) throws {
    let marked = MarkedText("policy: 1\n\(line)\n")
    let found = try problems(["p.yaml": marked.text])
    #expect(found.map(\.range) == marked.places)
    #expect(found.first?.message.contains("a[b") == true)
  }

  @Test func `a policy that is not there or no YAML`() throws {
    #expect(try problems([:]).map(\.range) == [nil])
    #expect(try problems(["p.yaml": "policy: [1\n"]).count == 1)
    #expect(
      try problems(["p.yaml": "policy: 2\n"]).map(\.message) == [
        "'policy': expected 1, found '2'"
      ])
    #expect(try problems(["p.yaml": "policy: 1\nrules: {a: off}\nrules: {b: off}\n"]).count == 1)
  }

  @Test func `which severities fail a run`() {
    let failing = FailOn.allCases.map { failOn in
      Severity.allCases.filter { failOn.fails($0) }.map(\.rawValue)
    }
    #expect(failing == [["error"], ["warning", "error"], ["info", "warning", "error"], []])
  }
}
