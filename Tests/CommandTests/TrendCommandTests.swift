import Foundation
import Testing

/// `badgelint trend`: figures of a folder for each month.
@Suite(.enabled(if: GitWorkspace.isAvailable)) struct TrendCommandTests {
  private static func definition(_ hours: Int, assessed: Bool, level: String = "EQF 5") -> String {
    """
    badgelint: 1
    title: Badge of \(hours) hours
    workload: \(hours) h
    level: \(level)
    assessments: [{type: \(assessed ? "project" : "attendance")}]

    """
  }

  private static func repository() throws -> GitWorkspace {
    let git = try GitWorkspace()
    try git.write("cat/a b.yaml", definition(10, assessed: true))
    try git.commit(on: "2026-01-05")
    // Two commits in a month: the last counts.
    try git.write("cat/ü.yaml", definition(1000, assessed: true))
    try git.commit(on: "2026-02-01")
    try git.write("cat/ü.yaml", definition(30, assessed: false, level: "EQF 7"))
    try git.commit(on: "2026-02-20")
    // March has no commit: all stays as it was.
    try git.write("cat/sub/c.yaml", definition(50, assessed: false))
    try git.write("other/d.yaml", definition(500, assessed: false))
    try git.commit(on: "2026-04-30")
    return git
  }

  @Test func `a line for each month with its last commit`() throws {
    let git = try Self.repository()
    let run = try git.run("trend", "cat")
    #expect(run.status == 0)
    #expect(run.errors == "")
    let rows = run.output.split(separator: "\n").map { line in
      line.split(separator: " ").map(String.init)
    }
    #expect(rows.count == 5)
    #expect(rows[1][0] == "2026-01")
    #expect(rows[1][2...6].joined(separator: " ") == "1 10 h 5 100")
    #expect(rows[2][2...6].joined(separator: " ") == "2 20 h 6 50")
    #expect(rows[3].prefix(8).joined(separator: " ") == "2026-03 as before 2 20 h 6 50")
    #expect(rows[4][2...6].joined(separator: " ") == "3 30 h 5 33.3")
    #expect(try git.run("trend", in: "cat").output == run.output)
    #expect(try git.run("trend", "--months", "3", "cat").output.contains("2026-02"))
    #expect(!(try git.run("trend", "--months", "2", "cat").output.contains("2026-02")))
    #expect(try git.run("trend", "--until", "HEAD~1").output.contains("2026-02"))
  }

  @Test func `all formats tell the same`() throws {
    let git = try Self.repository()
    let run = try git.run(
      "trend", "cat", "--output", "json=t.json", "--output", "csv", "--output", "svg=t.svg")
    #expect(run.status == 0)
    let lines = run.output.components(separatedBy: "\r\n")
    #expect(lines[0] == "month,commit,carried,definitions,hours,level,assessed,inflated,low-value")
    #expect(lines[2].hasPrefix("2026-02,"))
    #expect(lines[2].contains(",no,2,20,6,0.5,"))
    #expect(lines[3].hasPrefix("2026-03,"))
    #expect(lines[3].contains(",yes,2,20,6,0.5,"))
    #expect(lines.count == 6)
    let json = try JSONFile(try git.workspace.read("t.json"))
    let months = try json.objects("months")
    #expect(months.map { $0["month"] as? String } == ["2026-01", "2026-02", "2026-03", "2026-04"])
    #expect(months.map { $0["carried"] as? Bool } == [false, false, true, false])
    let values = try #require(months[1]["values"] as? [String: Any])
    #expect(values["hours"] as? Double == 20)
    #expect(values["assessed"] as? Double == 0.5)
    let picture = try SVGFile(try git.workspace.read("t.svg"))
    #expect(picture.desc.contains("2026-04: 3 definitions, median hours 30 h"))
    #expect(picture.texts.contains("median hours"))
    #expect(picture.texts.contains("30 h"))
    #expect(picture.elements.contains("polyline"))
  }

  @Test func `policies of today hold for all states`() throws {
    let git = try Self.repository()
    try git.write(".badgelint.yaml", "policy: 1\nexclude: [cat/sub]\n")
    #expect(try git.run("trend", "cat").output.split(separator: "\n")[4].contains(" 2 "))
  }

  @Test func `what cannot be told is told`() throws {
    let git = try GitWorkspace()
    let none = try git.run("trend")
    #expect(none.status == 2)
    #expect(none.errors.contains("there is no revision 'HEAD'"))
    try git.write("a.yaml", "a: 1\n")
    try git.commit()
    let empty = try git.run("trend")
    #expect(empty.status == 2)
    #expect(empty.errors.contains("no definition was found"))
    try git.write("b.yaml", "badgelint: 1\ntitle: T\nlevel: [\n")
    try git.commit()
    #expect(try git.run("trend").errors.contains("1 content of files could not be read"))
    try git.write("c.yaml", Self.definition(10, assessed: true))
    try git.commit()
    let broken = try git.run("trend")
    #expect(broken.status == 0)
    #expect(broken.output.contains("note: 1 content of files could not be read"))
    // With the file and the commit that holds it first.
    #expect(broken.output.contains("in full: b.yaml at "))
    for arguments in [["--months", "0"], ["-"], ["--until=-x"]] {
      #expect(
        try Program.run(["trend"] + arguments, in: git.workspace.folder).status == 2,
        "\(arguments)")
    }
  }
}
