import Foundation
import Testing

/// `badgelint diff`: files, folders, revisions, reports and exit statuses.
@Suite struct DiffCommandTests {
  private static let old = """
    badgelint: 1
    id: bridge
    title: Bridges
    workload: 90 h
    credit: 3 ECTS

    """
  private static let inflated = old.replacing("90 h", with: "60 h")
  private static let stronger = old.replacing("90 h", with: "120 h")

  private static func workspace(_ new: String) throws -> Workspace {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("old.yaml", old)
    try workspace.write("new.yaml", new)
    return workspace
  }

  // MARK: - Files and folders

  @Test func `two files`() throws {
    let workspace = try Self.workspace(Self.inflated)
    let run = try workspace.run("diff", "old.yaml", "new.yaml")
    #expect(run.status == 1)
    #expect(run.errors == "")
    #expect(run.output.hasPrefix("inflated: bridge (Bridges)\n  old.yaml:3 → new.yaml:3\n"))
    #expect(run.output.contains("inflated warning[changes/less-work-for-credit]: 90 h for 3 ECTS"))
    #expect(run.output.contains("      old.yaml:4 → new.yaml:4\n      - workload: 90 h\n"))
    #expect(
      run.output.hasSuffix("old.yaml → new.yaml: 1 definition in both: 1 inflated\n"))
  }

  @Test func `exit statuses`() throws {
    let same = try Self.workspace(Self.old)
    #expect(try same.run("diff", "old.yaml", "new.yaml").status == 0)
    let stronger = try Self.workspace(Self.stronger)
    #expect(try stronger.run("diff", "old.yaml", "new.yaml").status == 0)
    #expect(try stronger.run("diff", "--fail-on", "info", "old.yaml", "new.yaml").status == 0)
    let inflated = try Self.workspace(Self.inflated)
    #expect(try inflated.run("diff", "old.yaml", "new.yaml").status == 1)
    #expect(try inflated.run("diff", "--fail-on", "error", "old.yaml", "new.yaml").status == 0)
    #expect(try inflated.run("diff", "--fail-on", "never", "old.yaml", "new.yaml").status == 0)
    let broken = try Self.workspace(Self.old + "level: [\n")
    #expect(try broken.run("diff", "old.yaml", "new.yaml").status == 2)
    let other = try Self.workspace("a: 1\n")
    let run = try other.run("diff", "old.yaml", "new.yaml")
    #expect(run.status == 2)
    #expect(run.said.contains("new.yaml is no definition"))
  }

  @Test func `wrong use is told`() throws {
    let workspace = try Self.workspace(Self.old)
    for arguments in [
      ["diff"], ["diff", "old.yaml"], ["diff", "--until", "HEAD", "old.yaml", "new.yaml"],
      ["diff", "old.yaml", "-"], ["diff", "old.yaml", "."], ["diff", "old.yaml", "none.yaml"],
    ] {
      let run = try Program.run(arguments, in: workspace.folder)
      #expect(run.status == 2, "\(arguments)")
      #expect(run.output == "", "\(arguments)")
      #expect(run.errors != "", "\(arguments)")
    }
  }

  @Test func `two folders`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("old/a.yaml", Self.old)
    try workspace.write("old/sub/gone.yaml", "badgelint: 1\nid: gone\ntitle: Gone\n")
    try workspace.write("new/b.yaml", Self.stronger)
    try workspace.write("new/c.yaml", "badgelint: 1\nid: fresh\ntitle: Fresh\n")
    let run = try workspace.run("diff", "old", "new")
    #expect(run.status == 1)
    #expect(run.output.contains("strengthened: bridge (Bridges)\n  old/a.yaml:3 → new/b.yaml:3\n"))
    #expect(run.output.contains("added: fresh (Fresh)\n  new/c.yaml:3\n"))
    #expect(run.output.contains("removed: gone (Gone)\n  old/sub/gone.yaml:3\n"))
    #expect(run.output.contains("[changes/removed-unretired]"))
    #expect(run.output.contains("1 strengthened; 1 added; 1 removed"))
  }

  @Test func `what may stand in a file that cannot be read is not removed`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("old/a.yaml", Self.old)
    try workspace.write("new/b.yaml", "badgelint: 1\nid: bridge\ntitle: [\n")
    let run = try workspace.run("diff", "old", "new", "--output", "text", "--output", "json=d.json")
    #expect(run.status == 2)
    #expect(run.output.contains("perhaps removed: bridge (Bridges)"))
    #expect(run.output.contains("new/b.yaml cannot be read"))
    #expect(!run.output.contains("removed-unretired"))
    #expect(run.output.hasSuffix("1 perhaps added or removed\n"))
    let json = try JSONFile(try workspace.read("d.json"))
    #expect(try json.objects("changes").map { $0["state"] as? String } == ["unknown"])
    #expect(try json.number("removed", in: "summary") == 0)
    #expect(try json.number("unknown", in: "summary") == 1)
  }

  @Test func `questions are in headings and counts`() throws {
    let workspace = try Self.workspace(
      Self.old + "version: '1'\noutcomes: [Translate 50 words of Spanish.]\n")
    try workspace.write(
      "old.yaml", Self.old + "version: '1'\noutcomes: [Translate 500 words of Spanish.]\n")
    let run = try workspace.run("diff", "old.yaml", "new.yaml")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("question: bridge"))
    #expect(run.output.contains("the numbers were 500 and are 50"))
    #expect(run.output.hasSuffix("1 definition in both: 1 with a question for people\n"))
  }

  @Test func `a register of waivers holds for changes`() throws {
    let workspace = try Self.workspace(Self.inflated)
    func register(_ entry: String) throws {
      try workspace.write(
        "waivers.yaml",
        "waivers: 1\nentries:\n  - {rule: changes/hours-cut, reason: none needed, \(entry)}\n"
          + "  - {rule: changes/less-work-for-credit, reason: the board knows, \(entry)}\n")
    }
    try register("definition: bridge")
    let run = try workspace.run(
      "diff", "old.yaml", "new.yaml", "--output", "text", "--output", "json=d.json")
    #expect(run.status == 0)
    #expect(run.output.contains("waived: inflated[changes/less-work-for-credit]: 90 h"))
    #expect(run.output.contains("reason: the board knows"))
    #expect(run.output.contains("waived: 2 findings by register"))
    let json = try JSONFile(try workspace.read("d.json"))
    #expect(try json.number("waived", in: "waivers") == 2)
    // It excuses and improves nothing.
    #expect(run.output.hasPrefix("inflated: bridge"))
    let all = try workspace.run("diff", "old.yaml", "new.yaml", "--no-waivers")
    #expect(all.status == 1)
    #expect(all.output.hasSuffix("waivers were left aside\n"))
    for other in [
      "definition: other", "file: old.yaml", "definition: bridge, path: credit",
      "definition: bridge, until: 2026-10-31",
    ] {
      try register(other)
      let run = try workspace.run("diff", "old.yaml", "new.yaml")
      #expect(run.status == 1, "\(other)")
      #expect(run.output.contains("ran out on 2026-10-31") == other.contains("until"))
    }
    try register("file: '*.yaml'")
    #expect(try workspace.run("diff", "old.yaml", "new.yaml").status == 0)
  }

  // MARK: - Policies and packs

  @Test func `a policy switches rules off and sets what fails`() throws {
    let workspace = try Self.workspace(Self.inflated)
    try workspace.write(
      ".badgelint.yaml",
      "policy: 1\nrules: {changes/less-work-for-credit: off, changes/hours-cut: info}\n")
    let run = try workspace.run("diff", "old.yaml", "new.yaml")
    #expect(!run.output.contains("less-work-for-credit"))
    #expect(run.output.contains("weakened info[changes/hours-cut]"))
    #expect(run.status == 0)
    #expect(try workspace.run("diff", "--fail-on", "info", "old.yaml", "new.yaml").status == 1)
    #expect(try workspace.run("diff", "--no-policy", "old.yaml", "new.yaml").status == 1)
    // The same policy serves linting, where such rules judge nothing.
    #expect(try workspace.lint("old.yaml").status < 2)
  }

  @Test func `a pack of one's own judges changes`() throws {
    let workspace = try Self.workspace(Self.stronger)
    try workspace.write(
      "own.yaml",
      """
      pack: 1
      name: own
      title: Own
      judges: changes
      rules:
        own/no-change-of-hours:
          title: Hours stay
          severity: error
          effect: weakened
          concern: unclear
          dimension: workload
          each: change
          where: has(change.old.workload.hours) && has(change.new.workload.hours)
          require: change.old.workload.hours == change.new.workload.hours
          at: change.new.workload.hours
          message: "{change.old.workload.hours} became {change.new.workload.hours}"
          why: We say so.
          fix: Keep them.
          examples:
            passes: [{old: {workload: 1 h}, new: {workload: 1 h}}]
            fails: [{old: {workload: 1 h}, new: {workload: 2 h}}]

      """)
    let run = try workspace.run("diff", "--pack", "own.yaml", "old.yaml", "new.yaml")
    #expect(run.status == 1)
    #expect(run.output.contains("weakened error[own/no-change-of-hours]: 90 became 120"))
    let test = try workspace.run("rules", "test", "own", "--pack", "own.yaml")
    #expect(test.output == "own: 1 rule, 2 examples, 0 failed\n")
  }

  // MARK: - Reports

  @Test func `JSON tells all that the text does`() throws {
    let workspace = try Self.workspace(Self.inflated)
    let run = try workspace.run(
      "diff", "--output", "json", "--output", "text=report.txt", "old.yaml", "new.yaml")
    #expect(run.status == 1)
    let json = try JSONFile(run.output)
    let change = try #require(try json.objects("changes").first)
    #expect(change["effect"] as? String == "inflated")
    #expect(change["matchedBy"] as? String == "id")
    #expect(change["fields"] as? [String] == ["workload"])
    let findings = try #require(change["findings"] as? [[String: Any]])
    #expect(findings.map { $0["effect"] as? String } == ["inflated", "weakened"])
    let old = try #require(findings[0]["old"] as? [String: Any])
    #expect(old["file"] as? String == "old.yaml")
    #expect(old["path"] as? String == "workload.hours")
    #expect((old["start"] as? [String: Any])?["line"] as? Int == 4)
    #expect(try json.number("inflated", in: "summary") == 1)
    let text = try workspace.read("report.txt")
    for finding in findings {
      let words = try #require(finding["message"] as? String).split(separator: " ")
      #expect(words.allSatisfy { text.contains($0) })
    }
  }

  @Test func `Markdown escapes what texts hold`() throws {
    let workspace = try Self.workspace(
      Self.old.replacing("title: Bridges", with: "title: \"<b>*x*</b> | @all [a](b)\""))
    let run = try workspace.run("diff", "--output", "markdown", "old.yaml", "new.yaml")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("## What changes for holders\n"))
    #expect(run.output.contains("&lt;b&gt;\\*x\\*&lt;/b&gt; \\| &#64;all \\[a\\](b)"))
    #expect(!run.output.contains("<b>"))
  }

  @Test func `the summary alone`() throws {
    let workspace = try Self.workspace(Self.inflated)
    let run = try workspace.run("diff", "--quiet", "old.yaml", "new.yaml")
    #expect(run.output == "old.yaml → new.yaml: 1 definition in both: 1 inflated\n")
  }

  // MARK: - Revisions

  @Test(.enabled(if: GitWorkspace.isAvailable)) func `a revision and the working tree`() throws {
    let git = try GitWorkspace()
    try git.write("badges/a b's \"é\".yaml", Self.old)
    try git.write("badges/same.yaml", "badgelint: 1\nid: same\ntitle: Same\n")
    try git.commit()
    try git.write("badges/a b's \"é\".yaml", Self.inflated)
    try git.write("badges/fresh.yaml", "badgelint: 1\nid: fresh\ntitle: Fresh\n")
    let run = try git.run("diff", "--since", "HEAD", "badges")
    #expect(run.status == 1)
    #expect(run.errors == "")
    #expect(
      run.output.contains(
        "  HEAD:badges/a b's \"é\".yaml:3 → badges/a b's \"é\".yaml:3\n"))
    #expect(run.output.contains("added: fresh"))
    #expect(!run.output.contains("same.yaml"))
    // From a folder below, paths are those of that folder.
    let below = try git.run("diff", "--since", "HEAD", in: "badges")
    #expect(below.output.contains("  HEAD:a b's \"é\".yaml:3 → a b's \"é\".yaml:3\n"))
    try git.commit()
    let two = try git.run("diff", "--since", "HEAD~1", "--until", "HEAD")
    #expect(two.status == 1)
    #expect(two.output.contains("HEAD~1 → HEAD: "))
    #expect(try git.run("diff", "--since", "HEAD").output.contains("nothing changed"))
  }

  @Test(.enabled(if: GitWorkspace.isAvailable)) func `a file under a new name`() throws {
    let git = try GitWorkspace()
    try git.write("a.yaml", "badgelint: 1\ntitle: Welding\ndescription: For welders.\n")
    try git.commit()
    try git.remove("a.yaml")
    try git.write("b.yaml", "badgelint: 1\ntitle: Seams\ndescription: For welders.\n")
    try git.git("add", "--all")
    let run = try git.run("diff", "--since", "HEAD")
    #expect(run.output.contains("renamed from 'Welding' to 'Seams'; taken as one by the file"))
  }

  @Test(.enabled(if: GitWorkspace.isAvailable))
  func `a branch is compared with where it left the other`() throws {
    let git = try GitWorkspace()
    try git.write("a.yaml", Self.old)
    try git.commit()
    try git.git("checkout", "--quiet", "-b", "proposal")
    try git.write("b.yaml", "badgelint: 1\nid: fresh\ntitle: Fresh\n")
    try git.commit()
    try git.git("checkout", "--quiet", "main")
    try git.write("a.yaml", Self.stronger)
    try git.commit()
    try git.git("checkout", "--quiet", "proposal")
    let run = try git.run("diff", "--since", "main")
    #expect(run.status == 0)
    #expect(run.output.contains("where this branch left main"))
    #expect(run.output.contains("1 added"))
    #expect(!run.output.contains("bridge"))
  }

  @Test(.enabled(if: GitWorkspace.isAvailable)) func `what git cannot give is told`() throws {
    let git = try GitWorkspace()
    try git.write("a.yaml", Self.old)
    try git.commit()
    try git.commit()
    for revision in ["nowhere", "--output=/tmp/x", "-1", ""] {
      let run = try git.run("diff", "--since=\(revision)")
      #expect(run.status == 2, "\(revision)")
      #expect(run.errors.contains("revision") || run.errors.contains("since"), "\(run.errors)")
    }
    let missing = try git.run("diff", "--since", "HEAD", "nowhere")
    #expect(missing.status == 2)
    #expect(missing.errors.contains("cannot find 'nowhere' in HEAD or the working tree"))
    let shallow = try GitWorkspace()
    try shallow.git(
      "clone", "--quiet", "--depth", "1", "file://\(git.workspace.folder.path)", "clone")
    let run = try shallow.run("diff", "--since", "HEAD~1", in: "clone")
    #expect(run.status == 2)
    #expect(run.errors.contains("shallow"))
    let outside = try Workspace(hasProbe: false)
    let none = try outside.run("diff", "--since", "HEAD")
    #expect(none.status == 2)
    #expect(none.errors.contains("in no repository of git"))
    let lost = try Program.run(
      ["diff", "--since", "HEAD"], in: git.workspace.folder,
      environment: ["PATH": outside.folder.path])
    #expect(lost.status == 2)
    #expect(lost.errors.contains("git is not installed"))
  }
}
