import CEL
import YAMLTree

/// A scalar as it was found: its text, its YAML type where it has one, and its place.
package struct FoundScalar: Sendable {
  package var text: String
  package var type: ScalarType
  package var span: ByteRange
  /// Whether the text may stand at its place as it is, which an alias does not.
  package var isInPlace = true
  /// Where the text stands as it is, within quotes; nil where that is not known.
  package var content: ByteRange?

  package init(text: String, type: ScalarType, span: ByteRange) {
    self.text = text
    self.type = type
    self.span = span
  }
}

/// Why a scalar is no value of its field.
package struct ScalarFault: Error, Sendable {
  package var check: StructureCheck
  package var expected: String
  package var suggestion: String = ""
}

/// Reads scalars as values of a field.
package struct ScalarReader: Sendable {
  package let schema: Schema

  package init(_ schema: Schema) { self.schema = schema }

  /// Adds the value of a scalar to a record.
  ///
  /// Throws the fault that makes it no value of the field.
  package func read(
    _ scalar: FoundScalar, as field: FieldShape, into record: inout Record
  ) throws(ScalarFault) -> RecordID {
    switch field.kind {
    case .text, .identifier:
      return record.addText(scalar.text, span: scalar.span)
    case .url:
      guard Self.isAddress(scalar.text) else {
        throw ScalarFault(
          check: .unreadableValue, expected: "an address such as https://example.edu",
          suggestion: Self.addressSuggestion(scalar.text))
      }
      return record.addText(scalar.text, span: scalar.span)
    case .language:
      guard LanguageTag.isWellFormed(scalar.text) else {
        throw ScalarFault(
          check: .unreadableValue, expected: "a language tag such as en or de-AT (BCP 47)",
          suggestion: Self.languageSuggestion(scalar.text))
      }
      return record.addText(scalar.text, span: scalar.span)
    case .country:
      guard Self.isCountryCode(scalar.text) else {
        throw ScalarFault(
          check: .unreadableValue, expected: "a country code such as IE or ES-CT (ISO 3166)",
          suggestion: Self.countrySuggestion(scalar.text))
      }
      return record.addText(scalar.text, span: scalar.span)
    case .choice(let choice):
      return try readChoice(scalar, choice, into: &record)
    case .bool:
      if scalar.type == .bool || scalar.text == "true" || scalar.text == "false" {
        let isTrue = scalar.text.utf8.first == UInt8(ascii: "t") || scalar.text.utf8.first == 0x54
        return record.add(.bool, payload: isTrue ? 1 : 0, span: scalar.span)
      }
      let word = scalar.text.lowercased()
      throw ScalarFault(
        check: .wrongType, expected: "true or false",
        suggestion: ["yes", "on", "y"].contains(word)
          ? "true" : ["no", "off", "n"].contains(word) ? "false" : "")
    case .int:
      guard let number = Int64(scalar.text) else {
        throw ScalarFault(check: .wrongType, expected: "a whole number")
      }
      try check(Double(number), in: field)
      return record.add(.int, payload: number, span: scalar.span)
    case .number:
      return try readNumber(scalar, field, into: &record)
    case .date:
      guard let date = CalendarDate(scalar.text, endsPeriod: field.endsPeriod) else {
        throw ScalarFault(
          check: .unreadableValue, expected: "a date such as 2028-01-31 or 2028-01",
          suggestion: DateSpelling.suggestion(for: scalar.text))
      }
      return record.add(.date, payload: date.secondsSince1970, span: scalar.span)
    case .object, .raw:
      throw ScalarFault(check: .wrongType, expected: "keys with values")
    }
  }

  private func readChoice(
    _ scalar: FoundScalar, _ choice: Int, into record: inout Record
  ) throws(ScalarFault) -> RecordID {
    let values = schema.choices[choice].values
    if let index = values.firstIndex(where: { $0.utf8.elementsEqual(scalar.text.utf8) }) {
      return record.addText(values[index], span: scalar.span, choice: index)
    }
    // Programs that read YAML 1.1 take one for the other.
    let switched = ["true": "on", "false": "off"][scalar.text.lowercased()] ?? ""
    if values.contains(switched) {
      throw ScalarFault(
        check: .valueNotListed, expected: values.joined(separator: ", "), suggestion: switched)
    }
    let spoken = scalar.text.lowercased().split(separator: " ").joined(separator: "-")
    throw ScalarFault(
      check: .valueNotListed, expected: values.joined(separator: ", "),
      suggestion: values.contains(spoken) ? spoken : closestMatch(to: spoken, in: values) ?? "")
  }

  private func readNumber(
    _ scalar: FoundScalar, _ field: FieldShape, into record: inout Record
  ) throws(ScalarFault) -> RecordID {
    let unit = field.unit.map { schema.units[$0] }
    switch NumberReader.read(scalar.text, unit: unit) {
    case .number(let number) where number.isFinite:
      try check(number, in: field)
      return record.addNumber(number, span: scalar.span)
    case .number, .unreadable:
      var suggestion = ""
      if case .unreadable(let meant) = NumberReader.read(scalar.text, unit: unit) {
        suggestion = meant
      }
      let unitName = unit.map { " of \($0.name)" } ?? ""
      throw ScalarFault(
        check: .wrongType, expected: "a number\(unitName)", suggestion: suggestion)
    case .calendarDuration:
      throw ScalarFault(
        check: .calendarDuration, expected: unit?.name ?? "",
        suggestion: Self.timePart(scalar.text))
    }
  }

  /// `P60M` where hours belong as it was probably meant, in hours or minutes; and the other way
  /// round.
  private static func timePart(_ text: String) -> String {
    // With several parts, what was meant is anybody's guess.
    guard text.filter({ $0.isLetter && $0 != "P" && $0 != "T" }).count == 1 else { return "" }
    if text.utf8.contains(UInt8(ascii: "T")) { return text.filter { $0 != "T" } }
    guard text.utf8.last == UInt8(ascii: "M") else { return "PT" + text.dropFirst() }
    // Hours as often as minutes are meant where months are written.
    return "PT\(text.dropFirst().dropLast())H or PT\(text.dropFirst())"
  }

  private func check(_ number: Double, in field: FieldShape) throws(ScalarFault) {
    let least = field.minimum
    let most = field.maximum
    let isTooSmall = least.map { number < $0 } ?? false
    let isTooLarge = most.map { number > $0 } ?? false
    guard isTooSmall || isTooLarge else { return }
    let expected: String
    switch (least, most) {
    case (let least?, let most?) where least == most: expected = numberText(least)
    case (let least?, let most?):
      expected = "between \(numberText(least)) and \(numberText(most))"
    case (let least?, nil): expected = "at least \(numberText(least))"
    case (nil, let most?): expected = "at most \(numberText(most))"
    case (nil, nil): expected = ""
    }
    throw ScalarFault(check: .outOfRange, expected: expected)
  }

  // MARK: - Shapes of texts

  /// Whether a text has a scheme and no blanks (RFC 3986, section 3).
  private static func isAddress(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, isLetter(first),
      let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
      bytes.index(after: colon) != bytes.endIndex
    else { return false }
    let scheme = bytes[..<colon].allSatisfy { byte in
      isLetter(byte) || (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: "+")
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
    let name = String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
    return scheme && !schemesToNowhere.contains(name)
      && !bytes.contains { $0 <= 0x20 || $0 == 0x7F }
  }

  /// Schemes of addresses that run code, hold their content or lead to one machine (RFC 2397, RFC
  /// 8089): nobody else can look there.
  private static let schemesToNowhere: Set<String> = [
    "javascript", "vbscript", "data", "blob", "file", "about",
  ]

  private static func addressSuggestion(_ text: String) -> String {
    let looksLikeHost = text.utf8.contains(UInt8(ascii: ".")) && !text.utf8.contains(0x20)
    return looksLikeHost && !text.utf8.contains(UInt8(ascii: ":")) ? "https://\(text)" : ""
  }

  /// `de-AT` for `de_at`, as programs name languages.
  private static func languageSuggestion(_ text: String) -> String {
    let parts = text.split(whereSeparator: { $0 == "_" || $0 == "-" }).map(String.init)
    guard text.utf8.contains(UInt8(ascii: "_")), let primary = parts.first else { return "" }
    let others = parts.dropFirst().map { $0.utf8.count == 2 ? $0.uppercased() : $0 }
    let tag = ([primary.lowercased()] + others).joined(separator: "-")
    return LanguageTag.isWellFormed(tag) ? tag : ""
  }

  private static func isCountryCode(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let country = parts.first, country.count == 2, parts.count <= 2,
      country.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A })
    else { return false }
    return parts.count == 1
      || ((1...3).contains(parts[1].count)
        && parts[1].allSatisfy { isLetter($0) || ($0 >= 0x30 && $0 <= 0x39) })
  }

  private static func countrySuggestion(_ text: String) -> String {
    let upper = text.uppercased()
    return isCountryCode(upper) ? upper : ""
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
  }
}

/// A number for people: without `.0`, and with at most three decimals, unless it would seem to be
/// nothing; what is below a billionth is left over from reckoning.
package func numberText(_ number: Double) -> String {
  guard number.isFinite else { return "\(number)" }
  let rounded = abs(number) < 1e12 ? (number * 1000).rounded() / 1000 : number
  if rounded == 0, abs(number) >= 1e-9 {
    // Two digits that count.
    var (scale, decimals) = (10_000.0, 4)
    while abs(number) * scale < 10 { (scale, decimals) = (scale * 10, decimals + 1) }
    return decimalText(Int64((number * scale).rounded()), decimals: decimals)
  }
  if rounded == rounded.rounded(), abs(rounded) < 9e15 { return "\(Int64(rounded))" }
  return "\(rounded)"
}

/// A whole number of the last decimals, such as 125 with two decimals, as `1.25`; zeros at the end are
/// left out.
package func decimalText(_ digits: Int64, decimals: Int) -> String {
  var text = String(digits.magnitude)
  text = String(repeating: "0", count: max(0, decimals + 1 - text.count)) + text
  let fraction = text.suffix(decimals)
  let kept = fraction.dropLast(fraction.reversed().prefix { $0 == "0" }.count)
  let sign = digits < 0 ? "-" : ""
  return sign + text.dropLast(decimals) + (kept.isEmpty ? "" : "." + kept)
}
