/// Reads the numbers of the core schema (YAML 1.2.2, section 10.3.2).
enum NumberValue {
  /// The value of a text that `CoreSchema` calls an integer, or nil when it exceeds 64 bits.
  static func integer(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    if text.count > 2, text[0] == ASCII.zero {
      if text[1] == UInt8(ascii: "x") { return digits(text, from: 2, radix: 16, negative: false) }
      if text[1] == UInt8(ascii: "o") { return digits(text, from: 2, radix: 8, negative: false) }
    }
    guard let first = text.first else { return nil }
    let hasSign = first == ASCII.minus || first == ASCII.plus
    return digits(text, from: hasSign ? 1 : 0, radix: 10, negative: first == ASCII.minus)
  }

  /// The value of a text that `CoreSchema` calls an integer or a float.
  static func number(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    if let value = integer(text) { return Double(value) }
    if CoreSchema.isNotANumber(text) { return .nan }
    if let last = text.last, last | 0x20 == UInt8(ascii: "f"), text[0] != ASCII.zero {
      return text[0] == ASCII.minus ? -.infinity : .infinity
    }
    if text.count > 2, text[0] == ASCII.zero {
      if text[1] == UInt8(ascii: "x") { return largeInteger(text, radix: 16) }
      if text[1] == UInt8(ascii: "o") { return largeInteger(text, radix: 8) }
    }
    return Double(normalised(text))
  }

  private static func digits(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, radix: Int64, negative: Bool
  ) -> Int64? {
    guard start < text.count else { return nil }
    var value: Int64 = 0
    for byte in text[start...] {
      guard let digit = ASCII.hexValue(byte), Int64(digit) < radix else { return nil }
      let (product, tooLarge) = value.multipliedReportingOverflow(by: radix)
      let (sum, overflow) =
        negative
        ? product.subtractingReportingOverflow(Int64(digit))
        : product.addingReportingOverflow(Int64(digit))
      if tooLarge || overflow { return nil }
      value = sum
    }
    return value
  }

  private static func largeInteger(_ text: UnsafeBufferPointer<UInt8>, radix: Double) -> Double? {
    var value = 0.0
    for byte in text[2...] {
      guard let digit = ASCII.hexValue(byte) else { return nil }
      value = value * radix + Double(digit)
    }
    return value
  }

  /// The number with a digit on both sides of its dot and without a plus sign at its start.
  private static func normalised(_ text: UnsafeBufferPointer<UInt8>) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.count + 2)
    var hasDigit = false
    for byte in text {
      if byte == ASCII.plus, result.isEmpty { continue }
      if byte == ASCII.dot, !hasDigit { result.append(ASCII.zero) }
      if byte | 0x20 == UInt8(ascii: "e"), result.last == ASCII.dot { result.append(ASCII.zero) }
      hasDigit = hasDigit || ASCII.isDigit(byte)
      result.append(byte)
    }
    if result.last == ASCII.dot { result.append(ASCII.zero) }
    return String(decoding: result, as: UTF8.self)
  }
}
