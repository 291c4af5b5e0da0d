/// What came of reading a number with a unit.
package enum NumberReading: Sendable, Equatable {
  case number(Double)
  /// An ISO 8601 duration whose parts, such as months, cannot be turned into the unit.
  case calendarDuration
  /// Not a number; with what was probably meant, or empty.
  case unreadable(suggestion: String)
}

/// Reads numbers with units: `75`, `75 h`, `90 min`, `1.5 hours`, `PT60H`.
package enum NumberReader {
  package static func read(_ text: String, unit: Unit?) -> NumberReading {
    let bytes = Array(text.utf8)
    if let unit, let first = bytes.first, first == UInt8(ascii: "P") {
      return readISODuration(bytes, unit: unit)
    }
    if let number = plainNumber(text) { return .number(number) }
    var end = 0
    while end < bytes.count, isNumberByte(bytes[end], at: end) { end += 1 }
    let digits = String(decoding: bytes[..<end], as: UTF8.self)
    var rest = end
    while rest < bytes.count, bytes[rest] == UInt8(ascii: " ") { rest += 1 }
    let word = String(decoding: bytes[rest...], as: UTF8.self)
    guard end > 0, let number = Double(digits) else { return .unreadable(suggestion: "") }
    if word.isEmpty { return .number(number) }
    if let unit {
      let lowered = word.lowercased()
      if let known = unit.words.first(where: { $0.word == lowered }) {
        return .number(exact(number * known.factor))
      }
    }
    // A decimal comma, as in 1,5 h.
    if word.utf8.first == UInt8(ascii: ","), digits.utf8.allSatisfy({ isDigit($0) }) {
      let fraction = word.utf8.dropFirst().prefix { isDigit($0) }
      let tail = word.utf8.dropFirst(1 + fraction.count)
      // 1,500 may be one and a half, or one thousand and five hundred.
      let mayBeThousands = fraction.count == 3 && digits != "0"
      if !fraction.isEmpty, !mayBeThousands, tail.isEmpty || tail.first == UInt8(ascii: " ") {
        return .unreadable(suggestion: "\(digits).\(word.dropFirst())")
      }
    }
    return .unreadable(suggestion: "")
  }

  /// A finite decimal number as YAML and JSON write it, with an exponent too; nil for other texts.
  package static func plainNumber(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ isDigit($0) || "+-.eE".utf8.contains($0) }),
      let number = Double(text), number.isFinite
    else { return nil }
    return number
  }

  private static func isNumberByte(_ byte: UInt8, at index: Int) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: ".")
      || (index == 0 && (byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")))
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// ISO 8601, section 5.5: `P` with years, months, weeks and days, then `T` with hours, minutes
  /// and seconds.
  private static func readISODuration(_ bytes: [UInt8], unit: Unit) -> NumberReading {
    var index = 1
    var isAfterT = false
    var total = 0.0
    var partCount = 0
    var isCalendar = false
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "T") {
        guard !isAfterT else { return .unreadable(suggestion: "") }
        isAfterT = true
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, isDigit(bytes[index]) || bytes[index] == UInt8(ascii: ".") {
        index += 1
      }
      guard index > start, index < bytes.count,
        let number = Double(String(decoding: bytes[start..<index], as: UTF8.self))
      else { return .unreadable(suggestion: "") }
      let letter = bytes[index]
      index += 1
      partCount += 1
      if let known = unit.designators.first(where: { $0.letter == letter && $0.afterT == isAfterT })
      {
        total += number * known.factor
      } else if number != 0 {
        let known = isAfterT ? "HMS" : "YMWD"
        guard known.utf8.contains(letter) else { return .unreadable(suggestion: "") }
        isCalendar = true
      }
    }
    guard partCount > 0 else { return .unreadable(suggestion: "") }
    return isCalendar ? .calendarDuration : .number(exact(total))
  }

  /// A product without the last digits, which thirds and sixtieths make wrong.
  private static func exact(_ number: Double) -> Double {
    abs(number) < 1e6 ? (number * 1e9).rounded() / 1e9 : number
  }
}
