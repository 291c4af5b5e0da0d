/// A key or a value at an offset of a text that need not be sound, as far as lines tell.
struct OutlinePlace: Sendable {
  /// The keys and elements that lead to it, its own key included.
  var path: [OutlineStep]
  var isKey: Bool
  var span: Range<Int>
  var text: String
  /// The keys at the top of its document.
  var topKeys: [String]

  init?(at offset: Int, in bytes: [UInt8]) {
    var end = offset
    while end < bytes.count, !Self.ends(end, bytes) { end += 1 }
    while end > offset, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    let outline = TextOutline(bytes, at: end)
    guard let context = outline.context, context.role != .comment, !context.typed.isEmpty,
      context.typed.lowerBound <= offset
    else { return nil }
    span = context.typed.lowerBound..<end
    text = String(decoding: bytes[span], as: UTF8.self)
    topKeys = outline.topKeys
    var next = end
    if let quote = context.quote, next < bytes.count, bytes[next] == quote { next += 1 }
    while next < bytes.count, bytes[next] == 0x20 { next += 1 }
    let hasColon = next < bytes.count && bytes[next] == UInt8(ascii: ":")
    switch context.role {
    case .key: isKey = true
    case .keyOrElement: isKey = hasColon
    case .value, .comment:
      // A key in quotation marks in a block looks like a value until its colon.
      if hasColon { return nil }
      isKey = false
    }
    path = context.path + (isKey ? [.key(text)] : [])
  }

  /// Whether a key or a value cannot go on at an offset.
  private static func ends(_ offset: Int, _ bytes: [UInt8]) -> Bool {
    switch bytes[offset] {
    case 0x0A, 0x0D, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ","), UInt8(ascii: "{"),
      UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"):
      true
    case UInt8(ascii: ":"):
      offset + 1 == bytes.count || [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset + 1])
    case UInt8(ascii: "#"): offset > 0 && bytes[offset - 1] == 0x20
    default: false
    }
  }
}
