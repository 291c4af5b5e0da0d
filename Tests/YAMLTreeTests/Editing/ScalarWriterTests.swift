import Testing

@testable import YAMLTree

/// What is written as a scalar reads back as the same text, of the type that is wanted.
@Suite struct ScalarWriterTests {
  private static let styles: [ScalarStyle] = [
    .plain, .singleQuoted, .doubleQuoted, .literal, .folded,
  ]
  private static let pieces = [
    "a", "é", "😀", " ", "  ", ": ", ":", " #", "#", "'", "\"", "\\", "\n", "\t", "\r", "- ", "-",
    "? ", "{", "}", "[", "]", ",", "&", "*", "!", "|", ">", "%", "@", "`", "~", "no", "NO", "null",
    "1", "0", ".", "e", "true", "2026-03-01", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{0}", "---",
  ]

  private static func text(_ generator: inout FixedGenerator) -> String {
    (0..<Int.random(in: 0...6, using: &generator)).map { _ in
      pieces[Int.random(in: pieces.indices, using: &generator)]
    }.joined()
  }

  /// The scalar between what stands before and behind it.
  private static func read(_ bytes: [UInt8], _ before: String, _ after: String) -> YAMLTree {
    YAMLTree(parsing: Array(before.utf8) + bytes + Array(after.utf8))
  }

  @Test(arguments: ScalarWriter.Context.allCases)
  func `any text reads back`(_ context: ScalarWriter.Context) throws {
    var generator = FixedGenerator(state: 20_261_125)
    var plain = 0
    for _ in 0..<3000 {
      let text = Self.text(&generator)
      let style = Self.styles[Int.random(in: Self.styles.indices, using: &generator)]
      let bytes = try #require(
        ScalarWriter.bytes(text, style: style, in: context), "\(text.debugDescription)")
      let tree =
        context == .block
        ? Self.read(bytes, "a:\n  - k: ", "\n    l: 1\n") : Self.read(bytes, "{\"k\": [", ", 1]}")
      #expect(tree.problems == [], "\(text.debugDescription)")
      let node =
        context == .block ? tree.at("a", "0", "k") : tree.at("k", "0")
      #expect(tree.equals(node, text), "\(text.debugDescription)")
      #expect(tree.scalarType(node) == .string, "\(text.debugDescription)")
      #expect(!tree.readsDifferentlyInYAML11(node), "\(text.debugDescription)")
      if context == .json { #expect(tree.isJSON) }
      if tree.style(node) == .plain { plain += 1 }
    }
    #expect(plain > 100 || context == .json)
  }

  @Test(arguments: ScalarWriter.Context.allCases)
  func `any text reads back as a key`(_ context: ScalarWriter.Context) throws {
    var generator = FixedGenerator(state: 7)
    for _ in 0..<1500 {
      let text = Self.text(&generator)
      guard let bytes = ScalarWriter.bytes(text, in: context, isKey: true) else { continue }
      let tree =
        context == .block
        ? Self.read(bytes, "", ": 1\nl: 1\n") : Self.read(bytes, "{\"a\": 1, ", ": 1}")
      let found = tree.value(in: tree.root, forKey: text)
      #expect(found != nil, "\(text.debugDescription)")
    }
  }

  @Test(arguments: [
    ("a text", ScalarStyle.plain, "a text"), ("it's", .singleQuoted, "'it''s'"),
    ("no", .plain, "\"no\""), ("2026-03-01", .plain, "\"2026-03-01\""), ("1", .plain, "\"1\""),
    ("a: b", .plain, "\"a: b\""), ("a\"b", .doubleQuoted, "\"a\\\"b\""), ("", .plain, "\"\""),
    ("two\nlines", .singleQuoted, "\"two\\nlines\""),
  ])
  func `quotes stand where they are needed`(_ text: String, _ style: ScalarStyle, _ wanted: String)
  {
    let bytes = ScalarWriter.bytes(text, style: style, in: .block) ?? []
    #expect(String(decoding: bytes, as: UTF8.self) == wanted)
  }

  @Test func `numbers and days need no quotes where they are meant`() {
    for (text, reading) in [
      ("37.5", ScalarWriter.Reading.literal), ("true", .any), ("2026-03-01", .any),
      ("2026-03-01", .literal),
    ] {
      let bytes = ScalarWriter.bytes(text, reading: reading, style: .plain, in: .block) ?? []
      #expect(String(decoding: bytes, as: UTF8.self) == text)
    }
    #expect(ScalarWriter.bytes("true", reading: .any, in: .json) == Array("true".utf8))
    #expect(ScalarWriter.bytes("1.5 h", reading: .any, in: .json) == Array("\"1.5 h\"".utf8))
    #expect(ScalarWriter.bytes("no", reading: .any, in: .block) == Array("\"no\"".utf8))
  }
}
