/// The days on which a source or a rule holds.
package struct Period: Sendable, Equatable {
  /// The first day; nil where there is none.
  package var from: CalendarDate?
  /// The last day; nil where there is none.
  package var until: CalendarDate?

  package static let always = Period(from: nil, until: nil)

  package func contains(_ day: CalendarDate) -> Bool {
    let seconds = day.secondsSince1970
    if let from, seconds < from.secondsSince1970 { return false }
    if let until, seconds > until.secondsSince1970 { return false }
    return true
  }

  /// The period in words; nil where it has no bounds.
  package var text: String? {
    switch (from, until) {
    case (nil, nil): nil
    case (let from?, nil): "from \(from.text)"
    case (nil, let until?): "until \(until.text)"
    case (let from?, let until?): "from \(from.text) until \(until.text)"
    }
  }
}

extension ObjectView {
  /// The period that the fields `from` and `until` give.
  var period: Period { Period(from: date("from"), until: date("until")) }
}
