import Testing

/// `--skip-others`, by which hooks name whatever changed.
@Suite struct SkipOthersTests {
  /// A folder with a good definition and all that may stand beside definitions.
  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(
      ".badgelint.yaml",
      """
      policy: 1
      packs: [.rules/probe.yaml]
      exclude: [archive/**]
      baseline: known.yaml
      """)
    try workspace.write("known.yaml", "baseline: 1\nfiles: []\n")
    try workspace.write("waivers.yaml", "waivers: 1\nentries: []\n")
    try workspace.write("good.yaml", Probe.clean)
    try workspace.write("archive/old.yaml", Probe.error)
    try workspace.write("package.json", "{\"name\": \"x\", \"version\": \"1\"}\n")
    try workspace.write("site.yaml", "title: Site\ndescription: Pages\nnav: [a, b]\n")
    return workspace
  }

  private static let all = [
    ".badgelint.yaml", ".rules/probe.yaml", "archive/old.yaml", "good.yaml", "known.yaml",
    "package.json", "site.yaml", "waivers.yaml",
  ]

  private func lint(_ workspace: Workspace, _ files: [String]) throws -> Program.Outcome {
    try Program.run(
      ["--as-of", Program.day, "--skip-others"] + files, in: workspace.folder)
  }

  @Test func `what is no definition is passed over and counted`() throws {
    let workspace = try workspace()
    let run = try lint(workspace, Self.all)
    #expect(run.status == 0, "\(run.said)")
    #expect(run.output.hasPrefix("1 definition in 4 files: nothing found\n"), "\(run.output)")
    let words = run.output.replacing("\n", with: " ")
    #expect(
      words.contains("3 files without a definition (.badgelint.yaml, package.json, site.yaml)"))
    #expect(
      words.contains(
        "4 files left out on purpose or read for the run itself (.rules/probe.yaml, "
          + "archive/old.yaml, known.yaml and 1 more)"))
    let report = try JSONFile(lint(workspace, Self.all + ["--output", "json"]).output)
    let summary = try #require(report.root["summary"] as? [String: Any])
    #expect(
      summary["passedOver"] as? [String] == [
        ".rules/probe.yaml", "archive/old.yaml", "known.yaml", "waivers.yaml",
      ])
  }

  @Test func `without it the same files fail`() throws {
    let workspace = try workspace()
    #expect(try workspace.lint("good.yaml", "site.yaml").status == 2)
    #expect(try workspace.lint("archive/old.yaml").status == 1)
  }

  @Test(arguments: ["waivers.yaml", "archive/old.yaml", "site.yaml", ".badgelint.yaml"])
  func `a run without a definition says so and passes`(file: String) throws {
    let run = try lint(try workspace(), [file])
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("0 definitions in "), "\(run.said)")
    #expect(run.output.contains("(\(file))"), "\(run.said)")
  }

  @Test(arguments: [
    ("badgelint: 1\ntitle: Wrong\n", 1, "error[probe/error]"),
    ("badgelnt: 1\ntitle: Clean\n", 1, "did you mean badgelint?"),
    ("badgelint: 1\ntitle: \"Clean\n", 1, "error[structure/syntax]"),
    ("title: [Clean\n", 1, "error[structure/syntax]"),
    (
      "title: Clean\nissuer: {name: A}\noutcomes: [Analyse data.]\nowner: me\n", 2,
      "lacks its marker"
    ),
    ("{\"title\": \"Clean\", \"credit\": \"3 ECTS\"}", 2, "lacks its marker"),
    ("badgelint: 1\ntitle: Clean\n---\nother: 1\n", 2, "new.yaml:4 is no definition"),
  ])
  func `definitions that went wrong fail`(text: String, status: Int32, words: String) throws {
    let workspace = try workspace()
    try workspace.write("new.yaml", text)
    let run = try lint(workspace, Self.all + ["new.yaml"])
    #expect(run.status == status, "\(run.said)")
    #expect(run.output.contains(words), "\(run.said)")
  }

  @Test(arguments: [
    (".badgelint.yaml", "policy: 1\npackz: []\n", "unknown key 'packz'"),
    ("waivers.yaml", "waivers: 1\nentries: [{rule: probe/error}]\n", "'reason' is missing here"),
    ("known.yaml", "baseline: 2\n", "expected"),
    (".rules/probe.yaml", "pack: 1\nname: probe\n", "'title' is missing here"),
  ])
  func `a mistake in what the run itself uses fails`(
    file: String, text: String, words: String
  ) throws {
    let workspace = try workspace()
    try workspace.write(file, text)
    let run = try lint(workspace, [file])
    #expect(run.status == 2, "\(run.said)")
    #expect(run.errors.contains(words), "\(run.said)")
  }

  @Test func `a missing file and an empty folder are still failures`() throws {
    let workspace = try workspace()
    #expect(try lint(workspace, ["gone.yaml"]).status == 2)
    try workspace.write("empty/readme.txt", "nothing")
    #expect(try lint(workspace, ["empty"]).status == 2)
  }

  @Test func `--exclude leaves named files out`() throws {
    let workspace = try workspace()
    try workspace.write("bad.yaml", Probe.error)
    #expect(try lint(workspace, ["bad.yaml"]).status == 1)
    let run = try lint(workspace, ["bad.yaml", "--exclude", "b*.yaml"])
    #expect(run.status == 0)
    #expect(run.output.contains("(bad.yaml)"), "\(run.said)")
  }
}
