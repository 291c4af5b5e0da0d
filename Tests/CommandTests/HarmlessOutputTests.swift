import Testing

/// Nothing of a definition, a policy, a pack or a name reaches a terminal as anything but text,
/// whichever command shows it.
@Suite struct HarmlessOutputTests {
  /// A colour, a link, a title, overrides, isolates, marks, separators, what is unseen, and tags.
  private static let payload =
    "p\u{1B}[31mq\u{1B}]8;;https://example.org\u{1B}\\r\u{1B}]0;t\u{7}\u{9B}5m\u{8}\u{7F}"
    + "\u{202E}s\u{202C}\u{2066}t\u{2069}\u{200F}\u{61C}\u{2028}u\u{2029}\u{200B}v\u{2060}\u{FEFF}"
    + "\u{E0041}\u{E007F}w\u{85}x"

  /// The payload as it may stand between double quotation marks in YAML and JSON.
  private static let quoted = payload.unicodeScalars.map { scalar in
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF:
      let digits = String(scalar.value, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: return String(scalar)
    }
  }.joined()

  /// What may stand in a name of a file: all but the slash.
  private static let fileName =
    payload.replacing("https://example.org", with: "o") + "\n.yaml"

  private static let definition = """
    badgelint: 1
    id: "id-\(quoted)"
    title: "Wrong \(quoted)"
    kind: "\(quoted)"
    language: "\(quoted)"
    issuer: {name: "\(quoted)", country: "\(quoted)", "key-\(quoted)": "\(quoted)"}
    level: "EQF \(quoted)"
    workload: "\(quoted)"
    credit: "5 \(quoted)"
    schemes: ["\(quoted)"]
    descripton: "\(quoted)"
    outcomes:
      - {id: "\(quoted)", text: "Explain the \(quoted).", skills: [{name: "\(quoted)"}]}
      - {id: LO2, text: "Explain the \(quoted)."}
    assessments:
      - {id: "\(quoted)", title: "\(quoted)", type: "\(quoted)", outcomes: ["\(quoted)", LO2]}
    stacking: {into: ["\(quoted)"]}
    "\(quoted)": "\(quoted)"
    # badgelint: allow "\u{202E}probe/none" -- \u{202E}\u{200B}reason\u{E0041}
    title: "Wrong \(quoted)"

    """

  private static let pack = Probe.pack
    .replacing("title: Probe\n", with: "title: \"Probe \(quoted)\"\n")
    .replacing("It is a probe.", with: "\"It is a probe \(quoted)\"")
    .replacing("fix: Change the title.", with: "fix: \"Change the title \(quoted)\"")
    .replacing("title: Probe of error", with: "title: \"Probe of error \(quoted)\"")
    .replacing("met '{self}'\"", with: "met '{self}' \(quoted)\"")

  private static let format = """
    format: 1
    name: other
    title: "Other \(quoted)"
    detect: [{field: name}]
    definitions: "$"
    fields: {title: name}

    """

  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("a.yaml", Self.definition)
    try workspace.write("b.yaml", Self.definition.replacing("Explain", with: "Describe"))
    try workspace.write(Self.fileName, Self.definition)
    try workspace.write("old/" + Self.fileName, Self.definition)
    try workspace.write("new/" + Self.fileName, Probe.definition("\"Wrong \(Self.quoted)\""))
    try workspace.write(
      "badge.json",
      """
      {"@context": "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", "type": "Achievement",
       "id": "urn:\(Self.quoted)", "name": "\(Self.quoted)", "\(Self.quoted)": "\(Self.quoted)",
       "criteria": {"narrative": "\(Self.quoted)"}}
      """)
    try workspace.write("hostile/pack.yaml", Self.pack)
    try workspace.write(
      "hostile/broken.yaml", Self.pack + "\"\(Self.quoted)\": \"\(Self.quoted)\"\n")
    try workspace.write("hostile/format.yaml", Self.format)
    try workspace.write(
      "hostile/policy.yaml",
      "policy: 1\npacks: [\"\(Self.quoted)\"]\nrules: {\"\(Self.quoted)\": error}\n")
    try workspace.write("hostile/raw.yaml", "badgelint: 1\ntitle: \u{202E}a\u{1B}[31m\u{0}\n")
    try workspace.write("hostile/bytes.yaml", [0x9B, 0x33, 0x6D] + Array(Self.definition.utf8))
    return workspace
  }

  /// All commands that say something to people, with the formats that are for them.
  private static let runs: [[String]] = lintRuns + otherRuns

  private static let lintRuns: [[String]] = ["text", "markdown", "github"].flatMap {
    (format: String) -> [[String]] in
    [
      ["lint", "--output", format, "--verdicts", "--statistics", "--coverage", "."],
      ["lint", "--output", format, "--pack", "hostile/pack.yaml", "a.yaml"],
      ["lint", "--output", format, "hostile/raw.yaml", "hostile/bytes.yaml"],
      ["lint", "--output", format, "--no-policy", "."],
    ]
  }

  private static let otherRuns: [[String]] = [
    ["lint", "missing-\(payload)"], ["lint", "--as", payload, "."],
    ["lint", "--policy", payload, "."], ["lint", "--policy", "hostile/policy.yaml", "."],
    ["lint", "--pack", payload, "."], ["lint", "--pack", "hostile/broken.yaml", "."],
    ["lint", "--format-file", "hostile/format.yaml", "."], ["lint", "--rules-dir", payload, "."],
    ["lint", "--output", payload, "."], ["lint", "--output", "json=\(payload)/\(payload)", "."],
    ["lint", "--exclude", "[\(payload)", "."], ["lint", "--as-of", payload, "."],
    ["lint", "--baseline", payload, "."], ["lint", "--since", payload, "."],
    ["lint", "--\(payload)"], [payload], ["lint", "--stdin-filename", payload, "-"],
    ["label", "."], ["label", "--output", "svg", "--definition", "id-\(payload)", "a.yaml"],
    ["label", "--definition", payload, "."], ["alignment", "."],
    ["alignment", "--definition", payload, "a.yaml"],
    ["catalogue", "."], ["catalogue", "--from-profiles", payload],
    ["catalogue", "--from-profiles", "a.yaml"], ["catalogue", "--pairs", "a.yaml", "."],
    ["catalogue", "--json-lines", "a.yaml"], ["catalogue", "--graph", payload, "."],
    ["diff", "old", "new"], ["diff", "--output", "markdown", "old", "new"],
    ["diff", "a.yaml", "b.yaml"], ["diff", "a.yaml", payload], ["diff", "--since", payload, "."],
    ["trend", payload], ["trend", "."],
    ["fix", "--unsafe", "a.yaml", fileName], ["fix", "--diff", "--quiet", "new"],
    ["baseline", "--file", "base-\(payload).yaml", "new"], ["baseline", "."],
    ["report", "-o", "r.html", "."], ["report", "--definition", payload, "a.yaml"],
    ["rules", "explain", payload],
    ["rules", "explain", "probe/error", "--pack", "hostile/pack.yaml"],
    ["rules", "list", "--pack", "hostile/pack.yaml"], ["rules", "check", "hostile/pack.yaml"],
    ["rules", "check", "hostile/broken.yaml"],
    ["rules", "test", "hostile/pack.yaml", "--coverage"],
    ["rules", "docs", "pages-\(payload)", "--pack", "hostile/pack.yaml"],
    ["formats", "--format-file", "hostile/format.yaml"], ["policy", "a.yaml"],
    ["policy", fileName],
    ["policy", payload], ["coverage", payload],
    ["coverage", "probe", "--pack", "hostile/pack.yaml"],
    ["fields", "--pack", "hostile/pack.yaml"], ["schema", payload],
    ["new", "--no-questions", "--set", "title=\(payload)", "new-\(payload).yaml"],
    ["new", "--set", "\(payload)=1", "n.yaml"], ["init", payload], ["init", "new"],
    ["verify-record", "a.yaml"], ["verify-record", payload],
  ]

  /// Signs that a terminal would act on, or that nobody sees, by what Unicode says of them.
  private func harmful(_ text: String, isTerminal: Bool = false) -> [String] {
    text.unicodeScalars.filter { scalar in
      if scalar == "\n" || scalar == "\t" || isTerminal && scalar == "\r" { return false }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: return true
      default: return false
      }
    }.map { String($0.value, radix: 16) }
  }

  @Test(arguments: runs) func `nothing harmful is said`(_ arguments: [String]) throws {
    let workspace = try workspace()
    let run = try Program.run(
      arguments, in: workspace.folder, input: arguments.contains("-") ? Self.definition : nil)
    #expect(run.status >= 0 && run.status <= 2)
    #expect(!run.said.isEmpty)
    #expect(
      harmful(run.output) == [],
      "\(arguments.prefix(2)) \(run.output.debugDescription.prefix(3000))")
    #expect(
      harmful(run.errors) == [],
      "\(arguments.prefix(2)) \(run.errors.debugDescription.prefix(3000))")
  }

  @Test func `reports for people in files are harmless, too`() throws {
    let workspace = try workspace()
    for format in ["text", "markdown", "github"] {
      _ = try workspace.lint("--output", "\(format)=report", ".")
      #expect(harmful(try workspace.read("report")) == [], "\(format)")
    }
  }

  /// What goes to another program as it is, such as a diff for `patch`, is harmless on a terminal.
  @Test(
    .enabled(if: PseudoTerminal.isAvailable, "the system gives no terminal"),
    arguments: [
      ["fix", "--diff", "--unsafe", "a.yaml"], ["new", "--no-questions", "-"],
      ["lint", "--output", "json", "."], ["lint", "--output", "csv", "."],
      ["lint", "--output", "sarif", "."], ["lint", "--output", "junit", "."], ["lint", "."],
      ["label", "--output", "json", "."], ["report", "a.yaml"],
      ["catalogue", "--profiles", "-", "."], ["fix", "-"],
    ]) func `a terminal gets nothing harmful`(_ arguments: [String]) throws
  {
    let workspace = try workspace()
    let terminal = try #require(PseudoTerminal())
    _ = try Program.run(
      arguments, in: workspace.folder, input: arguments.last == "-" ? Self.definition : nil,
      environment: ["NO_COLOR": "1"], terminal: terminal.terminal)
    let text = terminal.finish()
    #expect(!text.isEmpty)
    #expect(harmful(text, isTerminal: true) == [], "\(text.debugDescription.prefix(3000))")
  }

  @Test func `a diff for another program holds the bytes of the file`() throws {
    let workspace = try Workspace()
    try workspace.write("a.yaml", "badgelint: 1\ntitel: \"a\u{202E}b\"\n")
    let run = try workspace.run("fix", "--diff", "--unsafe", "a.yaml")
    #expect(run.output.contains("-titel: \"a\u{202E}b\""))
  }
}
