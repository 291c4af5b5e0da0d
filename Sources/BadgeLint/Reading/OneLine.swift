extension String {
  /// The text as one paragraph: blanks and ends of lines between words are one blank, those around
  /// it are left out.
  package var onOneLine: String {
    if isOnOneLine { return self }
    // By scalars, as a mark that stands on a blank is one character with it and would be lost.
    return unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
      .map { String(Substring($0)) }.joined(separator: " ")
  }

  /// Whether that changes nothing for sure; told from bytes, as scalars take long.
  private var isOnOneLine: Bool {
    let blank = UInt8(ascii: " ")
    var before = blank
    for byte in utf8 {
      // Blanks beyond ASCII begin with one of 0xC2, 0xE1, 0xE2 and 0xE3.
      if byte < blank || byte == 0xC2 || (0xE1...0xE3).contains(byte) { return false }
      if byte == blank, before == blank { return false }
      before = byte
    }
    return before != blank
  }
}
