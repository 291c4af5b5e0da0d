import Foundation
import Testing

/// Which files are read, by what names, in which order.
@Suite struct InputTests {
  /// The policy of the workspace for standard input, which has no folder of its own.
  private static let policy = ".badgelint.yaml"

  @Test func `standard input goes by the name that is given`() throws {
    let workspace = try Workspace()
    let named = try workspace.findings(
      "-", "--policy", Self.policy, "--stdin-filename", "draft.yaml", input: Probe.error)
    #expect(named.map(\.file) == ["draft.yaml"])
    let nameless = try workspace.findings("-", "--policy", Self.policy, input: Probe.error)
    #expect(nameless.map(\.file) == ["<stdin>"])
    #expect(named.map(\.message) == nameless.map(\.message))
  }

  @Test func `standard input may have the name of a file in a folder to come`() throws {
    let workspace = try Workspace()
    try workspace.write("sub/.badgelint.yaml", "policy: 1\npacks: []\n")
    for name in ["courses/draft.yaml", "sub/courses/draft.yaml"] {
      let run = try workspace.lint("-", "--stdin-filename", name, input: Probe.error)
      #expect(run.errors == "")
      #expect(run.status == (name.hasPrefix("sub") ? 0 : 1))
    }
  }

  @Test func `standard input is judged like the file of the same content`() throws {
    let workspace = try Workspace()
    try workspace.write("a.yaml", Probe.error)
    let file = try workspace.lint("a.yaml")
    let input = try workspace.lint(
      "-", "--policy", Self.policy, "--stdin-filename", "a.yaml", input: Probe.error)
    #expect(input.output == file.output)
    #expect(input.status == file.status)
  }

  @Test func `standard input named JSON is held to JSON`() throws {
    let workspace = try Workspace()
    let text = "{\"badgelint\": 1, \"title\": \"Clean\",}"
    let json = try workspace.findings(
      "-", "--policy", Self.policy, "--stdin-filename", "a.json", input: text)
    #expect(json.map(\.rule) == ["structure/portability"])
    #expect(try workspace.findings("-", "--policy", Self.policy, input: text).isEmpty)
  }

  @Test func `empty standard input is no definition`() throws {
    let workspace = try Workspace()
    let run = try workspace.lint("-", input: "")
    #expect(run.status == 2)
    #expect(run.said.contains("no definition"))
  }

  @Test func `files come in the order of paths given and of the bytes of names`() throws {
    let workspace = try Workspace()
    for name in ["b.yaml", "a.yml", "B.json", "a-b.yaml", "a/z.yaml", "é.yaml", "z/a.yaml"] {
      let json = name.hasSuffix("json")
      try workspace.write(
        name, json ? "{\"badgelint\": 1, \"title\": \"Wrong\"}" : Probe.error)
    }
    #expect(
      try workspace.findings("z", ".").map(\.file) == [
        "z/a.yaml", "B.json", "a/z.yaml", "a-b.yaml", "a.yml", "b.yaml", "é.yaml",
      ])
    #expect(try workspace.findings().count == 7, "the current folder is the default")
  }

  @Test(arguments: ["text", "json"]) func `jobs change nothing`(_ format: String) throws {
    let workspace = try Workspace()
    for index in 0..<40 {
      let text = [Probe.error, Probe.warning, Probe.clean][index % 3]
      try workspace.write("course-\(index).yaml", text)
    }
    let one = try workspace.lint("--jobs", "1", "--statistics", "--output", format, ".")
    let two = try workspace.lint("--jobs", "2", "--statistics", "--output", format, ".")
    let many = try workspace.lint("--jobs", "64", "--statistics", "--output", format, ".")
    #expect(one.output == two.output)
    #expect(one.output == many.output)
    #expect(one.output.contains("course-9.yaml"))
  }

  /// A report without what changes from run to run.
  @Test(arguments: [
    "text", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "markdown", "csv",
  ]) func `neither jobs nor the order on the disk change a byte`(_ format: String) throws {
    var generator = FixedOrder(state: 7)
    let names = (0..<24).map { "f\($0 % 5)/course-\($0).yaml" }
    func workspace(_ names: [String]) throws -> Workspace {
      let workspace = try Workspace()
      for name in names {
        let number = Int(name.utf8.last { $0 >= 0x30 && $0 <= 0x39 } ?? 0x30)
        try workspace.write(name, [Probe.error, Probe.warning, "a: [", Probe.clean][number % 4])
      }
      return workspace
    }
    let first = try workspace(names).lint("--jobs", "1", "--statistics", "--output", format, ".")
    for jobs in ["1", "8"] {
      let other = try workspace(names.shuffled(using: &generator))
        .lint("--jobs", jobs, "--statistics", "--output", format, ".")
      #expect(other.output == first.output)
      #expect(other.status == first.status)
    }
    // Named files come in the order of their names on the command line, each as it is elsewhere.
    let mixed = try workspace(names)
    let shuffled = names.shuffled(using: &generator)
    let named = try Program.run(
      ["--as-of", Program.day, "--jobs", "8", "--statistics", "--output", format] + shuffled,
      in: mixed.folder)
    let sorted = try Program.run(
      ["--as-of", Program.day, "--jobs", "1", "--statistics", "--output", format] + shuffled,
      in: mixed.folder)
    #expect(named.output == sorted.output)
    #expect(named.status == first.status)
    if format == "text" || format == "csv" {
      // Lines of CSV end with two bytes that are one character.
      #expect(
        named.output.split(whereSeparator: \.isNewline).sorted()
          == first.output.split(whereSeparator: \.isNewline).sorted())
    }
  }

  /// Numbers that are the same in every run.
  private struct FixedOrder: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  @Test func `what .gitignore leaves out is read on demand`() throws {
    let workspace = try Workspace()
    try workspace.write(".gitignore", "build/\n*.tmp.yaml\n!kept.tmp.yaml\n")
    for name in ["a.yaml", "build/b.yaml", "c.tmp.yaml", "kept.tmp.yaml", "sub/d.tmp.yaml"] {
      try workspace.write(name, Probe.error)
    }
    #expect(try workspace.findings(".").map(\.file) == ["a.yaml", "kept.tmp.yaml"])
    #expect(try workspace.findings("--no-gitignore", ".").count == 5)
    let named = try workspace.findings("c.tmp.yaml", "build")
    #expect(named.map(\.file) == ["c.tmp.yaml", "build/b.yaml"])
  }

  @Test func `hidden files and folders are left out`() throws {
    let workspace = try Workspace()
    for name in ["a.yaml", ".hidden.yaml", ".git/b.yaml", ".venv/c.yaml"] {
      try workspace.write(name, Probe.error)
    }
    #expect(try workspace.findings(".").map(\.file) == ["a.yaml"])
    #expect(try workspace.findings(".hidden.yaml").map(\.file) == [".hidden.yaml"])
    #expect(try workspace.findings(".venv").map(\.file) == [".venv/c.yaml"])
  }

  @Test func `excludes by name, folder and path`() throws {
    let workspace = try Workspace()
    for name in ["a.yaml", "old/a.yaml", "new/a.yaml", "new/old/b.yaml"] {
      try workspace.write(name, Probe.error)
    }
    #expect(
      try workspace.findings("--exclude", "old", ".").map(\.file) == ["a.yaml", "new/a.yaml"])
    #expect(
      try workspace.findings("--exclude", "/old", "--exclude", "new/a.yaml", ".").map(\.file)
        == ["a.yaml", "new/old/b.yaml"])
    #expect(
      try workspace.findings("--exclude", "**/a.yaml", ".").map(\.file) == ["new/old/b.yaml"])
    let all = try workspace.lint("--exclude", "*", ".")
    #expect(all.status == 2)
    #expect(all.said.contains("no YAML or JSON file"))
  }

  @Test func `links in a circle end`() throws {
    let workspace = try Workspace()
    try workspace.write("a/b/c.yaml", Probe.error)
    try workspace.link("a/b/up", to: "..")
    try workspace.link("a/here", to: ".")
    let run = try workspace.lint("--output", "json", ".", seconds: 10)
    #expect(try JSONFile(run.output).findings.map(\.file) == ["a/b/c.yaml"])
    #expect(run.status == 1)
  }

  @Test func `a link to itself is told`() throws {
    let workspace = try Workspace()
    try workspace.write("a.yaml", Probe.clean)
    try workspace.link("loop.yaml", to: "loop.yaml")
    let run = try workspace.lint(".")
    #expect(run.status == 2)
    #expect(run.said.contains("'loop.yaml'"))
    #expect(run.said.contains("in a circle"))
  }

  @Test func `a file counts once, however often it is named`() throws {
    let workspace = try Workspace()
    try workspace.write("a.yaml", Probe.error)
    try workspace.link("b.yaml", to: "a.yaml")
    let run = try workspace.lint("--output", "json", "a.yaml", "./a.yaml", ".", "a.yaml")
    let report = try JSONFile(run.output)
    #expect(try report.findings.map(\.file) == ["a.yaml"])
    #expect(try report.number("files", in: "summary") == 1)
    let input = try workspace.findings("-", "-", "--policy", Self.policy, input: Probe.error)
    #expect(input.count == 1)
  }

  @Test(arguments: [
    "with blanks.yaml", "Übung für alle.yaml", "u\u{308}bung.yaml", "quote'd \"x\".yaml",
    "-dash.yaml", "new\nline.yaml", "back\\slash.yaml", "100%.yaml", "日本語.yaml", "UPPER.YAML",
  ])
  func `file names are kept byte by byte`(_ name: String) throws {
    let workspace = try Workspace()
    try workspace.write(name, Probe.error)
    let files = try workspace.findings(".").map(\.file)
    #expect(files.map { Array($0.utf8) } == [Array(name.utf8)])
    let named = try workspace.findings("--", name).map(\.file)
    #expect(named.map { Array($0.utf8) } == [Array(name.utf8)])
  }

  @Test func `line breaks of Windows and a byte order mark change no line or column`() throws {
    let workspace = try Workspace()
    let text = "badgelint: 1\nid: ä\ntitle: Wrong\n"
    try workspace.write("lf.yaml", text)
    try workspace.write("crlf.yaml", text.replacing("\n", with: "\r\n"))
    try workspace.write("bom.yaml", "\u{FEFF}" + text)
    let findings = try workspace.findings("lf.yaml", "crlf.yaml", "bom.yaml")
      .filter { $0.rule == "probe/error" }
    #expect(findings.map(\.file) == ["lf.yaml", "crlf.yaml", "bom.yaml"])
    #expect(findings.map(\.start.line) == [3, 3, 3])
    #expect(findings.map(\.start.column) == [8, 8, 8])
    #expect(findings.map(\.end.column) == [13, 13, 13])
    #expect(findings.map(\.start.byte) == [27, 29, 30])
    #expect(findings.map(\.message) == Array(repeating: "probe error met 'Wrong'", count: 3))
    let shown = try workspace.lint("crlf.yaml")
    #expect(!shown.output.contains("\r"))
  }

  @Test func `several definitions in one file`() throws {
    let workspace = try Workspace()
    try workspace.write("a.yaml", "\(Probe.error)---\n\(Probe.clean)---\n\(Probe.warning)")
    let report = try JSONFile(workspace.lint("--output", "json", "a.yaml").output)
    #expect(try report.number("definitions", in: "summary") == 3)
    #expect(try report.findings.map(\.start.line) == [2, 8])
  }

  @Test func `a large file`() throws {
    let workspace = try Workspace()
    let line = "  A sentence that says nothing about what learners do, for size alone.\n"
    let count = 5_000_000 / line.utf8.count + 1
    let text =
      "badgelint: 1\ntitle: Wrong\ndescription: |\n" + String(repeating: line, count: count)
      + "worklaod: 75 h\n"
    #expect(text.utf8.count > 5_000_000)
    try workspace.write("a.yaml", text)
    let run = try workspace.lint("--output", "json", "--output", "text=a.txt", "a.yaml")
    let report = try JSONFile(run.output)
    #expect(try report.findings.map(\.rule) == ["probe/error", "structure/unknown-field"])
    #expect(try report.findings.last?.start.line == count + 4)
    #expect(try workspace.read("a.txt").utf8.count < 10_000)
  }

  @Test func `three hundred files`() throws {
    let workspace = try Workspace()
    for index in 0..<300 {
      try workspace.write("\(index % 10)/course-\(index).yaml", Probe.error)
    }
    let report = try JSONFile(workspace.lint("--output", "json", ".").output)
    #expect(try report.number("definitions", in: "summary") == 300)
    let findings = try report.findings
    #expect(findings.count == 300)
    #expect(Set(findings.map(\.file)).count == 300)
    #expect(Set(findings.map(\.fingerprint)).count > 0)
    #expect(try report.failures(of: "probe/error") == 300)
  }

  @Test func `open badges are read by their own names or as what one says`() throws {
    let workspace = try Workspace()
    try workspace.write("badge.json", "{\"type\": \"BadgeClass\", \"name\": \"Wrong\"}")
    #expect(try workspace.findings("badge.json").map(\.path) == ["title"])
    let forced = try workspace.lint("--as", "native", "badge.json")
    #expect(forced.status == 1)
    #expect(forced.output.contains("structure/unknown-field"))
    try workspace.write("bare.json", "{\"name\": \"Wrong\"}")
    #expect(try workspace.lint("bare.json").status == 2)
    let findings = try workspace.findings("--as", "open-badges-2", "bare.json")
    #expect(findings.map(\.message) == ["probe error met 'Wrong'"])
  }

  @Test(arguments: ["lint", "label", "report", "catalogue"])
  func `an empty folder beside others is told`(_ command: String) throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("full/a.yaml", "badgelint: 1\nid: a\ntitle: A\n")
    try workspace.write("void/notes.txt", "none\n")
    let run = try workspace.run(command, "full", "void")
    #expect(run.status == 2, "\(run.said)")
    #expect(run.said.contains("'void': no file to judge is in it"), "\(run.said)")
    // What another way led to before is not missing.
    for paths in [["full", "full"], [".", "full"], ["full", "."]] {
      let run = try Program.run([command] + paths, in: workspace.folder)
      #expect(!run.said.contains("no file to judge"), "\(paths): \(run.said)")
    }
    #expect(try workspace.run(command, "void").status == 2)
  }
}
