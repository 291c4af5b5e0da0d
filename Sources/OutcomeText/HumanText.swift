/// Measures by which text that people read differs from encoded data and rows of signs.
package enum HumanText {
  /// The length of the longest run of Base64 characters that has upper case, lower case and digits.
  ///
  /// Words of people are shorter or of one kind of character; addresses are left out.
  package static func longestMixedRun(in text: String) -> Int {
    text.utf8.split(whereSeparator: { $0 <= 0x20 }).reduce(0) { longest, token in
      isAddress(token) ? longest : max(longest, longestRun(in: token))
    }
  }

  /// The share of letters among the visible characters, counted in bytes; 1 where there are none.
  package static func letterShare(of text: String) -> Double {
    let visible = text.utf8.filter { $0 > 0x20 }
    let letters = visible.filter { $0 >= 0x80 || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) }
    return visible.isEmpty ? 1 : Double(letters.count) / Double(visible.count)
  }

  private static func isAddress(_ token: Substring.UTF8View) -> Bool {
    let text = Substring(token)
    return text.contains("://") || text.hasPrefix("www.")
  }

  private static func longestRun(in token: Substring.UTF8View) -> Int {
    var longest = 0
    var length = 0
    var kinds: UInt8 = 0
    for byte in token {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): kinds |= 1
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): kinds |= 2
      case UInt8(ascii: "a")...UInt8(ascii: "z"): kinds |= 4
      case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): break
      default:
        length = 0
        kinds = 0
        continue
      }
      length += 1
      if kinds == 7 { longest = max(longest, length) }
    }
    return longest
  }
}
