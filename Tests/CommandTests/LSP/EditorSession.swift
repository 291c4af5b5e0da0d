import BadgeLint
import Foundation
import Testing

@testable import BadgeLintCommand

/// A server in this process with a client that keeps what it is told.
final class EditorSession {
  var server: LanguageServer
  /// All messages of the server, in their order.
  private(set) var messages: [[String: Any]] = []
  private var nextID = 1

  static let day = CalendarDate("2026-11-01")

  /// Capabilities of a client that can do everything.
  static func capabilities(_ encoding: String = "utf-16") -> [String: Any] {
    [
      "general": ["positionEncodings": [encoding]],
      "workspace": [
        "workspaceEdit": ["documentChanges": true],
        "didChangeWatchedFiles": ["dynamicRegistration": true],
      ],
      "textDocument": [
        "hover": ["contentFormat": ["markdown", "plaintext"]],
        "completion": [
          "completionItem": [
            "snippetSupport": true, "documentationFormat": ["markdown"],
            "insertTextModeSupport": ["valueSet": [1, 2]],
          ]
        ],
        "publishDiagnostics": [
          "relatedInformation": true, "codeDescriptionSupport": true,
          "tagSupport": ["valueSet": [1, 2]],
        ],
        "codeAction": [
          "codeActionLiteralSupport": ["codeActionKind": ["valueSet": []]],
          "isPreferredSupport": true,
        ],
        "documentSymbol": ["hierarchicalDocumentSymbolSupport": true],
      ],
    ]
  }

  init(
    capabilities: [String: Any]? = EditorSession.capabilities(), options: [String: Any] = [:],
    framing: MessageFraming = MessageFraming()
  ) throws {
    var settings = ServerSettings()
    settings.day = Self.day
    let library = try Shipped.library.get()
    server = LanguageServer(library, settings, words: try library.editor(), framing: framing)
    guard let capabilities else { return }
    _ = try request(
      "initialize", ["capabilities": capabilities, "initializationOptions": options])
    try notify("initialized", [:])
  }

  // MARK: - Messages

  static func framed(_ body: String) -> [UInt8] {
    Array("Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
  }

  static func framed(_ message: [String: Any]) throws -> [UInt8] {
    let data = try JSONSerialization.data(withJSONObject: message, options: [.sortedKeys])
    return framed(String(decoding: data, as: UTF8.self))
  }

  /// Gives the server bytes and reads what it answers.
  func receive(_ bytes: [UInt8]) throws {
    server.receive(bytes)
    try take()
  }

  private func take() throws {
    var rest = server.takeOutput()[...]
    while !rest.isEmpty {
      let head = Array("Content-Length: ".utf8)
      try #require(rest.starts(with: head), "no header: \(String(decoding: rest, as: UTF8.self))")
      let digits = rest.dropFirst(head.count).prefix { $0 != 0x0D }
      let length = try #require(Int(String(decoding: digits, as: UTF8.self)))
      let body = rest.dropFirst(head.count + digits.count + 4).prefix(length)
      try #require(body.count == length)
      let value = try JSONSerialization.jsonObject(with: Data(body))
      messages.append(try #require(value as? [String: Any]))
      rest = rest.dropFirst(head.count + digits.count + 4 + length)
    }
  }

  /// What the server answers to a request.
  func response(_ method: String, _ parameters: Any?) throws -> [String: Any] {
    let id = nextID
    nextID += 1
    var message: [String: Any] = ["jsonrpc": "2.0", "id": id, "method": method]
    if let parameters { message["params"] = parameters }
    try receive(try Self.framed(message))
    return try #require(messages.last { $0["id"] as? Int == id && $0["method"] == nil })
  }

  func request(_ method: String, _ parameters: Any? = nil) throws -> Any? {
    let response = try response(method, parameters)
    #expect(response["error"] == nil, "\(method): \(response)")
    return response["result"]
  }

  func notify(_ method: String, _ parameters: Any) throws {
    try receive(
      try Self.framed(["jsonrpc": "2.0", "method": method, "params": parameters]))
  }

  // MARK: - Documents

  func open(_ uri: String, _ text: String, version: Int = 1) throws {
    try notify(
      "textDocument/didOpen",
      ["textDocument": ["uri": uri, "languageId": "yaml", "version": version, "text": text]])
  }

  func change(_ uri: String, version: Int, _ changes: [[String: Any]]) throws {
    try notify(
      "textDocument/didChange",
      ["textDocument": ["uri": uri, "version": version], "contentChanges": changes])
  }

  static func range(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> [String: Any] {
    ["start": ["line": a, "character": b], "end": ["line": c, "character": d]]
  }

  /// Lets the server judge, and gives what it published last for a document.
  func diagnostics(_ uri: String) throws -> [Diagnostic] {
    server.judge()
    try take()
    let published = try #require(publications(uri).last, "nothing published for \(uri)")
    let list = try #require(published["diagnostics"] as? [[String: Any]])
    return try list.map { try Diagnostic($0) }
  }

  /// All that was published for a document.
  func publications(_ uri: String) -> [[String: Any]] {
    messages.filter { $0["method"] as? String == "textDocument/publishDiagnostics" }
      .compactMap { $0["params"] as? [String: Any] }.filter { $0["uri"] as? String == uri }
  }

  func at(_ uri: String, _ line: Int, _ character: Int) -> [String: Any] {
    ["textDocument": ["uri": uri], "position": ["line": line, "character": character]]
  }
}

/// A diagnostic as a client sees it.
struct Diagnostic {
  let members: [String: Any]
  let code: String
  let severity: Int
  let message: String
  let start: [Int]
  let end: [Int]

  init(_ members: [String: Any]) throws {
    self.members = members
    code = members["code"] as? String ?? ""
    severity = try #require(members["severity"] as? Int)
    message = try #require(members["message"] as? String)
    #expect(members["source"] as? String == "badgelint")
    let range = try #require(members["range"] as? [String: Any])
    func place(_ key: String) throws -> [Int] {
      let place = try #require(range[key] as? [String: Any])
      return [
        try #require(place["line"] as? Int), try #require(place["character"] as? Int),
      ]
    }
    start = try place("start")
    end = try place("end")
  }
}

/// A text with a sign where the cursor is.
struct Marked {
  let text: String
  let line: Int
  let character: Int

  init(_ marked: String) throws {
    let parts = marked.split(separator: "‸", omittingEmptySubsequences: false)
    try #require(parts.count == 2)
    text = parts.joined()
    let lines = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
    line = lines.count - 1
    character = lines[line].utf16.count
  }
}
