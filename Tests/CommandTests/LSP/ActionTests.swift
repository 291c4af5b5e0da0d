import Foundation
import Testing

@testable import BadgeLintCommand

/// Edits that mend findings, and waivers where they waive.
@Suite struct ActionTests {
  private let uri = "untitled:a"

  private func actions(
    _ session: EditorSession, _ line: Int, only: [String]? = nil
  ) throws -> [[String: Any]] {
    let known = try session.diagnostics(uri).map(\.members)
    var context: [String: Any] = ["diagnostics": known]
    if let only { context["only"] = only }
    let answer = try session.request(
      "textDocument/codeAction",
      [
        "textDocument": ["uri": uri], "range": EditorSession.range(line, 0, line, 999),
        "context": context,
      ])
    return try #require(answer as? [[String: Any]])
  }

  /// Makes the edit of an action, as a client does.
  private func make(
    _ action: [String: Any], _ session: EditorSession, version: Int, isOfVersion: Bool = true
  ) throws {
    let edit = try #require(action["edit"] as? [String: Any])
    let changes = try #require(edit["documentChanges"] as? [[String: Any]])
    let document = try #require(changes.first?["textDocument"] as? [String: Any])
    if isOfVersion { #expect(document["version"] as? Int == version - 1) }
    let edits = try #require(changes.first?["edits"] as? [[String: Any]])
    #expect(edits.count == 1)
    try session.change(
      uri, version: version,
      try edits.map { ["range": try #require($0["range"]), "text": try #require($0["newText"])] })
  }

  @Test func `a finding is mended by its edit`() throws {
    let session = try EditorSession()
    try session.open(uri, "badgelint: 1\r\ntitle: 🎓 X\r\nassesments: none # ä\r\n")
    let action = try #require(try actions(session, 2).first)
    #expect(action["title"] as? String == "Name it assessments")
    #expect(action["isPreferred"] as? Bool == true)
    #expect(
      (action["diagnostics"] as? [[String: Any]])?.first?["code"] as? String
        == "structure/unknown-field")
    try make(action, session, version: 2)
    let text = String(decoding: session.server.documents[uri]?.text ?? [], as: UTF8.self)
    #expect(text == "badgelint: 1\r\ntitle: 🎓 X\r\nassessments: none # ä\r\n")
    #expect(try !session.diagnostics(uri).contains { $0.code == "structure/unknown-field" })
  }

  @Test func `all safe edits are made at once`() throws {
    let session = try EditorSession()
    try session.open(uri, "badgelint: 1\ntitle: X\nkind: Badge\nassesments: none\n")
    let found = try actions(session, 0, only: ["source.fixAll"])
    #expect(found.map { $0["kind"] as? String } == ["source.fixAll.badgelint"])
    try make(try #require(found.first), session, version: 2)
    let text = String(decoding: session.server.documents[uri]?.text ?? [], as: UTF8.self)
    #expect(text == "badgelint: 1\ntitle: X\nkind: badge\nassessments: none\n")
    #expect(try actions(session, 0, only: ["source.fixAll"]).isEmpty)
    #expect(try actions(session, 0, only: ["refactor"]).isEmpty)
  }

  /// Every waiver that is offered for any finding of these texts waives it as soon as it has a reason
  /// and changes nothing else.
  @Test(arguments: [
    "badgelint: 1\ntitle: Certified X\nworkload: {hours: 20}\ncredit: 6 ECTS\nassesments: none\n",
    "badgelint: 1\r\ntitle: Certified X\r\noutcomes:\r\n  - {id: A, text: Understand it.}\r\n  - id: B\r\n    text: Know it.\r\n",
    "# top\nbadgelint: 1\nkind: x # why\ntitle: >\n  Certified\n  X\nissuer:\n  country: zz\n  nam: X\n",
    "---\nbadgelint: 1\ntitle: A\n---\nbadgelint: 1\ntitle: Certified B\nlevel: RQF 6\nissuer: {name: B, country: IE}\n",
  ]) func `a waiver stands where it waives`(text: String) throws {
    let session = try EditorSession()
    var version = 1
    var count = 0
    try session.open(uri, text)
    let lines = text.utf8.split(separator: 0x0A).count
    for line in 0..<lines {
      for action in try actions(session, line) {
        let title = try #require(action["title"] as? String)
        guard title.hasPrefix("Waive ") else { continue }
        let rule = try #require(title.split(separator: " ").dropFirst().first.map(String.init))
        let before = try session.diagnostics(uri)
        version += 1
        try make(action, session, version: version, isOfVersion: false)
        let asking = try session.diagnostics(uri)
        #expect(asking.count { $0.code == rule } == before.count { $0.code == rule }, "\(title)")
        #expect(asking.contains { $0.code == "structure/waiver-without-reason" }, "\(title)")
        let draft = String(
          decoding: try #require(session.server.documents[uri]?.text), as: UTF8.self)
        version += 1
        try session.change(
          uri, version: version, [["text": draft.replacingOccurrences(of: " -- ", with: " -- so")]])
        let after = try session.diagnostics(uri)
        #expect(after.count { $0.code == rule } < before.count { $0.code == rule }, "\(title)")
        let others = Set(before.map(\.code))
        #expect(after.allSatisfy { others.contains($0.code) }, "\(after.map(\.code))")
        count += 1
        version += 1
        try session.change(uri, version: version, [["text": text]])
      }
    }
    #expect(count >= 3)
  }

  @Test func `nothing is offered where no comment can stand, or the client takes no edits`() throws
  {
    let session = try EditorSession()
    try session.open(uri, "{\"badgelint\": 1, \"title\": \"Certified X\"}")
    #expect(
      try actions(session, 0).allSatisfy { ($0["title"] as? String)?.hasPrefix("Waive") == false })
    let old = try EditorSession(capabilities: [:])
    try old.open(uri, "badgelint: 1\nassesments: none\n")
    #expect(try actions(old, 1).isEmpty)
  }
}
