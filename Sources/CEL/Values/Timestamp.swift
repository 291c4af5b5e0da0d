/// A point in time: seconds since 1970-01-01T00:00:00Z and nanoseconds within the second.
package struct Timestamp: Hashable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z.
  package let seconds: Int64
  /// From 0 to 999,999,999.
  package let nanoseconds: Int32

  /// From 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z.
  package static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  /// Nil when the time is outside the years 1 to 9999.
  package init?(seconds: Int64, nanoseconds: Int32 = 0) {
    guard Timestamp.range.contains(seconds), (0..<1_000_000_000).contains(nanoseconds) else {
      return nil
    }
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }
}

extension Timestamp: Comparable {
  /// Whether the first is earlier.
  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }
}

extension Timestamp {
  /// The time so much later, or nil when it is out of range.
  func adding(_ duration: Duration) -> Timestamp? {
    let whole = duration.nanoseconds.floorDivided(by: 1_000_000_000)
    let rest = duration.nanoseconds - whole * 1_000_000_000
    var nanoseconds = Int64(self.nanoseconds) + rest
    var seconds = self.seconds + whole
    if nanoseconds >= 1_000_000_000 {
      nanoseconds -= 1_000_000_000
      seconds += 1
    }
    return Timestamp(seconds: seconds, nanoseconds: Int32(nanoseconds))
  }

  /// The time so much earlier, or nil when it is out of range.
  func subtracting(_ duration: Duration) -> Timestamp? {
    guard duration.nanoseconds != .min else { return nil }
    return adding(Duration(nanoseconds: -duration.nanoseconds))
  }

  /// The time from another to this one, or nil when it is too long for a duration.
  func duration(since other: Timestamp) -> Duration? {
    let (scaled, overflow) = (seconds - other.seconds)
      .multipliedReportingOverflow(by: 1_000_000_000)
    guard !overflow else { return nil }
    let (sum, tooLong) = scaled.addingReportingOverflow(
      Int64(nanoseconds) - Int64(other.nanoseconds))
    return tooLong ? nil : Duration(nanoseconds: sum)
  }
}

/// A span of time in nanoseconds.
package struct Duration: Hashable, Sendable {
  /// The length in nanoseconds; negative for a span into the past.
  package let nanoseconds: Int64

  /// Makes a span of so many nanoseconds.
  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }
}

extension Duration: Comparable {
  /// Whether the first is shorter, counted with its sign.
  package static func < (left: Duration, right: Duration) -> Bool {
    left.nanoseconds < right.nanoseconds
  }
}

extension FixedWidthInteger {
  /// The quotient rounded down.
  func floorDivided(by divisor: Self) -> Self {
    let quotient = self / divisor
    return (self % divisor != 0 && (self < 0) != (divisor < 0)) ? quotient - 1 : quotient
  }
}
