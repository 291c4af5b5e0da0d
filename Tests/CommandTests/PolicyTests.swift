import Foundation
import Testing

/// Policies say which rules apply to which files; what they get wrong is told.
@Suite struct PolicyTests {
  private func severities(_ workspace: Workspace, _ path: String = ".") throws -> [String] {
    try workspace.findings(path).map { "\($0.file): \($0.severity)" }
  }

  // MARK: - Where policies are found

  @Test func `without a policy the core pack applies`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", Probe.error)
    let findings = try workspace.findings("a.yaml")
    #expect(!findings.isEmpty)
    #expect(findings.allSatisfy { $0.rule.hasPrefix("core/") })
  }

  @Test func `a policy is found upwards and the nearest wins`() throws {
    let workspace = try Workspace(policy: "")
    try workspace.write("sub/deep/er/c.yaml", Probe.error)
    try workspace.write("sub/deep/.badgelint.yaml", "policy: 1\npacks: []\n")
    #expect(try severities(workspace) == ["a.yaml: error", "sub/b.yaml: error"])
    #expect(try severities(workspace, "sub/deep/er/c.yaml") == [])
    try workspace.write("sub/deep/er/.badgelint.yaml", "policy: 1\npacks: [core]\n")
    #expect(try !severities(workspace, "sub/deep/er/c.yaml").isEmpty)
  }

  @Test func `two policies may name one pack by their own paths`() throws {
    let workspace = try Workspace(policy: "")
    try workspace.write(
      "sub/.badgelint.yaml",
      "policy: 1\npacks: [../.rules/probe.yaml]\nrules: {probe/error: info}\n")
    let run = try workspace.lint("--output", "json", ".")
    let findings = try JSONFile(run.output).findings
    #expect(findings.map(\.severity) == ["error", "info"])
  }

  @Test func `a policy above the current folder holds`() throws {
    let workspace = try Workspace(policy: "rules: {probe/error: warning}\n")
    let run = try Program.run(
      ["b.yaml", "--output", "json"], in: workspace.folder.appending(path: "sub"))
    #expect(try JSONFile(run.output).findings.map(\.severity) == ["warning"])
    #expect(run.status == 0)
  }

  @Test func `a policy named on the command line holds for all files`() throws {
    let workspace = try Workspace(policy: "rules: {probe/error: off}\n")
    try workspace.write(
      "other.policy", "policy: 1\npacks: [.rules/probe.yaml]\nrules: {probe/error: warning}\n")
    let findings = try workspace.findings("--policy", "other.policy", ".")
    #expect(findings.map(\.severity) == ["warning", "warning"])
  }

  @Test func `no policy on demand`() throws {
    let workspace = try Workspace(policy: "rules: {probe/error: off}\n")
    try workspace.write("sub/.badgelint.yaml", "broken: [")
    let findings = try workspace.findings("--no-policy", ".")
    #expect(!findings.isEmpty)
    #expect(findings.allSatisfy { $0.rule.hasPrefix("core/") })
  }

  @Test func `the nearest policy of standard input is that of its name`() throws {
    let workspace = try Workspace(policy: "rules: {probe/error: warning}\n")
    try workspace.write(
      "sub/.badgelint.yaml",
      "policy: 1\npacks: [../.rules/probe.yaml]\nrules: {probe/error: info}\n")
    let nameless = try workspace.findings("-", input: Probe.error)
    #expect(nameless.map(\.severity) == ["warning"])
    let named = try workspace.findings(
      "-", "--stdin-filename", "sub/x.yaml", input: Probe.error)
    #expect(named.map(\.severity) == ["info"])
  }

  // MARK: - What they set

  @Test func `rules are switched off`() throws {
    let workspace = try Workspace(policy: "rules: {probe/error: off}\n")
    let run = try workspace.lint("--output", "json", ".")
    #expect(run.status == 0)
    #expect(try JSONFile(run.output).failures(of: "probe/error") == nil)
    #expect(try JSONFile(run.output).failures(of: "probe/warning") == 0)
  }

  @Test func `a check that is off does not hide that the misspelt field is missing`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", "badgelint: 1\ntitle: A\nissuerr: {name: X}\n")
    func rules() throws -> [String] { try workspace.findings("a.yaml").map(\.rule) }
    #expect(try rules().contains("structure/unknown-field"))
    #expect(try !rules().contains("core/issuer-missing"))
    try workspace.write(
      ".badgelint.yaml", "policy: 1\nrules: {structure/unknown-field: off}\n")
    #expect(try !rules().contains("structure/unknown-field"))
    #expect(try rules().contains("core/issuer-missing"))
  }

  @Test func `rules of structure are switched off, too`() throws {
    let workspace = try Workspace(policy: "rules: {structure/unknown-field: off}\n")
    try workspace.write("c.yaml", Probe.clean + "worklaod: 75 h\n")
    #expect(try workspace.findings("c.yaml").isEmpty)
  }

  @Test(arguments: ["warning", "{severity: warning, reason: It is a trial}"])
  func `severities change`(_ setting: String) throws {
    let workspace = try Workspace(policy: "rules: {probe/error: \(setting)}\n")
    #expect(try severities(workspace) == ["a.yaml: warning", "sub/b.yaml: warning"])
    #expect(try workspace.lint(".").status == 0)
  }

  @Test func `the failing severity is that of the policy unless an option says otherwise`() throws {
    let workspace = try Workspace(policy: "failOn: warning\nrules: {probe/error: warning}\n")
    #expect(try workspace.lint(".").status == 1)
    #expect(try workspace.lint(".", "--fail-on", "error").status == 0)
    let never = try Workspace(policy: "failOn: never\n")
    #expect(try never.lint(".").status == 0)
    #expect(try never.lint(".", "--fail-on", "error").status == 1)
  }

  @Test func `parameters change what rules ask for`() throws {
    let workspace = try Workspace(policy: "parameters: {probe: {longest: 3}}\n")
    try workspace.write("c.yaml", Probe.definition("Four"))
    try workspace.write("d.yaml", Probe.definition("Two"))
    #expect(try workspace.findings("c.yaml", "d.yaml").map(\.file) == ["c.yaml"])
  }

  @Test func `overrides hold for their files and later ones win`() throws {
    let workspace = try Workspace(
      policy:
        """
        overrides:
          - files: ["**/*.yaml"]
            rules: {probe/error: warning}
          - files: [sub/*.yaml]
            rules: {probe/error: info}
            parameters: {probe: {longest: 2}}
          - files: [none/*.yaml]
            rules: {probe/error: off}

        """)
    let findings = try workspace.findings(".").map { "\($0.file): \($0.rule) \($0.severity)" }
    #expect(
      findings == [
        "a.yaml: probe/error warning", "sub/b.yaml: probe/error info",
        "sub/b.yaml: probe/long error",
      ])
  }

  @Test func `overrides choose packs for their files`() throws {
    let workspace = try Workspace(policy: "overrides: [{files: [sub/*], packs: []}]\n")
    #expect(try severities(workspace) == ["a.yaml: error"])
  }

  @Test func `excluded files are left out unless they are named`() throws {
    let workspace = try Workspace(policy: "exclude: [sub]\n")
    #expect(try severities(workspace) == ["a.yaml: error"])
    #expect(try severities(workspace, "sub/b.yaml") == ["sub/b.yaml: error"])
  }

  @Test func `formats by path from the policy`() throws {
    let workspace = try Workspace(policy: "formats: [.rules/course.yaml]\n")
    try workspace.write(
      ".rules/course.yaml",
      """
      format: 1
      name: course
      title: Course
      recognise: [{named: course, when: [{field: courseName, exists: true}]}]
      fields: {title: courseName}

      """)
    try workspace.write("sub/c.yaml", "courseName: Wrong\n")
    #expect(try severities(workspace, "sub/c.yaml") == ["sub/c.yaml: error"])
  }

  @Test func `a policy builds on others`() throws {
    let workspace = try Workspace()
    try workspace.write("a.yaml", Probe.error)
    try workspace.write("b.yaml", Probe.warning)
    try workspace.write(
      "base/policy.yaml",
      "policy: 1\npacks: [../.rules/probe.yaml]\nfailOn: info\n"
        + "rules: {probe/error: info, probe/warning: off}\n")
    try workspace.write(
      ".badgelint.yaml", "policy: 1\nextends: base/policy.yaml\nrules: {probe/warning: error}\n")
    #expect(
      try workspace.findings("a.yaml", "b.yaml").map { "\($0.rule): \($0.severity)" } == [
        "probe/error: info", "probe/warning: error",
      ])
    #expect(try workspace.lint("a.yaml").status == 1)
  }

  @Test func `a pack that policy and option both name is one pack`() throws {
    let workspace = try Workspace(policy: "")
    let run = try workspace.lint("--pack", ".rules/probe.yaml", "a.yaml")
    #expect(run.status == 1, "\(run.said)")
  }

  @Test func `packs of two policies stay apart`() throws {
    let workspace = try Workspace(policy: "")
    try workspace.write("sub/.badgelint.yaml", "policy: 1\npacks: [core]\n")
    let findings = try workspace.findings(".")
    #expect(Set(findings.filter { $0.file == "a.yaml" }.map(\.rule)) == ["probe/error"])
    let below = findings.filter { $0.file == "sub/b.yaml" }
    #expect(!below.isEmpty)
    #expect(below.allSatisfy { $0.rule.hasPrefix("core/") })
  }

  // MARK: - What applies

  @Test func `the policy of a file is printed`() throws {
    let workspace = try Workspace(
      policy:
        """
        failOn: warning
        rules: {probe/info: off, probe/warning: error}
        overrides:
          - files: [sub/*.yaml]
            rules: {probe/error: info}
          - files: [none/*.yaml]
            rules: {probe/error: warning}

        """)
    let run = try workspace.run("policy", "sub/b.yaml")
    #expect(run.status == 0)
    #expect(run.errors == "")
    let lines = run.output.split(separator: "\n").map(String.init)
    let expected = [
      "file: sub/b.yaml", "policy: .badgelint.yaml", "override 1: applies",
      "override 2: does not apply", "fails from: warning", "packs: probe, structure",
      "info     probe/error  (the pack says error)",
      "error    probe/warning  (the pack says warning)",
      "off      probe/info  (the pack says info)", "error    structure/syntax",
    ]
    for line in expected {
      #expect(lines.contains { $0 == line || $0.hasSuffix("/\(line)") }, "\(line): \(run.output)")
    }
    #expect(!run.output.contains("core/"))
    let above = try workspace.run("policy", "a.yaml")
    #expect(above.output.contains("override 1: does not apply"))
    #expect(above.output.contains("error    probe/error\n"))
  }

  @Test func `the policy of a file names those that it builds on`() throws {
    let workspace = try Workspace(policy: "extends: base.policy\n")
    try workspace.write("base.policy", "policy: 1\nfailOn: info\n")
    let run = try workspace.run("policy", "a.yaml")
    #expect(run.output.contains("base.policy"))
    #expect(run.output.contains("fails from: info"))
  }

  @Test func `a pack whose rules are all off is still named`() throws {
    let workspace = try Workspace(
      policy:
        "rules: {probe/error: off, probe/warning: off, probe/info: off, probe/long: off}\n")
    let run = try workspace.run("policy", "a.yaml")
    #expect(run.output.contains("packs: probe, structure"))
    #expect(run.output.contains("off      probe/error"))
  }

  @Test func `no policy is said, too`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", Probe.clean)
    let run = try workspace.run("policy", "a.yaml", "--pack", "eu-2022")
    #expect(run.status == 0)
    #expect(run.output.contains("policy: none"))
    #expect(
      run.output.contains(
        "packs: core, eu-2022, inflation, low-value, outcomes, structure\nschemes"))
    #expect(run.output.contains("eu/title"))
  }

  @Test func `the policy of no file is an error`() throws {
    let workspace = try Workspace()
    let missing = try workspace.run("policy", "none.yaml")
    #expect(missing.status == 2)
    #expect(missing.errors.contains("'none.yaml'"))
    let nameless = try workspace.run("policy")
    #expect(nameless.status == 2)
    #expect(nameless.errors.contains("<path>"))
  }
}
