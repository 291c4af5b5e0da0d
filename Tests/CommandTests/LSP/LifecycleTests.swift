import Foundation
import Testing

@testable import BadgeLintCommand

/// A session begins and ends as the protocol says, and what is wrong is told.
@Suite struct LifecycleTests {
  private func code(_ response: [String: Any]) -> Int? {
    (response["error"] as? [String: Any])?["code"] as? Int
  }

  @Test func `nothing is answered before initialize`() throws {
    let session = try EditorSession(capabilities: nil)
    #expect(code(try session.response("textDocument/hover", [:])) == -32002)
    try session.open("untitled:a", Probe.error)
    #expect(session.server.documents.isEmpty)
    #expect(code(try session.response("initialize", nil)) == -32602)
    #expect(code(try session.response("initialize", ["capabilities": [:]])) == nil)
    #expect(code(try session.response("initialize", ["capabilities": [:]])) == -32600)
  }

  @Test func `the encoding is agreed on`() throws {
    for (offered, taken) in [
      (["utf-16", "utf-8"], "utf-8"), (["utf-32", "utf-16"], "utf-16"), ([], "utf-16"),
    ] {
      let session = try EditorSession(capabilities: nil)
      let result = try session.request(
        "initialize", ["capabilities": ["general": ["positionEncodings": offered]]])
      let capabilities = (result as? [String: Any])?["capabilities"] as? [String: Any]
      #expect(capabilities?["positionEncoding"] as? String == taken)
    }
  }

  @Test func `files are watched where the client can`() throws {
    let session = try EditorSession()
    #expect(session.messages.contains { $0["method"] as? String == "client/registerCapability" })
    let plain = try EditorSession(capabilities: [:])
    #expect(!plain.messages.contains { $0["method"] as? String == "client/registerCapability" })
  }

  @Test func `shutdown and exit end with 0, exit alone with 1`() throws {
    let session = try EditorSession()
    _ = try session.request("shutdown")
    #expect(code(try session.response("textDocument/hover", [:])) == -32600)
    #expect(session.server.exitCode == nil)
    try session.notify("exit", [:])
    #expect(session.server.exitCode == 0)
    let other = try EditorSession()
    try other.notify("exit", [:])
    #expect(other.server.exitCode == 1)
    let gone = try EditorSession()
    gone.server.endInput()
    #expect(gone.server.exitCode == 1)
  }

  @Test func `unknown methods and bad parameters have their codes`() throws {
    let session = try EditorSession()
    #expect(code(try session.response("workspace/symbol", [:])) == -32601)
    #expect(code(try session.response("textDocument/hover", [:])) == -32602)
    #expect(code(try session.response("textDocument/hover", nil)) == -32602)
    #expect(
      code(try session.response("textDocument/hover", session.at("untitled:no", 0, 0))) == -32602)
    try session.open("untitled:a", Probe.error)
    for bad: Any in [["line": -1, "character": 0], ["line": "1", "character": 0], 7] {
      let response = try session.response(
        "textDocument/hover", ["textDocument": ["uri": "untitled:a"], "position": bad])
      #expect(code(response) == -32602)
    }
    let count = session.messages.count
    try session.notify("$/setTrace", ["value": "off"])
    try session.notify("workspace/didChangeConfiguration", ["settings": [:]])
    #expect(session.messages.count == count)
  }

  @Test func `what is no JSON or no request is refused, and the session goes on`() throws {
    let session = try EditorSession()
    for (body, expected) in [
      ("{\"jsonrpc\": \"2.0\", ", -32700), ("nonsense", -32700), ("[]", -32600),
      ("{\"id\": 1}", -32600),
      ("{\"id\": {}, \"method\": \"shutdown\"}", -32600), ("{\"id\": 1, \"method\": 3}", -32600),
    ] {
      try session.receive(EditorSession.framed(body))
      let answer = session.messages.last { $0["error"] != nil }
      #expect(answer.flatMap(code) == expected, "\(body)")
    }
    #expect(session.messages.contains { $0["method"] as? String == "window/logMessage" })
    try session.open("untitled:a", "badgelint: 1\n")
    #expect(try !session.diagnostics("untitled:a").isEmpty)
  }

  @Test func `a request with the id null is refused, an answer with it taken`() throws {
    let session = try EditorSession()
    try session.receive(
      EditorSession.framed("{\"jsonrpc\": \"2.0\", \"id\": null, \"method\": \"shutdown\"}"))
    let answer = try #require(session.messages.last { $0["error"] != nil })
    #expect(code(answer) == -32600)
    #expect(answer["id"] is NSNull)
    let count = session.messages.count
    try session.receive(
      EditorSession.framed(
        "{\"jsonrpc\": \"2.0\", \"id\": null, \"error\": {\"code\": -32700, \"message\": \"x\"}}"))
    #expect(session.messages.count == count)
  }

  @Test func `a cancelled request is answered as such`() throws {
    let session = try EditorSession()
    try session.open("untitled:a", Probe.error)
    let request = try EditorSession.framed([
      "jsonrpc": "2.0", "id": "x", "method": "textDocument/hover",
      "params": session.at("untitled:a", 1, 0),
    ])
    let cancel = try EditorSession.framed([
      "jsonrpc": "2.0", "method": "$/cancelRequest", "params": ["id": "x"],
    ])
    try session.receive(request + cancel)
    let answers = session.messages.filter { $0["id"] as? String == "x" }
    #expect(answers.count == 1)
    #expect(answers.first.flatMap(code) == -32800)
  }

  @Test func `stray bytes are told to the client`() throws {
    let session = try EditorSession(framing: MessageFraming(mostBytes: 10_000))
    try session.receive(EditorSession.framed(String(repeating: " ", count: 20_000)))
    let log = session.messages.last { $0["method"] as? String == "window/logMessage" }
    let text = (log?["params"] as? [String: Any])?["message"] as? String
    #expect(text?.contains("20000 bytes") == true)
    // Also where they come together with the beginning of the session.
    let other = try EditorSession(capabilities: nil)
    let initialize = "{\"id\": 1, \"method\": \"initialize\", \"params\": {\"capabilities\": {}}}"
    try other.receive(EditorSession.framed(initialize) + Array("stray\r\n\r\n".utf8))
    #expect(other.messages.last?["method"] as? String == "window/logMessage")
    #expect(other.server.notes.isEmpty)
  }

  @Test func `signs that JSON allows and YAML does not come through`() throws {
    let session = try EditorSession()
    let text = "badgelint: 1\ntitle: a\u{7F}\u{85}\u{80}\u{FFFF}b\n"
    try session.receive(
      EditorSession.framed(
        "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":"
          + "{\"uri\":\"untitled:a\",\"version\":1,\"text\":\""
          + text.replacingOccurrences(of: "\n", with: "\\n") + "\"}}}"))
    #expect(session.server.documents["untitled:a"]?.text == Array(text.utf8))
    #expect(try session.diagnostics("untitled:a").contains { $0.code == "structure/syntax" })
  }

  // MARK: - As a process

  @Test func `the program speaks on standard output and ends with the input`() throws {
    let workspace = try Workspace(hasProbe: false)
    let initialize = String(
      decoding: EditorSession.framed(
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"initialize\", \"params\": {\"capabilities\": {}}}"
      ),
      as: UTF8.self)
    let run = try workspace.run("lsp", "--stdio", input: initialize)
    #expect(run.status == 1)
    #expect(run.output.hasPrefix("Content-Length: "))
    #expect(run.output.contains("\"serverInfo\": {\"name\": \"badgelint\""))
    let end = [
      "{\"jsonrpc\": \"2.0\", \"id\": 2, \"method\": \"shutdown\"}",
      "{\"jsonrpc\": \"2.0\", \"method\": \"exit\"}",
    ].map { String(decoding: EditorSession.framed($0), as: UTF8.self) }.joined()
    let whole = try workspace.run("lsp", input: initialize + end)
    #expect(whole.status == 0)
    #expect(whole.errors.isEmpty)
    let noise = try workspace.run("lsp", input: "hello\r\n\r\n")
    #expect(noise.status == 1)
    #expect(noise.output.isEmpty)
    #expect(noise.errors.contains("a header without a usable Content-Length"))
  }

  @Test func `a length that no message has ends the program with words`() throws {
    let workspace = try Workspace(hasProbe: false)
    let initialize = String(
      decoding: EditorSession.framed(
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"initialize\", \"params\": {\"capabilities\": {}}}"
      ), as: UTF8.self)
    let run = try workspace.run(
      "lsp", input: initialize + "Content-Length: 999999999999\r\n\r\n{}")
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("badgelint lsp: a header says Content-Length: 999999999999"))
    #expect(run.output.hasPrefix("Content-Length: "))
  }

  @Test func `wrong options end with 2`() throws {
    let workspace = try Workspace(hasProbe: false)
    #expect(try workspace.run("lsp", "--policy", "a", "--no-policy", input: "").status == 2)
    #expect(try workspace.run("lsp", "--rules-dir", "not-there", input: "").status == 2)
  }
}
