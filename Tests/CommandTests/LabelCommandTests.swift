import Foundation
import Testing

/// `badgelint label` and `badgelint alignment`: what they take, refuse and write.
@Suite struct LabelCommandTests {
  private static let commands = ["label", "alignment"]
  private static let one = "badgelint: 1\nid: one\ntitle: The One\n"

  @Test(arguments: commands) func `a file that is missing`(_ command: String) throws {
    let workspace = try Workspace(hasProbe: false)
    let run = try workspace.run(command, "missing.yaml")
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(run.errors.contains("missing.yaml"))
    #expect(run.errors == (try workspace.lint("missing.yaml", "--output", "json").errors))
  }

  @Test(arguments: commands) func `a file without a definition`(_ command: String) throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("list.yaml", "- a\n- b\n")
    let run = try workspace.run(command, "list.yaml")
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(run.errors.contains("list.yaml is no definition"))
    #expect(run.errors == (try workspace.lint("list.yaml", "--output", "json").errors))
    try workspace.write("folder/list.yaml", "- a\n")
    let folder = try workspace.run(command, "folder")
    #expect(folder.status == 2)
    #expect(folder.errors.contains("no definition was found in 1 file(s) of folder"))
    #expect(folder.errors.contains("not shown: 1 files without a definition (folder/list.yaml)"))
  }

  @Test(arguments: commands) func `YAML that is broken`(_ command: String) throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write(
      "broken.yaml", "badgelint: 1\ntitle: A\noutcomes: [Explain.\nlevel: EQF 6\n")
    let run = try workspace.run(command, "broken.yaml")
    #expect(run.status == 2)
    // A label of the part that could be read might be untrue of the whole.
    #expect(run.output == "")
    #expect(run.errors.contains("broken.yaml:"))
    #expect(run.errors.contains("cannot be read: "))
  }

  @Test(arguments: commands) func `a document that is no definition`(_ command: String) throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("two.yaml", Self.one + "---\n- a\n")
    let run = try workspace.run(command, "two.yaml")
    #expect(run.status == 2)
    #expect(run.output.contains("The One"))
    #expect(run.errors.contains("two.yaml:5 is no definition"))
  }

  @Test(arguments: commands) func `failures stand in the JSON`(_ command: String) throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", Self.one)
    let run = try workspace.run(command, "a.yaml", "missing.yaml", "--output", "json")
    #expect(run.status == 2)
    let root = try JSONFile(run.output).root
    #expect((root["\(command)s"] as? [Any])?.count == 1)
    #expect((root["failures"] as? [String])?.count == 1)
    #expect(root["version"] as? Int == 1)
    let none = try workspace.run(command, "missing.yaml", "--output", "json")
    #expect((try JSONFile(none.output).root["\(command)s"] as? [Any])?.isEmpty == true)
  }

  @Test(arguments: commands) func `standard input`(_ command: String) throws {
    let workspace = try Workspace(hasProbe: false)
    let run = try workspace.run(
      command, "-", "--stdin-filename", "x.yaml", "--output", "json", input: Self.one)
    #expect(run.status == 0)
    let contents = try JSONFile(run.output).root["\(command)s"] as? [[String: Any]]
    #expect(contents?.first?["file"] as? String == "x.yaml")
    #expect(contents?.first?["definition"] as? String == "one")
  }

  @Test(arguments: commands) func `formats of a policy are known`(_ command: String) throws {
    let workspace = try ReadmeExamples.workspace()
    try workspace.write(".badgelint.yaml", "policy: 1\nformats: [formats/catalogue.yaml]\n")
    try workspace.write("c.yaml", "courses:\n  - {code: dv, name: Data, goals: Analyse data.}\n")
    #expect(try workspace.run(command, "c.yaml").output.contains("Data\n"))
    let without = try workspace.run(command, "c.yaml", "--no-policy")
    #expect(without.status == 2)
    let named = try workspace.run(
      command, "c.yaml", "--no-policy", "--format-file", "formats/catalogue.yaml")
    #expect(named.status == 0, "\(named.errors)")
  }

  // MARK: - Which definition

  @Test func `a picture shows one definition`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", Self.one + "---\nbadgelint: 1\nid: two\ntitle: The Two\n")
    let run = try workspace.run("label", "a.yaml", "--output", "svg=a.svg")
    #expect(run.status == 2)
    #expect(run.errors.contains("svg shows one definition, but there are 2"))
    #expect(run.errors.contains("choose one with --definition: one, two"))
    #expect(throws: (any Error).self) { try workspace.read("a.svg") }
    let chosen = try workspace.run(
      "label", "a.yaml", "--output", "svg=a.svg", "--definition", "two")
    #expect(chosen.status == 0, "\(chosen.errors)")
    #expect(try workspace.read("a.svg").contains("The Two"))
    #expect(try !workspace.read("a.svg").contains("The One"))
  }

  @Test(arguments: commands) func `a definition that is not there`(_ command: String) throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", Self.one)
    let run = try workspace.run(command, "a.yaml", "--definition", "onw")
    #expect(run.status == 2)
    #expect(run.errors.contains("there is no definition 'onw' here"))
    #expect(run.errors.contains("did you mean 'one'?"))
  }

  @Test func `no picture is written where nothing could be read`() throws {
    let workspace = try Workspace(hasProbe: false)
    let run = try workspace.run("label", "missing.yaml", "--output", "svg=a.svg")
    #expect(run.status == 2)
    #expect(throws: (any Error).self) { try workspace.read("a.svg") }
  }

  // MARK: - What is shown

  @Test func `a picture is fit to be shown anywhere`() throws {
    let run = try Program.run(
      ["label", "--output", "svg", "fixtures/labels/scripts.yaml"], in: Program.packageFolder)
    let svg = try SVGFile(run.output)
    #expect(svg.root["role"] == "img")
    #expect(svg.root["xml:lang"] == "en")
    #expect(svg.elements == ["svg", "title", "desc", "rect", "g", "text"])
    // Nothing is fetched from elsewhere, and nothing runs.
    let links = svg.attributes.filter { $0.contains("://") }
    #expect(links == ["http://www.w3.org/2000/svg"] || links == [])
    #expect(run.output.contains("xml:lang=\"he\" direction=\"rtl\""))
    #expect(
      svg.title
        == "Value profile: Zertifikat \"Daten & <Recht>\" für Wirtschaftsingenieurwissenschaftlerinnen"
    )
  }

  @Test func `problems of structure are told`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", Self.one + "levle: EQF 6\n")
    let run = try workspace.run("label", "a.yaml")
    #expect(run.status == 0)
    #expect(run.output.contains("1 problem of structure"))
    #expect(run.output.contains("badgelint lint"))
    #expect(!run.output.contains("at which level it stands"))
    // A policy that lets unknown fields pass is followed.
    try workspace.write(
      ".badgelint.yaml", "policy: 1\nrules: {structure/unknown-field: off}\n")
    let silent = try workspace.run("label", "a.yaml")
    #expect(!silent.output.contains("problem"))
    #expect(silent.output.contains("at which level it stands"))
  }

  @Test(arguments: commands)
  func `a rule without an answer fails the run, as in lint`(_ command: String) throws {
    let workspace = try Workspace(hasProbe: false)
    let assessments = (0..<3000).map { "  - {id: A\($0), type: quiz, title: T\($0)}\n" }.joined()
    try workspace.write("a.yaml", Self.one + "assessments:\n\(assessments)")
    let run = try workspace.run(command, "a.yaml")
    #expect(run.status == 2)
    #expect(run.said.contains("core/text-placeholder: the definition is too large"), "\(run.said)")
  }

  @Test(arguments: [30, 45, 60, 100] as [UInt16])
  func `labels fit the terminal`(_ columns: UInt16) throws {
    guard PseudoTerminal.isAvailable, let terminal = PseudoTerminal(columns: columns) else {
      return
    }
    let run = try Program.run(
      ["label", "fixtures/definitions/good/data-visualisation.yaml"],
      in: Program.packageFolder, environment: ["NO_COLOR": "1"], terminal: terminal.terminal)
    #expect(run.status == 0)
    let lines = terminal.finish().split(whereSeparator: \.isNewline)
    #expect(lines.count > 20)
    for line in lines { #expect(line.unicodeScalars.count <= Int(columns), "\(line)") }
  }

  @Test func `colours go to terminals only`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", Self.one)
    #expect(try !workspace.run("label", "a.yaml").output.contains("\u{1B}"))
    guard PseudoTerminal.isAvailable, let terminal = PseudoTerminal() else { return }
    _ = try Program.run(["label", "a.yaml"], in: workspace.folder, terminal: terminal.terminal)
    #expect(terminal.finish().contains("\u{1B}[1m"))
  }

  @Test func `what would disturb a terminal does not reach it`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", "badgelint: 1\ntitle: \"A \\e]0;owned\\a\\u202E B\"\n")
    for command in Self.commands {
      let run = try workspace.run(command, "a.yaml")
      #expect(!run.output.unicodeScalars.contains { [0x1B, 0x07, 0x202E].contains($0.value) })
    }
  }

  // MARK: - Rules folders

  /// A copy of the shipped rules with one file changed.
  private func rules(_ path: String, _ change: (String) -> String?) throws -> Workspace {
    let workspace = try Workspace(hasProbe: false)
    let folder = Program.packageFolder.appending(path: "rules")
    for file in try GoldenFile.filesBelow(folder) {
      let text = String(
        decoding: try Data(contentsOf: folder.appending(path: file)), as: UTF8.self)
      if let changed = file == path ? change(text) : text {
        try workspace.write("rules/\(file)", changed)
      }
    }
    try workspace.write("a.yaml", Self.one)
    return workspace
  }

  @Test(arguments: commands) func `a label that is broken`(_ command: String) throws {
    let workspace = try rules("label.yaml") {
      $0.replacing("text: \"{definition.title}\"", with: "text: \"{definition.titel}\"")
    }
    let run = try workspace.run(command, "a.yaml", "--rules-dir", "rules")
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(run.errors.contains("definition has no field 'titel'; did you mean 'title'?"))
    #expect(run.errors.contains("--> rules/label.yaml:"))
  }

  @Test func `a folder of rules without a label`() throws {
    let workspace = try rules("label.yaml") { _ in nil }
    let run = try workspace.run("label", "a.yaml", "--rules-dir", "rules")
    #expect(run.status == 2)
    #expect(run.errors.contains("the file is missing from the folder of rules"))
    #expect(run.errors.contains("rules/label.yaml"))
  }

  @Test func `texts come from the folder of rules`() throws {
    let workspace = try rules("label.yaml") {
      $0.replacing("title: A holder can", with: "title: Wer sie hat, kann")
        .replacing("notSaid: Not said", with: "notSaid: Ungesagt")
    }
    try workspace.write("a.yaml", Self.one + "outcomes: [Explain a chart.]\n")
    let run = try workspace.run("label", "a.yaml", "--rules-dir", "rules")
    #expect(run.output.contains("Wer sie hat,"))
    #expect(run.output.contains("Ungesagt"))
  }
}
