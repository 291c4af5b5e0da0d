import Foundation
import Testing
import YAMLTree

/// `badgelint new` and `badgelint init`.
@Suite struct StartCommandTests {
  private func new(
    _ workspace: Workspace, _ arguments: String...
  ) throws -> Program.Outcome {
    try Program.run(
      ["new", "--as-of", Program.day, "--no-questions"] + arguments, in: workspace.folder)
  }

  // MARK: - new

  @Test func `a definition is begun with what its rules ask for`() throws {
    let workspace = try Workspace(hasProbe: false)
    let run = try new(
      workspace, "peat.yaml", "--set", "title=Peat & bog: a first look", "--set",
      "outcomes.text=Analyse a peat core.", "--set", "outcomes.text=Map a bog: with care",
      "--set", "workload.hours=25", "--set", "credit=1 ECTS", "--scheme", "ie")
    #expect(run.status == 0, "\(run.said)")
    let text = try workspace.read("peat.yaml")
    for line in [
      "id: peat-bog-a-first-look", "title: \"Peat & bog: a first look\"", "kind: microcredential",
      "  - id: LO1", "    text: Analyse a peat core.", "  - id: LO2", "  hours: 25", "  # contact:",
      "credit: 1 ECTS", "schemes: [ie]", "# assessments:",
    ] {
      #expect(text.split(separator: "\n").contains(Substring(line)), "\(line)")
    }
    #expect(text.contains("(ie/level)"))
    #expect(text.contains("(core/assessment-missing)"))
    #expect(text.contains("One of: microcredential, badge,"))
    #expect(!text.contains(" \n"))
    // What is missing is what lint says of it; nothing is broken.
    let findings = try workspace.findings("peat.yaml")
    #expect(!findings.contains { $0.rule.hasPrefix("structure/") })
    #expect(findings.contains { $0.rule == "core/issuer-missing" })
  }

  @Test func `values are taken in their usual letters`() throws {
    let workspace = try Workspace(hasProbe: false)
    let run = try new(
      workspace, "a.yaml", "--set", "issuer.country=es-ct", "--set", "kind=BADGE")
    #expect(run.status == 0, "\(run.said)")
    let text = try workspace.read("a.yaml")
    #expect(text.contains("\n  country: ES-CT\n") && text.contains("\nkind: badge\n"))
  }

  @Test func `what packs ask of parts that do not stand yet`() throws {
    let workspace = try Workspace(hasProbe: false)
    #expect(try new(workspace, "a.yaml", "--set", "title=Peat", "--scheme", "cmf").status == 0)
    let text = try workspace.read("a.yaml").replacing("\n# ", with: "\n").replacing(
      "\n  ", with: " ")
    let assessments = try #require(
      text.split(separator: "\n\n").first { $0.contains("\nassessments:") })
    #expect(assessments.contains("(core/assessment-without-criteria)"))
    #expect(assessments.contains("(core/summative-not-stated)"))
    // Rules over the whole definition stand at the field that they require.
    let level = try #require(text.split(separator: "\n\n").first { $0.contains("\nlevel:") })
    #expect(level.contains("Outcomes ask for no more than the level"))
    let workload = try #require(text.split(separator: "\n\n").first { $0.contains("\nworkload:") })
    #expect(workload.contains("The parts of the workload add up"))
  }

  @Test func `a file that came meanwhile is kept`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.link("a.yaml", to: "gone.yaml")
    let run = try new(workspace, "a.yaml")
    #expect(run.status == 2)
    #expect(
      !FileManager.default.fileExists(atPath: workspace.folder.appending(path: "gone.yaml").path))
  }

  @Test func `names with blanks are quoted for a shell`() throws {
    let workspace = try Workspace(hasProbe: false)
    let run = try new(workspace, "my course.yaml")
    #expect(run.output.hasSuffix("badgelint lint 'my course.yaml'\n"))
    #expect(
      try workspace.read("my course.yaml").contains(
        "# Check it with: badgelint lint 'my course.yaml'\n"))
  }

  @Test func `taking the signs of comments away gives a definition`() throws {
    let workspace = try Workspace(hasProbe: false)
    #expect(try new(workspace, "a.yaml", "--set", "title=Peat").status == 0)
    // Commented fields begin with a name and a colon, or go on with what belongs to one.
    let lines = try workspace.read("a.yaml").split(
      separator: "\n", omittingEmptySubsequences: false)
    let isField = /^(\s*)# ([a-z][A-Za-z]*:( |$)|  (- | )?\s*[a-z]+:( |$))/
    var text = ""
    for line in lines {
      let bare = String(line)
      if bare.firstMatch(of: isField) != nil, !bare.contains("One of"),
        !bare.hasPrefix("# Held to"),
        !bare.hasPrefix("# type: One"), !bare.contains("Check it")
      {
        text += bare.replacing("# ", with: "", maxReplacements: 1) + "\n"
      } else {
        text += bare + "\n"
      }
    }
    try workspace.write("b.yaml", text)
    let findings = try workspace.findings("b.yaml")
    #expect(
      findings.filter { $0.rule.hasPrefix("structure/") }.map(\.rule) == [], "\(text)")
    #expect(!findings.contains { $0.rule == "core/assessment-missing" })
  }

  @Test(arguments: [
    (["credit.value=5"], "credit:\n  - value: 5\n"),
    (["level.framework=EQF", "level.value=6"], "level:\n  - framework: EQF\n    value: \"6\"\n"),
    (["outcomes=Analyse peat."], "outcomes: Analyse peat.\n"),
  ])
  func `fields of what has a short form`(settings: [String], wanted: String) throws {
    let workspace = try Workspace(hasProbe: false)
    let run = try Program.run(
      ["new", "a.yaml", "--no-questions"] + settings.flatMap { ["--set", $0] },
      in: workspace.folder)
    #expect(run.status == 0, "\(run.said)")
    #expect(try workspace.read("a.yaml").contains("\n" + wanted))
  }

  @Test func `the policy of the folder decides what is asked`() throws {
    let workspace = try Workspace()
    #expect(try new(workspace, "a.yaml", "--set", "title=Wrong").status == 0)
    let text = try workspace.read("a.yaml")
    #expect(text.contains("Held to: structure, probe"))
    #expect(text.contains("Must: Change the title. (probe/error)"))
  }

  @Test(arguments: [
    (["a.yaml"], "is there already"), (["b.txt"], "end 'b.txt' in .yaml"),
    (["none/b.yaml"], "there is no folder"),
    (["b.yaml", "--set", "titel=x"], "did you mean 'title'"),
    (["b.yaml", "--set", "issuer.nam=x"], "did you mean 'issuer.name'"),
    (["b.yaml", "--set", "title"], "field=value"),
    (["b.yaml", "--scheme", "iee"], "did you mean 'ie'"),
    (["b.yaml", "--set", "issuer.name.x=y"], "no field 'issuer.name.x'"),
    (["b.yaml", "--set", "kind=coure"], "'coure' is no value of 'kind'; did you mean course?"),
    (["b.yaml", "--set", "title= "], "'title' has no value"),
    (["b.yaml", "--set", "workload.hours=many"], "a number of hours, not 'many'"),
    (["b.yaml", "--set", "schemes=iee"], "no scheme 'iee'; did you mean ie?"),
    (["b.yaml", "--set", "credit=2,5 ECTS"], "did you mean 2.5 ECTS?"),
    (["b.yaml", "--set", "id=my course"], "such as my-course"),
    (["b.yaml", "--set", "assessments.outcomes=LO1, LO 2"], "'LO 2' is no name"),
    (["b.yaml", "--set", "language=English"], "a language tag such as en"),
    (["b.yaml", "--set", "language=en-a"], "a language tag such as en"),
    (["b.yaml", "--set", "issuer.country=Ireland"], "a country code such as IE"),
    (["b.yaml", "--set", "title=x", "--set", "title=y"], "would replace 'title'"),
    (
      ["b.yaml", "--set", "workload=30 h", "--set", "workload.contact=20"],
      "would replace 'workload'"
    ),
  ])
  func `wrong use is told and writes nothing`(arguments: [String], message: String) throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", "mine\n")
    let run = try Program.run(["new", "--no-questions"] + arguments, in: workspace.folder)
    #expect(run.status == 2)
    #expect(run.errors.contains(message), "\(run.said)")
    #expect(try workspace.read("a.yaml") == "mine\n")
    #expect(
      !FileManager.default.fileExists(atPath: workspace.folder.appending(path: "b.yaml").path))
  }

  @Test(.enabled(if: PseudoTerminal.isAvailable, "the system gives no terminal"))
  func `on a terminal it asks, and asks again where an answer does not fit`() throws {
    let workspace = try Workspace(hasProbe: false)
    let terminal = try #require(PseudoTerminal())
    // id, title, kind (wrong, explained, right), language, description; then the input ends.
    // An issuer without a name keeps its country, too.
    terminal.type("\nPeat\nbagde\n?\nbadge\n\n\n\n\n\n\nIE\n\u{4}")
    let run = try Program.run(
      ["new", "a.yaml", "--as-of", Program.day], in: workspace.folder, terminal: terminal.terminal,
      readsTerminal: true)
    let shown = terminal.finish()
    #expect(run.status == 0)
    #expect(shown.contains("What is offered [microcredential]: "))
    #expect(
      shown.contains("did you mean badge?\r\n  Use one of the values"), "\(shown)")
    #expect(shown.components(separatedBy: "Home page of the issuer").count == 2)
    // Nothing is asked after the end of input.
    #expect(!shown.contains("Level, by framework"), "\(shown)")
    #expect(shown.contains("One of: microcredential, badge"))
    let text = try workspace.read("a.yaml")
    #expect(text.contains("\nkind: badge\n"))
    #expect(text.contains("\ntitle: Peat\n"))
    #expect(text.contains("\nid: peat\n"))
    #expect(text.contains("\n  country: IE\n"), "\(shown)")
  }

  @Test(.enabled(if: PseudoTerminal.isAvailable, "the system gives no terminal"))
  func `elements are asked for until nobody answers`() throws {
    let workspace = try Workspace(hasProbe: false)
    let terminal = try #require(PseudoTerminal())
    let before = String(repeating: "\n", count: 17)
    terminal.type("x\n" + before + "Analyse peat.\nMap a bog.\n\nA map\nproject\nLO2\n\n\n\u{4}")
    let run = try Program.run(
      ["new", "a.yaml", "--as-of", Program.day], in: workspace.folder, terminal: terminal.terminal,
      readsTerminal: true)
    let shown = terminal.finish()
    #expect(run.status == 0)
    let text = try workspace.read("a.yaml")
    #expect(
      text.contains("  - id: LO1\n    text: Analyse peat.\n  - id: LO2\n    text: Map a bog.\n"),
      "\(shown)")
    #expect(text.contains("  - id: A1\n    title: A map\n    type: project\n    outcomes: [LO2]\n"))
  }

  // MARK: - init

  @Test func `a folder is looked at, and nothing is written unless it is asked for`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write(
      "a.yaml", "badgelint: 1\ntitle: A\nissuer: {name: U, country: IE}\ncredit: 1 ECTS\n")
    try workspace.write("other.json", "{\"name\": \"none\"}\n")
    let before = try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path).sorted()
    let run = try Program.run(["init", "--as-of", Program.day], in: workspace.folder)
    #expect(run.status == 0, "\(run.said)")
    #expect(run.output.contains("1 definition in 1 file, by format: 1 native"))
    #expect(run.output.contains("1 file without a definition (other.json)"))
    #expect(run.output.contains("outcomes, eu-2022, ie]"))
    #expect(
      run.output.contains("badgelint init --write baseline,policy,pre-commit,github,gitlab"),
      "\(run.said)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path).sorted() == before)
  }

  @Test func `what is written works, and what is there stays`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("sub/a.yaml", "badgelint: 1\ntitle: A\nissuer: {name: U, country: IE}\n")
    try workspace.write(".gitlab-ci.yml", "mine\n")
    try FileManager.default.createDirectory(
      at: workspace.folder.appending(path: ".git"), withIntermediateDirectories: true)
    #expect(try workspace.lint("sub", "--no-policy", "--pack", "ie").status == 1)
    let run = try Program.run(
      ["init", "sub", "--write", "all", "--as-of", Program.day], in: workspace.folder)
    #expect(run.status == 0, "\(run.said)")
    #expect(try workspace.read(".gitlab-ci.yml") == "mine\n")
    #expect(run.output.contains(".gitlab-ci.yml is there already and stays as it is"))
    // The policy and the baseline belong to the definitions, the others to the repository.
    #expect(
      try workspace.read("sub/.badgelint.yaml").contains("\nbaseline: .badgelint-baseline.yaml\n"))
    #expect(try workspace.read(".github/workflows/badgelint.yml").contains("paths: sub\n"))
    #expect(try workspace.read(".pre-commit-config.yaml").contains("id: badgelint-system"))
    let lint = try workspace.lint("sub")
    #expect(lint.status == 0, "\(lint.said)")
    #expect(try Program.run(["policy", "sub/a.yaml"], in: workspace.folder).output.contains("ie/"))
    let again = try Program.run(
      ["init", "sub", "--write", "all", "--as-of", Program.day], in: workspace.folder)
    #expect(again.status == 0)
    #expect(!again.output.contains("wrote"))
  }

  @Test func `what a baseline knows is told apart, and the policy names it`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", "badgelint: 1\ntitle: A\nissuer: {name: U}\n")
    func start(_ arguments: String...) throws -> Program.Outcome {
      try Program.run(["init", "--as-of", Program.day] + arguments, in: workspace.folder)
    }
    #expect(try start("--write", "policy").status == 0)
    #expect(
      try workspace.read(".badgelint.yaml").contains("\n# baseline: .badgelint-baseline.yaml\n"))
    let baseline = try workspace.run("baseline", "--as-of", Program.day)
    #expect(baseline.output.contains("names it from now on"), "\(baseline.said)")
    #expect(
      try workspace.read(".badgelint.yaml").contains("\nbaseline: .badgelint-baseline.yaml\n"))
    #expect(try workspace.lint(".").status == 0)
    #expect(try !workspace.run("baseline", "--as-of", Program.day).output.contains("names it"))
    try workspace.write("b.yaml", "badgelint: 1\ntitle: B\nissuer: {name: U}\n")
    let again = try start()
    let line = try #require(again.output.split(separator: "\n").first { $0.hasPrefix("findings") })
    #expect(
      line.contains(/^findings: \d+ (error|warning).*; beside \d+ that the baseline knows$/),
      "\(line)")
    // Without a policy the usual baseline counts, and the policy that is offered names it.
    try FileManager.default.removeItem(at: workspace.folder.appending(path: ".badgelint.yaml"))
    let bare = try start()
    #expect(bare.output.contains("that the baseline knows") && bare.output.contains("\nbaseline: "))
  }

  @Test func `a policy of one's own stays as it is when a baseline is written`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", "badgelint: 1\ntitle: A\n")
    let policy = "policy: 1\npacks: [core]\n# baseline: other.yaml\n"
    try workspace.write(".badgelint.yaml", policy)
    #expect(try workspace.run("baseline").output.contains("To use it"))
    #expect(try workspace.read(".badgelint.yaml") == policy)
  }

  @Test func `what no baseline can hold is named, and none is written`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", "badgelint: 1\ntitle: A\n")
    try workspace.write("broken.yaml", "badgelint: 1\ntitle: [\n")
    let shown = try Program.run(["init"], in: workspace.folder)
    #expect(shown.status == 0)
    #expect(
      shown.output.contains("no baseline can be written as long as this stands:\n  broken.yaml:"))
    #expect(!shown.output.contains("--write baseline"))
    let run = try Program.run(["init", "--write", "policy,baseline"], in: workspace.folder)
    #expect(run.status == 2)
    #expect(try workspace.read(".badgelint.yaml").contains("\n# baseline:"))
    #expect(
      !FileManager.default.fileExists(
        atPath: workspace.folder.appending(path: ".badgelint-baseline.yaml").path))
  }

  @Test(arguments: [
    ("it's \"odd\" & $(x): y", true), ("-x #1", true), ("a${{ b }}", false), ("plain", true),
  ])
  func `folders with odd names stand in files for CI`(name: String, isNamed: Bool) throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("\(name)/a.yaml", "badgelint: 1\ntitle: A\n")
    try FileManager.default.createDirectory(
      at: workspace.folder.appending(path: ".git"), withIntermediateDirectories: true)
    let run = try Program.run(
      ["init", "./\(name)", "--write", "github,gitlab"], in: workspace.folder)
    #expect(run.status == 0, "\(run.said)")
    let path = !isNamed ? "." : name.hasPrefix("-") ? "./\(name)" : name
    let github = try scalars(workspace.read(".github/workflows/badgelint.yml"))
    #expect(github.contains(path))
    let gitlab = try scalars(workspace.read(".gitlab-ci.yml"))
    let command = try #require(gitlab.first { $0.hasPrefix("badgelint lint") })
    // A shell says which words it reads.
    let shell = Process()
    let pipe = Pipe()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", command.replacing("badgelint lint", with: "printf '%s\\n'")]
    shell.standardOutput = pipe
    try shell.run()
    let words = String(
      decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(words.hasSuffix("\n\(path)\n"), "\(words)")
    #expect(run.output.contains("note: .gitlab-ci.yml lints the whole repository") == !isNamed)
  }

  private func scalars(_ text: String) -> [String] {
    let tree = YAMLTree(parsing: Array(text.utf8))
    return (0..<tree.nodeCount).map { NodeID(index: Int32($0)) }
      .filter { tree.kind($0) == .scalar }.map { tree.text($0) }
  }

  @Test func `wrong use of init is told`() throws {
    let workspace = try Workspace(hasProbe: false)
    let unknown = try Program.run(["init", "--write", "policy,bogus"], in: workspace.folder)
    #expect(unknown.status == 2)
    #expect(
      unknown.errors.contains(
        "--write knows no 'bogus'; there are: policy, pre-commit, github, gitlab, baseline, all"))
    for arguments in [["none"], [".", "--write", "polcy"]] {
      let run = try Program.run(["init"] + arguments, in: workspace.folder)
      #expect(run.status == 2, "\(arguments)")
    }
    try workspace.write("broken.yaml", "a: [\n")
    let run = try Program.run(["init"], in: workspace.folder)
    #expect(run.output.contains("findings: 1 error\n"), "\(run.said)")
    try workspace.write("broken.yaml", "title: A\nkind: badge\nissuer: {name: U}\noutcomes: [B]\n")
    let bare = try Program.run(["init"], in: workspace.folder)
    #expect(bare.status == 2)
    #expect(bare.output.contains("could not be read: broken.yaml"), "\(bare.said)")
  }

  @Test func `what is found now and under the packs that are offered is told apart`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write(
      "a.yaml", "badgelint: 1\ntitle: A\nkind: badge\nissuer: {name: U, country: IE}\n")
    func found(_ run: Program.Outcome, after start: String) throws -> Substring {
      let line = run.output.split(separator: "\n").first { $0.hasPrefix(start) }
      return try #require(line, "\(run.said)").dropFirst(start.utf8.count)
    }
    let run = try Program.run(["init"], in: workspace.folder)
    let now = try found(run, after: "findings: ")
    #expect(try found(run, after: "findings with these packs: ") != now)
    // The policy that is offered brings what was told of it.
    let wrote = try Program.run(["init", "--write", "policy"], in: workspace.folder)
    let then = try Program.run(["init"], in: workspace.folder)
    #expect(
      try found(then, after: "findings: ")
        == found(wrote, after: "findings with these packs: "), "\(then.said)")
  }
}
