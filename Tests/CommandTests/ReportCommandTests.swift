import Foundation
import Testing

/// `badgelint report`: what it takes, refuses and writes.
@Suite struct ReportCommandTests {
  private static let one = "badgelint: 1\nid: one\ntitle: The One\nlanguage: en\n"
  private static let two = "badgelint: 1\nid: two\ntitle: The Other\nlanguage: en\n"

  private static func report(
    _ workspace: Workspace, _ arguments: String..., input: String? = nil
  ) throws -> Program.Outcome {
    try Program.run(
      ["report", "--as-of", Program.day] + arguments, in: workspace.folder, input: input)
  }

  // MARK: - What it says

  @Test func `findings do not fail it`() throws {
    let workspace = try Workspace()
    try workspace.write("wrong.yaml", Probe.error)
    let run = try Self.report(workspace, "wrong.yaml", "-o", "report.html")
    #expect(run.status == 0)
    #expect(run.output == "")
    #expect(run.errors == "")
    let page = try workspace.read("report.html")
    #expect(page.hasPrefix("<!DOCTYPE html>"))
    #expect(page.contains("<dt>Should hold</dt><dd>Probe of error</dd>"))
    #expect(page.contains("<h4 class=\"message\" dir=\"auto\">Probe error met &#39;Wrong&#39;"))
    #expect(page.contains("Concerns <span dir=\"auto\">Title</span>, line 2"))
    #expect(page.contains("<dd>It is a probe.</dd>"))
    #expect(try Self.report(workspace, "wrong.yaml").output == page)
  }

  @Test func `severities have groups of their own`() throws {
    let workspace = try Workspace()
    for (name, text) in [("a", Probe.error), ("b", Probe.warning), ("c", Probe.info)] {
      try workspace.write("\(name).yaml", text)
    }
    func counts(_ file: String) throws -> [String] {
      try Self.report(workspace, file).output.split(separator: "\n")
        .filter { $0.contains("class=\"figure\"") }.map { String($0.filter(\.isNumber)) }
    }
    #expect(try counts("a.yaml") == ["1", "0", "0"])
    #expect(try counts("b.yaml") == ["0", "1", "0"])
    #expect(try counts("c.yaml") == ["0", "0", "1"])
  }

  @Test func `places have the names of fields`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write(
      "a.yaml", Self.one + "outcomes:\n  - {id: LO1, text: Understand statistics.}\n")
    let page = try Self.report(workspace, "a.yaml").output
    #expect(page.contains("Concerns <span dir=\"auto\">Learning outcomes › LO1 › Wording</span>"))
    #expect(
      page.contains("<blockquote dir=\"auto\" lang=\"en\">Understand statistics.</blockquote>"))
  }

  @Test func `what cannot be judged is said`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", Self.one + "workload: many hours\n")
    let page = try Self.report(workspace, "a.yaml").output
    #expect(page.contains("Not judged, as something cannot be read"))
    try workspace.write(".badgelint.yaml", "policy: 1\nrules: {core/issuer-missing: off}\n")
    let off = try Self.report(workspace, "a.yaml").output
    #expect(off.contains("1 are switched off or not in force"))
    #expect(off.contains("<dt>Switched off or not in force</dt>"))
  }

  @Test func `figures are drawn against the bounds of schemes`() throws {
    let workspace = try Workspace(hasProbe: false)
    let size = "schemes: [cmf]\nworkload: 80 h\nlevel: EQF 7\ncredit: 5 ECTS\n"
    try workspace.write("a.yaml", Self.one + size)
    let page = try Self.report(workspace, "a.yaml").output
    #expect(page.contains("at least 100, at most 150"))
    #expect(page.contains("<span class=\"position below\">below the bounds</span>"))
    #expect(page.contains("at least 4, at most 6"))
    #expect(page.contains("7 on the EQF<br><span class=\"position within\">within the bounds"))
    // A policy that changes the parameter changes the bound, as no number stands twice.
    try workspace.write(
      ".badgelint.yaml", "policy: 1\nparameters: {cmf: {fewestHours: 60}}\n")
    let changed = try Self.report(workspace, "a.yaml").output
    #expect(changed.contains("at least 60, at most 150"))
    // Without the scheme its bounds do not apply.
    try workspace.write("a.yaml", Self.one + size.replacing("schemes: [cmf]\n", with: ""))
    #expect(!(try Self.report(workspace, "a.yaml").output.contains("at most 150")))
  }

  @Test func `waivers are on record`() throws {
    let run = try Program.run(
      ["report", "--as-of", Program.day, "fixtures/waivers"], in: Program.packageFolder)
    #expect(run.status == 0)
    let page = run.output
    #expect(page.contains("<h2 id=\"waivers\">Decisions on record</h2>"))
    let register = String(
      decoding: try Data(
        contentsOf: Program.packageFolder.appending(path: "fixtures/waivers/waivers.yaml")),
      as: UTF8.self)
    for line in register.split(separator: "\n") {
      for key in ["rule", "by", "decided", "until"] {
        guard let range = line.firstRange(of: " \(key): ") else { continue }
        let value = line[range.upperBound...].prefix { !",}\"".contains($0) }
        #expect(page.contains(value), "\(value)")
      }
    }
    #expect(page.contains("Borne by decision"))
    #expect(page.contains("in force"))
  }

  @Test func `several definitions are judged together`() throws {
    let workspace = try Workspace(hasProbe: false)
    let text = "outcomes: [Divide a task among the members of a group so that each can begin.]\n"
    try workspace.write("a.yaml", Self.one + text + "---\n" + Self.two + text)
    let page = try Self.report(workspace, "a.yaml").output
    #expect(
      page.contains("<th scope=\"row\" dir=\"auto\"><a href=\"#definition-2\">The Other (two)</a>"))
    #expect(page.contains("Near-duplicates side by side"))
    #expect(page.contains("<span class=\"sign\">Same in both.</span>"))
    #expect(page.contains("There are no figures over time. They were not asked for"))
    let only = try Self.report(workspace, "a.yaml", "--definition", "two").output
    #expect(only.contains("The Other") && !only.contains("The One"))
    let none = try Self.report(workspace, "a.yaml", "--definition", "tow")
    #expect(none.status == 2)
    #expect(none.errors.contains("did you mean 'two'?"))
  }

  @Test func `figures over time need a repository`() throws {
    let outside = try Workspace(hasProbe: false)
    try outside.write("a.yaml", Self.one + "---\n" + Self.two)
    let run = try Self.report(outside, "a.yaml", "--trend")
    #expect(run.status == 0)
    #expect(run.output.contains("There are no figures over time. "))
    #expect(!run.output.contains("They were not asked for"))
  }

  @Test func `the number of workers does not show`() throws {
    func page(_ jobs: String) throws -> String {
      try Program.run(
        ["report", "--as-of", Program.day, "--jobs", jobs, "fixtures/definitions/good"],
        in: Program.packageFolder
      ).output
    }
    let page1 = try page("1")
    #expect(page1.contains("<h2 id=\"overview\">"))
    #expect(page1.utf8.elementsEqual(try page("4").utf8))
  }

  @Test func `only addresses of the web are links`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write(
      "a.yaml", Self.one + "issuer: {name: A, url: 'javascript:alert(1)'}\n")
    let page = try Self.report(workspace, "a.yaml").output
    #expect(page.contains("javascript:alert(1)"))
    #expect(!page.contains("href=\"javascript:"))
    try workspace.write("a.yaml", Self.one + "issuer: {name: A, url: 'https://example.edu'}\n")
    #expect(
      try Self.report(workspace, "a.yaml").output.contains(
        "<a href=\"https://example.edu\" rel=\"noopener noreferrer\">"))
  }

  // MARK: - What it refuses

  @Test func `what could not be read is said in the report and by the status`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", Self.one)
    try workspace.write("broken.yaml", "badgelint: 1\ntitle: [A\nlevel: EQF 6\n")
    let run = try Self.report(workspace, "a.yaml", "broken.yaml", "missing.yaml")
    #expect(run.status == 2)
    #expect(run.output.contains("The One"))
    #expect(run.output.contains("This report is not complete."))
    for failure in ["broken.yaml:", "missing.yaml"] {
      #expect(run.errors.contains(failure) && run.output.contains(failure))
    }
  }

  @Test func `it does not overwrite what it is about`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", Self.one)
    try workspace.link("link.yaml", to: "a.yaml")
    for name in ["a.yaml", "./a.yaml", "link.yaml"] {
      let run = try Self.report(workspace, "a.yaml", "-o", name)
      #expect(run.status == 2)
      #expect(run.errors.contains("is a file that the run reads"))
    }
    #expect(try workspace.read("a.yaml") == Self.one)
    #expect(try Self.report(workspace, "a.yaml", "-o", "none/report.html").status == 2)
    #expect(try Self.report(workspace, "a.yaml", "-o", "").status == 2)
  }

  @Test func `standard input`() throws {
    let workspace = try Workspace(hasProbe: false)
    let run = try Self.report(workspace, "-", input: Self.one + "---\n" + Self.two)
    #expect(run.status == 0)
    #expect(run.output.contains("The Other"))
    #expect(run.output.contains("2 definitions"))
  }
}
