import Foundation
import Testing

/// `badgelint report -o` does not take the place of what the run rests on.
@Suite struct ReportTargetTests {
  private static let baseline = "baseline: 1\n"
  private static let register = "waivers: 1\nentries: []\n"
  private static let policy =
    "policy: 1\npacks: [.rules/probe.yaml]\nbaseline: base.yaml\nwaivers: register.yaml\n"

  @Test(arguments: [
    "sub/a.yaml", "policy.yaml", "base.yaml", "register.yaml", ".rules/probe.yaml",
    "extra/more.yaml", "rules/report.yaml", "rules/report/committee.css",
  ])
  func `files of the run are kept`(_ target: String) throws {
    let workspace = try Workspace()
    try FileManager.default.copyItem(
      at: Program.packageFolder.appending(path: "rules"),
      to: workspace.folder.appending(path: "rules"))
    try workspace.write("policy.yaml", Self.policy)
    try workspace.write("base.yaml", Self.baseline)
    try workspace.write("register.yaml", Self.register)
    try workspace.write("extra/more.yaml", Probe.pack.replacing("probe", with: "more"))
    try workspace.write("sub/a.yaml", Probe.error)
    let before = try workspace.read(target)
    func report(_ target: String) throws -> Program.Outcome {
      try workspace.run(
        "report", "--as-of", Program.day, "--policy", "policy.yaml", "--pack", "extra/more.yaml",
        "--rules-dir", "rules", "sub", "-o", target)
    }
    let run = try report(target)
    #expect(run.status == 2)
    #expect(run.errors.contains("is a file that the run reads"), "\(run.errors)")
    #expect(try workspace.read(target) == before)
    let fine = try report("report.html")
    #expect(fine.status == 0, "\(fine.errors)")
    #expect(try workspace.read("report.html").contains("<!DOCTYPE html>"))
  }

  @Test func `definitions that cannot be read are kept, and reports of before are not`() throws {
    let workspace = try Workspace()
    try workspace.write("sub/a.yaml", Probe.clean)
    try workspace.write("sub/broken.yaml", "badgelint: 1\ntitle: [A\n")
    try workspace.write("sub/other.json", "{\"other\": [1]}\n")
    let lost = try workspace.run("report", "--as-of", Program.day, "sub", "-o", "sub/broken.yaml")
    #expect(lost.status == 2)
    #expect(try workspace.read("sub/broken.yaml").hasPrefix("badgelint"))
    _ = try workspace.run("report", "--as-of", Program.day, "sub", "-o", "sub/other.json")
    #expect(try workspace.read("sub/other.json").hasPrefix("<!DOCTYPE"))
  }

  /// What is broken today may be a definition tomorrow.
  @Test(arguments: [
    ("broken.yaml", "badgelint: 1\ntitle: [A\n"), ("broken.json", "{\"badgelint\": 1,"),
    ("broken.jsonl", "{\"badgelint\": 1}\n{\n"), ("nul.yaml", "badgelint: 1\ntitle: \0\n"),
    ("words.yml", "A note to myself\n"), ("words.json", "\"a note\"\n"),
    ("other.yaml", "other: 1\n"),
    ("comments.yaml", "# to do\n"), (".gitignore", "export/\n"),
  ])
  func `files that cannot be read as definitions are kept`(name: String, text: String) throws {
    let workspace = try Workspace()
    try workspace.write("sub/a.yaml", Probe.clean)
    try workspace.write("sub/\(name)", text)
    for arguments in [
      ["lint", "sub", "--output", "json=sub/\(name)"], ["lint", "sub", "--record", "sub/\(name)"],
      ["catalogue", "sub", "--output", "json=sub/\(name)"], ["report", "sub", "-o", "sub/\(name)"],
    ] {
      let run = try workspace.run(arguments[0], arguments[1], arguments[2], arguments[3])
      #expect(run.status == 2, "\(arguments) \(run.errors)")
      #expect(try workspace.read("sub/\(name)") == text, "\(arguments)")
    }
  }

  @Test(arguments: [
    ("report.json", "[]\n"), ("report.json", "{\"version\": 1}"), ("new.yaml", " \n"),
  ])
  func `reports of a run before and empty files are written anew`(
    name: String, text: String
  ) throws {
    let workspace = try Workspace()
    try workspace.write("sub/a.yaml", Probe.clean)
    try workspace.write("sub/\(name)", text)
    for format in ["json", "sarif", "gitlab", "json"] {
      let run = try workspace.run(
        "lint", "--as-of", Program.day, "sub/a.yaml", "--output", "\(format)=sub/report.json")
      #expect(run.status == 0, "\(run.errors)")
    }
  }
}
