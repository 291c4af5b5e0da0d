import Testing

/// Input that was made to break a reader, or merely broke on the way: a message, never a crash.
@Suite struct HostileInputTests {
  struct Hostile: CustomTestStringConvertible {
    var name: String
    var file = "a.yaml"
    var bytes: [UInt8]
    var status: Int32
    /// Words of the message.
    var words: [String]
    var testDescription: String { name }

    init(
      _ name: String, file: String = "a.yaml", _ text: String, status: Int32 = 1, _ words: [String]
    ) {
      self.init(name, file: file, bytes: Array(text.utf8), status: status, words)
    }

    init(
      _ name: String, file: String = "a.yaml", bytes: [UInt8], status: Int32 = 1,
      _ words: [String]
    ) {
      self.name = name
      self.file = file
      self.bytes = bytes
      self.status = status
      self.words = words
    }
  }

  /// Nine levels of ten aliases each: a thousand million values once written out.
  private static let bomb: String = {
    var text = Probe.clean + "x-0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
    for level in 1..<10 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ",")
      text += "x-\(level): &a\(level) [\(aliases)]\n"
    }
    return text
  }()

  /// The same through merge keys.
  private static let mergeBomb: String = {
    var text = Probe.clean + "x-0: &a0 {k: v}\n"
    for level in 1..<40 {
      text += "x-\(level): &a\(level) {<<: [*a\(level - 1), *a\(level - 1)], k\(level): v}\n"
    }
    return text
  }()

  static let all: [Hostile] = [
    Hostile("alias bomb", bomb, ["structure/syntax", "aliases", "250000"]),
    Hostile(
      "deep lists", Probe.clean + "x-a: " + String(repeating: "[", count: 5000),
      ["structure/syntax", "nested more than 128 levels"]),
    Hostile(
      "deep lists that are closed",
      Probe.clean + "x-a: " + String(repeating: "[", count: 5000)
        + String(repeating: "]", count: 5000), ["nested more than 128 levels"]),
    Hostile(
      "deep mappings of JSON", file: "a.json", String(repeating: "{\"a\":", count: 5000),
      ["nested more than 128 levels"]),
    Hostile(
      "deep blocks",
      Probe.clean + "x-a:\n"
        + (1...1000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
      ["nested more than 128 levels"]),
    Hostile(
      "deep list items", Probe.clean + "x-a:\n  " + String(repeating: "- ", count: 5000) + "a\n",
      ["nested more than 128 levels"]),
    Hostile(
      "NUL", Probe.clean + "description: a\u{0}b\n", ["structure/syntax", "U+0000", "delete"]),
    Hostile("only NUL", "\u{0}\u{0}\u{0}\u{0}", ["U+0000"]),
    Hostile(
      "Latin-1", bytes: Array((Probe.clean + "description: caf").utf8) + [0xE9, 0x0A],
      ["structure/syntax", "0xE9", "save the file as UTF-8"]),
    Hostile(
      "cut UTF-8", bytes: Array((Probe.clean + "description: ").utf8) + [0xF0, 0x9F, 0x98],
      ["structure/syntax", "UTF-8"]),
    Hostile(
      "UTF-16", bytes: [0xFF, 0xFE] + Probe.clean.utf16.flatMap { [UInt8($0 & 255), 0] },
      ["UTF-8"]),
    Hostile(
      "tab as indentation", Probe.clean + "issuer:\n\tname: X\n",
      ["structure/syntax", "tab", "spaces"]),
    Hostile(
      "empty file", "", status: 2, ["a.yaml is no definition: it is empty", "'badgelint: 1'"]),
    Hostile("blank lines", "\n\n  \n", status: 2, ["a.yaml is no definition"]),
    Hostile("only comments", "# a\n# b\n", status: 2, ["a.yaml is no definition: it is empty"]),
    Hostile("only a byte order mark", "\u{FEFF}", status: 2, ["a.yaml is no definition"]),
    Hostile("only document marks", "---\n---\n...\n", status: 2, ["a.yaml is no definition"]),
    Hostile("a list", "- a\n- b\n", status: 2, ["a.yaml is no definition"]),
    Hostile("a word", "badgelint\n", status: 2, ["a.yaml is no definition"]),
    Hostile("empty JSON", file: "a.json", "", status: 2, ["a.json is no definition"]),
    Hostile(
      "a long line", Probe.error + "description: " + String(repeating: "word ", count: 20_000),
      ["probe error met 'Wrong'"]),
    Hostile(
      "a long line that is wrong",
      "badgelint: 1\ntitle: " + String(repeating: "Wrong ", count: 20_000), ["probe/error", "…"]),
    Hostile(
      "a long key", Probe.clean + String(repeating: "k", count: 100_000) + ": v\n", ["structure/"]),
    Hostile(
      "duplicate keys", Probe.clean + "title: Other\n",
      ["structure/duplicate-key", "'title' stands twice", "first here"]),
    Hostile(
      "ten thousand equal keys", Probe.clean + String(repeating: "x-a: 1\n", count: 10_000),
      status: 2, ["structure/duplicate-key", "8999 problem(s) of its text beside"]),
    Hostile(
      "a hundred thousand unknown keys",
      Probe.clean + (0..<100_000).map { "k\($0): v\n" }.joined(), status: 2,
      ["structure/unknown-field", "90000 of this kind are not shown"]),
    Hostile("recursive alias", Probe.clean + "x-a: &a [*a]\n", ["*a", "contain itself"]),
    Hostile(
      "recursive alias of the whole", "&a\n" + Probe.clean + "x-a: *a\n", ["contain itself"]),
    Hostile(
      "recursive merge", Probe.clean + "issuer: &a {name: X, <<: *a}\n", ["structure/syntax"]),
    Hostile("unknown alias", Probe.clean + "x-a: *nope\n", ["*nope", "&nope"]),
    Hostile(
      "a number without end", Probe.clean + "workload: " + String(repeating: "9", count: 5000),
      ["structure/"]),
    Hostile("infinite hours", Probe.clean + "workload: .inf\n", ["workload"]),
    Hostile("hours that are no number", Probe.clean + "workload: .nan\n", ["workload"]),
    Hostile("wrong version", "badgelint: 99\ntitle: Clean\n", ["badgelint", "99"]),
    Hostile("the marker without a value", "badgelint:\ntitle: Clean\n", ["badgelint"]),
    Hostile("a mapping as title", "badgelint: 1\ntitle: {a: b}\n", ["structure/wrong-type"]),
    Hostile("a list as key", Probe.clean + "? [a, b]\n: c\n", ["structure/"]),
    Hostile("an unknown tag", Probe.clean + "description: !!python/object:os.system x\n", []),
  ]

  @Test(arguments: all) func `hostile input gets a message`(_ hostile: Hostile) throws {
    let workspace = try Workspace()
    try workspace.write(hostile.file, hostile.bytes)
    let run = try workspace.lint(
      hostile.file, "--output", "text", "--output", "json=report", seconds: 10)
    if hostile.words.isEmpty {
      #expect([0, 1, 2].contains(run.status))
    } else {
      #expect(run.status == hostile.status, "\(run.said.prefix(2000))")
    }
    for word in hostile.words { #expect(run.output.contains(word), "\(run.said.prefix(2000))") }
    #expect(run.errors == "")
    let signs = run.output.unicodeScalars.filter { $0.value < 0x20 && $0.value != 0x0A }
    #expect(signs.isEmpty, "control characters reach the terminal")
    let longest = run.output.split(separator: "\n").map(\.utf8.count).max() ?? 0
    #expect(longest < 1000, "a line of the input is shown as a whole")
    // A program that reads the report gets the same, however broken the input was.
    let findings = try JSONFile(workspace.read("report")).findings
    for finding in findings { #expect(finding.start.byte <= hostile.bytes.count) }
    #expect(hostile.status != 1 || hostile.words.isEmpty || !findings.isEmpty)
  }

  @Test func `merges in a chain end`() throws {
    let workspace = try Workspace()
    try workspace.write("a.yaml", Self.mergeBomb)
    let run = try workspace.lint("a.yaml", seconds: 10)
    #expect(run.status == 0 || run.output.contains("structure/"), "\(run.said.prefix(2000))")
  }

  @Test func `hostile files in a folder stop no other file`() throws {
    let workspace = try Workspace()
    for (index, hostile) in Self.all.enumerated() {
      try workspace.write("\(index)-\(hostile.file)", hostile.bytes)
    }
    try workspace.write("z.yaml", Probe.error)
    let run = try workspace.lint("--output", "json", ".", seconds: 20)
    #expect(run.status == 2, "some have more problems than are told")
    let files = Set(try JSONFile(run.output).findings.map(\.file))
    #expect(files.contains("z.yaml"))
    for (index, hostile) in Self.all.enumerated() where hostile.status == 1 {
      guard !hostile.words.isEmpty else { continue }
      #expect(files.contains("\(index)-\(hostile.file)"), "\(hostile.name)")
    }
  }

  private static let names: Set<String> = [
    "alias bomb", "deep lists", "NUL", "Latin-1", "tab as indentation", "empty file",
    "only comments", "a list", "a long key", "duplicate keys", "recursive alias",
  ]

  @Test(arguments: all.filter { names.contains($0.name) })
  func `hostile policies, packs and formats are told`(_ hostile: Hostile) throws {
    let workspace = try Workspace()
    try workspace.write("a.yaml", Probe.clean)
    try workspace.write("hostile.yaml", hostile.bytes)
    for option in ["--policy", "--pack", "--format-file"] {
      let run = try workspace.lint(option, "./hostile.yaml", "a.yaml", seconds: 10)
      #expect(run.status == 2, "\(option): \(run.said.prefix(2000))")
      #expect(run.errors.contains("hostile.yaml"), "\(option)")
      let longest = run.errors.split(separator: "\n").map(\.utf8.count).max() ?? 0
      #expect(longest < 1000, "\(option): a line of the input is shown as a whole")
    }
  }
}
