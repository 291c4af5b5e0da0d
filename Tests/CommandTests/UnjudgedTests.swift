import Foundation
import Testing

/// What was not judged is said, and fails the run where it should have been judged.
@Suite struct UnjudgedTests {
  private static let mixed = "badgelint: 1\ntitle: Clean\n---\nother: 1\n---\n" + Probe.clean

  @Test func `a document without the marker beside definitions is a failure with its line`() throws
  {
    let workspace = try Workspace()
    try workspace.write("a.yaml", Self.mixed)
    for path in ["a.yaml", "."] {
      let run = try workspace.lint(path)
      #expect(run.status == 2)
      #expect(run.output.contains("failure: a.yaml:4 is no definition"), "\(run.said)")
    }
    let report = try JSONFile(workspace.lint("a.yaml", "--output", "json").output)
    #expect(try report.number("definitions", in: "summary") == 2)
    #expect(try report.number("unknownDocuments", in: "summary") == 1)
    #expect(try report.strings("faults").map { $0.hasPrefix("a.yaml:4 ") } == [true])
  }

  @Test func `a misspelt marker makes a definition with a finding`() throws {
    let workspace = try Workspace()
    try workspace.write("a.yaml", "badgelnt: 1\ntitle: Wrong\n")
    let run = try workspace.lint("--output", "json", ".")
    let findings = try JSONFile(run.output).findings
    #expect(run.status == 1)
    #expect(findings.map(\.rule) == ["structure/unknown-field", "probe/error"])
    #expect(findings[0].message.contains("did you mean badgelint?"))
    #expect(findings[0].start.line == 1)
  }

  @Test func `files without a definition are named in the report`() throws {
    let workspace = try Workspace()
    for name in ["c.yaml", "a.yaml", "b.json"] { try workspace.write(name, "{\"other\": 1}\n") }
    try workspace.write("d.yaml", Probe.clean)
    let run = try workspace.lint("--output", "json", ".")
    #expect(run.status == 0)
    let summary = try #require(try JSONFile(run.output).root["summary"] as? [String: Any])
    #expect(summary["filesWithoutDefinition"] as? [String] == ["a.yaml", "b.json", "c.yaml"])
    // Only documents beside definitions count here.
    #expect(summary["unknownDocuments"] as? Int == 0)
  }

  @Test func `a definition that is too large for a rule is a failure`() throws {
    let workspace = try Workspace()
    try workspace.write(
      ".rules/many.yaml",
      Probe.pack.replacing("name: probe", with: "name: many")
        .replacing("probe/", with: "many/").replacing("each: title", with: "each: prerequisites")
        .replacing("{title: Clean}", with: "{prerequisites: [Clean]}")
        .replacing("{title: \"", with: "{prerequisites: \""))
    try workspace.write(".badgelint.yaml", "policy: 1\npacks: [.rules/many.yaml]\n")
    func definition(_ count: Int) -> String {
      Probe.clean + "prerequisites:\n" + String(repeating: "- x\n", count: count)
    }
    // Places times values: 4,400 of both are within 20,000,000, and 4,500 are not.
    try workspace.write("a.yaml", definition(4400))
    #expect(try workspace.lint("a.yaml").status == 0)
    try workspace.write("a.yaml", definition(4500))
    let run = try workspace.lint("a.yaml")
    #expect(run.status == 2)
    #expect(run.said.contains("failure[many/error]"), "\(run.said)")
    #expect(run.said.contains("the definition is too large: 4500 places"))
  }

  // MARK: - Rules that applied nowhere

  /// The lines of a summary from the one about rules on.
  private func idle(_ workspace: Workspace, _ options: String...) throws -> String {
    let run = try Program.run(
      ["--as-of", Program.day, "a.yaml"] + options, in: workspace.folder)
    let start = try #require(run.output.firstRange(of: "\nrules: "), "\(run.said)")
    return String(run.output[start.lowerBound...].dropFirst())
  }

  @Test func `a few idle rules are named, but not when quiet`() throws {
    let workspace = try Workspace()
    let pack = Probe.pack.replacing("each: title", with: "each: url")
      .replacing("{title: Clean}", with: "{url: 'a:b'}").replacing("{title: \"", with: "{url: \"a:")
    try workspace.write(".rules/probe.yaml", pack.replacing("long long", with: "long-long"))
    try workspace.write("a.yaml", Probe.clean)
    let names = "these nowhere: probe/error, warning, info, long"
    #expect(try idle(workspace).contains(names))
    #expect(try idle(workspace, "--quiet").hasSuffix("; --statistics names the 4 others\n"))
    for option in ["--statistics", "--coverage"] {
      #expect(try idle(workspace, "--quiet", option).contains(names))
    }
  }

  @Test func `many idle rules are named on demand only`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", Probe.clean)
    #expect(try idle(workspace).contains("; --statistics names the "))
    #expect(try idle(workspace, "--statistics").contains("these nowhere: core/"))
    #expect(try idle(workspace, "--coverage").contains("these nowhere: core/"))
  }
}
