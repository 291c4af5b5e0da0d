/// Base64 with the standard alphabet (RFC 4648, section 4).
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  package static func encode(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits = 0
      for offset in 0..<3 {
        bits = bits << 8 | (start + offset < bytes.count ? Int(bytes[start + offset]) : 0)
      }
      for position in 0..<4 {
        result.append(
          position <= group.count
            ? alphabet[bits >> (18 - 6 * position) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The bytes of a text with or without padding; nil where it is not Base64.
  package static func decode(_ text: [UInt8]) -> [UInt8]? {
    let padding = text.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard padding <= 2, padding == 0 || text.count % 4 == 0 else { return nil }
    let digits = text.dropLast(padding)
    guard digits.count % 4 != 1 else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(digits.count * 3 / 4)
    var bits: UInt32 = 0
    var count = 0
    return values.withUnsafeBufferPointer { values in
      for digit in digits {
        let value = values[Int(digit)]
        if value == none { return nil }
        bits = bits << 6 | UInt32(value)
        count += 6
        if count >= 8 {
          count -= 8
          result.append(UInt8(truncatingIfNeeded: bits >> count))
        }
      }
      return result
    }
  }

  /// What stands in `values` for a byte that is no digit.
  private static let none: UInt8 = 0xFF
  /// The value of each byte.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: none, count: 256)
    for (value, digit) in alphabet.enumerated() { values[Int(digit)] = UInt8(value) }
    return values
  }()
}
