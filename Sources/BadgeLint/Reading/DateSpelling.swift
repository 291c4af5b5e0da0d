/// Other spellings of dates than that of ISO 8601, where they mean one day only.
enum DateSpelling {
  /// The date as `YYYY-MM-DD` or `YYYY-MM`, or an empty text.
  ///
  /// Read are `2028/1/31` and `2028.01.31`, and `31.1.2028`, as with points the day comes first;
  /// with strokes nobody can say.
  static func suggestion(for text: String) -> String {
    let separators = text.utf8.filter { !(0x30...0x39).contains($0) }
    guard let separator = separators.first, "/.-".utf8.contains(separator),
      separators.allSatisfy({ $0 == separator })
    else { return "" }
    var parts = text.utf8.split(separator: separator, omittingEmptySubsequences: false)
      .map { String(decoding: Array($0), as: UTF8.self) }
    guard (2...3).contains(parts.count), separators.count == parts.count - 1 else { return "" }
    if separator == UInt8(ascii: "."), parts.last?.utf8.count == 4 { parts.reverse() }
    guard parts[0].utf8.count == 4,
      parts.dropFirst().allSatisfy({ (1...2).contains($0.utf8.count) })
    else { return "" }
    let padded = parts.map { $0.utf8.count == 1 ? "0" + $0 : $0 }.joined(separator: "-")
    return CalendarDate(padded) == nil ? "" : padded
  }
}
