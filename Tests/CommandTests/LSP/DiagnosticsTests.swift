import Foundation
import Testing

@testable import BadgeLintCommand

/// Findings while typing: of the newest text, at their places, and never of nothing.
@Suite struct DiagnosticsTests {
  private static let draft = """
    badgelint: 1
    title: Zertifizierte Bäder 🎓 Certified
    kind: microcredential
    workload: {hours: 20}
    credit: 6 ECTS # 🎓
    outcomes:
      - {id: LO1, text: Understand ä.}
    assesments: none

    """

  @Test func `a finding has its place, rule, reasons and second place`() throws {
    let session = try EditorSession(options: ["rulePages": "https://example.edu/rules"])
    try session.open("untitled:a", Self.draft, version: 7)
    let found = try session.diagnostics("untitled:a")
    let gross = try #require(found.first { $0.code == "core/credit-hours-gross" })
    #expect(gross.start == [4, 8] && gross.end == [4, 9])
    #expect(gross.severity == 1)
    #expect(gross.message.contains("\nwhy: ") && gross.message.contains("\nfix: "))
    let page = gross.members["codeDescription"] as? [String: Any]
    #expect(page?["href"] as? String == "https://example.edu/rules/core/credit-hours-gross.md")
    let related = try #require(gross.members["relatedInformation"] as? [[String: Any]])
    #expect(related.count == 1)
    #expect(session.publications("untitled:a").last?["version"] as? Int == 7)
    let verdict = try #require(found.first { $0.code == "verdict/inflated" })
    #expect(verdict.severity == 3 && verdict.start == [1, 7])
  }

  @Test func `places are counted in the encoding of the client`() throws {
    let text = "badgelint: 1\ntitle: 🎓ä {}\nkind: {x: 🎓, y: bad}\n"
    let ends = try ["utf-16", "utf-8"].map { encoding in
      let session = try EditorSession(capabilities: EditorSession.capabilities(encoding))
      try session.open("untitled:a", text)
      let found = try session.diagnostics("untitled:a")
      return try #require(found.first { $0.start.first == 2 }).end
    }
    #expect(ends == [[2, 21], [2, 23]])
  }

  @Test func `a client that can do little gets all in the message`() throws {
    let session = try EditorSession(capabilities: [:])
    try session.open("untitled:a", Self.draft)
    let gross = try #require(
      try session.diagnostics("untitled:a").first { $0.code == "core/credit-hours-gross" })
    #expect(gross.message.contains("(line 4)"))
    #expect(gross.members["relatedInformation"] == nil)
    #expect(gross.members["codeDescription"] == nil)
  }

  @Test func `only the newest of several texts is judged`() throws {
    let session = try EditorSession()
    try session.open("untitled:a", Probe.clean)
    for version in 2...9 {
      try session.change(
        "untitled:a", version: version, [["text": "badgelint: 1\ntitl\(version): X\n"]])
    }
    let found = try session.diagnostics("untitled:a")
    #expect(found.contains { $0.code == "structure/unknown-field" && $0.message.contains("titl9") })
    #expect(session.publications("untitled:a").compactMap { $0["version"] as? Int } == [9])
  }

  @Test func `closing takes the findings away`() throws {
    let session = try EditorSession()
    try session.open("untitled:a", Self.draft)
    #expect(try !session.diagnostics("untitled:a").isEmpty)
    try session.notify("textDocument/didClose", ["textDocument": ["uri": "untitled:a"]])
    #expect(try session.diagnostics("untitled:a").isEmpty)
    #expect(session.server.documents.isEmpty)
  }

  @Test(arguments: ["version: 3\nservices: {a: [}\n", "", "just text", "a: b\n---\nc: d\n"])
  func `what is no definition has no findings`(text: String) throws {
    let session = try EditorSession()
    try session.open("file:///tmp/not-there/compose.yaml", text)
    #expect(try session.diagnostics("file:///tmp/not-there/compose.yaml").isEmpty)
  }

  @Test func `what looks like a definition and says nowhere that it is one is told so once`() throws
  {
    let session = try EditorSession()
    let text = "# Draft\n\ntitle: X\nissuer: {name: Y}\noutcomes:\n  - Do it.\n"
    try session.open("untitled:a", text)
    let found = try session.diagnostics("untitled:a")
    #expect(found.count == 1)
    #expect(
      found.first?.severity == 3 && found.first?.start == [2, 0] && found.first?.end == [2, 8])
    #expect(found.first?.message.contains("lacks its marker") == true)
    #expect(found.first?.message.contains("begin it with 'badgelint: 1'") == true)
    try session.change("untitled:a", version: 2, [["text": "{\"title\": 1, \"issuer\": {}}"]])
    #expect(try session.diagnostics("untitled:a").map(\.start) == [[0, 0]])
    let inJSON = try session.diagnostics("untitled:a").first?.message
    #expect(inJSON?.contains("'\"badgelint\": 1'") == true)
    let others = ["title: X\ndescription: Y\n", "name: ci\non: push\njobs: {}\nlevel: 1\n"]
    for (index, other) in others.enumerated() {
      try session.change("untitled:a", version: 3 + index, [["text": other]])
      #expect(try session.diagnostics("untitled:a").isEmpty)
    }
  }

  @Test func `a broken definition says where`() throws {
    let session = try EditorSession()
    try session.open("untitled:a", "badgelint: 1\ntitle: X\nissuer: {name: [\n")
    #expect(try session.diagnostics("untitled:a").map(\.code) == ["structure/syntax"])
  }

  @Test func `several documents and unknown ones among them`() throws {
    let session = try EditorSession()
    try session.open("untitled:a", "badgelint: 1\ntitle: X\n---\nother: 1\n---\nbadgelint: 1\n")
    let found = try session.diagnostics("untitled:a")
    #expect(found.contains { $0.start == [3, 0] && $0.message.hasPrefix("this document is no") })
    #expect(found.contains { $0.code == "structure/missing-field" && $0.start.first == 5 })
  }

  @Test func `what would be taken out is shown as such`() throws {
    let session = try EditorSession()
    try session.open(
      "untitled:a", "badgelint: 1\ntitle: X\nkind: badge\nkind: badge\n")
    let found = try #require(
      try session.diagnostics("untitled:a").first { $0.code == "structure/duplicate-key" })
    #expect(found.members["tags"] as? [Int] == [1])
  }

  @Test func `waived findings are not shown`() throws {
    let session = try EditorSession()
    let text = Self.draft.replacingOccurrences(
      of: "credit: 6 ECTS # 🎓",
      with: "credit: 6 ECTS # badgelint: allow core/credit-hours-gross -- decided")
    try session.open("untitled:a", text)
    #expect(
      try !session.diagnostics("untitled:a").contains { $0.code == "core/credit-hours-gross" })
  }

  @Test func `a text that is too large or too deep does not block`() throws {
    let session = try EditorSession()
    let line = "# " + String(repeating: "x", count: 998) + "\n"
    try session.open("untitled:a", "badgelint: 1\n" + String(repeating: line, count: 10_000))
    let found = try session.diagnostics("untitled:a")
    #expect(found.count == 1 && found.first?.message.hasPrefix("not judged while it is") == true)
    try session.open("untitled:b", "badgelint: 1\nx-a: " + String(repeating: "[", count: 100_000))
    #expect(try session.diagnostics("untitled:b").map(\.code) == ["structure/syntax"])
  }

  // MARK: - Policies and other documents of the program

  private func uri(_ workspace: Workspace, _ path: String) -> String {
    "file://" + workspace.folder.appending(path: path).path
  }

  private func watched(_ session: EditorSession, _ uri: String) throws {
    try session.notify(
      "workspace/didChangeWatchedFiles", ["changes": [["uri": uri, "type": 2]]])
  }

  @Test func `the policy is that of the folder, and a change of it counts at once`() throws {
    let workspace = try Workspace()
    let session = try EditorSession()
    let file = uri(workspace, "sub/a.yaml")
    try session.open(file, Probe.error)
    #expect(try session.diagnostics(file).map(\.code) == ["probe/error"])
    try workspace.write(
      ".badgelint.yaml", "policy: 1\npacks: [.rules/probe.yaml]\nrules: {probe/error: info}\n")
    try watched(session, uri(workspace, ".badgelint.yaml"))
    #expect(try session.diagnostics(file).map(\.severity) == [3])
    try workspace.write(
      ".badgelint.yaml", "policy: 1\npacks: [.rules/probe.yaml]\nexclude: [sub/**]\n")
    try watched(session, uri(workspace, ".badgelint.yaml"))
    #expect(try session.diagnostics(file).isEmpty)
  }

  @Test func `a policy that cannot be read is told in both files`() throws {
    let workspace = try Workspace()
    let session = try EditorSession()
    let (file, policy) = (uri(workspace, "a.yaml"), uri(workspace, ".badgelint.yaml"))
    try workspace.write(".badgelint.yaml", "policy: 1\nrules: {probe/error: loud}\n")
    try session.open(file, Probe.error)
    let found = try session.diagnostics(file)
    #expect(found.count == 1 && found.first?.severity == 1)
    #expect(found.first?.message.hasPrefix("not judged: in ") == true)
    #expect(try session.diagnostics(policy).map(\.start) == [[1, 21]])
    try workspace.write(".badgelint.yaml", "policy: 1\npacks: [.rules/probe.yaml]\n")
    try watched(session, policy)
    #expect(try session.diagnostics(file).map(\.code) == ["probe/error"])
    #expect(try session.diagnostics(policy).isEmpty)
  }

  @Test func `a broken pack of the policy is told in the pack, and once in the definition`() throws
  {
    let workspace = try Workspace()
    let session = try EditorSession()
    try workspace.write(
      ".rules/probe.yaml", "pack: 1\nname: probe\ntitle: P\nrules:\n  probe/x: {severity: loud}\n")
    try session.open(uri(workspace, "a.yaml"), Probe.error)
    let found = try session.diagnostics(uri(workspace, "a.yaml"))
    #expect(found.count == 1 && found.first?.message.contains(" more there") == true)
    let related = found.first?.members["relatedInformation"] as? [[String: Any]]
    #expect((related?.count ?? 0) > 1)
    #expect(try session.diagnostics(uri(workspace, ".rules/probe.yaml")).count == related?.count)
    try session.notify(
      "textDocument/didClose", ["textDocument": ["uri": uri(workspace, "a.yaml")]])
    #expect(try session.diagnostics(uri(workspace, ".rules/probe.yaml")).isEmpty)
  }

  @Test func `a policy that is open is judged while it is written`() throws {
    let workspace = try Workspace()
    let session = try EditorSession()
    let policy = uri(workspace, ".badgelint.yaml")
    try session.open(policy, "policy: 1\npakcs: [core]\n")
    let found = try session.diagnostics(policy)
    #expect(found.map(\.start) == [[1, 0]])
    #expect(found.first?.message.contains("did you mean 'packs'?") == true)
    // What names what is not there is told before it is saved, each at its place.
    let unknown = """
      policy: 1
      packs: [core, eu-2023, .rules/probe.yaml, .rules/none.yaml]
      rules: {core/kind-mising: off, probe/error: off}
      parameters: {core: {weeklyHour: 3}}
      overrides:
        - {files: ["x/**"], packs: [cmff], rules: {core/kind-mising: info}}

      """
    try session.change(policy, version: 2, [["text": unknown]])
    let missing = try session.diagnostics(policy)
    #expect(missing.map(\.start) == [[1, 42]])
    #expect(missing.first?.message.contains("cannot find '.rules/none.yaml'") == true)
    try session.change(
      policy, version: 3,
      [["text": unknown.replacingOccurrences(of: ", .rules/none.yaml", with: "")]])
    let named = try session.diagnostics(policy)
    #expect(named.map(\.start) == [[1, 14], [5, 30], [2, 8], [3, 20], [5, 45]])
    #expect(named.allSatisfy { $0.message.contains("did you mean '") && $0.severity == 1 })
    try session.change(
      policy, version: 4,
      [["text": "policy: 1\npacks: [core]\nrules: {low-value/attendance-only: off}\n"]])
    #expect(try session.diagnostics(policy).map(\.start) == [[2, 8]])
    try session.change(
      policy, version: 5, [["text": "policy: 1\npacks: [.rules/probe.yaml]\n"]])
    #expect(try session.diagnostics(policy).isEmpty)
    // What a policy leads to is told when it is saved.
    try workspace.write("waivers.yaml", "waivers: 1\nentries: 3\n")
    let leading = "policy: 1\npacks: [.rules/probe.yaml]\nwaivers: waivers.yaml\n"
    try workspace.write(".badgelint.yaml", leading)
    try session.change(policy, version: 6, [["text": leading]])
    try session.notify("textDocument/didSave", ["textDocument": ["uri": policy]])
    #expect(try session.diagnostics(policy).first?.message.contains("waivers.yaml") == true)
  }

  @Test func `a pack is checked with its expressions`() throws {
    let session = try EditorSession()
    let pack = Probe.pack.replacingOccurrences(
      of: "size(self) <= longest", with: "size(self) <= longer")
    try session.open("file:///tmp/not-there/probe.yaml", pack)
    let found = try session.diagnostics("file:///tmp/not-there/probe.yaml")
    #expect(found.contains { $0.severity == 1 && $0.message.contains("longer") })
    try session.change("file:///tmp/not-there/probe.yaml", version: 2, [["text": Probe.pack]])
    let sound = try session.diagnostics("file:///tmp/not-there/probe.yaml")
    #expect(sound.allSatisfy { $0.severity == 2 } && !sound.isEmpty)
  }

  @Test func `a register of waivers is read`() throws {
    let session = try EditorSession()
    try session.open(
      "file:///tmp/not-there/waivers.yaml", "waivers: 1\nentries:\n  - {rule: core/level-country}\n"
    )
    let found = try session.diagnostics("file:///tmp/not-there/waivers.yaml")
    #expect(found.count == 1 && found.first?.message.contains("'reason' is missing") == true)
  }
}
