import Foundation
import Testing

/// `badgelint lint --record` and `badgelint verify-record`.
@Suite struct RunRecordTests {
  /// A folder whose run was recorded: two definitions under a policy with a pack of its own.
  private func recorded(
    _ arguments: String..., prepare: (Workspace) throws -> Void = { _ in }
  ) throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("a.yaml", Probe.error)
    try workspace.write("sub/b.yaml", Probe.clean)
    try prepare(workspace)
    let run = try Program.run(
      ["--as-of", Program.day, "--record", "record.json"] + arguments, in: workspace.folder)
    try #require(run.status < 2, "\(run.said)")
    return workspace
  }

  private func verify(_ workspace: Workspace, _ options: String...) throws -> Program.Outcome {
    try Program.run(["verify-record", "record.json"] + options, in: workspace.folder)
  }

  private func change(
    _ file: String, _ old: String, _ new: String, in workspace: Workspace
  ) throws {
    let text = try workspace.read(file)
    try #require(text.contains(old))
    try workspace.write(file, text.replacing(old, with: new, maxReplacements: 1))
  }

  private func remove(_ file: String, from workspace: Workspace) throws {
    try FileManager.default.removeItem(at: workspace.folder.appending(path: file))
  }

  // MARK: - The record

  @Test func `the record says what went in and what came out`() throws {
    let workspace = try recorded("--output", "json=report.json", "--fail-on", "warning")
    let record = try JSONFile(workspace.read("record.json"))
    #expect(record.root["record"] as? Int == 1)
    #expect(record.root["base"] as? String == ".")
    let day = try #require(record.root["day"] as? [String: Any])
    #expect(day["date"] as? String == Program.day && day["given"] as? Bool == true)
    let options = try #require(record.root["options"] as? [String: Any])
    #expect(options["failOn"] as? String == "warning")
    #expect(options["written"] as? [String] == ["record.json", "report.json"])
    let documents = try record.objects("documents").map {
      "\($0["kind"] ?? "") \($0["file"] ?? "")"
    }
    #expect(documents == ["policy .badgelint.yaml", "pack .rules/probe.yaml"])
    let files = try record.objects("files")
    #expect(files.map { $0["file"] as? String } == ["a.yaml", "sub/b.yaml"])
    let findings = try #require(files[0]["findings"] as? [[String: Any]])
    #expect(findings.map { $0["rule"] as? String } == ["probe/error"])
    #expect(findings[0]["line"] as? Int == 2)
    #expect(try record.objects("rules").contains { $0["rule"] as? String == "probe/long" })
    #expect(record.root["status"] as? Int == 1)
  }

  @Test(.enabled(if: Tool("sha256sum") != nil, "left out: sha256sum is not installed"))
  func `hashes are those of sha256sum`() throws {
    let workspace = try recorded {
      // With a byte order mark, and of several blocks.
      try $0.write("c.yaml", "\u{FEFF}" + Probe.clean)
      try $0.write("d.yaml", Probe.clean + String(repeating: "# remark\n", count: 500))
    }
    let tool = try #require(Tool("sha256sum"))
    let record = try JSONFile(workspace.read("record.json"))
    for entry in try record.objects("files") + record.objects("documents") {
      let file = try #require(entry["file"] as? String)
      let said = try tool.run([file], in: workspace.folder).said
      #expect(said.hasPrefix("\(entry["sha256"] as? String ?? "none")  "), "\(file)")
    }
    let library = try #require(record.root["library"] as? [String: Any])
    let files = try #require(library["files"] as? [[String: String]])
    for entry in files {
      let path = "rules/" + (entry["file"] ?? "")
      let said = try tool.run([path], in: Program.packageFolder).said
      #expect(said == "\(entry["sha256"] ?? "none")  \(path)\n")
    }
    let list = files.map { "\($0["sha256"] ?? "")  \($0["file"] ?? "")\n" }.joined()
    try workspace.write("list", list)
    let said = try tool.run(["list"], in: workspace.folder).said
    #expect(said == "\(library["sha256"] as? String ?? "none")  list\n")
  }

  @Test(
    .enabled(if: Tool("check-jsonschema") != nil, "left out: check-jsonschema is not installed"))
  func `the record is as its schema says`() throws {
    let workspace = try recorded()
    try workspace.write("schema.json", workspace.run("schema", "record").output)
    let validator = try #require(Tool("check-jsonschema"))
    let run = try validator.run(
      ["--schemafile", "schema.json", "record.json"], in: workspace.folder)
    #expect(run.status == 0, "\(run.said)")
    try change("record.json", "\"severity\": \"error\"", "\"severity\": \"grave\"", in: workspace)
    let broken = try validator.run(
      ["--schemafile", "schema.json", "record.json"], in: workspace.folder)
    #expect(broken.status == 1, "\(broken.said)")
  }

  @Test func `the same run gives the same record`() throws {
    let workspace = try recorded("--jobs", "1")
    let first = try workspace.read("record.json")
    #expect(try workspace.lint("--record", "record.json").status == 1)
    #expect(try workspace.read("record.json") == first)
  }

  @Test(arguments: [
    (["../outside.yaml"], "leads out of it"), (["--policy", "../p.yaml", "."], "leads out of it"),
    (["--pack", "/tmp/p.yaml", "."], "leads out of it"),
  ])
  func `what lies elsewhere is not recorded`(arguments: [String], words: String) throws {
    let workspace = try Workspace()
    try workspace.write("outside.yaml", Probe.clean)
    try workspace.write("p.yaml", "policy: 1\n")
    try workspace.write("sub/b.yaml", Probe.clean)
    let run = try Program.run(
      ["--record", "record.json"] + arguments, in: workspace.folder.appending(path: "sub"))
    #expect(run.status == 2)
    #expect(run.errors.contains(words), "\(run.said)")
    #expect(throws: (any Error).self) { try workspace.read("sub/record.json") }
  }

  @Test func `a policy above the folder of the run is told`() throws {
    let workspace = try Workspace()
    try workspace.write("sub/b.yaml", Probe.clean)
    let run = try Program.run(
      ["--record", "record.json", "."], in: workspace.folder.appending(path: "sub"))
    #expect(run.status == 2)
    #expect(run.errors.contains("lies outside of the folder of the run"), "\(run.said)")
    #expect(try workspace.run("--record", "r.json", "-", input: Probe.clean).status == 2)
  }

  // MARK: - The same

  @Test func `an unchanged run is the same, from any folder`() throws {
    let workspace = try recorded()
    let run = try verify(workspace)
    #expect(run.status == 0, "\(run.said)")
    #expect(run.said == "the same: 2 files, 1 finding, exit status 1, as on \(Program.day)\n")
    let elsewhere = try Workspace(hasProbe: false)
    let path = workspace.folder.appending(path: "record.json").path
    let other = try elsewhere.run("verify-record", path)
    #expect(other.status == 0, "\(other.said)")
    try elsewhere.write("copy.json", workspace.read("record.json"))
    let copied = try elsewhere.run("verify-record", "copy.json", "--base", workspace.folder.path)
    #expect(copied.status == 0, "\(copied.said)")
  }

  @Test func `a record in a folder below goes from where the run was`() throws {
    let workspace = try Workspace()
    try workspace.write("a.yaml", Probe.error)
    try workspace.write("out/deep/keep.txt", "")
    #expect(try workspace.lint("--record", "out/deep/r.json", "a.yaml").status == 1)
    #expect(try workspace.read("out/deep/r.json").contains("\"base\": \"../..\""))
    #expect(try workspace.run("verify-record", "out/deep/r.json").status == 0)
  }

  @Test func `a record elsewhere needs a base`() throws {
    let workspace = try recorded()
    let elsewhere = try Workspace(hasProbe: false)
    let path = elsewhere.folder.appending(path: "r.json").path
    #expect(try workspace.lint("--record", path).status == 1)
    #expect(try !elsewhere.read("r.json").contains("\"base\""))
    let run = try elsewhere.run("verify-record", "r.json")
    #expect(run.status == 2)
    #expect(run.errors.contains("say with --base"), "\(run.said)")
    let based = try elsewhere.run("verify-record", "r.json", "--base", workspace.folder.path)
    // The first record is a file of the folder now.
    #expect(based.status == 0, "\(based.said)")
    let gone = try elsewhere.run("verify-record", "r.json", "--base", "no-such")
    #expect(gone.status == 2)
    #expect(gone.errors.contains("there is no folder 'no-such'"))
  }

  @Test func `options, waivers and baselines are repeated`() throws {
    let policy = "policy: 1\npacks: [.rules/probe.yaml]\nbaseline: known.yaml\n"
    let workspace = try recorded(
      "--exclude", "skipped/**", "--fail-on", "info", "--pack", "core", ".",
      prepare: {
        try $0.write("skipped/c.yaml", Probe.error)
        try $0.write("sub/b.yaml", Probe.warning)
        try $0.write(".badgelint.yaml", policy)
        try $0.write("known.yaml", "baseline: 1\nfiles: []\n")
        try $0.write(
          "waivers.yaml",
          "waivers: 1\nentries:\n  - {rule: probe/warning, file: sub/b.yaml, reason: It is old}\n")
        let run = try $0.run(
          "baseline", "--as-of", Program.day, "--file", "known.yaml", "--exclude", "skipped/**",
          "a.yaml")
        try #require(run.status == 0, "\(run.said)")
      })
    let text = try workspace.read("record.json")
    #expect(text.contains("\"waived\": \"register\"") && text.contains("\"known\": true"))
    #expect(text.contains("{\"kind\": \"waivers\"") && text.contains("{\"kind\": \"baseline\""))
    let run = try verify(workspace)
    #expect(run.status == 0, "\(run.said)")
    try change("waivers.yaml", "It is old", "It is very old", in: workspace)
    let changed = try verify(workspace)
    #expect(changed.status == 1)
    #expect(changed.output.contains("waivers changed: waivers.yaml"), "\(changed.said)")
    try change("waivers.yaml", "probe/warning", "probe/info", in: workspace)
    let lost = try verify(workspace)
    #expect(
      lost.output.contains(
        "finding differs: warning[probe/warning] at sub/b.yaml:2:8 in Doubtful, title: probe "
          + "warning met 'Doubtful'; recorded was: warning[probe/warning] (waived by register) at"),
      "\(lost.said)")
  }

  @Test(.enabled(if: GitWorkspace.isAvailable, "left out: git is not installed"))
  func `a run since a revision is repeated from the commit`() throws {
    let repository = try GitWorkspace()
    try repository.write(".rules/probe.yaml", Probe.pack)
    try repository.write(".badgelint.yaml", "policy: 1\npacks: [.rules/probe.yaml]\n")
    try repository.write("a.yaml", Probe.error)
    try repository.write("b.yaml", Probe.clean)
    try repository.commit()
    try repository.write("a.yaml", Probe.error + "id: a\n")
    try repository.write("b.yaml", Probe.error)
    #expect(try repository.run("--since", "HEAD", "--record", "r.json").status == 1)
    #expect(try repository.workspace.read("r.json").contains("\"since\": \"carried\""))
    let same = try repository.workspace.run("verify-record", "r.json")
    #expect(same.status == 0, "\(same.said)")
    // The name stands for another commit now; the record names the one that it meant.
    try repository.git("add", "a.yaml", "b.yaml")
    try repository.git("commit", "--quiet", "--message", "next")
    let later = try repository.workspace.run("verify-record", "r.json")
    #expect(later.status == 0, "\(later.said)")
  }

  // MARK: - Differences

  @Test func `one byte of an input`() throws {
    let workspace = try recorded()
    try change("a.yaml", "Wrong", "wrong", in: workspace)
    let run = try verify(workspace)
    #expect(run.status == 1)
    #expect(run.output.contains("input changed: a.yaml (SHA-256 "), "\(run.said)")
    #expect(
      run.output.contains(
        "finding only in the record: error[probe/error] at a.yaml:2:8 in Wrong, title: probe error "
          + "met 'Wrong'\n"), "\(run.said)")
    #expect(
      run.output.contains("tally of probe/error: applied 2, passed 2, failed 0"), "\(run.said)")
    #expect(run.output.contains("exit status 0, recorded was 1\n"))
    // A comment changes what goes in and nothing that comes out.
    try workspace.write("a.yaml", Probe.error + "# remark\n")
    let comment = try verify(workspace)
    #expect(comment.status == 1)
    #expect(
      comment.output.hasSuffix(
        "\ndiffers: 1 in what goes in, 0 in what comes out; recorded "
          + "were 2 files, 1 finding, exit status 1, as on \(Program.day)\n"), "\(comment.said)")
  }

  @Test func `files that are gone or new`() throws {
    let workspace = try recorded()
    try remove("sub/b.yaml", from: workspace)
    try workspace.write("sub/c.yaml", Probe.clean)
    let run = try verify(workspace)
    #expect(run.status == 1)
    #expect(run.output.contains("input missing: sub/b.yaml\ninput added: sub/c.yaml\n"))
    let named = try recorded("a.yaml")
    try remove("a.yaml", from: named)
    let gone = try verify(named)
    #expect(gone.status == 1)
    #expect(gone.output.contains("input missing: a.yaml\n"))
    #expect(gone.output.contains("failure that is not in the record: "), "\(gone.said)")
  }

  @Test func `a pack of a policy`() throws {
    let workspace = try recorded()
    try change(".rules/probe.yaml", "severity: error", "severity: warning", in: workspace)
    let run = try verify(workspace)
    #expect(run.status == 1)
    #expect(run.output.contains("pack changed: .rules/probe.yaml (SHA-256 "), "\(run.said)")
    #expect(run.output.contains("finding differs: warning[probe/error] at a.yaml:2:8"))
    try remove(".rules/probe.yaml", from: workspace)
    let gone = try verify(workspace)
    #expect(gone.status == 2)
    #expect(gone.output == "pack missing: .rules/probe.yaml\n")
    #expect(
      gone.errors.contains("the run cannot be repeated:\nfailure: cannot find"), "\(gone.said)")
  }

  @Test func `a pack in a folder of rules`() throws {
    let workspace = try Workspace(hasProbe: false)
    try FileManager.default.copyItem(
      at: Program.packageFolder.appending(path: "rules"),
      to: workspace.folder.appending(path: "own-rules"))
    try workspace.write("a.yaml", Probe.clean)
    #expect(
      try workspace.lint("--rules-dir", "own-rules", "a.yaml", "--record", "record.json").status < 2
    )
    #expect(try verify(workspace).status == 0)
    let core = "own-rules/packs/core.yaml"
    try workspace.write(core, workspace.read(core) + "# remark\n")
    let run = try verify(workspace)
    #expect(run.status == 1)
    #expect(run.output.hasPrefix("rules changed: packs/core.yaml (SHA-256 "), "\(run.said)")
    #expect(run.output.contains("1 in what goes in, 0 in what comes out"), "\(run.said)")
  }

  @Test(arguments: [
    ("\"severity\": \"error\"", "\"severity\": \"info\"", "finding differs: error[probe/error]"),
    ("\"line\": 2", "\"line\": 3", "finding differs: error[probe/error] at a.yaml:2:8"),
    (
      "\"rule\": \"probe/error\", \"severity\"", "\"rule\": \"probe/info\", \"severity\"",
      "finding that is not in the record: error[probe/error]"
    ),
    ("\"passed\": 2", "\"passed\": 1", "tally of structure/syntax: applied 2, passed 2"),
    ("\"status\": 1", "\"status\": 0", "exit status 1, recorded was 0"),
    ("\"definitions\": 1", "\"definitions\": 2", "a.yaml: 1 definitions, recorded were 2"),
    ("\"failures\": []", "\"failures\": [\"none\"]", "failure only in the record: none"),
    (
      "\"stale\": []",
      "\"stale\": [{\"file\": \"x\", \"rule\": \"r\", \"fingerprint\": \"0\", \"missing\": 1}]",
      "only in the record: entry of the baseline whose finding is gone: x: r 0 (1)"
    ),
  ])
  func `results that somebody edited`(old: String, new: String, words: String) throws {
    let workspace = try recorded()
    try change("record.json", old, new, in: workspace)
    let run = try verify(workspace)
    #expect(run.status == 1, "\(run.said)")
    #expect(run.output.contains(words), "\(run.said)")
    #expect(run.output.contains("differs: 0 in what goes in"), "\(run.said)")
  }

  @Test func `a finding or a file that somebody took out`() throws {
    let workspace = try recorded()
    let text = try workspace.read("record.json")
    let start = try #require(text.firstRange(of: ", \"findings\": ["))
    let end = try #require(text[start.upperBound...].firstRange(of: "}]"))
    var edited = text
    edited.removeSubrange(start.lowerBound..<end.upperBound)
    try workspace.write("record.json", edited)
    let run = try verify(workspace)
    #expect(run.status == 1)
    #expect(
      run.output.contains("finding that is not in the record: error[probe/error] at a.yaml:2:8"))
    let lines = text.components(separatedBy: "\n").filter { !$0.contains("\"sub/b.yaml\"") }
    try workspace.write(
      "record.json", lines.joined(separator: "\n").replacing("]},\n\n", with: "]}\n"))
    let other = try verify(workspace)
    #expect(other.status > 0, "\(other.said)")
  }

  @Test func `another version is told, and fails on demand`() throws {
    let workspace = try recorded()
    try change("record.json", "\"version\": \"0.1.0\"", "\"version\": \"0.0.9\"", in: workspace)
    let run = try verify(workspace)
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("version of the program: 0.1.0, recorded was 0.0.9\n\nthe same: "))
    #expect(try verify(workspace, "--strict").status == 1)
  }

  // MARK: - What cannot be read

  @Test(arguments: [
    ("\"record\": 1", "\"record\": 2", "'record': expected"),
    ("\"name\": \"badgelint\"", "\"name\": \"other\"", "this is the record of another program"),
    (
      "\"paths\": []", "\"paths\": [\"../x.yaml\"]",
      "'../x.yaml' leads out of the folder of the run"
    ),
    ("\"paths\": []", "\"paths\": [\"/etc/passwd\"]", "'/etc/passwd' leads out"),
    ("\"paths\": []", "\"paths\": [\"-\"]", "'-' leads out"),
    ("\"paths\": []", "\"paths\": [\"a/../../x\"]", "leads out"),
    ("\"paths\": []", "\"policy\": \"../p.yaml\"", "'../p.yaml' leads out"),
    ("\"paths\": []", "\"packs\": [\"../p.yaml\"]", "'../p.yaml' leads out"),
    ("\"paths\": []", "\"pathz\": []", "did you mean 'paths'?"),
    (
      "\"paths\": []", "\"noPolicy\": true, \"policy\": \"p.yaml\"",
      "the options of the record fit no run"
    ),
    ("\"base\": \".\"", "\"base\": \"/\"", "'base' may lead upwards only"),
    ("\"base\": \".\"", "\"base\": \"../x\"", "'base' may lead upwards only"),
    ("\"file\": \"a.yaml\"", "\"file\": \"../a.yaml\"", "'../a.yaml' leads out"),
    (
      "\"library\": {\"sha256\": \"", "\"library\": {\"sha256\": \"0",
      "the hash of the library is not"
    ),
    ("\"status\": 1", "\"status\": 7", "'status': expected"),
  ])
  func `records that cannot be used`(old: String, new: String, words: String) throws {
    let workspace = try recorded()
    try change("record.json", old, new, in: workspace)
    let run = try verify(workspace)
    #expect(run.status == 2, "\(run.said)")
    #expect(run.errors.contains(words), "\(run.said)")
    #expect(run.output == "")
  }

  @Test func `a record that was cut off, and what is none`() throws {
    let workspace = try recorded()
    let text = try workspace.read("record.json")
    for part in [1, text.utf8.count / 3, text.utf8.count - 10] {
      try workspace.write("record.json", Array(text.utf8.prefix(part)))
      let run = try verify(workspace)
      #expect(run.status == 2, "\(part): \(run.said)")
      #expect(run.errors.contains("--> record.json:"), "\(run.said)")
    }
    for other in ["", "[]", "a", "{\"record\": 1}"] {
      try workspace.write("record.json", other)
      let run = try verify(workspace)
      #expect(run.status == 2, "\(other): \(run.said)")
      #expect(run.errors.contains("failure: "), "\(run.said)")
    }
    try remove("record.json", from: workspace)
    #expect(try verify(workspace).status == 2)
  }
}
