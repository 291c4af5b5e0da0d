import BadgeLint
import Foundation
import Testing

@testable import BadgeLintCommand

/// What may be written at a place is found by lines, also where the text is unfinished.
@Suite struct OutlineTests {
  private static let good: [URL] = {
    let folder = Program.packageFolder.appending(path: "fixtures/definitions/good")
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return (files ?? []).filter { $0.pathExtension == "yaml" }
      .sorted { $0.path < $1.path }
  }()

  /// A line of every good definition is cut before its key: the key is among those that fit.
  @Test func `every key fits where it stood`() throws {
    let schema = try Shipped.library.get().definition
    var count = 0
    for file in Self.good {
      let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
      for (index, line) in lines.enumerated() {
        guard let match = line.firstMatch(of: /^((?: *- )* *)([A-Za-z]+):(?: |$)/) else { continue }
        let (before, key) = (String(match.1), String(match.2))
        // Without the first key nothing says what the document is.
        if key == "badgelint" { continue }
        var cut = lines
        cut[index] = before
        let place = (lines[..<index] + [before]).joined(separator: "\n").utf8.count
        let outline = TextOutline(Array(cut.joined(separator: "\n").utf8), at: place)
        let context = try #require(outline.context, "\(file.lastPathComponent):\(index + 1)")
        #expect(context.role != .value && context.role != .comment)
        let known = context.mapping.flatMap { outline.keys[$0] } ?? []
        #expect(!known.contains(key), "\(file.lastPathComponent):\(index + 1): \(known)")
        let type = try #require(
          SchemaPlace(context.path, in: schema)?.type,
          "\(file.lastPathComponent):\(index + 1): \(context.path)")
        #expect(
          schema.types[type].field(named: key) != nil,
          "\(file.lastPathComponent):\(index + 1): \(context.path) \(key)")
        count += 1
      }
    }
    #expect(count > 200)
  }

  /// The value of every key of every good definition is written at its key.
  @Test func `every value belongs to its key`() throws {
    var count = 0
    for file in Self.good {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /[{, ]([a-zA-Z]+): [a-zA-Z0-9]/) {
        let place = text[..<match.range.upperBound].utf8.count
        let bytes = Array(text.utf8)
        let lineStart = bytes[..<place].lastIndex(of: 0x0A) ?? 0
        // Sentences may hold a colon, too; they stand in quotation marks or after a key of their own.
        let line = String(decoding: bytes[lineStart..<place], as: UTF8.self)
        if line.contains("\"") || line.contains("#") { continue }
        guard let context = TextOutline(bytes, at: place).context, context.role == .value else {
          continue
        }
        #expect(context.path.last == .key(String(match.1)), "\(file.lastPathComponent): \(line)")
        count += 1
      }
    }
    #expect(count > 200)
  }

  @Test func `any text at any place is borne`() throws {
    var random = SystemRandomNumberGenerator()
    let texts = try Self.good.map { try Array(String(contentsOf: $0, encoding: .utf8).utf8) }
    let signs = Array("{}[]\"'#:,-|>&!*%@`\n\r\t ä🎓x".utf8)
    for _ in 0..<3000 {
      var text = try #require(texts.randomElement(using: &random))
      text = Array(text.prefix(Int.random(in: 0...text.count, using: &random)))
      for _ in 0..<Int.random(in: 0...8, using: &random) {
        let place = Int.random(in: 0...text.count, using: &random)
        text.insert(try #require(signs.randomElement(using: &random)), at: place)
      }
      let place = Int.random(in: 0...text.count + 2, using: &random)
      let outline = TextOutline(text, at: place)
      if let typed = outline.context?.typed {
        #expect(typed.lowerBound >= 0 && typed.upperBound <= text.count)
      }
      _ = TextOutline(text)
    }
  }

  @Test func `a long text takes time in proportion`() {
    let line = "  - {id: LO1, text: \"Do it\", skills: [a, b]}\n"
    let text = Array(("badgelint: 1\noutcomes:\n" + String(repeating: line, count: 20_000)).utf8)
    let outline = TextOutline(text, at: text.count)
    #expect(outline.texts(at: "outcomes.id").count == 20_000)
  }
}
