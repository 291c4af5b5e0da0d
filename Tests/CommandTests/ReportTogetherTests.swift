import Foundation
import Testing

/// What `badgelint report` says of several definitions together, and beside those that are wanted.
@Suite struct ReportTogetherTests {
  private static func definition(_ id: String, _ rest: String) -> String {
    "badgelint: 1\nid: \(id)\ntitle: The \(id)\nlanguage: en\n\(rest)\n"
  }

  private static let outcome =
    "outcomes: [Divide a task among the members of a group so that each can begin.]"

  private static func report(
    _ workspace: Workspace, _ arguments: String...
  ) throws -> Program.Outcome {
    try Program.run(["report", "--as-of", Program.day] + arguments, in: workspace.folder)
  }

  @Test func `definitions of one id are judged together where it is asked for`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", Self.definition("one", Self.outcome))
    try workspace.write(
      "b.yaml",
      Self.definition("two", Self.outcome) + "---\n" + Self.definition("one", Self.outcome))
    let run = try Self.report(workspace, "--definition", "one", "a.yaml", "b.yaml")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("2 definitions"))
    #expect(run.output.contains("<code>catalogue/identifier-collision</code>"))
    #expect(run.output.contains("catalogue 1,"))
    #expect(!run.output.contains("The two"))
  }

  @Test func `near-duplicates on one line are told apart`() throws {
    let workspace = try Workspace(hasProbe: false)
    let context =
      #"["https://www.w3.org/ns/credentials/v2", "#
      + #""https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]"#
    func badge(_ name: String, _ credit: Int) -> String {
      """
      {"@context": \(context), "id": "https://example.edu/\(name)", "type": ["Achievement"], \
      "name": "Data \(name)", "description": "Tasks are divided and the results put together.", \
      "criteria": {"narrative": "Divide a task among the members of a group, write a report, and \
      answer the questions of two examiners about it."}, "creditsAvailable": \(credit)}
      """
    }
    try workspace.write("a.json", "[\(badge("one", 1)),\n\(badge("two", 7))]\n")
    let apart = try Self.names(Self.report(workspace, "a.json").output)
    try workspace.write("a.json", "[\(badge("one", 1)), \(badge("two", 7))]\n")
    let beside = try Self.names(Self.report(workspace, "a.json").output)
    #expect(
      apart == [
        "Data one (https://example.edu/one)", "Data two (https://example.edu/two)",
      ])
    #expect(beside == apart)
  }

  /// The titles of the columns of the first near-duplicates.
  private static func names(_ page: String) throws -> [String] {
    let table = try #require(page.firstRange(of: "<thead><tr><td></td>"))
    return page[table.upperBound...].prefix { $0 != "\n" }.split(separator: "<th ")
      .map { String($0.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" }) }
  }

  @Test func `near-duplicates that are not at hand are left out and counted`() throws {
    let workspace = try Workspace(hasProbe: false)
    let rules = workspace.folder.appending(path: "rules")
    try FileManager.default.copyItem(
      at: Program.packageFolder.appending(path: "rules"), to: rules)
    let words = try workspace.read("rules/report.yaml")
    try workspace.write("rules/report.yaml", words.replacing("rows: 2000", with: "rows: 1"))
    try workspace.write(
      "a.yaml",
      Self.definition("one", Self.outcome) + "---\n" + Self.definition("two", Self.outcome))
    let page = try Self.report(workspace, "--rules-dir", "rules", "a.yaml").output
    #expect(!page.contains("No two definitions say nearly the same"))
    #expect(page.contains("1 more near-duplicates are not set side by side"))
  }

  @Test(arguments: [
    "stacking: {into: [{idd: prog}]}", "stacking: into prog", "staking: {into: [{id: prog}]}",
  ])
  func `what cannot be read of stacks is counted`(_ stacking: String) throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", Self.definition("one", stacking))
    try workspace.write("b.yaml", Self.definition("prog", "credit: 10 ECTS"))
    let page = try Self.report(workspace, "a.yaml", "b.yaml").output
    #expect(page.contains("No definition counts towards another, as far as can be read."))
    #expect(page.contains("in a way that cannot be read: 1."))
  }

  @Test func `stacks that can be read leave nothing open`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("b.yaml", Self.definition("prog", "credit: 10 ECTS"))
    try workspace.write("a.yaml", Self.definition("one", "credit: 3 ECTS"))
    let none = try Self.report(workspace, "a.yaml", "b.yaml").output
    #expect(none.contains("No definition counts towards another."))
    #expect(!none.contains("in a way that cannot be read"))
    let links = "stacking: {into: [{id: prog, credit: many}]}"
    try workspace.write("a.yaml", Self.definition("one", links))
    // The link is there, only its credit is not.
    let some = try Self.report(workspace, "a.yaml", "b.yaml").output
    #expect(some.contains("aria-label=\"Stacks\""))
    #expect(!some.contains("in a way that cannot be read"))
  }

  @Test func `what is found outside of a definition belongs to a report of it`() throws {
    let workspace = try Workspace(hasProbe: false)
    let broken = "# badgelint: allow core/nonsense -- why not\n"
    try workspace.write(
      "a.yaml", broken + Self.definition("one", "") + "---\n" + Self.definition("two", ""))
    try workspace.write("b.yaml", broken + Self.definition("three", ""))
    let all = try Self.report(workspace, "a.yaml", "b.yaml").output
    #expect(all.contains("(a.yaml, line 1)"))
    #expect(all.contains("(b.yaml, line 1)"))
    let one = try Self.report(workspace, "a.yaml", "b.yaml", "--definition", "two").output
    #expect(one.contains("(a.yaml, line 1)"))
    #expect(!one.contains("b.yaml, line 1"))
  }
}
