/// Measures by which text that people read differs from encoded data and rows of signs.
package enum HumanText {
  /// The length of the longest run of Base64 characters that has upper case, lower case and digits.
  ///
  /// Words of people are shorter or of one kind of character; addresses are left out.
  package static func longestMixedRun(in text: String) -> Int {
    var text = text
    return text.withUTF8 { bytes in
      var longest = 0
      var start = 0
      while start < bytes.count {
        var end = start
        while end < bytes.count, bytes[end] > 0x20 { end += 1 }
        // Shorter tokens hold no run that matters, and addresses are no text.
        if end - start > longest, !isAddress(bytes[start..<end]) {
          longest = max(longest, longestRun(in: bytes[start..<end]))
        }
        start = end + 1
      }
      return longest
    }
  }

  /// The share of letters among the visible characters, counted in bytes; 1 where there are none.
  package static func letterShare(of text: String) -> Double {
    var visible = 0
    var letters = 0
    for byte in text.utf8 where byte > 0x20 {
      visible += 1
      if byte >= 0x80 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) { letters += 1 }
    }
    return visible == 0 ? 1 : Double(letters) / Double(visible)
  }

  private typealias Token = Slice<UnsafeBufferPointer<UInt8>>

  private static func isAddress(_ token: Token) -> Bool {
    if token.starts(with: "www.".utf8) { return true }
    guard let colon = token.firstIndex(of: UInt8(ascii: ":")) else { return false }
    return token[colon...].starts(with: "://".utf8)
  }

  private static func longestRun(in token: Token) -> Int {
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
