import Foundation
import Testing

/// What goes where: reports, files, quiet and counted.
@Suite struct OutputTests {
  private static let escape = "\u{1B}["

  private func mixed() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("a.yaml", Probe.error)
    try workspace.write("b.yaml", Probe.warning)
    try workspace.write("c.yaml", Probe.clean)
    return workspace
  }

  @Test func `text says rule, place, reason and remedy`() throws {
    let workspace = try mixed()
    let run = try workspace.lint("a.yaml")
    let expected = """
      error[probe/error]: probe error met 'Wrong'
       --> a.yaml:2:8
        |
      2 | title: Wrong
        |        ^^^^^
        |
        = why: It is a probe.
        = fix: Change the title.

      1 definition in 1 file: 1 error
      by concern: 1 unclear

      """
    #expect(run.output.hasPrefix(expected), "\(run.output)")
    #expect(run.errors == "")
  }

  @Test func `a clean file gets one line and the rules that applied`() throws {
    let workspace = try mixed()
    let run = try workspace.lint("c.yaml")
    #expect(
      run.output.hasPrefix(
        "1 definition in 1 file: nothing found\nverdict inflated: 1 incomplete\n"))
    #expect(run.output.contains("\nrules: all 16 applied"))
    #expect(run.status == 0)
  }

  @Test func `text on standard output and JSON in a file tell the same`() throws {
    let workspace = try mixed()
    let run = try workspace.lint("--output", "text", "--output", "json=out.json", ".")
    let findings = try JSONFile(workspace.read("out.json")).findings
    #expect(findings.map(\.rule) == ["probe/error", "probe/warning"])
    for finding in findings {
      #expect(run.output.contains("[\(finding.rule)]: \(finding.message)"))
      #expect(run.output.contains("\(finding.file):\(finding.start.line):\(finding.start.column)"))
    }
    let alone = try workspace.lint("--output", "json", ".", "--exclude", "out.json")
    #expect(try workspace.read("out.json") == alone.output)
  }

  @Test func `a file given for text holds no colour and is replaced as a whole`() throws {
    let workspace = try mixed()
    try workspace.write("out.txt", String(repeating: "old\n", count: 5000))
    let run = try workspace.lint("--output", "text=out.txt", "a.yaml")
    #expect(run.status == 1)
    #expect(run.output == "")
    #expect(run.errors == "")
    let text = try workspace.read("out.txt")
    #expect(text.hasPrefix("error[probe/error]"))
    #expect(!text.contains("old"))
  }

  @Test func `the same report may go to a file and to standard output`() throws {
    let workspace = try mixed()
    let run = try workspace.lint("--output", "json", "--output", "json=out.json", "a.yaml")
    #expect(try workspace.read("out.json") == run.output)
  }

  @Test func `quiet keeps the summary and leaves out findings`() throws {
    let workspace = try mixed()
    for option in ["--quiet", "-q"] {
      let run = try workspace.lint(option, ".")
      #expect(run.status == 1)
      #expect(run.output.hasPrefix("3 definitions in 3 files: 1 error, 1 warning\n"))
      #expect(!run.output.contains("probe error met"))
    }
  }

  @Test func `quiet does not thin out a report in a file`() throws {
    let workspace = try mixed()
    _ = try workspace.lint("-q", "--output", "text", "--output", "text=out.txt", ".")
    #expect(try workspace.read("out.txt").contains("probe error met 'Wrong'"))
  }

  @Test func `quiet still says what could not be judged`() throws {
    let workspace = try mixed()
    let run = try workspace.lint("-q", "a.yaml", "nowhere.yaml")
    #expect(run.status == 2)
    #expect(run.output.contains("nowhere.yaml"))
  }

  @Test func `statistics count each rule`() throws {
    let workspace = try mixed()
    let run = try workspace.lint("-q", "--statistics", ".")
    let rows = run.output.split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
    #expect(rows.contains(["rule", "applied", "passed", "failed", "not", "applicable"]))
    #expect(rows.contains(["probe/error", "3", "2", "1", "0"]))
    #expect(rows.contains(["probe/info", "3", "3", "0", "0"]))
    #expect(rows.contains(["structure/syntax", "3", "3", "0", "0"]))
    #expect(!run.output.contains("core/"))
  }

  @Test func `tallies of JSON are those of the statistics`() throws {
    let workspace = try mixed()
    try workspace.write("d.yaml", "badgelint: 1\nid: untitled\n")
    let report = try JSONFile(workspace.lint("--output", "json", ".").output)
    let tally = try #require(
      try report.objects("rules").first { $0["rule"] as? String == "probe/error" })
    #expect(tally["applied"] as? Int == 3)
    #expect(tally["passed"] as? Int == 2)
    #expect(tally["failed"] as? Int == 1)
    #expect(tally["notApplicable"] as? Int == 1)
    #expect(try report.number("definitions", in: "summary") == 4)
    #expect(try report.number("files", in: "summary") == 4)
  }

  @Test func `no colour where there is no terminal`() throws {
    let workspace = try mixed()
    for environment in [[:], ["NO_COLOR": "1"], ["TERM": "dumb"], ["CLICOLOR": "1"]] {
      let run = try workspace.lint(".", environment: environment)
      #expect(!run.said.contains(Self.escape))
    }
  }

  @Test func `a message with quotes, backslashes and umlauts stays valid JSON`() throws {
    let workspace = try Workspace()
    let title = #""Wrong \"quoted\" \\ back \t tab ä 😀 \u0001""#
    try workspace.write("a.yaml", "badgelint: 1\ntitle: \(title)\n")
    let findings = try workspace.findings("a.yaml")
    let finding = try #require(findings.first { $0.rule == "probe/error" })
    #expect(
      finding.message == "probe error met 'Wrong \"quoted\" \\ back \u{FFFD} tab ä 😀 \u{FFFD}'")
  }

  @Test func `an escape sequence in a definition does not reach the terminal`() throws {
    let workspace = try Workspace()
    try workspace.write("a.yaml", "badgelint: 1\ntitle: \"Wrong \\e[31mred\"\n")
    let run = try workspace.lint("a.yaml")
    #expect(run.status == 1)
    #expect(!run.output.contains("\u{1B}"))
  }

  @Test func `fingerprints stay when lines move and files are walked otherwise`() throws {
    let workspace = try Workspace()
    try workspace.write("a.yaml", "badgelint: 1\nid: x\ntitle: Wrong\n")
    let before = try workspace.findings("a.yaml")
    try workspace.write("a.yaml", "# a comment\n\nbadgelint: 1\nkind: badge\nid: x\ntitle: Wrong\n")
    let after = try workspace.findings(".")
    #expect(before.map(\.fingerprint) == after.map(\.fingerprint))
    #expect(before.first?.start.line == 3)
    #expect(after.first?.start.line == 6)
  }
}
