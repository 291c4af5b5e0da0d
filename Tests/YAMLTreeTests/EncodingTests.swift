import Testing

@testable import YAMLTree

@Suite struct EncodingTests {
  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x61, 0x00], "UTF-16"), ([0xFE, 0xFF, 0x00, 0x61], "UTF-16"),
      ([0x61, 0x00, 0x3A, 0x00], "UTF-16"), ([0x00, 0x61, 0x00, 0x3A], "UTF-16"),
      ([0xFF, 0xFE, 0x00, 0x00], "UTF-32"), ([0x00, 0x00, 0x00, 0x61], "UTF-32"),
    ] as [([UInt8], String)])
  func wideTextIsNamed(bytes: [UInt8], name: String) {
    let tree = YAMLTree(parsing: bytes)
    #expect(tree.problems.map(\.kind) == [.invalidEncoding])
    #expect(tree.problems[0].message.contains(name))
    #expect(tree.problems[0].message.contains("save the file as UTF-8"))
    #expect(!tree.isComplete && tree.documents.isEmpty)
  }

  @Test(
    arguments: [
      [0x80], [0xC3], [0xC0, 0xAF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF4, 0x90, 0x80, 0x80],
      [0xF8, 0x88, 0x80, 0x80], [0xE2, 0x82], [0xC3, 0x28],
    ] as [[UInt8]])
  func invalidBytesAreFoundWhereTheyAre(bad: [UInt8]) {
    let tree = YAMLTree(parsing: Array("a: Straße 12345678\nb: x".utf8) + bad + [0x0A])
    #expect(tree.problems.map(\.kind) == [.invalidEncoding])
    #expect(tree.problems[0].span == ByteRange(start: 24, end: 25))
    #expect(tree.problems[0].message.contains("offset 24 in line 2"))
  }

  @Test(arguments: [
    0x00, 0x01, 0x08, 0x0B, 0x0C, 0x1A, 0x1B, 0x1F, 0x7F, 0x80, 0x9F, 0xFFFE, 0xFFFF,
  ])
  func controlCharactersAreRefused(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    for prefix in ["a: ", "a: 1234567", "{\"a\": \"", "# ä "] {
      let tree = parse(prefix + String(scalar) + "x")
      #expect(tree.problems.map(\.kind) == [.controlCharacter])
      #expect(tree.problems[0].span.start == UInt32(prefix.utf8.count))
      #expect(!tree.isComplete && tree.documents.isEmpty)
    }
  }

  @Test func ordinaryCharactersAreNotRefused() {
    let text = "a: \"\t\u{85}\u{A0}\u{FEFF}\u{FFFD}\u{10FFFF}\u{E000}~\"\r\nb: 1\r\n"
    #expect(parse(text).problems == [])
  }

  @Test func aByteOrderMarkCountsInOffsetsOnly() {
    let tree = YAMLTree(parsing: [0xEF, 0xBB, 0xBF] + Array("# c\nä: ö\nb: [1]".utf8))
    #expect(tree.problems == [])
    #expect(tree.comments == [Comment(span: ByteRange(start: 3, end: 6), standsAlone: true)])
    #expect(tree.source(tree.at("ä")) == "ö")
    #expect(tree.span(tree.at("b")) == ByteRange(start: 17, end: 20))
    let json = YAMLTree(parsing: [0xEF, 0xBB, 0xBF] + Array("{\"a\": 1}".utf8))
    #expect(json.isJSON && json.span(json.root) == ByteRange(start: 3, end: 11))
  }

  @Test func emptyInputsAreComplete() {
    for bytes in [[], [0x0A], [0x20, 0x0A, 0x20], [0xEF, 0xBB, 0xBF], Array("# x".utf8)]
      as [[UInt8]]
    {
      let tree = YAMLTree(parsing: bytes)
      #expect(tree.isComplete && tree.documents.isEmpty && tree.problems.isEmpty)
    }
  }
}
