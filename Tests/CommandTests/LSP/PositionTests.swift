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

  /// Random edits, made by the server with ranges and here with whole texts, give the same; in the
  /// end what the server says is what it says of that text opened anew.
  @Test(arguments: ["utf-8", "utf-16"]) func `edits by ranges give the text of the client`(
    encoding: String
  ) throws {
    let session = try EditorSession(capabilities: EditorSession.capabilities(encoding))
    let pieces = [
      "ä", "🎓", "\r\n", "\n", "x: {", "- a", "\t", "", "", "", "\"", "#", "badgelint: 1\n",
      "\u{85}", "\r",
      "title: Certified\n", "}", "]", "credit: 6 ECTS\n", "assesments: none\n",
    ]
    var random = SystemRandomNumberGenerator()
    let start = Self.start
    var scalars = Array(start.unicodeScalars)
    let uri = "file:///tmp/not-there/fuzz.yaml"
    try session.open(uri, start)
    /// A place between the two signs of one end of a line is none for clients.
    func isSplit(_ index: Int) -> Bool {
      index > 0 && index < scalars.count && scalars[index - 1] == "\r" && scalars[index] == "\n"
    }
    var version = 1
    var count = 0
    while count < 2500 {
      // Several edits in one message, each of the text after those before it.
      var changes: [[String: Any]] = []
      for _ in 0..<Int.random(in: 1...40, using: &random) {
        var start = Int.random(in: 0...scalars.count, using: &random)
        var end = min(
          scalars.count,
          start + Int.random(in: 0...(scalars.count > 4000 ? 300 : 5), using: &random))
        if isSplit(start) { start -= 1 }
        if isSplit(end) { end += 1 }
        let new = try #require(pieces.randomElement(using: &random))
        changes.append([
          "range": [
            "start": Self.place(start, in: scalars, encoding),
            "end": Self.place(end, in: scalars, encoding),
          ], "text": new,
        ])
        scalars.replaceSubrange(start..<end, with: new.unicodeScalars)
        count += 1
      }
      version += 1
      try session.change(uri, version: version, changes)
      let text = String(String.UnicodeScalarView(scalars))
      try #require(session.server.documents[uri]?.text == Array(text.utf8))
      if version % 10 == 0 { _ = try said(session, uri, version % 7, version % 5) }
    }
    let fresh = try EditorSession(capabilities: EditorSession.capabilities(encoding))
    try fresh.open(uri, String(String.UnicodeScalarView(scalars)), version: version)
    for line in 0..<5 {
      #expect(try said(session, uri, line, 3) == said(fresh, uri, line, 3))
    }
  }

  /// A usual definition that is longer than a piece of a text.
  private static let start =
    "badgelint: 1\ntitle: Bäder 🎓\nissuer: {name: Ä, country: DE}\noutcomes:\n"
    + (1...60).map { "  - {id: LO\($0), text: \"Analyse data ä 🎓 of kind \($0).\"}\n" }.joined()

  private static func place(
    _ index: Int, in scalars: [Unicode.Scalar], _ encoding: String
  ) -> [String: Int] {
    var (line, character) = (0, 0)
    scalars.withUnsafeBufferPointer { scalars in
      var position = 0
      while position < index {
        let value = scalars[position].value
        position += 1
        if value == 0x0A
          || value == 0x0D && (position == scalars.count || scalars[position] != "\n")
        {
          (line, character) = (line + 1, 0)
        } else {
          character +=
            encoding == "utf-8" ? UTF8.width(scalars[position - 1]) : value > 0xFFFF ? 2 : 1
        }
      }
    }
    return ["line": line, "character": character]
  }

  /// All that a server says of a document.
  private func said(
    _ session: EditorSession, _ uri: String, _ line: Int, _ character: Int
  ) throws -> String {
    let found = try session.diagnostics(uri).map(\.members)
    let place = session.at(uri, line, character)
    let answers: [Any?] = [
      found, try session.request("textDocument/completion", place),
      try session.request("textDocument/hover", place),
      try session.request("textDocument/documentSymbol", ["textDocument": ["uri": uri]]),
      try session.request(
        "textDocument/codeAction",
        [
          "textDocument": ["uri": uri], "range": EditorSession.range(0, 0, 9_999, 0),
          "context": ["diagnostics": found],
        ]),
    ]
    let data = try JSONSerialization.data(
      withJSONObject: answers.map { $0 ?? NSNull() }, options: [.sortedKeys])
    return String(decoding: data, as: UTF8.self)
  }

  /// What an edit copies is bounded, however large the text is and whether it has lines or not.
  @Test(arguments: ["\n", " "]) func `many changes in one message do not cost a text each`(
    end: String
  ) throws {
    let line = "# ä 🎓 some text that stands in a comment" + end
    let lines = 3_000
    let text = Array(String(repeating: line, count: lines).utf8)
    var edited = EditedText(text, .utf16)
    let inserted = Array("y\(end)".utf8)
    for index in 0..<1_500 {
      let place = index * 7919 % lines
      let (at, character) = end == "\n" ? (place, index % 30) : (0, place * line.utf16.count)
      let start = try #require(edited.place(of: TextPosition(line: at, character: character)))
      let stop = try #require(edited.place(of: TextPosition(line: at, character: character + 1)))
      edited.replace(start, stop, with: inserted)
    }
    #expect(edited.count == edited.bytes.count && edited.bytes != text)
    #expect(edited.longestPiece <= EditedText.mostBytes)
  }

  @Test func `addresses of files become paths`() {
    #expect(DocumentURI.path("file:///a/b%20c/%C3%A4.yaml") == "/a/b c/ä.yaml")
    #expect(DocumentURI.path("file://localhost/a.yaml") == "/a.yaml")
    #expect(DocumentURI.path("untitled:Untitled-1") == nil)
    #expect(DocumentURI.path("file:///a%zz") == nil)
    #expect(DocumentURI.path("file:///a%00b") == nil)
  }
}
