/// Tells text that people read from encoded data and rows of signs.
package enum HumanText {
  /// The length from which an unbroken run of Base64 characters is taken for encoded data.
  ///
  /// The longest words of everyday German and of chemistry stay below it; addresses are not runs,
  /// since they hold colons and full stops.
  private static let longestWord = 60

  package static func isLikely(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return !hasEncodedRun(bytes) && !isMostlySigns(bytes)
  }

  private static func hasEncodedRun(_ bytes: [UInt8]) -> Bool {
    var length = 0
    var hasDigit = false
    var hasUpper = false
    var hasLower = false
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): hasDigit = true
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): hasUpper = true
      case UInt8(ascii: "a")...UInt8(ascii: "z"): hasLower = true
      case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): break
      default:
        length = 0
        hasDigit = false
        hasUpper = false
        hasLower = false
        continue
      }
      length += 1
      if length > longestWord, hasDigit, hasUpper, hasLower { return true }
    }
    return false
  }

  private static func isMostlySigns(_ bytes: [UInt8]) -> Bool {
    let visible = bytes.filter { $0 > 0x20 }
    let letters = visible.filter { $0 >= 0x80 || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) }
    return !visible.isEmpty && letters.count * 3 < visible.count
  }
}
