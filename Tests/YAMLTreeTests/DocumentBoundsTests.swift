import Testing

@testable import YAMLTree

/// Where streams of documents are cut.
@Suite struct DocumentBoundsTests {
  private func cut(_ text: String) -> String? {
    Array(text.utf8).withUnsafeBufferPointer { source in
      DocumentBounds(source).first(from: 1).map { String(text.utf8.dropFirst($0.start)) ?? "" }
    }
  }

  @Test func `a document takes the comments right above it along`() {
    #expect(cut("a: 1\n---\nb: 2\n") == "---\nb: 2\n")
    #expect(cut("a: 1\n# of a\n\n# of b\n# too\n---\nb: 2\n") == "# of b\n# too\n---\nb: 2\n")
    #expect(cut("a: |+\n  x\n\n\n---\nb: 2\n") == "---\nb: 2\n")
    #expect(cut("a: 1\n...\n%YAML 1.2\n---\nb: 2\n") == "%YAML 1.2\n---\nb: 2\n")
    #expect(cut("a: 1\r\n---\r\nb: 2\r\n") == "---\r\nb: 2\r\n")
  }

  @Test(arguments: [
    "a: 1\n----\n", "a: 1\n ---\n", "a: 1\n---b\n", "# top\n\n---\nb: 2\n",
    "a: 1\n%YAML 1.2\n---\n",
    "a: |\n  x\n  # text\n---\n", "a: 1\n# x\u{2028}b: 2\n---\n", "a: 1\n---", "\u{FEFF}# c\n---\n",
  ])
  func `no cut is made where the text above would read otherwise`(_ text: String) {
    #expect(cut(text) == nil)
  }

  @Test func `what cannot be read hides no document before it`() {
    let tree = YAMLTree(parsing: Array("a: 1\n---\nb: 2\n---\nc: \u{1}\n---\nd: 4\n".utf8))
    #expect(tree.documents.count == 2)
    #expect(tree.breaksOff)
    #expect(tree.problems.map(\.kind) == [.controlCharacter])
  }

  @Test func `lines and offsets of messages count from the start of the file`() {
    let tree = YAMLTree(
      parsing: Array("{\"a\":1,\n{\"b\": [\n".utf8), layout: .lines,
      origin: TextOrigin(offset: 1000, line: 50))
    #expect(tree.problems.map(\.span.start) == [7, 15])
    let lines = LineIndex(tree.bytes, origin: tree.origin)
    #expect(lines.position(of: 1010) == Position(line: 51, column: 3))
    #expect(lines.lineRange(51) == ByteRange(start: 1008, end: 1015))
  }
}
