extension Timestamp {
  /// Reads a time as RFC 3339 writes it; nil for anything else or a year out of range.
  init?(text: String) {
    var reader = DigitReader(Array(text.utf8))
    guard let year = reader.number(digits: 4), reader.skip("-"),
      let month = reader.number(digits: 2), reader.skip("-"),
      let day = reader.number(digits: 2), reader.skip("T") || reader.skip("t"),
      let hour = reader.number(digits: 2), reader.skip(":"),
      let minute = reader.number(digits: 2), reader.skip(":"),
      let second = reader.number(digits: 2)
    else { return nil }
    guard (1...12).contains(month), day >= 1,
      day <= CivilTime.dayCount(year: year, month: month),
      hour < 24, minute < 60, second < 60
    else { return nil }
    var nanoseconds: Int32 = 0
    if reader.skip(".") {
      guard let fraction = reader.fraction() else { return nil }
      nanoseconds = fraction
    }
    var offset: Int64 = 0
    if !reader.skip("Z") && !reader.skip("z") {
      let isNegative = reader.skip("-")
      guard isNegative || reader.skip("+") else { return nil }
      guard let hours = reader.number(digits: 2), reader.skip(":"),
        let minutes = reader.number(digits: 2), hours < 24, minutes < 60
      else { return nil }
      offset = (hours * 60 + minutes) * (isNegative ? -60 : 60)
    }
    guard reader.isAtEnd else { return nil }
    let days = CivilTime.days(year: year, month: month, day: day)
    let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second - offset
    self.init(seconds: seconds, nanoseconds: nanoseconds)
  }

  /// The time as RFC 3339 writes it, in UTC.
  var text: String {
    let time = CivilTime(seconds: seconds)
    var result = padded(time.year, 4) + "-" + padded(time.month, 2) + "-" + padded(time.day, 2)
    result += "T" + padded(time.hour, 2) + ":" + padded(time.minute, 2)
    result += ":" + padded(time.second, 2)
    return result + fractionText(Int64(nanoseconds)) + "Z"
  }
}

extension Duration {
  /// Reads a duration such as `1h30m`, `-1.5s` or `20ms`; nil for anything else.
  init?(text: String) {
    var reader = DigitReader(Array(text.utf8))
    let isNegative = reader.skip("-")
    if !isNegative { _ = reader.skip("+") }
    if reader.remaining == "0" {
      self.init(nanoseconds: 0)
      return
    }
    guard !reader.isAtEnd else { return nil }
    var total: Int64 = 0
    while !reader.isAtEnd {
      guard let part = reader.durationPart() else { return nil }
      let (sum, overflow) = total.addingReportingOverflow(part)
      guard !overflow else { return nil }
      total = sum
    }
    self.init(nanoseconds: isNegative ? -total : total)
  }

  /// The duration in seconds with a fraction where there is one, as in `6347s`.
  var text: String {
    let magnitude = nanoseconds.magnitude
    let whole = magnitude / 1_000_000_000
    let rest = Int64(magnitude % 1_000_000_000)
    return (nanoseconds < 0 ? "-" : "") + String(whole) + fractionText(rest) + "s"
  }
}

/// The fixed offset of a zone such as `+02:00`, `-08:00` or `02:00` in seconds, or nil.
func fixedOffset(_ zone: String) -> Int64? {
  if zone.hasSameBytes(as: "UTC") || zone.isEmpty { return 0 }
  var reader = DigitReader(Array(zone.utf8))
  let isNegative = reader.skip("-")
  if !isNegative { _ = reader.skip("+") }
  guard let hours = reader.number(digits: 2), reader.skip(":"),
    let minutes = reader.number(digits: 2), reader.isAtEnd, hours < 24, minutes < 60
  else { return nil }
  return (hours * 60 + minutes) * (isNegative ? -60 : 60)
}

private func padded(_ number: Int64, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

private func fractionText(_ nanoseconds: Int64) -> String {
  guard nanoseconds != 0 else { return "" }
  var digits = padded(nanoseconds, 9)
  while digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
  return "." + digits
}

/// Reads fixed runs of digits out of a short text.
private struct DigitReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }
  var remaining: String { String(decoding: bytes[position...], as: UTF8.self) }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func digit() -> Int64? {
    guard position < bytes.count, (0x30...0x39).contains(bytes[position]) else { return nil }
    position += 1
    return Int64(bytes[position - 1] - 0x30)
  }

  mutating func number(digits: Int) -> Int64? {
    var result: Int64 = 0
    for _ in 0..<digits {
      guard let digit = digit() else { return nil }
      result = result * 10 + digit
    }
    return result
  }

  /// One to nine digits after the point, as nanoseconds.
  mutating func fraction() -> Int32? {
    var result: Int32 = 0
    var scale: Int32 = 100_000_000
    var count = 0
    while let digit = digit() {
      guard count < 9 else { return nil }
      result += Int32(digit) * scale
      scale /= 10
      count += 1
    }
    return count > 0 ? result : nil
  }

  /// A number with a unit, as nanoseconds.
  mutating func durationPart() -> Int64? {
    var whole: Int64 = 0
    var count = 0
    while let digit = digit() {
      let (scaled, overflow) = whole.multipliedReportingOverflow(by: 10)
      let (sum, tooLarge) = scaled.addingReportingOverflow(digit)
      guard !overflow, !tooLarge else { return nil }
      whole = sum
      count += 1
    }
    var fraction = 0.0
    var scale = 0.1
    if skip(".") {
      while let digit = digit() {
        fraction += Double(digit) * scale
        scale /= 10
        count += 1
      }
    }
    guard count > 0, let unit = unit() else { return nil }
    let (scaled, overflow) = whole.multipliedReportingOverflow(by: unit)
    guard !overflow else { return nil }
    let part = Int64((fraction * Double(unit)).rounded())
    let (sum, tooLarge) = scaled.addingReportingOverflow(part)
    return tooLarge ? nil : sum
  }

  private mutating func unit() -> Int64? {
    if skip("h") { return 3_600_000_000_000 }
    if skip("m") { return skip("s") ? 1_000_000 : 60_000_000_000 }
    if skip("s") { return 1_000_000_000 }
    if skip("u") { return skip("s") ? 1_000 : nil }
    if skip("n") { return skip("s") ? 1 : nil }
    return nil
  }
}
