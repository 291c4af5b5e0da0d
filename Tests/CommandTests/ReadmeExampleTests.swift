import Testing

/// What README.md tells people to write does what it says.
@Suite struct ReadmeExampleTests {
  @Test func `the pack loads and its examples pass`() throws {
    let workspace = try ReadmeExamples.workspace()
    let test = try workspace.run("rules", "test", "rules/our-faculty.yaml")
    #expect(test.output.contains(" 2 examples, 0 failed"), "\(test.said)")
    #expect(test.status == 0)
    let named = try workspace.run(
      "rules", "test", "--pack", "rules/our-faculty.yaml", "our-faculty")
    #expect(named.status == 0, "\(named.said)")
    let check = try workspace.run("rules", "check", "--pack", "rules/our-faculty.yaml")
    #expect(check.status == 0, "\(check.said)")
  }

  @Test func `the format loads and reads a catalogue`() throws {
    let workspace = try ReadmeExamples.workspace()
    try workspace.write(
      "courses.yaml",
      """
      courses:
        - {code: dv, name: Data Visualisation, hours_total: 10, points: 3,
           goals: Analyse data. Design charts., exam: talk}
        - {code: st, name: Statistics, hours_total: 75, points: 3, goals: Explain tests., exam: none}

      """)
    let run = try workspace.lint(
      "--format-file", "formats/catalogue.yaml", "--output", "json", "courses.yaml")
    #expect(run.errors == "")
    #expect(try JSONFile(run.output).number("definitions", in: "summary") == 2)
    let gross = try JSONFile(run.output).findings.filter { $0.rule == "core/credit-hours-gross" }
    #expect(gross.map(\.start.line) == [2])
  }

  @Test func `the policy loads with the pack and the format that it names`() throws {
    let workspace = try ReadmeExamples.workspace()
    let policies = try ReadmeExamples.beginning(with: "policy")
    #expect(!policies.isEmpty)
    for policy in policies {
      try workspace.write(".badgelint.yaml", policy)
      for name in ["a.yaml", "drafts/b.yaml"] { try workspace.write(name, Probe.clean) }
      let run = try workspace.run("policy", "drafts/b.yaml")
      #expect(run.errors == "")
      #expect(run.status == 0)
      #expect(run.output.contains("packs: core, eu-2022, our-faculty, structure\n"))
      #expect(run.output.contains("override 1: applies\n"))
      #expect(try workspace.lint("a.yaml").errors == "")
    }
  }

  @Test func `all examples of rules are exercised, and nothing in packs is rarely meant`() throws {
    let test = try Program.run(["rules", "test", "--coverage"], in: Program.packageFolder)
    #expect(test.status == 0, "\(test.said)")
    let check = try Program.run(["rules", "check"], in: Program.packageFolder)
    #expect(check.status == 0, "\(check.said)")
  }
}
