import Foundation
import Testing

/// Large files are linted in pieces; what comes out is as if they had been read as a whole.
@Suite struct PieceTests {
  private static let reports = [
    "json", "sarif", "github", "gitlab", "junit", "checkstyle", "markdown", "csv",
  ]

  private static func definition(_ title: String, _ more: String = "") -> String {
    "badgelint: 1\ntitle: \(title)\n\(more)"
  }

  /// Documents that make trouble where a file is cut.
  private static let documents = [
    definition("Wrong"), definition("Wrong"), definition("Clean"),
    definition("Wrong", "worklaod: 1\nworklaod: 1\n"),
    "# badgelint: allow probe/error -- known\n" + definition("Wrong"),
    "# badgelint: allow probe/error, probe/nix -- unused\n\n" + definition("Clean"),
    definition("Clean") + "\n# badgelint: allow probe/error -- behind\n\n",
    definition("Wrong", "description: |+\n  keep\n\n  # no comment\n\n\n"),
    definition("Clean", "  # indented\n"), "a: 1\n", "", "# nothing\n", "|\n top\n",
    definition("Wrong", "tags: [a]#b\n"), definition("Wrong", "x: *nix\n"),
    definition("\"W\u{2028}rong\""), "...\n%YAML 1.1\n",
  ]
  private static let broken = [
    definition("Wrong", "tags: [a, b\n"), definition("\"open"),
    definition("Wrong", "  a: 1\n b: 2\n"),
    definition("Clean", "x: \u{1}\n"), "a: 1\n%YAML 1.2\n", "'open\n# c\n",
  ]
  private static let lines = [
    #"{"badgelint":1,"title":"Wrong"}"#, #"{"badgelint":1,"title":"Wrong","worklaod":1}"#, "", "  ",
    #"{"a":1}"#, "null", #"{"badgelint":1,"title":"#, #"{"badgelint":1,"title":"open}"#,
    #"{"badgelint":1,"title":"Clean"}{"#, "{\"badgelint\":1,\r\"title\":\"Wrong\"}",
    "{\"x\":\"\u{1}\"}", String(repeating: "[", count: 200),
  ]

  /// The files of a seed, by how they are written.
  private static func file(_ seed: Int) -> (name: String, text: String) {
    var random = UInt64(seed + 1)
    func next(_ count: Int) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(random >> 33) % count
    }
    func pick(_ texts: [String]) -> String { texts[next(texts.count)] }
    let count = 3 + next(8)
    if seed % 3 == 2 {
      return ("all.jsonl", (0..<count).map { _ in pick(lines) + "\n" }.joined())
    }
    var text = next(3) == 0 ? "# at the top\n\n" : ""
    for index in 0..<count {
      text += pick([
        "---\n", "---\n", "--- # c\n", "# badgelint: allow probe/error -- above\n---\n",
        "---\n# badgelint: allow probe/error -- below\n\n", "# x\n\n# y\n---\n",
      ])
      text += index == count - 1 && next(2) == 0 ? pick(broken) : pick(documents)
    }
    return ("all.yaml", next(5) == 0 ? text.replacing("\n", with: "\r\n") : text)
  }

  @Test(arguments: 0..<12)
  func `pieces say what the whole says`(seed: Int) throws {
    let workspace = try Workspace()
    let (name, text) = Self.file(seed)
    try workspace.write(name, text)
    func told(_ more: [String]) throws -> [String] {
      let outputs = Self.reports.flatMap { ["--output", "\($0)=out.\($0)"] }
      let run = try Program.run(
        ["--as-of", Program.day, "--output", "text", "--record", "record.json", name] + outputs
          + more, in: workspace.folder)
      return try [run.output, run.errors, "\(run.status)"]
        + (Self.reports.map { "out.\($0)" } + ["record.json"]).map { try workspace.read($0) }
    }
    let whole = try told([])
    for bytes in [1, 90] {
      #expect(
        try told(["--piece-bytes", "\(bytes)"]) == whole, "\(bytes): \(text.debugDescription)")
    }
  }

  @Test func `a baseline knows findings across pieces`() throws {
    let workspace = try Workspace()
    try workspace.write("all.jsonl", String(repeating: Self.lines[0] + "\n", count: 5))
    #expect(try workspace.run("baseline", "all.jsonl").status == 0)
    try workspace.write("all.jsonl", String(repeating: Self.lines[0] + "\n", count: 7))
    for baseline in ["", "--baseline=.badgelint-baseline.yaml"] {
      let options = ["--output", "csv", "all.jsonl"] + (baseline.isEmpty ? [] : [baseline])
      let whole = try Program.run(options, in: workspace.folder)
      let pieces = try Program.run(options + ["--piece-bytes", "1"], in: workspace.folder)
      #expect(whole.output == pieces.output)
      #expect(
        Set(pieces.output.split(whereSeparator: \.isNewline)).count == (baseline.isEmpty ? 8 : 3))
    }
  }

  // MARK: - JSON Lines

  @Test func `every line is a definition, and a broken one hides no other`() throws {
    let workspace = try Workspace()
    let text = "\(Self.lines[0])\n\n{\"badgelint\":1,\n{\"badgelint\":1, \"title\": \"Wrong\"}\n"
    try workspace.write("all.jsonl", text)
    let found = try workspace.findings("all.jsonl")
    #expect(found.map(\.rule) == ["probe/error", "structure/syntax", "probe/error"])
    #expect(found.map(\.start.line) == [1, 3, 4])
    let folder = try workspace.lint(".")
    #expect(folder.output.contains("all.jsonl:3:16"), "\(folder.said)")
    #expect(folder.output.contains("the line ends"), "\(folder.said)")
  }

  @Test func `standard input is known as JSON Lines by its beginning`() throws {
    let workspace = try Workspace()
    let text = "\(Self.lines[0])\n\(Self.lines[0])\n"
    for more in [[], ["--piece-bytes", "10"]] {
      let run = try Program.run(
        ["-", "--policy", ".badgelint.yaml", "--output", "csv"] + more, in: workspace.folder,
        input: text)
      #expect(run.output.contains("<stdin>,2,"), "\(run.said)")
      #expect(run.status == 1)
    }
  }

  @Test func `a document that is too large is refused with its line`() throws {
    let workspace = try Workspace()
    let file = workspace.folder.appending(path: "all.yaml")
    try workspace.write("all.yaml", "---\n" + Probe.definition("Clean") + "---\na: \"")
    let handle = try FileHandle(forWritingTo: file)
    try handle.truncate(atOffset: 4 << 30)
    try handle.close()
    let run = try workspace.lint("all.yaml")
    #expect(run.status == 2)
    #expect(run.said.contains("larger than the limit of 4294967294 bytes"), "\(run.said)")
  }
}
