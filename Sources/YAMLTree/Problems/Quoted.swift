/// A text between quotes for use in a message, cut when it is long and without line breaks.
///
/// The quotes are single when the text has double ones.
func quoted(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
  let longest = 60
  var end = min(bytes.count, longest)
  if end < bytes.count {
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
  }
  let mark = bytes.prefix(end).contains(ASCII.quote) ? "'" : "\""
  var text = mark
  for scalar in String(decoding: bytes.prefix(end), as: UTF8.self).unicodeScalars {
    switch scalar {
    case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}", "\t": text.unicodeScalars.append(" ")
    default: text.unicodeScalars.append(scalar)
    }
  }
  return text + (end < bytes.count ? "…" : "") + mark
}
