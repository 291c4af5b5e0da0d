import Foundation
import Testing

/// The reports for other programs, read by programs of other makers.
@Suite struct ReportFormatTests {
  private static let outside =
    "left out: the programs of Tools/read-report/requirements.txt are not installed"
  private static let definitions = ["fixtures/definitions/draft.yaml", "fixtures/definitions"]

  /// Lints into all formats at once; files are below the folder of the package.
  private func reports(
    _ arguments: String..., in folder: URL, into workspace: Workspace
  ) throws -> (run: Program.Outcome, findings: [ReportedFinding]) {
    let outputs = (ReportReader.formats + ["json"]).flatMap {
      ["--output", "\($0)=\(path($0, workspace))"]
    }
    let run = try Program.run(["--as-of", Program.day] + outputs + arguments, in: folder)
    return (run, try JSONFile(workspace.read(".out/json")).findings)
  }

  private func path(_ format: String, _ workspace: Workspace) -> String {
    workspace.folder.appending(path: ".out/\(format)").path
  }

  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(".out/keep", "")
    return workspace
  }

  @Test(
    .enabled(if: ReportReader.available.count == ReportReader.formats.count, "\(outside)"),
    arguments: definitions)
  func `every report is valid and tells of the same findings`(_ definition: String) throws {
    let outside = try workspace()
    let folder = Program.packageFolder
    let (run, findings) = try reports(definition, in: folder, into: outside)
    #expect(run.status == 1)
    #expect(run.said == "")
    try #require(!findings.isEmpty)
    for format in ["sarif", "github", "gitlab", "checkstyle", "csv"] {
      let entries = try ReportReader.read(format, path(format, outside), in: folder)
      #expect(entries.map(\.rule) == findings.map(\.rule), "\(format)")
      #expect(entries.map(\.file) == findings.map(\.file), "\(format)")
      #expect(entries.map(\.line) == findings.map(\.start.line), "\(format)")
      for (entry, finding) in zip(entries, findings) {
        #expect(entry.message.hasPrefix(finding.message), "\(format)")
      }
    }
    let cases = try ReportReader.read("junit", path("junit", outside), in: folder)
    let failed = findings.filter { $0.severity != "info" && $0.members["judgement"] == nil }
    #expect(
      Set(cases.filter { $0.kind == "failure" }.map { "\($0.file) \($0.rule)" })
        == Set(failed.map { "\($0.file) \($0.rule)" }))
    let comment = try ReportReader.read("markdown", path("markdown", outside), in: folder)
    #expect(comment.count == findings.count || outside.holds("left out here", in: "markdown"))
    for entry in comment {
      #expect(
        findings.contains {
          $0.rule == entry.rule && $0.file == entry.file && $0.start.line == entry.line
        }, "\(entry)")
    }
  }

  @Test(.enabled(if: ReportReader.available.count == ReportReader.formats.count, "\(outside)"))
  func `hostile titles and names stay text`() throws {
    let workspace = try workspace()
    let titles = [
      "=HYPERLINK(1) Wrong", "Wrong\\n::error::fake", "Wrong %0A::error::x, y: z",
      "Wrong </failure>",
      "Wrong ]]> & \\u0001 \\e[31m", "Wrong <script>alert(1)</script> <b>", "Wrong | a | @someone",
      "Wrong ```` `x` **b** ![p](http://x)", "Wrong \\\"quoted\\\", 'and' so\\ton",
      "Wrong \u{1F600}ä",
      "Wrong <\u{0301}img src=x> |\u{0301}", "@Wrong", "Wrong </details><!--",
    ]
    for (index, title) in titles.enumerated() {
      try workspace.write("f\(index).yaml", "badgelint: 1\ntitle: \"\(title)\"\n")
    }
    let name = "=a, b: %\"<&>`|@ä.yaml"
    try workspace.write(name, "badgelint: 1\n\n# ä\ntitle: Wrong\n")
    let (run, findings) = try reports(".", in: workspace.folder, into: workspace)
    #expect(run.status == 1)
    #expect(findings.filter { $0.rule == "probe/error" }.count == titles.count + 1)
    for format in ReportReader.formats where format != "junit" {
      let entries = try ReportReader.read(format, path(format, workspace), in: workspace.folder)
      #expect(entries.count == findings.count, "\(format)")
      let files = entries.filter { $0.rule == "probe/error" }.map(\.file)
      #expect(files.contains { $0.hasSuffix(name) }, "\(format): \(files)")
    }
    _ = try ReportReader.read("junit", path("junit", workspace), in: workspace.folder)
  }

  @Test(.enabled(if: ReportReader.available.count == ReportReader.formats.count, "\(outside)"))
  func `what could not be judged is in every report`() throws {
    let workspace = try workspace()
    try workspace.write("a.yaml", Probe.error)
    let (run, _) = try reports("a.yaml", "nowhere.yaml", in: workspace.folder, into: workspace)
    #expect(run.status == 2)
    for format in ReportReader.formats {
      let entries = try ReportReader.read(format, path(format, workspace), in: workspace.folder)
      #expect(entries.contains { $0.rule == "probe/error" }, "\(format)")
      #expect(workspace.holds("nowhere.yaml", in: format), "\(format)")
    }
  }

  @Test(.enabled(if: ReportReader.available.count == ReportReader.formats.count, "\(outside)"))
  func `a clean run gives valid reports`() throws {
    let workspace = try workspace()
    try workspace.write("c.yaml", Probe.clean)
    let (run, findings) = try reports("c.yaml", in: workspace.folder, into: workspace)
    #expect(run.status == 0)
    #expect(findings.isEmpty)
    for format in ReportReader.formats {
      let entries = try ReportReader.read(format, path(format, workspace), in: workspace.folder)
      #expect(entries.allSatisfy { $0.kind == "pass" }, "\(format)")
      #expect(entries.isEmpty == (format != "junit"), "\(format)")
    }
  }

  @Test(.enabled(if: ReportReader.available.count == ReportReader.formats.count, "\(outside)"))
  func `a rule that could not be judged is in every report, with its place`() throws {
    let workspace = try workspace()
    // Five letters make the divisor zero.
    try workspace.write(
      ".rules/probe.yaml",
      Probe.pack.replacing("!self.contains('Remarkable')", with: "1 / (size(self) - 5) < 1"))
    try workspace.write("a.yaml", "badgelint: 1\nid: x\ntitle: Wrong\n")
    let (run, _) = try reports("a.yaml", in: workspace.folder, into: workspace)
    #expect(run.status == 2)
    for format in ReportReader.formats {
      let entries = try ReportReader.read(format, path(format, workspace), in: workspace.folder)
      let fault = entries.first { $0.rule == "probe/info" }
      if ["sarif", "markdown"].contains(format) {
        #expect(workspace.holds("probe/info", in: format), "\(format)")
      } else {
        #expect(fault?.file == "a.yaml", "\(format)")
        #expect(fault?.message.contains("could not be judged") == true, "\(format)")
      }
    }
    let log = try workspace.read(".out/sarif")
    #expect(log.contains("\"executionSuccessful\": false, \"exitCode\": 2"))
    #expect(log.contains("\"associatedRule\": {\"id\": \"probe/info\""))
  }

  @Test(
    .enabled(
      if: GitWorkspace.isAvailable && ReportReader.available.contains("sarif"), "\(outside)"))
  func `what a proposal brings, keeps and mends is told apart`() throws {
    let git = try GitWorkspace()
    try git.write(".rules/probe.yaml", Probe.pack)
    try git.write(".badgelint.yaml", "policy: 1\npacks: [.rules/probe.yaml]\n")
    try git.write("a.yaml", Probe.error)
    try git.write("b.yaml", Probe.info)
    try git.commit()
    try git.write("a.yaml", Probe.error + "kind: badge\n")
    try git.write("b.yaml", Probe.warning)
    let outputs = ["sarif", "github", "junit", "markdown"].flatMap {
      ["--output", "\($0)=.out/\($0)"]
    }
    try git.write(".out/keep", "")
    for (option, settled) in [([], true), (["--fail-on-carried"], false)] {
      let run = try Program.run(
        ["--since", "HEAD", "--as-of", Program.day] + option + outputs + ["."],
        in: git.workspace.folder)
      #expect(run.status == (settled ? 0 : 1), "\(run.said)")
      func kinds(_ format: String) throws -> [String] {
        try ReportReader.read(format, ".out/\(format)", in: git.workspace.folder)
          .filter { $0.rule.contains("probe/") && $0.kind != "pass" }.map {
            "\($0.kind) \($0.rule)"
          }
      }
      #expect(
        try kinds("sarif")
          == ["unchanged probe/error", "new probe/warning", "absent probe/info"])
      #expect(
        try kinds("github") == [
          settled ? "notice carried probe/error" : "error carried probe/error",
          "warning probe/warning",
        ])
      let failures = try git.workspace.read(".out/junit").split(separator: "<failure ").count - 1
      #expect(failures == (settled ? 1 : 2))
      let comment = try git.workspace.read(".out/markdown")
      #expect(comment.contains("since HEAD: 1 new, 1 carried, 1 resolved"))
      #expect(comment.contains("### Errors that were there before"))
    }
  }

  @Test(.enabled(if: ReportReader.available.contains("sarif"), "\(outside)"))
  func `hashes and places are right for every length, line break and mark`() throws {
    let workspace = try workspace()
    // SHA-256 fills the last block otherwise at these lengths.
    for length in [54, 55, 56, 57, 63, 64, 65, 119, 120, 128] {
      let start = "badgelint: 1\ntitle: Wrong\n# "
      try workspace.write(
        "l\(length).yaml", start + String(repeating: "x", count: length - start.utf8.count))
    }
    for (name, text) in [
      ("bom", "\u{FEFF}badgelint: 1\r\ntitle: Wrong ä 😀\r\n"),
      ("cr", "# ä\rbadgelint: 1\rtitle: 'Wrong'\r"),
      ("wide", "{badgelint: 1, x-a: \"😀ä\", title: Wrong}"),
    ] {
      try workspace.write("\(name).yaml", text)
    }
    _ = try workspace.lint("--output", "sarif=.out/sarif", ".")
    let entries = try ReportReader.read("sarif", ".out/sarif", in: workspace.folder)
    #expect(entries.filter { $0.rule == "probe/error" }.count == 13)
  }

  // MARK: - Options

  @Test(.enabled(if: ReportReader.available.contains("sarif"), "\(outside)"))
  func `SARIF tells of rules that hold and that do not apply, where it is asked to`() throws {
    let workspace = try workspace()
    try workspace.write("a.yaml", Probe.error)
    try workspace.write("b.yaml", "badgelint: 1\nid: untitled\n")
    let run = try workspace.lint(
      "--output", "sarif=.out/sarif", "--sarif-kinds", "notApplicable,pass", "--rule-pages",
      "https://example.edu/rules", ".")
    #expect(run.status == 1)
    let entries = try ReportReader.read("sarif", ".out/sarif", in: workspace.folder)
    func kinds(_ file: String, _ rule: String) -> [String] {
      entries.filter { $0.file == file && $0.rule == rule }.map(\.kind)
    }
    #expect(kinds("a.yaml", "probe/error") == ["fail"])
    #expect(kinds("a.yaml", "probe/warning") == ["pass"])
    #expect(kinds("b.yaml", "probe/error") == ["notApplicable"])
    #expect(
      try workspace.read(".out/sarif").contains(
        "\"helpUri\": \"https://example.edu/rules/probe/error.md\""))
  }

  @Test(arguments: [
    (["--sarif-kinds", "pass"], "--sarif-kinds needs --output sarif"),
    (["--output", "sarif", "--sarif-kinds", "pass,open"], "pass,open"),
    (["--output", "csv", "--rule-pages", "https://x.example"], "--rule-pages needs"),
    (["--output", "sarif", "--rule-pages", "docs"], "'docs'"),
    (["--output", "xml"], "checkstyle"),
  ])
  func `options that cannot be met are refused`(_ arguments: [String], _ said: String) throws {
    let workspace = try workspace()
    let run = try Program.run(arguments + ["."], in: workspace.folder)
    #expect(run.status == 2)
    #expect(run.errors.contains(said), "\(run.errors)")
  }

  @Test func `a comment is bounded and says what was left out`() throws {
    let workspace = try Workspace()
    for index in 0..<400 {
      try workspace.write("f\(index).yaml", Probe.definition("Wrong and Doubtful"))
    }
    let run = try workspace.lint("--output", "markdown", ".")
    #expect(run.status == 1)
    #expect((50_000...60_000).contains(run.output.utf8.count))
    let shown = run.output.split(separator: "\n").filter { $0.hasPrefix("- `") }.count
    #expect(run.output.contains("**\(800 - shown) findings more are left out here"))
    #expect(run.output.contains("| 400 | 400 | 0 | 0 |"))
    #expect(!run.output.contains("### Warnings"))
  }
}

extension Workspace {
  /// Whether the report of a format holds a text.
  fileprivate func holds(_ text: String, in format: String) -> Bool {
    (try? read(".out/\(format)").contains(text)) ?? false
  }
}
