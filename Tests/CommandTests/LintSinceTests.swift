import Foundation
import Testing

/// `badgelint lint --since`: which findings came with a proposal.
@Suite(.enabled(if: GitWorkspace.isAvailable)) struct LintSinceTests {
  /// A repository with the probe of `Probe` as its only pack.
  private static func repository() throws -> GitWorkspace {
    let git = try GitWorkspace()
    try git.write(".rules/probe.yaml", Probe.pack)
    try git.write(".badgelint.yaml", "policy: 1\npacks: [.rules/probe.yaml]\n")
    try git.write("a.yaml", Probe.error)
    try git.write("b.yaml", Probe.error)
    try git.write("clean.yaml", Probe.clean)
    try git.commit()
    return git
  }

  private static func states(_ run: Program.Outcome) throws -> [String] {
    try JSONFile(run.output).findings.map { finding in
      "\(finding.file) \(finding.rule) \(finding.members["since"] as? String ?? "-")"
    }
  }

  @Test func `only changed files are linted, and only new findings fail`() throws {
    let git = try Self.repository()
    try git.write("a.yaml", Probe.error + "kind: badge\n")
    let run = try git.run("lint", "--since", "HEAD")
    #expect(run.status == 0, "\(run.said)")
    #expect(run.output.contains("carried error[probe/error]: probe error met 'Wrong'"))
    #expect(!run.output.contains("b.yaml"))
    #expect(run.output.contains("since HEAD: 0 new, 1 carried, 0 resolved\n"))
    #expect(run.output.contains("1 definition in 1 file: 1 error"))
    #expect(try git.run("lint", "--since", "HEAD", "--fail-on-carried").status == 1)
    try git.write("clean.yaml", Probe.definition("Wrong Doubtful"))
    let other = try git.run("lint", "--since", "HEAD", "--output", "json")
    #expect(other.status == 1)
    #expect(
      try Self.states(other) == [
        "a.yaml probe/error carried", "clean.yaml probe/error new",
        "clean.yaml probe/warning new",
      ])
  }

  @Test func `what is gone is told`() throws {
    let git = try Self.repository()
    try git.write("a.yaml", Probe.warning)
    try git.remove("b.yaml")
    let run = try git.run("lint", "--since", "HEAD")
    #expect(run.status == 0)
    #expect(run.output.contains("new warning[probe/warning]"))
    #expect(
      run.output.contains(
        "resolved[probe/error]: HEAD:a.yaml:2: probe error met 'Wrong'\n"
          + "resolved[probe/error]: HEAD:b.yaml:2: probe error met 'Wrong'\n"))
    #expect(run.output.contains("since HEAD: 1 new, 0 carried, 2 resolved\n"))
    let json = try JSONFile(try git.run("lint", "--since", "HEAD", "--output", "json").output)
    let since = try #require(json.root["since"] as? [String: Any])
    #expect(since["revision"] as? String == "HEAD")
    #expect((since["resolved"] as? [[String: Any]])?.count == 2)
    #expect(since["new"] as? Int == 1)
    // A file that is gone can be named.
    #expect(try git.run("lint", "--since", "HEAD", "b.yaml").status == 0)
  }

  @Test func `files under a new name carry their findings`() throws {
    let git = try Self.repository()
    try git.remove("a.yaml")
    try git.write("sub dir/ä.yaml", Probe.error)
    let untracked = try git.run("lint", "--since", "HEAD", "--output", "json")
    #expect(try Self.states(untracked) == ["sub dir/ä.yaml probe/error carried"])
    #expect(untracked.status == 0)
    try git.git("add", "--all")
    let staged = try git.run("lint", "--since", "HEAD", "--output", "json")
    #expect(try Self.states(staged) == ["sub dir/ä.yaml probe/error carried"])
  }

  @Test func `a second finding of the same kind is new`() throws {
    let git = try Self.repository()
    try git.write("a.yaml", Probe.error + "---\n" + Probe.definition("Wrong again"))
    let run = try git.run("lint", "--since", "HEAD", "--output", "json")
    #expect(
      try Self.states(run) == ["a.yaml probe/error carried", "a.yaml probe/error new"])
    #expect(run.status == 1)
  }

  @Test func `without a change nothing is linted`() throws {
    let git = try Self.repository()
    let run = try git.run("lint", "--since", "HEAD")
    #expect(run.status == 0)
    #expect(run.output == "since HEAD: 0 new, 0 carried, 0 resolved\n")
    #expect(run.errors == "")
    try git.write("a.yaml", "badgelint: 1\ntitle: [\n")
    #expect(try git.run("lint", "--since", "HEAD").status == 1)
  }

  @Test func `paths narrow what is looked at, and exclusions hold`() throws {
    let git = try Self.repository()
    try git.write("a.yaml", Probe.warning)
    try git.write("new/c.yaml", Probe.error)
    #expect(try git.run("lint", "--since", "HEAD", "a.yaml").status == 0)
    #expect(try git.run("lint", "--since", "HEAD", "new").status == 1)
    #expect(try git.run("lint", "--since", "HEAD", "--exclude", "new").status == 0)
    #expect(try git.run("lint", "--since", "HEAD", in: "new").status == 1)
  }

  @Test func `a waiver that is taken away makes its finding new`() throws {
    let git = try Self.repository()
    let waived = "badgelint: 1\n# badgelint: allow probe/error -- agreed\ntitle: Wrong\n"
    try git.write("a.yaml", waived)
    try git.commit()
    try git.write("a.yaml", Probe.error)
    let bare = try git.run("lint", "--since", "HEAD", "--output", "json")
    #expect(try Self.states(bare) == ["a.yaml probe/error new"])
    #expect(bare.status == 1)
    try git.write("a.yaml", waived + "kind: badge\n")
    let kept = try git.run("lint", "--since", "HEAD")
    #expect(kept.status == 0, "\(kept.said)")
    #expect(kept.output.contains("since HEAD: 0 new, 0 carried, 0 resolved\n"))
    #expect(kept.output.contains("waived: 1 finding"))
  }

  @Test func `what is waived now is not told as gone`() throws {
    let git = try Self.repository()
    try git.write(
      "waivers.yaml",
      "waivers: 1\nentries:\n  - {rule: probe/error, reason: agreed, file: a.yaml}\n")
    try git.commit()
    // The message holds the title, so that the finding is another one by its words.
    try git.write("a.yaml", Probe.definition("Wrong again"))
    let run = try git.run("lint", "--since", "HEAD")
    #expect(run.status == 0, "\(run.said)")
    #expect(run.output.contains("since HEAD: 0 new, 0 carried, 0 resolved\n"))
  }

  @Test func `with a baseline only what neither it nor the state before holds is new`() throws {
    let git = try Self.repository()
    #expect(try git.run("baseline").status == 0)
    try git.write(
      ".badgelint.yaml",
      "policy: 1\npacks: [.rules/probe.yaml]\nbaseline: .badgelint-baseline.yaml\n")
    try git.commit()
    try git.write("a.yaml", Probe.error + "kind: badge\n")
    try git.write("c.yaml", Probe.error)
    let run = try git.run("lint", "--since", "HEAD", "--output", "json")
    #expect(try Self.states(run).contains("c.yaml probe/error new"))
    #expect(run.status == 1)
    try git.remove("c.yaml")
    let known = try git.run("lint", "--since", "HEAD")
    #expect(known.status == 0, "\(known.said)")
    #expect(known.output.contains("since HEAD: 0 new, 0 carried, 0 resolved\n"))
    #expect(known.output.contains("1 known finding"))
  }

  @Test func `a register that changes concerns files that did not`() throws {
    let git = try Self.repository()
    let register = "waivers: 1\nentries:\n  - {rule: probe/error, reason: agreed, file: a.yaml}\n"
    try git.write("waivers.yaml", register)
    try git.commit()
    for text in [
      "waivers: 1\n", register.replacingOccurrences(of: "probe/error", with: "probe/eror"),
    ] {
      try git.write("waivers.yaml", text)
      let run = try git.run("lint", "--since", "HEAD", "--output", "json")
      #expect(try Self.states(run).contains("a.yaml probe/error new"), "\(text)")
      #expect(run.status == 1)
    }
    try git.remove("waivers.yaml")
    let gone = try git.run("lint", "--since", "HEAD", "--output", "json")
    #expect(try Self.states(gone).contains("a.yaml probe/error new"))
    // What was wrong with it before is no news.
    try git.write("waivers.yaml", register + "  - {rule: probe/eror, reason: x, file: b.yaml}\n")
    try git.commit()
    try git.write("clean.yaml", Probe.clean + "kind: badge\n")
    let old = try git.run("lint", "--since", "HEAD", "--output", "json")
    #expect(try Self.states(old) == ["waivers.yaml structure/waiver-unknown-rule carried"])
    #expect(old.status == 0)
  }

  @Test func `a finding is carried by its own definition only`() throws {
    let git = try Self.repository()
    let untitled = "badgelint: 1\nkind: badge\n"
    try git.write("x.yaml", untitled)
    try git.write("broken.yaml", "badgelint: 1\ntitle: [\n")
    try git.commit()
    try git.remove("x.yaml")
    try git.remove("broken.yaml")
    try git.write("sub/y.yaml", "badgelint: 1\nversion: '2'\nurl: https://example.edu/other\n")
    try git.write("sub/new.yaml", "badgelint: 1\ndescription: A course.\ntitle: {\n")
    let run = try git.run("lint", "--since", "HEAD", "--output", "json")
    #expect(
      try Self.states(run) == [
        "sub/new.yaml structure/syntax new", "sub/y.yaml structure/missing-field new",
      ])
    #expect(run.status == 1)
    // The error of `a` does not excuse that of `b`.
    try git.write("two.yaml", "badgelint: 1\nid: a\ntitle: Wrong\n")
    try git.commit()
    try git.write(
      "two.yaml",
      "badgelint: 1\nid: a\ntitle: Right\n---\nbadgelint: 1\nid: b\ntitle: Wrong\n")
    let other = try git.run("lint", "--since", "HEAD", "two.yaml", "--output", "json")
    #expect(try Self.states(other) == ["two.yaml probe/error new"])
  }

  @Test func `what git does not keep is judged as new`() throws {
    let git = try Self.repository()
    try git.write(".gitignore", "ignored.yaml\n")
    try git.write("templates/bad.tmpl", Probe.error)
    try git.commit()
    try git.write("ignored.yaml", Probe.error)
    let named = try git.run("lint", "--since", "HEAD", "ignored.yaml", "--output", "json")
    #expect(try Self.states(named) == ["ignored.yaml probe/error new"])
    let all = try git.run("lint", "--since", "HEAD", "--no-gitignore", "--output", "json")
    #expect(try Self.states(all) == ["ignored.yaml probe/error new"])
    try FileManager.default.createSymbolicLink(
      at: git.workspace.folder.appending(path: "link.yaml"),
      withDestinationURL: git.workspace.folder.appending(path: "templates/bad.tmpl"))
    let link = try git.run("lint", "--since", "HEAD", "--output", "json")
    #expect(try Self.states(link) == ["link.yaml probe/error new"])
    try git.git("add", "link.yaml")
    let staged = try git.run("lint", "--since", "HEAD", "--output", "json")
    #expect(try Self.states(staged) == ["link.yaml probe/error new"])
  }

  @Test func `nothing runs that a repository names`() throws {
    let git = try Self.repository()
    let mark = git.workspace.folder.appending(path: "ran").path
    try git.git("config", "filter.x.clean", "touch '\(mark)'; cat")
    try git.git("config", "filter.x.required", "true")
    try git.write(".gitattributes", "*.yaml filter=x\n")
    try git.write("a.yaml", Probe.warning)
    for command in ["lint", "diff"] {
      let run = try git.run(command, "--since", "HEAD")
      #expect(run.status < 2, "\(run.said)")
      #expect(!FileManager.default.fileExists(atPath: mark), "\(command)")
    }
  }

  @Test func `a bare repository that a proposal brings along is none`() throws {
    let git = try Self.repository()
    let folder = git.workspace.folder
    try git.git("clone", "--quiet", "--bare", folder.path, "defs")
    try git.write("defs/c.yaml", Probe.error)
    let run = try git.run("lint", "--since", "HEAD", "defs")
    #expect(run.status == 2)
    #expect(run.output == "")
  }

  @Test func `wrong use is told`() throws {
    let git = try Self.repository()
    for arguments in [
      ["--fail-on-carried"], ["--since", "HEAD", "-"], ["--since", "nowhere"], ["--since=-x"],
    ] {
      let run = try Program.run(["lint"] + arguments, in: git.workspace.folder)
      #expect(run.status == 2, "\(arguments)")
      #expect(run.output == "", "\(arguments)")
    }
  }
}
