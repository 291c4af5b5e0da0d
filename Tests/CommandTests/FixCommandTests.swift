import Foundation
import Testing

/// `badgelint fix` through the program: what it writes, says and ends with.
@Suite struct FixCommandTests {
  private static let slips = "badgelint: 1\ntitle: A # short\nworklaod: 75 h\nkind: Badge\n"
  private static let mended = "badgelint: 1\ntitle: A # short\nworkload: 75 h\nkind: badge\n"

  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("a.yaml", Self.slips)
    return workspace
  }

  @Test func `files are mended, and the rest stays`() throws {
    let workspace = try workspace()
    try workspace.write("sub/b.yaml", Probe.error)
    let run = try workspace.run("fix", ".")
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(
      run.output
        == "a.yaml: 1 structure/unknown-field, 1 structure/value-not-listed\n"
        + "mended 2 findings in 1 file; 1 remains\n")
    #expect(try workspace.read("a.yaml") == Self.mended)
    #expect(try workspace.read("sub/b.yaml") == Probe.error)
    let again = try workspace.run("fix", ".")
    #expect(again.output == "mended 0 findings; 1 remains\n")
    #expect(again.status == 0)
  }

  @Test func `a diff writes nothing and can be applied`() throws {
    let workspace = try workspace()
    let run = try workspace.run("fix", "--diff", "a.yaml")
    #expect(run.status == 1)
    #expect(try workspace.read("a.yaml") == Self.slips)
    #expect(
      run.output == """
        --- a.yaml
        +++ a.yaml
        @@ -1,4 +1,4 @@
         badgelint: 1
         title: A # short
        -worklaod: 75 h
        -kind: Badge
        +workload: 75 h
        +kind: badge

        """)
    #expect(run.errors == "would mend 2 findings in 1 file; 0 remain\n")
    try workspace.write("a.yaml", Self.mended)
    let clean = try workspace.run("fix", "--diff", "a.yaml")
    #expect(clean.status == 0)
    #expect(clean.output == "")
  }

  @Test func `the diff is one that patch applies`() throws {
    let workspace = try workspace()
    let long = (1...30).map { "x-\($0): \($0)\n" }.joined()
    let text = Self.slips + long + "language: de_at"
    try workspace.write("a.yaml", text)
    let run = try workspace.run("fix", "--diff", "a.yaml")
    #expect(run.output.components(separatedBy: "\n@@ ").count == 3)
    #expect(run.output.contains("\\ No newline at end of file"))
    try workspace.write("a.diff", run.output)
    let patch = Process()
    patch.executableURL = URL(filePath: "/usr/bin/patch")
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/patch") else { return }
    patch.arguments = ["-s", "-p0", "-i", "a.diff"]
    patch.currentDirectoryURL = workspace.folder
    try patch.run()
    patch.waitUntilExit()
    #expect(patch.terminationStatus == 0)
    let patched = try workspace.read("a.yaml")
    try workspace.write("a.yaml", text)
    _ = try workspace.run("fix", "a.yaml")
    #expect(try workspace.read("a.yaml") == patched)
  }

  @Test func `standard input goes to standard output`() throws {
    let workspace = try workspace()
    let run = try workspace.run("fix", "-", input: Self.slips)
    #expect(run.output == Self.mended)
    #expect(run.errors.hasSuffix("\nmended 2 findings in 1 file; 0 remain\n"))
    #expect(run.status == 0)
    #expect(try workspace.run("fix", "-", "a.yaml", input: "").status == 2)
    // What cannot be mended comes out as it went in.
    let broken = try workspace.run("fix", "-", input: "badgelint: 1\ntitle: [\n")
    #expect(broken.output == "badgelint: 1\ntitle: [\n")
    #expect(broken.status == 2)
    #expect(broken.errors.contains("cannot be read to its end"))
  }

  @Test func `unsafe edits are made on demand`() throws {
    let workspace = try Workspace()
    let text = "badgelint: 1\ntitle: A\nvalidity: PT12M\n"
    try workspace.write("a.yaml", text)
    let run = try workspace.run("fix", "a.yaml")
    #expect(run.output == "mended 0 findings; 1 more with --unsafe; 1 remains\n")
    #expect(try workspace.read("a.yaml") == text)
    _ = try workspace.run("fix", "--unsafe", "a.yaml")
    #expect(try workspace.read("a.yaml") == "badgelint: 1\ntitle: A\nvalidity: P12M\n")
  }

  @Test func `rights and links stay`() throws {
    let workspace = try workspace()
    let file = workspace.folder.appending(path: "a.yaml").path
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
    try workspace.link("link.yaml", to: "a.yaml")
    let run = try workspace.run("fix", "link.yaml", "a.yaml")
    #expect(run.status == 0)
    #expect(run.output.contains("mended 2 findings in 1 file"))
    #expect(try workspace.read("a.yaml") == Self.mended)
    let rights = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
    #expect(rights as? Int == 0o640)
    let link = workspace.folder.appending(path: "link.yaml").path
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "a.yaml")
    let left = try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path)
    #expect(left.filter { $0.hasSuffix(".tmp") } == [])
  }

  @Test func `links out of the folders named are not followed`() throws {
    let workspace = try Workspace()
    try workspace.write("in/a.yaml", Self.slips)
    try workspace.write("out/b.yaml", Self.slips)
    try workspace.write("more/c.yaml", Self.slips)
    try workspace.link("in/b.yaml", to: "../out/b.yaml")
    try workspace.link("in/more", to: "../more")
    try workspace.link("in/same.yaml", to: "a.yaml")
    let run = try workspace.run("fix", "in")
    #expect(run.status == 0)
    #expect(try workspace.read("in/a.yaml") == Self.mended)
    #expect(try workspace.read("out/b.yaml") == Self.slips)
    #expect(try workspace.read("more/c.yaml") == Self.slips)
    #expect(
      run.errors == "note: in/b.yaml leads to out/b.yaml, outside of what was named, and was left "
        + "alone; name it to mend it\nnote: in/more/c.yaml leads to more/c.yaml, outside of what was "
        + "named, and was left alone; name it to mend it\n")
    #expect(try workspace.run("fix", "in", "more", "in/b.yaml").errors == "")
    #expect(try workspace.read("out/b.yaml") == Self.mended)
    #expect(try workspace.read("more/c.yaml") == Self.mended)
  }

  @Test func `a finding that a baseline knows does not become an open one`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write(".badgelint.yaml", "policy: 1\npacks: [tidy]\nbaseline: known.yaml\n")
    let text = "badgelint: 1\ntitle: A\nissuer: {name: B, url: 'http://b.example', country: ie}\n"
    try workspace.write("a.yaml", text.replacing("ie}", with: "IE}"))
    #expect(try workspace.run("baseline").status == 0)
    try workspace.write("a.yaml", text)
    _ = try workspace.run("fix", "a.yaml")
    #expect(try workspace.read("a.yaml") == text.replacing("ie}", with: "IE}"))
  }

  @Test func `a file that cannot be written is told, and others are mended`() throws {
    guard getuid() != 0 else { return }
    let workspace = try workspace()
    try workspace.write("b.yaml", Self.slips)
    let file = workspace.folder.appending(path: "a.yaml").path
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: file)
    let run = try workspace.run("fix", "a.yaml", "b.yaml")
    #expect(run.status == 2)
    #expect(run.errors.contains("a.yaml"))
    #expect(try workspace.read("a.yaml") == Self.slips)
    #expect(try workspace.read("b.yaml") == Self.mended)
  }

  @Test func `what is excused stays`() throws {
    let workspace = try Workspace()
    let allow = "# badgelint: allow structure/unknown-field -- an old tool reads it"
    let text = "badgelint: 1\ntitle: A\nworklaod: 75 h \(allow)\nkind: Badge\n"
    try workspace.write("a.yaml", text)
    #expect(try workspace.run("fix", "a.yaml").status == 0)
    #expect(try workspace.read("a.yaml") == text.replacing("Badge", with: "badge"))
    _ = try workspace.run("fix", "--no-waivers", "a.yaml")
    #expect(try workspace.read("a.yaml").contains("workload: 75 h"))

    try workspace.write(
      ".badgelint.yaml", "policy: 1\npacks: [.rules/probe.yaml]\nbaseline: known.yaml\n")
    try workspace.write("a.yaml", Self.slips)
    #expect(try workspace.run("baseline").status == 0)
    _ = try workspace.run("fix", "a.yaml")
    #expect(try workspace.read("a.yaml") == Self.slips)
    _ = try workspace.run("fix", "--no-baseline", "a.yaml")
    #expect(try workspace.read("a.yaml") == Self.mended)
  }

  @Test func `a pack whose edits do not end is named`() throws {
    let workspace = try Workspace()
    func rule(_ name: String, _ from: String, _ to: String) -> String {
      """
        circle/\(name):
          title: A title
          severity: warning
          concern: unclear
          dimension: clarity
          each: title
          require: "self != '\(from)'"
          message: a title
          why: because
          fix: do it
          edits: [{title: change it, safe: "true", set: {field: self, value: "'\(to)'"}}]
          examples: {passes: [{title: Z}], fails: [{title: \(from)}], fixed: [{before: {title: \(from)}, after: {title: \(to)}}]}

      """
    }
    let pack =
      "pack: 1\nname: circle\ntitle: Circle\nrules:\n" + rule("there", "A", "B")
      + rule("back", "B", "A") + rule("stuck", "C", "C ")
    try workspace.write(".rules/circle.yaml", pack)
    try workspace.write("a.yaml", "badgelint: 1\ntitle: A\n")
    let run = try workspace.run("fix", "--pack", ".rules/circle.yaml", "a.yaml")
    #expect(run.status == 2)
    #expect(
      run.errors.contains("a.yaml: the edits of circle/back at title and of others undo each other")
    )
    // No rule that is part of a circle leaves anything behind that it did not mend.
    #expect(["A", "B"].contains(try workspace.read("a.yaml").dropFirst(20).prefix(1)))
  }

  @Test func `reports tell of edits`() throws {
    let workspace = try workspace()
    let text = try workspace.lint("a.yaml")
    #expect(text.output.contains("= edit: name it workload (badgelint fix)"))
    #expect(text.output.contains("2 of these can be mended by `badgelint fix`"))
    let json = try workspace.lint("--output", "json", "a.yaml").output
    #expect(
      json.contains(
        "\"fix\": {\"title\": \"name it workload\", \"safe\": true, \"edits\": [{\"start\": "
          + "{\"line\": 3, \"column\": 6, \"byte\": 35}, \"end\": {\"line\": 3, \"column\": 8, "
          + "\"byte\": 37}, \"text\": \"oa\"}]}"))
    let sarif = try workspace.lint("--output", "sarif", "a.yaml").output
    #expect(sarif.contains("\"fixes\": [{\"description\": {\"text\": \"name it workload\"}"))
  }

  @Test func `what is no definition and what is not there end the run`() throws {
    let workspace = try workspace()
    try workspace.write("c.yaml", "a: 1\n")
    #expect(try workspace.run("fix", "c.yaml").errors.contains("c.yaml is no definition"))
    #expect(try workspace.run("fix", "c.yaml").status == 2)
    #expect(try workspace.run("fix", "none.yaml").status == 2)
    try workspace.write("d.yaml", "a: [1\n")
    #expect(try workspace.run("fix", "--as", "native", "d.yaml").status == 2)
  }
}
