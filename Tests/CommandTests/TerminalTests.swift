import Testing

/// What people see on a terminal, and nobody else.
@Suite(.enabled(if: PseudoTerminal.isAvailable, "the system gives no terminal"))
struct TerminalTests {
  private static let escape = "\u{1B}["

  /// Runs the program with both streams on a terminal.
  private func show(
    _ arguments: [String], title: String = "Wrong", environment: [String: String] = [:],
    columns: UInt16 = 100
  ) throws -> (text: String, status: Int32) {
    let workspace = try Workspace()
    try workspace.write("a.yaml", Probe.definition(title))
    let terminal = try #require(PseudoTerminal(columns: columns))
    let run = try Program.run(
      ["--as-of", Program.day] + arguments, in: workspace.folder, environment: environment,
      terminal: terminal.terminal)
    return (terminal.finish(), run.status)
  }

  private func withoutColour(_ text: String) -> String {
    let parts = text.split(separator: Self.escape, omittingEmptySubsequences: false)
    return parts.enumerated().map { index, part in
      index == 0 ? part : part.drop { $0 != "m" }.dropFirst()
    }.joined()
  }

  @Test func `colours on a terminal change no word`() throws {
    let coloured = try show(["a.yaml"])
    let plain = try show(["a.yaml"], environment: ["NO_COLOR": "1"])
    #expect(coloured.status == 1)
    #expect(coloured.text.contains("\(Self.escape)"))
    #expect(!plain.text.contains(Self.escape))
    #expect(plain.text.contains("error[probe/error]: probe error met 'Wrong'"))
    #expect(withoutColour(coloured.text) == plain.text)
    // Nothing after the last line keeps its colour.
    let last = coloured.text.split(separator: Self.escape).last
    #expect(last?.hasPrefix("0m") == true)
  }

  @Test func `an empty NO_COLOR asks for nothing`() throws {
    #expect(try show(["a.yaml"], environment: ["NO_COLOR": ""]).text.contains(Self.escape))
  }

  @Test func `no colour on a dumb terminal`() throws {
    #expect(try !show(["a.yaml"], environment: ["TERM": "dumb"]).text.contains(Self.escape))
  }

  @Test func `failures are coloured on a terminal, too`() throws {
    let arguments = ["none.yaml"]
    let coloured = try show(arguments)
    #expect(coloured.status == 2)
    #expect(coloured.text.contains(Self.escape))
    let plain = try show(arguments, environment: ["NO_COLOR": "1"])
    #expect(withoutColour(coloured.text) == plain.text)
  }

  @Test func `JSON has no colour on a terminal`() throws {
    #expect(try !show(["a.yaml", "--output", "json"]).text.contains(Self.escape))
  }

  @Test func `an escape sequence of a definition does not reach the terminal`() throws {
    let title = "\"Wrong \\e]0;owned\\a\\e[5m\""
    let plain = try show(["a.yaml"], title: title, environment: ["NO_COLOR": "1"])
    #expect(plain.status == 1)
    #expect(!plain.text.contains("\u{1B}"))
    #expect(!plain.text.contains("\u{7}"))
  }

  @Test func `lines fit a narrow terminal`() throws {
    let title = "Wrong " + String(repeating: "long ", count: 100)
    let narrow = try show(
      ["a.yaml"], title: title, environment: ["NO_COLOR": "1"], columns: 60)
    let frames = narrow.text.split(whereSeparator: \.isNewline)
      .filter { $0.contains(" | ") || $0.hasPrefix("rules:") }
    #expect(!frames.isEmpty)
    for line in frames { #expect(line.unicodeScalars.count <= 60, "\(line)") }
  }
}
