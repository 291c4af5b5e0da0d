import BadgeLint
import Testing

@Suite struct CalendarDateTests {
  @Test(arguments: [
    ("2026-03-01", "2026-03-01"), ("2024-02-29", "2024-02-29"), ("2024-09", "2024-09-01"),
    ("2024", "2024-01-01"), ("2010-01-02T00:00:00Z", "2010-01-02"),
  ])
  func `dates are read`(text: String, day: String) {
    #expect(CalendarDate(text)?.text == day)
  }

  @Test(arguments: [
    "", "2023-02-29", "2023-13-01", "2023-00-01", "23-01-01", "2023-1-1", "01.02.2023", "2023-01T",
    "0000-01-01", "2023-01-01-01", "soon",
  ])
  func `what is no date`(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test func `seconds lead back to the day`() throws {
    for text in ["1970-01-01", "1969-12-31", "2000-02-29", "0001-01-01", "9999-12-31"] {
      let date = try #require(CalendarDate(text))
      #expect(CalendarDate(secondsSince1970: date.secondsSince1970) == date)
      #expect(CalendarDate(secondsSince1970: date.secondsSince1970 + 86_399) == date)
    }
    #expect(CalendarDate("1970-01-02")?.secondsSince1970 == 86_400)
  }

  @Test(arguments: ["2028-01-31 or later", "2028-01-31Tuesday", "2028-01-31T"])
  func `what stands behind a day is a time`(text: String) {
    #expect(CalendarDate(text) == nil)
  }
}
