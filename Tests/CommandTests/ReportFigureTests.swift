import Testing

/// The figures of `badgelint report`: numbers do not seem to be what they are not, and kinds of
/// findings count their own rules.
@Suite struct ReportFigureTests {
  private static func report(_ workspace: Workspace) throws -> String {
    try Program.run(["report", "--as-of", Program.day, "a.yaml"], in: workspace.folder).output
  }

  @Test(arguments: [
    ("600 h", "600 h<br><span class=\"position above\">"),
    ("599.999 h", "599.999 h<br><span class=\"position within\">"),
    ("599.99999 h", "599.99999 h<br><span class=\"position within\">"),
    ("149.456 h", "149.46 h<br>"),
  ])
  func `a figure does not seem to be its bound`(_ hours: String, _ shown: String) throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write(
      "a.yaml",
      "badgelint: 1\nid: t\ntitle: T\nkind: microcredential\nschemes: [au-nmf-2021]\n"
        + "workload: \(hours)\n")
    let page = try Self.report(workspace)
    #expect(page.contains("under 600"))
    #expect(page.contains(shown))
  }

  @Test(arguments: [("0.004 ECTS", "0.004"), ("0.0001 ECTS", "0.0001"), ("0.456 ECTS", "0.46")])
  func `a figure does not seem to be nothing`(_ credit: String, _ shown: String) throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write(
      "a.yaml",
      "badgelint: 1\nid: t\ntitle: T\nkind: microcredential\nschemes: [cmf]\ncredit: \(credit)\n")
    let page = try Self.report(workspace)
    #expect(page.contains("<td dir=\"auto\">\(shown) ECTS<br><span class=\"position below\">"))
  }

  @Test func `figures of several definitions do not seem to be nothing`() throws {
    let workspace = try Workspace(hasProbe: false)
    func definition(_ id: String, _ credit: String) -> String {
      "badgelint: 1\nid: \(id)\ntitle: The \(id)\ncredit: \(credit) ECTS\n"
    }
    let part = definition("one", "0.004") + "stacking: {into: [{id: whole, credit: 0.004 ECTS}]}\n"
    try workspace.write("a.yaml", part + "---\n" + definition("whole", "3.004"))
    let page = try Self.report(workspace)
    #expect(page.contains("<td class=\"number\">0.004 ECTS</td><td class=\"number\">3 ECTS</td>"))
    #expect(page.contains("<td class=\"number\">0.004</td><td class=\"number\">1.5</td>"))
  }

  @Test func `groups count their own rules, and what is borne by decision`() throws {
    let workspace = try Workspace()
    func texts(_ title: String) throws -> [String] {
      try workspace.write("a.yaml", "badgelint: 1\ntitle: \(title)\n")
      let page = try Self.report(workspace)
      return page.split(separator: "\n").map(String.init).filter {
        $0.hasPrefix("<p>None found.") || $0.hasPrefix("<p>No rule of this kind")
          || $0.hasPrefix("<p>Borne by decision")
      }
    }
    let clean = try texts("Clean")
    // No rule asks anything, so that there is no group of questions.
    try #require(clean.count == 3)
    #expect(clean[1] == "<p>None found. Rules of this kind that had something to judge: 1.</p>")
    #expect(clean[2] == clean[1])
    let borne = try texts(
      "Wrong # badgelint: allow probe/error -- It is borne.")
    #expect(borne == ["<p>Borne by decision and told below: 1.</p>"] + clean[1...])
    // A policy that lowers a severity moves the rule to another group.
    let policy = try workspace.read(".badgelint.yaml")
    try workspace.write(".badgelint.yaml", policy + "rules: {probe/warning: info}\n")
    let lowered = try texts("Clean")
    try #require(lowered.count == 3)
    #expect(lowered[1] == "<p>No rule of this kind had something to judge.</p>")
    #expect(lowered[2] == "<p>None found. Rules of this kind that had something to judge: 2.</p>")
  }
}
