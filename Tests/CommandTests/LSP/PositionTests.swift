import BadgeLint
import Foundation
import Testing

@testable import BadgeLintCommand

/// Places are counted as the client counts them, and edits change the text as it does.
@Suite struct PositionTests {
  private let text = Array("aä🎓b\r\nzwei\rdrei\n".utf8)

  @Test func `UTF-16 counts a sign beyond the first plane as two`() {
    let positions = TextPositions(text, .utf16)
    let places = [0, 1, 3, 7, 8, 10, 15, 20].map { positions.position(of: $0) }
    #expect(
      places.map { [$0.line, $0.character] } == [
        [0, 0], [0, 1], [0, 2], [0, 4], [0, 5], [1, 0], [2, 0], [3, 0],
      ])
    #expect(positions.lineCount == 4)
    for offset in [0, 1, 3, 7, 8, 10, 15, 20] {
      #expect(positions.offset(of: positions.position(of: offset)) == offset)
    }
  }

  @Test func `UTF-8 counts bytes`() {
    let positions = TextPositions(text, .utf8)
    #expect(positions.position(of: 7) == TextPosition(line: 0, character: 7))
    #expect(positions.offset(of: TextPosition(line: 0, character: 3)) == 3)
  }

  @Test func `what lies beyond a line or within a sign is moved to where text is`() {
    let positions = TextPositions(text, .utf16)
    #expect(positions.offset(of: TextPosition(line: 0, character: 3)) == 3)
    #expect(positions.offset(of: TextPosition(line: 0, character: 99)) == 8)
    #expect(positions.offset(of: TextPosition(line: 99, character: 4)) == text.count)
  }

  /// Random edits, made by the server with ranges and here with whole texts, give the same.
  @Test(arguments: ["utf-8", "utf-16"]) func `edits by ranges give the text of the client`(
    encoding: String
  ) throws {
    let session = try EditorSession(capabilities: EditorSession.capabilities(encoding))
    let pieces = [
      "ä", "🎓", "\r\n", "\n", "x: {", "- a", "\t", "", "\"", "#", "badgelint: 1\n", "\u{85}",
    ]
    var random = SystemRandomNumberGenerator()
    var scalars = Array("badgelint: 1\ntitle: Bäder 🎓\n".unicodeScalars)
    let uri = "file:///tmp/not-there/fuzz.yaml"
    try session.open(uri, String(String.UnicodeScalarView(scalars)))

    func place(_ index: Int) -> [String: Int] {
      let before = String(String.UnicodeScalarView(scalars[..<index]))
      let positions = TextPositions(
        Array(before.utf8), encoding == "utf-8" ? .utf8 : .utf16)
      let place = positions.position(of: before.utf8.count)
      return ["line": place.line, "character": place.character]
    }
    /// A place between the two signs of one end of a line is none for clients.
    func isSplit(_ index: Int) -> Bool {
      index > 0 && index < scalars.count && scalars[index - 1] == "\r" && scalars[index] == "\n"
    }
    for version in 2...300 {
      var start = Int.random(in: 0...scalars.count, using: &random)
      var end = min(scalars.count, start + Int.random(in: 0...4, using: &random))
      if isSplit(start) { start -= 1 }
      if isSplit(end) { end += 1 }
      let new = try #require(pieces.randomElement(using: &random))
      try session.change(
        uri, version: version,
        [["range": ["start": place(start), "end": place(end)], "text": new]])
      scalars.replaceSubrange(start..<end, with: new.unicodeScalars)
      let text = String(String.UnicodeScalarView(scalars))
      try #require(session.server.documents[uri]?.text == Array(text.utf8))
      if version % 10 == 0 {
        _ = try session.diagnostics(uri)
        _ = try session.request(
          "textDocument/completion", session.at(uri, version % 7, version % 5))
        _ = try session.request("textDocument/hover", session.at(uri, version % 7, version % 5))
        _ = try session.request("textDocument/documentSymbol", ["textDocument": ["uri": uri]])
        _ = try session.request(
          "textDocument/codeAction",
          [
            "textDocument": ["uri": uri], "range": EditorSession.range(0, 0, 99, 0),
            "context": ["diagnostics": []],
          ])
      }
    }
  }

  @Test func `addresses of files become paths`() {
    #expect(DocumentURI.path("file:///a/b%20c/%C3%A4.yaml") == "/a/b c/ä.yaml")
    #expect(DocumentURI.path("file://localhost/a.yaml") == "/a.yaml")
    #expect(DocumentURI.path("untitled:Untitled-1") == nil)
    #expect(DocumentURI.path("file:///a%zz") == nil)
    #expect(DocumentURI.path("file:///a%00b") == nil)
  }
}
