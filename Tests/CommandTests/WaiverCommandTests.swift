import Foundation
import Testing

/// Waivers in comments and registers, by the whole program.
@Suite struct WaiverCommandTests {
  private static let entry = "definition: Wrong, reason: the senate knows"

  private func workspace(_ entries: String..., policy: String = "") throws -> Workspace {
    let workspace = try Workspace(policy: policy)
    let lines = entries.map { "  - {rule: \($0)}\n" }.joined()
    try workspace.write("waivers.yaml", "waivers: 1\nentries:\n\(lines)")
    return workspace
  }

  private func rules(_ workspace: Workspace, _ path: String = ".") throws -> [String] {
    try workspace.findings(path).filter { $0.members["waived"] == nil }
      .map { "\($0.file):\($0.start.line) \($0.rule)" }
  }

  @Test func `a register waives, and the summary counts`() throws {
    let workspace = try workspace(
      "probe/error, by: Senate, decided: 2026-01-02, until: 2026-12, \(Self.entry)")
    let run = try workspace.lint(".", "--output", "text", "--output", "json=out.json")
    #expect(run.status == 0)
    #expect(run.output.contains("nothing else found"))
    #expect(run.output.contains("waived: 2 findings (2 by register)"))
    let report = try JSONFile(workspace.read("out.json"))
    #expect(try report.number("waived", in: "summary") == 2)
    #expect(try report.number("findings", in: "summary") == 0)
    let waived = try #require(try report.findings.first?.members["waived"] as? [String: String])
    #expect(
      waived == [
        "kind": "register", "reason": "the senate knows", "by": "Senate", "until": "2026-12-31",
      ])
    // Rules fail all the same.
    #expect(try report.failures(of: "probe/error") == 2)
    let quiet = try workspace.lint(".", "-q")
    #expect(quiet.output.contains("waived: 2 findings"))
  }

  @Test func `auditors see everything`() throws {
    let workspace = try workspace("probe/error, \(Self.entry)", "probe/nothing, \(Self.entry)")
    try workspace.write("a.yaml", "# badgelint: allow probe/error\n\(Probe.error)")
    let run = try workspace.lint("--no-waivers", ".")
    #expect(run.status == 1)
    #expect(run.output.contains("2 errors"))
    #expect(run.output.contains("waivers were left aside"))
    #expect(!run.output.contains("structure/"))
  }

  @Test func `comments cannot waive what is of several definitions or versions`() throws {
    let workspace = try workspace()
    try workspace.write(
      "c.yaml",
      "badgelint: 1\ntitle: T # badgelint: allow catalogue/circle, changes/hours-cut -- it is known\n"
    )
    let findings = try workspace.findings("c.yaml").filter {
      $0.rule == "structure/waiver-not-possible"
    }
    #expect(
      findings.map(\.message) == [
        "findings of catalogue/circle cannot be waived in a comment, as they are of several "
          + "definitions together",
        "findings of changes/hours-cut cannot be waived in a comment, as they are of two versions "
          + "together",
      ])
  }

  @Test func `a waiver that ran out is an error, and its finding is back`() throws {
    let workspace = try workspace("probe/error, until: 2026-10-31, \(Self.entry)")
    #expect(
      try rules(workspace) == [
        "a.yaml:2 probe/error", "sub/b.yaml:2 probe/error",
        "waivers.yaml:3 structure/waiver-expired",
      ])
    let last = try self.workspace("probe/error, until: 2026-11-01, \(Self.entry)")
    #expect(try rules(last) == [])
  }

  @Test func `entries that waive nothing are found where the run covers them`() throws {
    let workspace = try workspace(
      "probe/warning, \(Self.entry)", "probe/error, file: sub, reason: because")
    #expect(
      try rules(workspace) == [
        "a.yaml:2 probe/error", "waivers.yaml:3 structure/waiver-unused",
      ])
    try workspace.write("sub/b.yaml", Probe.clean)
    try workspace.write("sub/c.yaml", Probe.clean)
    let unused = "waivers.yaml:4 structure/waiver-unused"
    #expect(try rules(workspace).contains(unused))
    // Another file of the folder may hold the finding.
    #expect(try !rules(workspace, "sub/b.yaml").contains(unused))
    #expect(try rules(workspace, "sub").contains(unused))
  }

  @Test func `unknown rules are found with what was meant`() throws {
    let workspace = try workspace("probe/eror, \(Self.entry)", "structure/syntax, \(Self.entry)")
    let run = try workspace.lint("a.yaml")
    #expect(run.status == 1)
    #expect(
      run.output.contains("there is no rule 'probe/eror' to waive; did you mean probe/error?"))
    #expect(run.output.contains("findings of structure/syntax cannot be waived"))
  }

  @Test func `paths and files narrow an entry`() throws {
    let workspace = try workspace(
      "probe/error, file: a.yaml, path: title, reason: because",
      "probe/error, file: sub/b.yaml, path: titl, reason: because")
    #expect(
      try rules(workspace) == [
        "sub/b.yaml:2 probe/error", "waivers.yaml:4 structure/waiver-unused",
      ])
  }

  @Test(arguments: [
    ("waivers: 2\n", 1), ("waivers: 1\nentries:\n  - {rule: a/b, definition: x}\n", 3),
    ("waivers: 1\nentries:\n  - {rule: a/b, definition: x, reason: ''}\n", 3),
    ("waivers: 1\nentries:\n  - {rule: a/b, reason: x}\n", 3),
    ("waivers: 1\nentries:\n  - {rule: a/b, definition: x, reason: x, untl: 2026}\n", 3),
    ("waivers: 1\nentries:\n  - {rule: a/b, file: '[', reason: x}\n", 3),
    ("waivers: 1\nentries: [\n", 3),
    (
      "waivers: 1\nentries:\n  - {rule: a/b, file: a, reason: x, decided: 2026, until: 2025}\n", 3
    ),
  ])
  func `a broken register ends the run with its place`(text: String, line: Int) throws {
    let workspace = try Workspace(policy: "")
    try workspace.write("waivers.yaml", text)
    let run = try workspace.lint(".")
    #expect(run.status == 2)
    #expect(run.errors.contains("waivers.yaml:\(line):"), "\(run.said)")
  }

  @Test func `the policy names the register, and it is no definition`() throws {
    let workspace = try workspace(policy: "waivers: decisions/2026.yaml\n")
    let missing = try workspace.lint(".")
    #expect(missing.status == 2)
    #expect(missing.errors.contains(".badgelint.yaml:3:10"))
    try workspace.write(
      "decisions/2026.yaml", "waivers: 1\nentries:\n  - {rule: probe/error, \(Self.entry)}\n")
    let run = try workspace.lint(".", "--as", "native", "--exclude", "waivers.yaml")
    #expect(run.status == 0, "\(run.said)")
    #expect(run.output.contains("2 definitions in 2 files"))
    // A hook may hand it over with what was changed.
    #expect(try workspace.lint("decisions/2026.yaml", "a.yaml").status == 0)
    #expect(try workspace.lint("decisions/2026.yaml").status == 0)
  }

  @Test func `a register holds without a policy, and one of another program does not`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("sub/a.yaml", "badgelint: 1\ntitle: A\nworklaod: 3\n")
    try workspace.write(
      "waivers.yaml",
      "waivers: 1\nentries:\n  - {rule: structure/unknown-field, definition: A, reason: old}\n")
    let run = try workspace.lint("sub/a.yaml", "--output", "json")
    #expect(try JSONFile(run.output).number("waived", in: "summary") == 1)
    try workspace.write("waivers.yaml", "theirs: 1\n")
    let other = try workspace.lint("sub/a.yaml", "--output", "json")
    #expect(try JSONFile(other.output).number("waived", in: "summary") == 0)
  }

  @Test func `the same on any number of workers`() throws {
    let workspace = try workspace(
      "probe/error, file: many, reason: because", "probe/warning, file: many, reason: because",
      "probe/error, definition: Wrong 7, reason: because")
    for number in 0..<60 {
      let comment = number % 3 == 0 ? " # badgelint: allow probe/error -- because" : ""
      try workspace.write(
        "many/\(number).yaml", "badgelint: 1\ntitle: Wrong \(number)\(comment)\n")
    }
    for format in ["text", "json"] {
      let one = try workspace.lint("--jobs", "1", "--output", format, ".")
      #expect(one.said == (try workspace.lint("--jobs", "8", "--output", format, ".")).said)
      #expect(one.status == 1)
    }
  }

  @Test func `waivers of rules of packs that are not loaded are no mistake`() throws {
    let workspace = try Workspace(hasProbe: false)
    let comment = "# badgelint: allow cmf/outcomes, nz-nzqa/x -- later"
    try workspace.write("a.yaml", "\(comment)\n\(Probe.clean)")
    let found = try workspace.findings("a.yaml").filter { $0.rule.hasPrefix("structure/") }
    #expect(!found.contains { $0.message.contains("'cmf/outcomes'") })
  }

  @Test func `reports for other programs leave excused findings out, and SARIF marks them`() throws
  {
    let folder = Program.packageFolder
    func run(_ arguments: String...) throws -> String {
      try Program.run(
        arguments + ["--as-of", Program.day, "fixtures/waivers"], in: folder
      ).output
    }
    let waived = "core/level-country"
    #expect(try run("--output", "csv", "--no-waivers").contains(waived))
    #expect(try !run("--output", "csv").contains(waived))
    #expect(try !run("--output", "github").contains(waived))
    let sarif = try run("--output", "sarif")
    #expect(sarif.contains(#""suppressions": [{"kind": "external", "status": "accepted""#))
    #expect(sarif.contains(#""suppressions": [{"kind": "inSource""#))
    #expect(try !run("--output", "sarif", "--no-waivers").contains("inSource"))
  }
}
