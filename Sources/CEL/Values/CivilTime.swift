/// A time of the proleptic Gregorian calendar, broken into its parts.
struct CivilTime: Sendable {
  var year: Int64
  /// From 1 to 12.
  var month: Int64
  /// From 1 to 31.
  var day: Int64
  var hour: Int64
  var minute: Int64
  var second: Int64

  /// The parts of a time in seconds since 1970.
  init(seconds: Int64) {
    let days = seconds.floorDivided(by: 86_400)
    let rest = seconds - days * 86_400
    hour = rest / 3_600
    minute = rest / 60 % 60
    second = rest % 60
    // Days are counted from March so that the leap day ends the year.
    let shifted = days + 719_468
    let era = shifted.floorDivided(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// The days from 1970-01-01 to a date.
  static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear.floorDivided(by: 400)
    let yearOfEra = shiftedYear - era * 400
    let shiftedMonth = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  static func isLeap(_ year: Int64) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func dayCount(year: Int64, month: Int64) -> Int64 {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// From 0 on the first of January.
  var dayOfYear: Int64 {
    CivilTime.days(year: year, month: month, day: day)
      - CivilTime.days(year: year, month: 1, day: 1)
  }

  /// From 0 on Sunday.
  static func dayOfWeek(seconds: Int64) -> Int64 {
    let days = seconds.floorDivided(by: 86_400) + 4
    return days - days.floorDivided(by: 7) * 7
  }
}
