import Testing

@testable import YAMLTree

@Suite struct LineIndexTests {
  @Test func everyLineBreakEndsALine() {
    let lines = LineIndex(Array("a\nbc\r\nd\re\n\nf".utf8))
    #expect(lines.lineCount == 6)
    #expect((1...6).map { lines.lineRange($0).count } == [1, 2, 1, 1, 0, 1])
    #expect(lines.lineRange(2) == ByteRange(start: 2, end: 4))
    #expect(lines.lineRange(3) == ByteRange(start: 6, end: 7))
    #expect(lines.lineRange(4) == ByteRange(start: 8, end: 9))
    #expect(lines.lineRange(7) == ByteRange(start: 12, end: 12))
    #expect(lines.lineRange(0) == ByteRange(start: 0, end: 0))
  }

  @Test func aCarriageReturnBeforeABlankLineStandsAlone() {
    let lines = LineIndex(Array("a\r\r\nb\n\r\nc".utf8))
    #expect(lines.lineCount == 5)
    #expect((1...5).map { lines.lineRange($0).count } == [1, 0, 1, 0, 1])
  }

  @Test func columnsCountScalarsAndNotTheMark() {
    let lines = LineIndex([0xEF, 0xBB, 0xBF] + Array("ä€😀x\ne\u{301}y".utf8))
    #expect(lines.position(of: 0) == Position(line: 1, column: 1))
    #expect(lines.position(of: 3) == Position(line: 1, column: 1))
    #expect(lines.position(of: 5) == Position(line: 1, column: 2))
    #expect(lines.position(of: 12) == Position(line: 1, column: 4))
    #expect(lines.position(of: 14) == Position(line: 2, column: 1))
    #expect(lines.position(of: 17) == Position(line: 2, column: 3))
    #expect(lines.position(of: 9999) == Position(line: 2, column: 4))
    #expect(lines.lineRange(1) == ByteRange(start: 3, end: 13))
  }

  @Test func anEmptyTextHasOneLine() {
    let lines = LineIndex([])
    #expect(lines.lineCount == 1)
    #expect(lines.position(of: 0) == Position(line: 1, column: 1))
    #expect(lines.lineRange(1).isEmpty)
  }
}
