/// Measures by which text that people read differs from encoded data and rows of signs.
package enum HumanText {
  /// The length of the longest run of Base64 characters that has upper case, lower case and digits.
  ///
  /// Words of people are shorter or of one kind of character; addresses are left out.
  package static func longestMixedRun(in text: String) -> Int {
    var text = text
    return text.withUTF8 { bytes in
      var longest = 0
      // Most texts have no digit, and so no mixed run.
      guard bytes.contains(where: { $0 &- UInt8(ascii: "0") < 10 }) else { return 0 }
      var start = 0
      while start < bytes.count {
        var end = start
        while end < bytes.count, bytes[end] > 0x20 { end += 1 }
        // Shorter tokens hold no run that matters, and addresses are no text.
        if end - start > longest {
          let run = longestRun(in: bytes, start..<end)
          if run > longest, !isAddress(bytes[start..<end]) { longest = run }
        }
        start = end + 1
      }
      return longest
    }
  }

  /// The share of letters among the visible characters, counted in bytes; 1 where there are none.
  package static func letterShare(of text: String) -> Double {
    var text = text
    let (visible, letters) = text.withUTF8 { bytes in
      var (visible, letters) = (0, 0)
      // Without branches, and few enough for a count of one byte, so that many are counted at once.
      for start in stride(from: 0, to: bytes.count, by: 255) {
        var (some, someLetters): (UInt8, UInt8) = (0, 0)
        for byte in bytes[start..<min(start + 255, bytes.count)] {
          some &+= byte > 0x20 ? 1 : 0
          someLetters &+= (byte >= 0x80) || ((byte | 0x20) &- 0x61 < 26) ? 1 : 0
        }
        visible += Int(some)
        letters += Int(someLetters)
      }
      return (visible, letters)
    }
    return visible == 0 ? 1 : Double(letters) / Double(visible)
  }

  private typealias Token = Slice<UnsafeBufferPointer<UInt8>>

  private static func isAddress(_ token: Token) -> Bool {
    if token.starts(with: "www.".utf8) { return true }
    guard let colon = token.firstIndex(of: UInt8(ascii: ":")) else { return false }
    return token[colon...].starts(with: "://".utf8)
  }

  private static func longestRun(
    in bytes: UnsafeBufferPointer<UInt8>, _ token: Range<Int>
  ) -> Int {
    var longest = 0
    var length = 0
    var kinds: UInt8 = 0
    for index in token {
      let byte = bytes[index]
      if (byte | 0x20) &- UInt8(ascii: "a") < 26 {
        kinds |= byte & 0x20 == 0 ? 2 : 4
      } else if byte &- UInt8(ascii: "0") < 10 {
        kinds |= 1
      } else if byte != UInt8(ascii: "+"), byte != UInt8(ascii: "/"), byte != UInt8(ascii: "=") {
        length = 0
        kinds = 0
        continue
      }
      length += 1
      if kinds == 7, length > longest { longest = length }
    }
    return longest
  }
}
