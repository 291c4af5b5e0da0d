import BadgeLint
import Foundation
import Testing

/// The commands that print what there is to know of rules, clauses and documents.
@Suite struct ReferenceCommandTests {
  @Test func `a rule is explained with all that it says`() throws {
    let workspace = try Workspace()
    let run = try workspace.run(
      "rules", "explain", "probe/error", "probe/info", "--pack", ".rules/probe.yaml")
    #expect(run.status == 0, "\(run.said)")
    for words in ["probe/error\n", "probe/info\n", "It is a probe.", "Change the title."] {
      #expect(run.output.contains(words), "\(words)")
    }
    #expect(!run.output.contains("probe/warning\n"))
  }

  @Test func `a rule that is not there is told with the nearest`() throws {
    let workspace = try Workspace()
    let run = try workspace.run("rules", "explain", "core/credit-hour")
    #expect(run.status == 2)
    #expect(run.errors.contains("no rule 'core/credit-hour'"))
    #expect(run.errors.contains("did you mean 'core/credit-hours'?"))
  }

  @Test(arguments: [
    "definition", "pack", "policy", "format", "framework", "lexicon", "verdict", "language",
    "model",
    "label", "waivers", "baseline",
  ])
  func `schemas of documents are JSON`(_ kind: String) throws {
    let run = try Program.run(["schema", kind], in: Program.packageFolder)
    #expect(run.status == 0)
    let schema = try JSONFile(run.output).root
    #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    let types = try #require(schema["$defs"] as? [String: Any])
    let start = try #require(schema["$ref"] as? String)
    #expect(types[String(start.dropFirst("#/$defs/".count))] != nil, "\(start)")
  }

  @Test func `a schema of no document is told`() throws {
    let run = try Program.run(["schema", "polic"], in: Program.packageFolder)
    #expect(run.status == 2)
    #expect(run.errors.contains("did you mean 'policy'?"))
  }

  @Test func `clauses of a pack are covered by its rules`() throws {
    let run = try Program.run(["coverage", "eu-2022"], in: Program.packageFolder)
    #expect(run.status == 0)
    #expect(run.output.contains("Annex I, title of the micro-credential\n      eu/title\n"))
    let unknown = try Program.run(["coverage", "eu-2023"], in: Program.packageFolder)
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("did you mean 'eu-2022'?"))
  }

  @Test func `pages of rules are written once and checked`() throws {
    let workspace = try Workspace(hasProbe: false)
    #expect(try workspace.run("rules", "docs", "pages").status == 0)
    let rules = try Shipped.library.get().packs.flatMap(\.rules)
    let pages = try GoldenFile.filesBelow(workspace.folder.appending(path: "pages"))
    #expect(pages.count == rules.count + 1)
    #expect(pages.contains("core/credit-hours.md"))
    #expect(try workspace.run("rules", "docs", "pages", "--check").status == 0)
    try workspace.write("pages/core/credit-hours.md", "stale")
    try workspace.write("pages/core/gone.md", "gone")
    let check = try workspace.run("rules", "docs", "pages", "--check")
    #expect(check.status == 1)
    #expect(check.output.contains("not current: pages/core/credit-hours.md\n"))
    #expect(check.output.contains("no such rule any more: pages/core/gone.md\n"))
    #expect(try workspace.read("pages/core/credit-hours.md") == "stale")
  }

  @Test func `a pack that must apply fails the run where it does not`() throws {
    let workspace = try Workspace()
    let pack = Probe.pack.replacing("title: Probe\n", with: "title: Probe\nmustApply: true\n")
    try workspace.write(".rules/probe.yaml", pack)
    try workspace.write("a.yaml", Probe.clean)
    #expect(try workspace.lint("a.yaml").status == 0)
    try workspace.write("a.yaml", "badgelint: 1\nid: untitled\n")
    let run = try workspace.lint("a.yaml")
    #expect(run.status == 2)
    #expect(run.output.contains("pack 'probe' says that all its rules must apply"))
    #expect(run.output.contains("probe/error, probe/warning, probe/info, probe/long"))
  }

  @Test func `coverage names rules that applied nowhere`() throws {
    let workspace = try Workspace()
    try workspace.write("a.yaml", "badgelint: 1\nid: untitled\n")
    let run = try workspace.lint("--coverage", "--quiet", "a.yaml")
    let row = run.output.split(separator: "\n").first { $0.hasPrefix("probe/error ") }
    let cells = row?.split(separator: " ").dropFirst().prefix(4).map(String.init)
    #expect(cells == ["0", "0", "0", "1"])
    #expect(row?.hasSuffix("applied nowhere") == true)
  }
}
