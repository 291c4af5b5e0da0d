import Foundation
import Testing

/// Definitions as lines, and profiles that are judged in a run of their own.
@Suite struct CatalogueLinesTests {
  private static let texts = [
    "Survey a bridge and report its defects to the owner of the road.",
    "Draft a budget for a harvest that names the costs of each machine.",
  ]

  private static func line(_ id: String, _ text: String, since: String? = nil) -> String {
    let awards = since.map { ", \"awards\": {\"since\": \"\($0)\"}" } ?? ""
    return
      "{\"badgelint\": 1, \"id\": \"\(id)\", \"title\": \"\(id)\", \"outcomes\": [\"\(text)\"]\(awards)}\n"
  }

  private static let lines = [
    line("a", texts[0]), "\n", line("b", texts[1]), line("c", texts[0]),
  ]

  private static let arguments = ["catalogue", "--no-policy", "--as-of", Program.day]

  private func run(
    _ workspace: Workspace, _ arguments: String..., input: String? = nil
  ) throws -> Program.Outcome {
    try Program.run(Self.arguments + arguments, in: workspace.folder, input: input)
  }

  @Test(arguments: 0...4)
  func `profiles of a part have the lines of the whole`(first: Int) throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("all.jsonl", Self.lines.joined())
    let whole = try run(workspace, "--json-lines", "all.jsonl", "--profiles", "-")
    try #require(whole.status == 0, "\(whole.said)")
    var parts = ""
    for part in [0..<first, first..<Self.lines.count] where !part.isEmpty {
      let made = try run(
        workspace, "--json-lines", "-", "--stdin-filename", "all.jsonl", "--first-line",
        "\(part.lowerBound + 1)", "--profiles", "-", input: Self.lines[part].joined())
      #expect(made.status == 0, "\(made.said)")
      parts += made.output
    }
    #expect(parts == whole.output)
  }

  @Test func `what is no definition is named by its line in the whole`() throws {
    let workspace = try Workspace(hasProbe: false)
    let made = try run(
      workspace, "--json-lines", "-", "--stdin-filename", "all.jsonl", "--first-line", "41",
      "--profiles", "-", input: "\n{\"title\": \"x\"}\n")
    #expect(made.status == 2)
    #expect(made.errors.contains("all.jsonl:42 is no definition"), "\(made.errors)")
  }

  @Test(arguments: [
    (["--first-line", "5", "-"], "needs --json-lines"),
    (["--first-line", "5", "--json-lines", "all.jsonl"], "- as the only path"),
    (["--first-line", "5", "--json-lines", "-", "-"], "- as the only path"),
    (["--first-line", "0", "--json-lines", "-"], "must be from 1"),
    (["--first-line", "1073741825", "--json-lines", "-"], "must be from 1"),
  ])
  func `a first line belongs to lines of standard input`(
    arguments: [String], said: String
  ) throws {
    let workspace = try Workspace(hasProbe: false)
    let made = try Program.run(
      Self.arguments + arguments, in: workspace.folder, input: Self.lines.joined())
    #expect(made.status == 2)
    #expect(made.errors.contains(said), "\(made.errors)")
  }

  // MARK: - What another search found

  /// Judges profiles of lines with pairs.
  private func judged(
    _ lines: [String], pairs: String, twice: Bool = false
  ) throws -> (status: Int32, errors: String, report: JSONFile) {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("all.jsonl", lines.joined())
    let made = try run(workspace, "--json-lines", "all.jsonl", "--profiles", "p.jsonl", "-q")
    try #require(made.status < 2, "\(made.said)")
    if twice {
      let profiles = try workspace.read("p.jsonl")
      try workspace.write("p.jsonl", profiles + profiles)
    }
    try workspace.write("pairs.jsonl", pairs)
    let run = try run(
      workspace, "--from-profiles", "p.jsonl", "--pairs", "pairs.jsonl", "--output", "json")
    return (run.status, run.errors, try JSONFile(run.output))
  }

  /// The lines of the definitions that are found to be near-duplicates, each with that of the first.
  private func nearDuplicates(_ report: JSONFile) throws -> Int {
    try report.objects("findings").count { $0["rule"] as? String == "catalogue/near-duplicate" }
  }

  @Test func `buckets that another search cut are told`() throws {
    let cut = try judged(Self.lines, pairs: "{\"cutBuckets\": 2}\n{\"cutBuckets\": 1}\n")
    #expect(cut.report.root["cutBuckets"] as? Int == 3)
    for value in ["-1", "\"x\"", "1e99", "2147483648"] {
      let wrong = try judged(Self.lines, pairs: "{\"cutBuckets\": \(value)}\n")
      #expect(wrong.status == 2)
      #expect(wrong.errors.contains("'cutBuckets' should be a number"), "\(wrong.errors)")
    }
  }

  @Test func `profiles that came twice keep their pairs`() throws {
    let copies = "{\"copies\": [[\"all.jsonl\", 1], [\"all.jsonl\", 4]]}\n"
    let once = try judged(Self.lines, pairs: copies)
    let twice = try judged(Self.lines, pairs: copies, twice: true)
    #expect(try nearDuplicates(once.report) == 1)
    #expect(try nearDuplicates(twice.report) == 1)
    #expect(twice.report.root["repeated"] as? Int == 3)
  }

  @Test func `the first of copies does not depend on their order`() throws {
    // Dates that only some have: a before b by its place, b before c, and c before a by its date.
    let lines = [
      Self.line("a", Self.texts[0], since: "2020-01-01"), Self.line("b", Self.texts[0]),
      Self.line("c", Self.texts[0], since: "2019-01-01"),
    ]
    let reports = try [[1, 2, 3], [3, 1, 2], [2, 3, 1]].map { order in
      let places = order.map { "[\"all.jsonl\", \($0)]" }.joined(separator: ", ")
      let report = try judged(lines, pairs: "{\"copies\": [\(places)]}\n").report
      return try report.objects("findings").map { $0["message"] as? String ?? "" }
    }
    #expect(reports[0].count > 0)
    #expect(reports[1] == reports[0])
    #expect(reports[2] == reports[0])
  }

  @Test func `definitions of one line are not mixed up`() throws {
    // Of a format with many definitions in a file, here in one line.
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("all.jsonl", Self.lines.joined())
    let made = try run(workspace, "--json-lines", "all.jsonl", "--profiles", "-")
    let profiles = made.output.replacing("\"line\": 4", with: "\"line\": 1")
    try workspace.write("p.jsonl", profiles)
    try workspace.write("pairs.jsonl", "{\"copies\": [[\"all.jsonl\", 1], [\"all.jsonl\", 3]]}\n")
    let run = try run(workspace, "--from-profiles", "p.jsonl", "--pairs", "pairs.jsonl")
    #expect(run.status == 2)
    #expect(run.said.contains("several definitions begin at all.jsonl:1"), "\(run.said)")
  }
}
