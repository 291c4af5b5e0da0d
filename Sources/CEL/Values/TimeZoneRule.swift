/// The rule of a zone for all times after its table, as `CET-1CEST,M3.5.0,M10.5.0/3` (POSIX, TZ).
struct TimeZoneRule: Sendable {
  /// A day of the year and the seconds after its midnight.
  private struct Change {
    enum Day {
      /// Week 5 is the last one.
      case weekday(month: Int64, week: Int64, day: Int64)
      /// From 1, without the leap day.
      case julian(Int64)
      /// From 0, with the leap day.
      case ordinal(Int64)
    }

    let day: Day
    let time: Int64
  }

  private let standard: Int64
  private let summer: (offset: Int64, start: Change, end: Change)?

  /// Nil when the text is no rule.
  init?(_ text: [UInt8]) {
    var reader = RuleReader(text)
    guard reader.skipName(), let standard = reader.time() else { return nil }
    self.standard = -standard
    guard !reader.isAtEnd else {
      summer = nil
      return
    }
    guard reader.skipName() else { return nil }
    var offset = self.standard + 3_600
    if reader.next != UInt8(ascii: ",") {
      guard let written = reader.time() else { return nil }
      offset = -written
    }
    guard let start = TimeZoneRule.change(&reader), let end = TimeZoneRule.change(&reader) else {
      return nil
    }
    summer = (offset, start, end)
  }

  private static func change(_ reader: inout RuleReader) -> Change? {
    guard reader.skip(",") else { return nil }
    let day: Change.Day
    if reader.skip("M") {
      guard let month = reader.number(), reader.skip("."), let week = reader.number(),
        reader.skip("."), let weekday = reader.number(), (1...12).contains(month),
        (1...5).contains(week), weekday < 7
      else { return nil }
      day = .weekday(month: month, week: week, day: weekday)
    } else if reader.skip("J") {
      guard let number = reader.number() else { return nil }
      day = .julian(number)
    } else {
      guard let number = reader.number() else { return nil }
      day = .ordinal(number)
    }
    guard reader.skip("/") else { return Change(day: day, time: 7_200) }
    return reader.time().map { Change(day: day, time: $0) }
  }

  /// The seconds that the local time is ahead of UTC at a time.
  func offset(at seconds: Int64) -> Int64 {
    guard let summer else { return standard }
    let year = CivilTime(seconds: seconds + standard).year
    let start = moment(summer.start, year) - standard
    let end = moment(summer.end, year) - summer.offset
    let isSummer =
      start < end ? (start..<end).contains(seconds) : !(end..<start).contains(seconds)
    return isSummer ? summer.offset : standard
  }

  /// The local time of a change in seconds since 1970.
  private func moment(_ change: Change, _ year: Int64) -> Int64 {
    let newYear = CivilTime.days(year: year, month: 1, day: 1)
    let day: Int64
    switch change.day {
    case .ordinal(let number): day = newYear + number
    case .julian(let number):
      day = newYear + number - 1 + (CivilTime.isLeap(year) && number > 59 ? 1 : 0)
    case .weekday(let month, let week, let weekday):
      let first = CivilTime.days(year: year, month: month, day: 1)
      let shift = (weekday - CivilTime.dayOfWeek(seconds: first * 86_400) + 7) % 7
      var date = shift + (week - 1) * 7
      if date >= CivilTime.dayCount(year: year, month: month) { date -= 7 }
      day = first + date
    }
    return day * 86_400 + change.time
  }
}

private struct RuleReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position >= bytes.count }
  var next: UInt8 { position < bytes.count ? bytes[position] : 0 }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// A name of letters, or of anything in angle brackets.
  mutating func skipName() -> Bool {
    let start = position
    if skip("<") {
      while !isAtEnd, next != UInt8(ascii: ">") { position += 1 }
      return skip(">")
    }
    while isLetter(next) { position += 1 }
    return position > start
  }

  mutating func number() -> Int64? {
    let start = position
    var result: Int64 = 0
    while isDigit(next), position - start < 4 {
      result = result * 10 + Int64(next - 0x30)
      position += 1
    }
    return position > start ? result : nil
  }

  /// Hours with or without minutes and seconds, as seconds.
  mutating func time() -> Int64? {
    let isNegative = skip("-")
    if !isNegative { _ = skip("+") }
    guard let hours = number() else { return nil }
    var seconds = hours * 3_600
    if skip(":"), let minutes = number() { seconds += minutes * 60 }
    if skip(":"), let rest = number() { seconds += rest }
    return isNegative ? -seconds : seconds
  }
}
