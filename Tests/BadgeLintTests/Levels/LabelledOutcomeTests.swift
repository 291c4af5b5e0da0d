import BadgeLint
import OutcomeAccuracy
import OutcomeText
import Testing

/// Reading tables of labelled outcomes.
@Suite struct LabelledOutcomeTests {
  private static let levels = ["remember", "understand", "apply", "analyze", "evaluate", "create"]
  private static let header = "text,remember,understand,apply,analyze,evaluate,create\r\n"

  private func read(_ text: String) throws -> [LabelledOutcome] {
    let reader = try #require(try Shipped.library.get().outcomeReaders["en"])
    return try LabelledOutcome.heldOut(
      in: Array(text.utf8), levels: Self.levels, language: reader.language)
  }

  @Test func `one in five is held out, once, whatever its case, signs and spelling`() throws {
    var table = Self.header
    for number in 0..<500 { table += "\"Sort \(number) stamps, \"\"now\"\"\",0,0,1,0,0,0\r\n" }
    let once = try read(table)
    #expect((60...140).contains(once.count))
    #expect(once.allSatisfy { $0.level == 3 && $0.text.hasSuffix("\"now\"") })
    for number in 0..<500 { table += "SORT \(number) stamps now!,0,0,1,0,0,0\n" }
    #expect(try read(table).map(\.text) == once.map(\.text))
  }

  @Test func `outcomes of several levels or none are left out`() throws {
    var table = Self.header
    for number in 0..<50 {
      table += "Sort \(number) stamps,0,0,1,0,1,0\nCount \(number) stamps,0,0,0,0,0,0\n"
    }
    #expect(try read(table).isEmpty)
  }

  static let mistakes: [(String, Int, String)] = [
    ("", 1, "the table is empty"),
    ("text,remember\n", 1, "there is no column 'understand'"),
    ("\(header)a,0,0,0\n", 2, "expected 7 cells, found 4"),
    ("\(header)\"a\nb\",0,0,0,0,0,1\nc,0,0,0,0,0,x\n", 4, "expected 0 or 1, found 'x'"),
    ("\(header)\"a,0,0,0,0,0,1\n", 2, "a quoted cell does not end"),
  ]

  @Test(arguments: mistakes)
  func `a wrong table`(table: String, line: Int, message: String) {
    let error = #expect(throws: LabelledOutcomeError.self) { try read(table) }
    #expect(error?.line == line)
    #expect(error?.message == message)
  }
}
