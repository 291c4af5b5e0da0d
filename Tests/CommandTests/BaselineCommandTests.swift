import Foundation
import Testing

/// Baselines by the whole program: lint after `baseline` is clean, and what is known only shrinks.
@Suite struct BaselineCommandTests {
  private static let usual = ".badgelint-baseline.yaml"

  private func workspace() throws -> Workspace {
    try Workspace(policy: "baseline: \(Self.usual)\nfailOn: info\n")
  }

  private func baseline(
    _ workspace: Workspace, _ arguments: String...
  ) throws -> Program.Outcome {
    try Program.run(
      ["baseline", "--as-of", Program.day] + arguments, in: workspace.folder)
  }

  @Test func `known findings do not fail, new ones and stale ones do`() throws {
    let workspace = try workspace()
    #expect(try workspace.lint(".").status == 2)
    let written = try baseline(workspace)
    #expect(written.status == 0, "\(written.said)")
    #expect(written.output == "\(Self.usual): 2 known findings\n")
    let clean = try workspace.lint(".")
    #expect(clean.status == 0, "\(clean.said)")
    #expect(clean.output.contains("2 known findings of the baseline"))

    try workspace.write("c.yaml", Probe.info)
    let new = try workspace.lint("--output", "json", ".")
    #expect(new.status == 1)
    let findings = try JSONFile(new.output).findings
    #expect(findings.filter { $0.members["known"] == nil }.map(\.file) == ["c.yaml"])
    try workspace.write("c.yaml", Probe.clean)

    try workspace.write("a.yaml", "# mended\n\(Probe.clean)")
    let stale = try workspace.lint(".")
    #expect(stale.status == 1)
    #expect(
      stale.output.contains(
        "error[structure/baseline-stale]: a.yaml: one known finding is gone, of probe/error"))
    #expect(stale.output.contains("--> \(Self.usual):5:"))
    // Every report says what fails the run.
    for format in ["sarif", "github", "gitlab", "junit", "checkstyle", "markdown", "csv"] {
      let run = try workspace.lint("--output", format, ".")
      #expect(run.status == 1)
      #expect(run.output.contains("one known finding is gone"), "\(format)")
    }
    // Only of files in the run.
    #expect(try workspace.lint("sub").status == 0)
    #expect(try workspace.lint("--fail-on", "never", ".").status == 0)
    #expect(try baseline(workspace, "--prune").output.contains("1 known finding; 2 before"))
    #expect(try workspace.lint(".").status == 0)
  }

  @Test func `pruning adds nothing`() throws {
    let workspace = try workspace()
    _ = try baseline(workspace)
    let before = try workspace.read(Self.usual)
    try workspace.write("c.yaml", Probe.error)
    #expect(try baseline(workspace, "--prune").status == 0)
    #expect(try workspace.read(Self.usual) == before)
    #expect(try workspace.lint(".").status == 1)
    #expect(try baseline(workspace).status == 0)
    #expect(try workspace.lint(".").status == 0)
  }

  @Test(arguments: 0..<3)
  func `any sequence of changes`(seed: Int) throws {
    let workspace = try workspace()
    let titles = [
      Probe.clean, Probe.error, Probe.warning, Probe.info, Probe.definition("Wrong Doubtful"),
    ]
    var state = UInt64(seed) &* 7_919 &+ 13
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for number in 0..<5 { try workspace.write("m/\(number).yaml", titles[next(5)]) }
    #expect(try baseline(workspace).status == 0)
    #expect(try workspace.lint(".").status == 0)
    for _ in 0..<4 {
      let file = "m/\(next(5)).yaml"
      let old = try workspace.read(file)
      let new = titles[next(5)]
      try workspace.write(file, new)
      #expect(try workspace.lint(".").status == (old == new ? 0 : 1), "\(old) \(new)")
      _ = try baseline(workspace, "--prune")
      let pruned = try JSONFile(try workspace.lint(".", "--output", "json").output)
      let parts = try #require(pruned.root["baseline"] as? [String: Any])
      #expect((parts["stale"] as? [Any])?.count == 0)
      #expect(try baseline(workspace).status == 0)
      let text = try workspace.read(Self.usual)
      #expect(try workspace.lint(".").status == 0)
      #expect(try baseline(workspace).status == 0)
      #expect(try workspace.read(Self.usual) == text)
    }
  }

  @Test func `paths do not matter, nor workers`() throws {
    let workspace = try workspace()
    for number in 0..<40 { try workspace.write("m/\(number).yaml", Probe.error) }
    _ = try baseline(workspace, "--jobs", "1")
    let text = try workspace.read(Self.usual)
    _ = try baseline(workspace, "--jobs", "8", "./m", "a.yaml", "sub")
    #expect(try workspace.read(Self.usual) == text)
    let below = try Program.run(
      ["--as-of", Program.day, "../m", "../a.yaml"],
      in: workspace.folder.appending(path: "sub"))
    #expect(below.status == 0, "\(below.said)")
    for format in ["text", "json"] {
      let one = try workspace.lint("--jobs", "1", "--output", format, ".")
      #expect(one.said == (try workspace.lint("--jobs", "8", "--output", format, ".")).said)
    }
  }

  @Test func `entries of other files stay, and those of deleted files go`() throws {
    let workspace = try workspace()
    _ = try baseline(workspace)
    try FileManager.default.removeItem(at: workspace.folder.appending(path: "a.yaml"))
    #expect(try baseline(workspace, "sub").output.contains("2 known findings; as many"))
    #expect(try workspace.lint(".").status == 1)
    #expect(try workspace.lint("sub").status == 0)
    #expect(try baseline(workspace, "--prune").status == 0)
    #expect(try workspace.lint(".").status == 0)
  }

  @Test func `waivers come first`() throws {
    let workspace = try workspace()
    _ = try baseline(workspace)
    try workspace.write(
      "a.yaml", "badgelint: 1\ntitle: Wrong # badgelint: allow probe/error -- because\n")
    let stale = try workspace.lint(".")
    #expect(stale.status == 1)
    #expect(stale.output.contains("waived: 1 finding (1 by comment)"))
    #expect(stale.output.contains("1 known finding of the baseline; 1 entry is stale"))
    #expect(try baseline(workspace, "--prune").status == 0)
    #expect(try workspace.lint(".").status == 0)
    #expect(try workspace.lint("--no-waivers", ".").status == 1)
  }

  @Test func `what cannot be judged stands in no baseline`() throws {
    let workspace = try workspace()
    try workspace.write("a.yaml", "badgelint: 1\ntitle: [A\n")
    let run = try baseline(workspace)
    #expect(run.status == 2)
    #expect(
      run.errors.contains("a.yaml:2:8: structure/syntax")
        || run.errors.contains("a.yaml:3:1: structure/syntax"), "\(run.errors)")
    try workspace.write("a.yaml", "# badgelint: allow probe/error\n\(Probe.error)")
    let waiver = try baseline(workspace)
    #expect(waiver.status == 2)
    #expect(waiver.errors.contains("a.yaml:1:1: structure/waiver-without-reason"))
    #expect(
      !FileManager.default.fileExists(atPath: workspace.folder.appending(path: Self.usual).path))
  }

  @Test(arguments: [
    "", "baseline: 2\n", "baseline: 1\nfiels: []\n", "baseline: 1\nfiles: [\n",
    "baseline: 1\nfiles:\n  - {file: a, findings: [{rule: a/b, fingerprint: xyz, count: 1}]}\n",
    "baseline: 1\nfiles:\n  - {file: a, findings: [{rule: a/b, count: 1}]}\n",
    "baseline: 1\nfiles:\n  - {file: a, findings: [{rule: a/b, fingerprint: '0123456789abcdef', count: 0}]}\n",
    "policy: 1\n",
  ])
  func `a broken or unknown baseline ends the run`(text: String) throws {
    let workspace = try workspace()
    try workspace.write(Self.usual, text)
    for run in [
      try workspace.lint("."), try baseline(workspace), try baseline(workspace, "--prune"),
    ] {
      #expect(run.status == 2)
      #expect(run.errors.contains(Self.usual), "\(run.said)")
    }
    #expect(try workspace.read(Self.usual) == text)
  }

  @Test func `an option names it, and it is no definition`() throws {
    let workspace = try Workspace(policy: "")
    #expect(try baseline(workspace, "--file", "known.yaml").status == 0)
    #expect(try workspace.lint(".").status == 1)
    let run = try workspace.lint("--baseline", "known.yaml", "--as", "native", ".")
    #expect(run.status == 0, "\(run.said)")
    #expect(run.output.contains("2 definitions in 2 files"))
    #expect(try workspace.lint("--baseline", "none.yaml", ".").status == 2)
  }
}
