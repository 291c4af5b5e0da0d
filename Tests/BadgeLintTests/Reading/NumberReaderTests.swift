import BadgeLint
import Testing

@Suite struct NumberReaderTests {
  private let hours: Unit

  init() throws {
    hours = try #require(Shipped.library.get().definition.units.first { $0.name == "hours" })
  }

  @Test(arguments: [
    ("75", 75.0), ("75 h", 75), ("75h", 75), ("1.5 hours", 1.5), ("90 min", 1.5), ("PT60H", 60),
    ("PT1H30M", 1.5), ("-3", -3), ("P0DT2H", 2), ("1e", -1),
  ])
  func `hours in all their spellings`(text: String, number: Double) {
    let reading = NumberReader.read(text, unit: hours)
    if case .number(let found) = reading {
      #expect(abs(found - number) < 1e-9)
    } else {
      #expect(number == -1 && reading == .unreadable(suggestion: ""))
    }
  }

  @Test(arguments: ["P60M", "P2M", "P10W", "P1DT2H", "P1Y"])
  func `calendar durations are no hours`(text: String) {
    #expect(NumberReader.read(text, unit: hours) == .calendarDuration)
  }

  @Test(arguments: ["", "h", "a few", "P", "PT", "PT5", "PTH", "P5X", "75 days", "PTT1H", "1 2"])
  func `what is no number`(text: String) {
    #expect(NumberReader.read(text, unit: hours) == .unreadable(suggestion: ""))
  }

  @Test func `a decimal comma is understood but not accepted`() {
    #expect(NumberReader.read("1,5", unit: hours) == .unreadable(suggestion: "1.5"))
    #expect(NumberReader.read("0,750 h", unit: hours) == .unreadable(suggestion: "0.750 h"))
    // It may be one and a half, or one thousand and five hundred.
    #expect(NumberReader.read("1,500 h", unit: hours) == .unreadable(suggestion: ""))
  }

  @Test func `minutes that are whole hours are whole hours`() {
    // 3600 min in one week would else be more than 60 h a week.
    #expect(NumberReader.read("3600 min", unit: hours) == .number(60))
  }
}
