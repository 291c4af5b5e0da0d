import Foundation
import Testing

/// The exit status tells programs what people read: 0 clean, 1 findings, 2 no judgement.
@Suite struct ExitStatusTests {
  struct Verdict: CustomTestStringConvertible {
    var text: String
    var options: [String]
    var status: Int32
    var testDescription: String { "\(text.split(separator: "\n")[1]) \(options)" }
  }

  static let verdicts: [Verdict] = [
    Verdict(text: Probe.clean, options: [], status: 0),
    Verdict(text: Probe.info, options: [], status: 0),
    Verdict(text: Probe.warning, options: [], status: 0),
    Verdict(text: Probe.error, options: [], status: 1),
    Verdict(text: Probe.warning, options: ["--fail-on", "error"], status: 0),
    Verdict(text: Probe.warning, options: ["--fail-on", "warning"], status: 1),
    Verdict(text: Probe.info, options: ["--fail-on", "warning"], status: 0),
    Verdict(text: Probe.info, options: ["--fail-on", "info"], status: 1),
    Verdict(text: Probe.clean, options: ["--fail-on", "info"], status: 0),
    Verdict(text: Probe.error, options: ["--fail-on", "never"], status: 0),
    Verdict(text: Probe.error, options: ["--quiet"], status: 1),
    Verdict(text: Probe.error, options: ["--output", "json"], status: 1),
  ]

  @Test(arguments: verdicts) func `status of findings`(_ verdict: Verdict) throws {
    let workspace = try Workspace()
    try workspace.write("a.yaml", verdict.text)
    let run = try Program.run(["a.yaml"] + verdict.options, in: workspace.folder)
    #expect(run.status == verdict.status, "\(run.said)")
    #expect(run.errors == "")
  }

  @Test func `one bad file among good ones fails the run`() throws {
    let workspace = try Workspace()
    try workspace.write("a.yaml", Probe.clean)
    try workspace.write("b.yaml", Probe.error)
    try workspace.write("c.yaml", Probe.clean)
    #expect(try workspace.lint(".").status == 1)
  }

  @Test func `input that cannot be judged outweighs findings`() throws {
    let workspace = try Workspace()
    try workspace.write("a.yaml", Probe.error)
    let run = try workspace.lint("a.yaml", "nowhere.yaml")
    #expect(run.status == 2)
    #expect(run.output.contains("error[probe/error]"))
    #expect(run.output.contains("nowhere.yaml"))
  }

  @Test func `a question of a rule for people never fails the run`() throws {
    let workspace = try Workspace()
    let pack = Probe.pack.split(separator: "\n").map { line in
      line.hasSuffix("severity: error") ? "\(line)\n    judgement: true" : String(line)
    }
    try workspace.write(".rules/probe.yaml", pack.joined(separator: "\n"))
    try workspace.write("a.yaml", Probe.error)
    let run = try workspace.lint("a.yaml", "--fail-on", "info")
    #expect(run.output.contains("question[probe/error]"))
    #expect(run.status == 0)
  }

  /// Wrong use, with words of a message that says what is wrong and what to do.
  struct WrongUse: CustomTestStringConvertible {
    var name: String
    var arguments: [String]
    var words: [String]
    var files: [String: String] = [:]
    var testDescription: String { name }
  }

  static let wrongUses: [WrongUse] = [
    WrongUse(
      name: "no such path", arguments: ["nowhere.yaml"],
      words: ["'nowhere.yaml'", "no such file or folder", "check the spelling"]),
    WrongUse(
      name: "path through a file", arguments: ["a.yaml/b.yaml"],
      words: ["'a.yaml/b.yaml'", "a part of the path is a file", "check the slashes"]),
    WrongUse(
      name: "empty path", arguments: [""], words: ["path is empty", "give the path"]),
    WrongUse(
      name: "folder without files", arguments: ["empty"],
      words: ["no YAML or JSON file", "empty", "check the path"], files: ["empty/a.txt": "text"]),
    WrongUse(
      name: "folder without a definition", arguments: ["other"],
      words: ["no definition was found in 1 file", "other", "'badgelint: 1'", "--as"],
      files: ["other/a.yaml": "name: x\n"]),
    WrongUse(
      name: "no definition", arguments: ["other.yaml"],
      words: ["other.yaml is no definition", "'badgelint: 1'", "--as", "--format-file"],
      files: ["other.yaml": "name: x\n"]),
    WrongUse(
      name: "pack with an unknown key", arguments: ["--pack", "p.yaml", "a.yaml"],
      words: ["unknown key 'ruls'", "p.yaml:4:1", "did you mean 'rules'?"],
      files: ["p.yaml": "pack: 1\nname: p\ntitle: P\nruls: {}\n"]),
    WrongUse(
      name: "pack with a broken expression", arguments: ["--pack", "./p.yaml", "a.yaml"],
      words: ["p.yaml:", "titel", "title"],
      files: [
        "p.yaml": Probe.pack.replacing("probe", with: "other")
          .replacing("!self.contains('Wrong')", with: "has(definition.titel)")
      ]),
    WrongUse(
      name: "pack that is no YAML", arguments: ["--pack", "p.yaml", "a.yaml"],
      words: ["p.yaml:1:7", "never closed", "add ]"], files: ["p.yaml": "pack: [1\n"]),
    WrongUse(
      name: "pack file that is not there", arguments: ["--pack", "p.yaml", "a.yaml"],
      words: ["'p.yaml'", "no such file"]),
    WrongUse(
      name: "unknown pack", arguments: ["--pack", "eu-2023", "a.yaml"],
      words: ["no pack 'eu-2023'", "did you mean 'eu-2022'?"]),
    WrongUse(
      name: "policy with an unknown key", arguments: ["--policy", "p.yaml", "a.yaml"],
      words: ["unknown key 'pakcs'", "p.yaml:2:1", "did you mean 'packs'?"],
      files: ["p.yaml": "policy: 1\npakcs: []\n"]),
    WrongUse(
      name: "policy that is not there", arguments: ["--policy", "p.yaml", "a.yaml"],
      words: ["p.yaml", "no such file"]),
    WrongUse(
      name: "policy and none", arguments: ["--policy", "p.yaml", "--no-policy", "a.yaml"],
      words: ["--policy", "--no-policy", "exclude each other"]),
    WrongUse(
      name: "format file with an unknown key", arguments: ["--format-file", "f.yaml", "a.yaml"],
      words: ["unknown key 'feilds'", "f.yaml:4:1", "did you mean 'fields'?"],
      files: ["f.yaml": "format: 1\nname: f\ntitle: F\nfeilds: {title: name}\n"]),
    WrongUse(
      name: "format file that maps an unknown field",
      arguments: ["--format-file", "f.yaml", "a.yaml"], words: ["f.yaml:", "titel", "title"],
      files: [
        "f.yaml": """
        format: 1
        name: f
        title: F
        recognise: [{named: any, when: [{field: name, exists: true}]}]
        fields: {titel: name}

        """
      ]),
    WrongUse(
      name: "unknown option", arguments: ["--statistic", "a.yaml"],
      words: ["Unknown option '--statistic'", "--statistics", "--help"]),
    WrongUse(
      name: "unknown output format", arguments: ["--output", "xml", "a.yaml"],
      words: ["'xml'", "--output", "text", "json"]),
    WrongUse(
      name: "output without a file", arguments: ["--output", "json=", "a.yaml"],
      words: ["'json='", "json=<file>"]),
    WrongUse(
      name: "output into a folder that is not there",
      arguments: ["--output", "json=none/a.json", "a.yaml"],
      words: ["cannot write 'none/a.json'", "no such file or folder"]),
    WrongUse(
      name: "two outputs on standard output",
      arguments: ["--output", "text", "--output", "json", "a.yaml"],
      words: ["only one report", "standard output", "FORMAT=FILE"]),
    WrongUse(
      name: "unknown format", arguments: ["--as", "open-badge-3", "a.yaml"],
      words: ["no format 'open-badge-3'", "native", "open-badges-3"]),
    WrongUse(
      name: "unknown severity", arguments: ["--fail-on", "fatal", "a.yaml"],
      words: ["'fatal'", "--fail-on", "error", "warning", "info", "never"]),
    WrongUse(
      name: "no jobs", arguments: ["--jobs", "0", "a.yaml"], words: ["--jobs", "at least 1"]),
    WrongUse(
      name: "jobs in words", arguments: ["--jobs", "two", "a.yaml"], words: ["'two'", "--jobs"]),
    WrongUse(
      name: "no such day", arguments: ["--as-of", "2026-02-30", "a.yaml"],
      words: ["'2026-02-30'", "--as-of"]),
    WrongUse(
      name: "bad glob", arguments: ["--exclude", "[", "a.yaml"],
      words: ["--exclude", "'['", "never closed"]),
    WrongUse(
      name: "name for standard input that is not read",
      arguments: ["--stdin-filename", "b.yaml", "a.yaml"], words: ["--stdin-filename", "needs -"]),
    WrongUse(
      name: "folder of rules that is not there", arguments: ["--rules-dir", "none", "a.yaml"],
      words: ["'none'", "no such file or folder"]),
    WrongUse(
      name: "folder that is no folder of rules", arguments: ["--rules-dir", "bare", "a.yaml"],
      words: ["definition.yaml", "missing"], files: ["bare/readme.txt": "text"]),
  ]

  @Test(arguments: wrongUses) func `status 2 with advice`(_ use: WrongUse) throws {
    let workspace = try Workspace()
    try workspace.write("a.yaml", Probe.clean)
    for (path, text) in use.files { try workspace.write(path, text) }
    let run = try Program.run(use.arguments, in: workspace.folder)
    #expect(run.status == 2, "\(run.said)")
    for word in use.words { #expect(run.said.contains(word), "\(word) in: \(run.said)") }
    #expect(!run.said.contains(": nothing found"))
    #expect(!run.said.contains("\u{1B}["))
  }

  @Test func `every wrong use is told to programs that read JSON`() throws {
    let workspace = try Workspace()
    let run = try workspace.lint("--output", "json", "nowhere.yaml")
    #expect(run.status == 2)
    // Both what a program reads and what a person sees beside it.
    #expect(try JSONFile(run.output).strings("faults").first?.contains("nowhere.yaml") == true)
    #expect(run.errors.contains("nowhere.yaml"))
  }

  @Test func `a report into a file leaves failures on standard error`() throws {
    let workspace = try Workspace()
    let run = try workspace.lint("--output", "json=report.json", "nowhere.yaml")
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(run.errors.contains("nowhere.yaml"))
    #expect(try JSONFile(workspace.read("report.json")).strings("faults").count == 1)
  }

  @Test(.enabled(if: getuid() != 0, "root may read every file"))
  func `a file without permission`() throws {
    let workspace = try Workspace()
    try workspace.write("a.yaml", Probe.clean)
    let path = workspace.folder.appending(path: "a.yaml").path
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    for argument in ["a.yaml", "."] {
      let run = try workspace.lint(argument)
      #expect(run.status == 2)
      #expect(run.output.contains("permission denied"))
    }
  }

  @Test func `a pipe is refused instead of waited for`() throws {
    let workspace = try Workspace()
    #expect(mkfifo(workspace.folder.appending(path: "p.yaml").path, 0o600) == 0)
    for argument in ["p.yaml", "."] {
      let run = try workspace.lint(argument, seconds: 10)
      #expect(run.status == 2)
      #expect(run.output.contains("'p.yaml'"))
      #expect(run.output.contains("expected a regular file"))
    }
  }

  @Test func `a broken link to a definition`() throws {
    let workspace = try Workspace()
    try workspace.write("b.yaml", Probe.clean)
    try workspace.link("a.yaml", to: "gone.yaml")
    let run = try workspace.lint(".")
    #expect(run.status == 2)
    #expect(run.output.contains("'a.yaml'"))
    #expect(run.output.contains("does not exist"))
  }
}
