import BadgeLint
import Testing

/// Functions of rules about numbers in texts.
@Suite struct NumberFunctionTests {
  /// Lints results whose required value is a text, by the rule that reads it as a number.
  private func lint(required: String) throws -> Linted {
    try Linted(
      "badgelint: 1\ntitle: T\nresults: [{maximum: '100', required: \(required)}]\n")
  }

  @Test(
    arguments: [
      ("120", 1), ("1e3", 1), ("'100.5'", 1), ("100", 0), ("-5", 0), ("A", nil), ("''", nil),
      ("60 %", nil),
    ] as [(String, Int?)])
  func `numbers are compared, other texts are not`(text: String, failed: Int?) throws {
    let linted = try lint(required: text)
    #expect(linted.result.faults.isEmpty)
    let tally = linted.tally("core/result-out-of-range")
    #expect(tally.applied == (failed == nil ? 0 : 1))
    #expect(tally.failed == failed ?? 0)
  }

  @Test(arguments: ["inf", "'0x1p3'", "-infinity"])
  func `a text that double() refuses is no number`(text: String) throws {
    let linted = try lint(required: text)
    #expect(linted.result.faults.isEmpty)
  }
}
