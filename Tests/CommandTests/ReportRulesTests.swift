import Foundation
import Testing

/// The words and pages of the report for a committee in a folder of rules.
@Suite struct ReportRulesTests {
  /// A copy of `rules/` in which a file has another text.
  private static func run(
    _ file: String, replacing old: String = "", with new: String, paths: [String] = ["a.yaml"]
  ) throws -> Program.Outcome {
    let workspace = try Workspace(hasProbe: false)
    let rules = workspace.folder.appending(path: "rules")
    try FileManager.default.copyItem(
      at: Program.packageFolder.appending(path: "rules"), to: rules)
    let path = "rules/\(file)"
    let text = try workspace.read(path)
    #expect(old.isEmpty || text.contains(old), "\(old)")
    try workspace.write(path, old.isEmpty ? text + new : text.replacing(old, with: new))
    try workspace.write(
      "a.yaml",
      "badgelint: 1\nid: one\ntitle: The One\n---\nbadgelint: 1\nid: two\ntitle: The Other\n")
    try workspace.write("b.yaml", "badgelint: 1\nid: three\ntitle: The Third\n")
    return try Program.run(
      ["report", "--as-of", Program.day, "--rules-dir", "rules"] + paths, in: workspace.folder)
  }

  @Test func `a folder of rules replaces words and pages`() throws {
    let words = try Self.run(
      "report.yaml", replacing: "title: Report to the committee", with: "title: For the senate")
    #expect(words.status == 0, "\(words.errors)")
    #expect(words.output.contains("<h1>For the senate</h1>"))
    let trend = try Self.run(
      "report.yaml", replacing: "oneTrend: They are made for one", with: "oneTrend: Give one",
      paths: ["a.yaml", "b.yaml", "--trend"])
    #expect(trend.output.contains("There are no figures over time. Give one file or folder."))
    let remark = try Self.run(
      "report.yaml", replacing: "files without a definition", with: "other files", paths: ["."])
    #expect(remark.output.contains("<li dir=\"auto\">other files: "))
    #expect(remark.errors.contains("not shown: other files: "))
    let page = try Self.run(
      "report/committee.mustache", replacing: "<h1>", with: "<h1>Draft: ")
    #expect(page.output.contains("<h1>Draft: Report"))
    let limit = try Self.run(
      "report.yaml", replacing: "sections: 60", with: "sections: 1")
    #expect(limit.output.contains("1 more definitions are not shown in full"))
    let rows = try Self.run("report.yaml", replacing: "rows: 2000", with: "rows: 1")
    #expect(rows.output.contains("1 more definitions are not in this table"))
  }

  @Test(arguments: [
    ("{{headnig}}", "did you mean 'heading'?"),
    ("{{{heading}}}", "has to be escaped"),
    ("{{&heading}}", "pages may not use '{{&'"),
    ("{{% CONTENT_TYPE:TEXT}}", "pages may not use '{{%'"),
    ("{{$heading}}{{/heading}}", "pages may not use '{{$'"),
    ("{{=<% %>=}}", "pages may not use '{{='"),
    ("{{style}}", "write {{{style}}}"),
    ("{{#rows}}", "'rows' is never closed"),
    ("{{#rows}}{{/row}}", "'row' ends here"),
    ("{{heading", "is not closed by '}}'"),
    ("{{>definitoin}}", "did you mean 'definition'?"),
    ("{{>committee}}", "pages show each other without end"),
  ])
  func `pages that cannot be shown are refused`(_ text: String, _ message: String) throws {
    let run = try Self.run("report/definition.mustache", with: text)
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.errors.contains("definition.mustache") || text == "{{>committee}}")
  }

  /// A chain of pages of which each shows the next one so many times.
  private static func chain(_ count: Int, times: Int) throws -> Program.Outcome {
    let workspace = try Workspace(hasProbe: false)
    try FileManager.default.copyItem(
      at: Program.packageFolder.appending(path: "rules"),
      to: workspace.folder.appending(path: "rules"))
    for number in 1...count {
      let next = String(repeating: "{{>page\(number + 1)}}", count: times)
      try workspace.write(
        "rules/report/page\(number).mustache", number == count ? "end of chain" : next)
    }
    let page = try workspace.read("rules/report/committee.mustache")
    try workspace.write("rules/report/committee.mustache", page + "{{>page1}}")
    try workspace.write("a.yaml", "badgelint: 1\ntitle: The One\n")
    return try Program.run(
      ["report", "--as-of", Program.day, "--rules-dir", "rules", "a.yaml"], in: workspace.folder,
      seconds: 20)
  }

  @Test func `pages that show each other many times are refused`() throws {
    let fork = try Self.chain(30, times: 2)
    #expect(fork.status == 2)
    #expect(fork.errors.contains("shows more than 500 pages"), "\(fork.errors)")
    #expect(fork.errors.contains("rules/report/page"))
    let long = try Self.chain(60, times: 1)
    #expect(long.status == 2)
    #expect(long.errors.contains("in more than 50 steps"), "\(long.errors)")
    for (count, times) in [(45, 1), (7, 2)] {
      let fine = try Self.chain(count, times: times)
      #expect(fine.status == 0, "\(fine.errors)")
      #expect(fine.output.hasSuffix("end of chain"))
    }
  }

  @Test func `a style that would end itself is refused`() throws {
    let run = try Self.run("report/committee.css", with: "</STYLE ><script>")
    #expect(run.status == 2)
    #expect(run.errors.contains("would end the style"))
  }

  @Test(arguments: [
    ("severities: info", "severities: error", "severity 'info' need one group; found 0"),
    ("questions: true", "questions: false", "questions need one group; found 0"),
    ("name: should", "name: must", "there is a group 'must' already"),
    ("clear: \"No\"", "cleer: \"No\"", "did you mean 'clear'?"),
    ("  ready: ", "  redy: ", "did you mean 'ready'?"),
    ("hours: Hours, ", "", "there are no words for 'hours'"),
    ("rows: 2000", "rows: 0", "rows"),
  ])
  func `words that are not complete are refused`(
    _ old: String, _ new: String, _ message: String
  ) throws {
    let run = try Self.run("report.yaml", replacing: old, with: new)
    #expect(run.status == 2)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.errors.contains("report.yaml:"))
  }

  @Test(arguments: [
    ("rules: [es/credit]", "rules: [es/credti]", "did you mean 'es/credit'?"),
    ("below: creditBelow, ", "", "the figure has no bound"),
    ("below: creditBelow, ", "below: creditBelow, most: creditBelow, ", "two upper bounds"),
    ("value: self.value", "value: self.valeu", "valeu"),
  ])
  func `bounds that are broken are refused`(
    _ old: String, _ new: String, _ message: String
  ) throws {
    let run = try Self.run("packs/es.yaml", replacing: old, with: new)
    #expect(run.status == 2)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.errors.contains("es.yaml:"))
  }
}
