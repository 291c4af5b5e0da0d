import Foundation
import Testing

/// The script of `action.yml`, with the inputs as the runner gives them.
@Suite struct GitHubActionTests {
  private let bash = Tool("bash")

  private struct Outcome {
    var status: Int32
    var said: String
    var outputs: String
    var summary: String
  }

  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("catalogue/a.yaml", Probe.error)
    try workspace.write("good.yaml", Probe.clean)
    return workspace
  }

  private func run(
    _ workspace: Workspace, _ inputs: [String: String], program: String? = nil
  ) throws -> Outcome {
    let bash = try #require(bash)
    try workspace.write(".github/output", "")
    try workspace.write(".github/summary", "")
    var environment = [
      "PATH": "/usr/bin:/bin", "BADGELINT": try program ?? Program.binary().path,
      "GITHUB_OUTPUT": workspace.folder.appending(path: ".github/output").path,
      "GITHUB_STEP_SUMMARY": workspace.folder.appending(path: ".github/summary").path,
    ]
    for (name, value) in inputs { environment["INPUT_\(name)"] = value }
    let script = Program.packageFolder.appending(path: "Tools/action/run.sh").path
    let run = try bash.run([script], in: workspace.folder, environment: environment)
    return Outcome(
      status: run.status, said: run.said, outputs: try workspace.read(".github/output"),
      summary: try workspace.read(".github/summary"))
  }

  private func exists(_ path: String, _ workspace: Workspace) -> Bool {
    FileManager.default.fileExists(atPath: workspace.folder.appending(path: path).path)
  }

  @Test func `findings are annotations, a summary and a report`() throws {
    let workspace = try workspace()
    let run = try run(workspace, ["PATHS": "catalogue/\ngood.yaml\n", "SARIF": "out.sarif"])
    #expect(run.status == 1, "\(run.said)")
    #expect(run.said.contains("::error file=catalogue/a.yaml,line=2,"), "\(run.said)")
    #expect(run.summary.contains("probe/error"), "\(run.summary)")
    #expect(run.outputs.contains("status=1\n"))
    #expect(run.outputs.contains("/out.sarif\n"))
    #expect(try workspace.read("out.sarif").contains("\"version\": \"2.1.0\""))
  }

  @Test func `inputs become options`() throws {
    let workspace = try workspace()
    #expect(try run(workspace, ["FAIL_ON": "never"]).status == 0)
    let paths = ["PATHS": "good.yaml", "SUMMARY": "false"]
    let good = try run(workspace, paths)
    #expect(good.status == 0)
    #expect(good.outputs == "status=0\n")
    #expect(good.summary == "")
    let packs = try run(workspace, paths.merging(["PACKS": "\nno-such\n"]) { $1 })
    #expect(packs.status == 2)
    #expect(packs.said.contains("no-such"), "\(packs.said)")
    for name in ["POLICY", "BASELINE", "SINCE"] {
      let run = try run(workspace, paths.merging([name: "no-such"]) { $1 })
      #expect(run.status == 2, "\(name)")
      #expect(run.said.contains("\n::error title=badgelint::"), "\(run.said)")
    }
  }

  @Test(arguments: [
    "$(touch owned)", "\" ; touch owned ; \"", "' ; touch owned ; '", "--output=json=owned", "*",
  ])
  func `inputs are never commands or other options`(value: String) throws {
    for name in ["PATHS", "POLICY", "PACKS"] {
      let workspace = try workspace()
      let run = try run(workspace, [name: value])
      #expect(run.status == 2, "\(name): \(run.said)")
      #expect(!exists("owned", workspace), "\(name)")
    }
    let workspace = try workspace()
    _ = try run(workspace, ["SARIF": value])
    #expect(!exists("owned", workspace))
  }

  @Test func `what files say is no command of the runner`() throws {
    let workspace = try workspace()
    try workspace.write(
      ".badgelint.yaml", "policy: 1\n\"::error::fake\\n::add-mask::x\": 1\n")
    let run = try run(workspace, [:])
    #expect(run.status == 2)
    let lines = run.said.components(separatedBy: "\n")
    let stop = try #require(lines.firstIndex { $0.hasPrefix("::stop-commands::") })
    let token = "::\(lines[stop].dropFirst("::stop-commands::".count))::"
    let resume = try #require(lines.firstIndex(of: token))
    let commands = (lines[..<stop] + lines[(resume + 1)...]).filter { $0.hasPrefix("::") }
    #expect(commands.count == 1, "\(commands)")
    #expect(commands.first?.hasPrefix("::error title=badgelint::failure: unknown key") == true)
  }

  @Test func `a program that is not there is said`() throws {
    let run = try run(workspace(), [:], program: "/no/such/badgelint")
    #expect(run.status == 2)
    #expect(run.said.contains("::error title=badgelint::there is no program /no/such/badgelint"))
  }

  @Test func `the key of the cache goes by what is built`() throws {
    let bash = try #require(bash)
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("output", "")
    let script = Program.packageFolder.appending(path: "Tools/action/build.sh").path
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    var environment = [
      "PATH": path, "RUNNER_TEMP": workspace.folder.path,
      "GITHUB_OUTPUT": workspace.folder.appending(path: "output").path,
    ]
    for _ in 1...2 {
      let run = try bash.run([script, "name"], in: workspace.folder, environment: environment)
      #expect(run.status == 0, "\(run.said)")
    }
    let lines = try workspace.read("output").split(separator: "\n")
    #expect(lines.count == 6)
    #expect(Array(lines.prefix(3)) == Array(lines.suffix(3)))
    #expect(lines[2].wholeMatch(of: /key=badgelint-[0-9a-f]{32}/) != nil, "\(lines)")
    environment["INPUT_PROGRAM"] = "/opt/badgelint"
    try workspace.write("output", "")
    _ = try bash.run([script, "name"], in: workspace.folder, environment: environment)
    #expect(try workspace.read("output") == "program=/opt/badgelint\nkey=\n")
    environment["INPUT_PROGRAM"] = nil
    environment["PATH"] = "/usr/bin:/bin"
    if Tool("swift")?.file.path.hasPrefix("/usr/bin/") != true {
      let run = try bash.run([script, "name"], in: workspace.folder, environment: environment)
      #expect(run.status == 2)
      #expect(run.said.contains("swift is not installed"))
    }
  }
}
