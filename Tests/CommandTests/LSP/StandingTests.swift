import Foundation
import Testing

@testable import BadgeLintCommand

/// A text that the server cannot follow any more is judged by nobody until it is known again.
@Suite struct StandingTests {
  private let uri = "untitled:a"
  private static let broken = "badgelint: 1\nassesments: none\n"

  private func shown(_ session: EditorSession) -> [String] {
    session.messages.filter { $0["method"] as? String == "window/showMessage" }
      .compactMap { ($0["params"] as? [String: Any])?["message"] as? String }
  }

  private func logged(_ session: EditorSession) -> [String] {
    session.messages.filter { $0["method"] as? String == "window/logMessage" }
      .compactMap { ($0["params"] as? [String: Any])?["message"] as? String }
  }

  private func expectSilence(_ session: EditorSession) throws {
    #expect(try session.diagnostics(uri).isEmpty)
    for method in ["textDocument/hover", "textDocument/completion"] {
      #expect(try session.request(method, session.at(uri, 0, 0)) is NSNull, "\(method)")
    }
    #expect(
      try session.request("textDocument/documentSymbol", ["textDocument": ["uri": uri]]) is NSNull)
    let actions = try session.request(
      "textDocument/codeAction",
      [
        "textDocument": ["uri": uri], "range": EditorSession.range(0, 0, 1, 0),
        "context": ["diagnostics": []],
      ])
    #expect(actions is NSNull)
  }

  // MARK: - Changes that cannot be made

  static var refused: [[String: Any]] {
    [
      ["range": EditorSession.range(1, 3, 1, 0), "text": "x"],
      ["range": EditorSession.range(9, 0, 9, 0), "text": "x"],
      ["range": EditorSession.range(0, 0, 9, 0), "text": "x"],
      ["range": EditorSession.range(0, -1, 0, 0), "text": "x"],
      ["range": EditorSession.range(0, 0, 0, 1)],
      ["range": 7, "text": "x"],
    ]
  }

  @Test(arguments: refused.indices) func `after a change that was refused nothing is said`(
    index: Int
  ) throws {
    let session = try EditorSession()
    try session.open(uri, Self.broken)
    #expect(try !session.diagnostics(uri).isEmpty)
    try session.change(uri, version: 2, [Self.refused[index]])
    try expectSilence(session)
    #expect(session.publications(uri).last?["version"] as? Int == 2)
    // Changes of parts do not help, and are no reason to say it again.
    try session.change(
      uri, version: 3, [["range": EditorSession.range(0, 0, 0, 0), "text": "#\n"]])
    try expectSilence(session)
    #expect(shown(session).count == 1)
    #expect(shown(session).first?.hasPrefix("badgelint lost track of a, as ") == true)
    try session.change(uri, version: 4, [["text": Self.broken]])
    #expect(try session.diagnostics(uri).contains { $0.code == "structure/unknown-field" })
    try session.change(uri, version: 5, [Self.refused[index]])
    #expect(shown(session).count == 2)
    try session.notify("textDocument/didClose", ["textDocument": ["uri": uri]])
    try session.open(uri, Self.broken)
    #expect(try session.diagnostics(uri).contains { $0.code == "structure/unknown-field" })
  }

  @Test func `a change without changes, or one that is no JSON, is one that nobody knows`() throws {
    let session = try EditorSession()
    try session.open(uri, Self.broken)
    try session.notify("textDocument/didChange", ["textDocument": ["uri": uri, "version": 2]])
    try expectSilence(session)
    let other = try EditorSession()
    try other.open(uri, Self.broken)
    try other.receive(
      EditorSession.framed(
        "{\"method\": \"textDocument/didChange\", \"params\": {\"textDocument\": {\"uri\": \"\(uri)\", "
          + "\"version\": 2}, \"contentChanges\": [{\"text\": \"a\tb\"}]}}"))
    try expectSilence(other)
    #expect(shown(other).first?.contains("the message is not JSON") == true)
  }

  @Test func `the line after the last one is the end of the text`() throws {
    let session = try EditorSession()
    try session.open(uri, "badgelint: 1\ntitle: X")
    try session.change(
      uri, version: 2, [["range": EditorSession.range(1, 0, 2, 0), "text": "title: Y"]])
    #expect(session.server.documents[uri]?.text == Array("badgelint: 1\ntitle: Y".utf8))
    #expect(shown(session).isEmpty)
  }

  // MARK: - Versions

  @Test func `a change of an older text is ignored and logged`() throws {
    let session = try EditorSession()
    try session.open(uri, Self.broken, version: 5)
    for version in [5, 4, -1] {
      try session.change(uri, version: version, [["text": "badgelint: 1\n"]])
    }
    #expect(session.server.documents[uri]?.text == Array(Self.broken.utf8))
    #expect(session.server.documents[uri]?.version == 5)
    #expect(logged(session).count { $0.contains("was ignored") && $0.contains("5 is held") } == 3)
    try session.change(uri, version: 6, [["text": "badgelint: 1\n"]])
    #expect(session.server.documents[uri]?.text == Array("badgelint: 1\n".utf8))
    #expect(shown(session).isEmpty)
  }

  // MARK: - Texts and messages above the limit

  private func large() throws -> EditorSession {
    try EditorSession(framing: MessageFraming(mostBytes: 10_000))
  }

  private static let long = broken + "# " + String(repeating: "x", count: 20_000)

  @Test func `a document above the limit is open and not judged`() throws {
    let session = try large()
    try session.open(uri, Self.long)
    let found = try session.diagnostics(uri)
    #expect(found.count == 1 && found.first?.message.hasPrefix("not judged while it is") == true)
    #expect(shown(session).count == 1)
    #expect(
      shown(session).first?.hasPrefix("badgelint does not judge a while it is edited") == true)
    #expect(try session.request("textDocument/hover", session.at(uri, 0, 0)) is NSNull)
    try session.change(
      uri, version: 2, [["range": EditorSession.range(0, 0, 0, 0), "text": "#\n"]])
    try session.change(uri, version: 3, [["text": Self.long]])
    #expect(shown(session).count == 1)
    #expect(!logged(session).contains { $0.contains("not open") })
    try session.change(uri, version: 4, [["text": Self.broken]])
    #expect(try session.diagnostics(uri).contains { $0.code == "structure/unknown-field" })
    // A large change loses a text that was known.
    try session.change(uri, version: 5, [["text": Self.long]])
    #expect(try session.diagnostics(uri).count == 1)
    #expect(shown(session).count == 2)
    try session.notify("textDocument/didClose", ["textDocument": ["uri": uri]])
    #expect(try session.diagnostics(uri).isEmpty)
  }

  @Test func `a request that is too large is answered`() throws {
    let session = try large()
    let padding = String(repeating: "[", count: 20_000)
    for id: Any in [77, "a \"b\" ä"] {
      let body: [String: Any] = [
        "id": id, "jsonrpc": "2.0", "method": "textDocument/hover",
        "params": ["id": 5, "method": "x", "padding": padding],
      ]
      try session.receive(try EditorSession.framed(body))
      let answer = try #require(session.messages.last { $0["error"] != nil })
      #expect("\(answer["id"] ?? "")" == "\(id)")
      #expect((answer["error"] as? [String: Any])?["code"] as? Int == -32803)
    }
    // What is no request gets no answer.
    let count = session.messages.count { $0["error"] != nil }
    try session.notify("$/x", ["padding": padding])
    try session.receive(try EditorSession.framed(["id": 1, "jsonrpc": "2.0", "result": padding]))
    #expect(session.messages.count { $0["error"] != nil } == count)
  }
}
