extension SyntaxMessage {
  /// The parser could not get memory.
  static let outOfMemory = YAMLProblem(
    kind: .limit, message: "there is not enough memory to read this file",
    span: ByteRange(start: 0, end: 0))

  /// A `#` that follows other text directly.
  static func commentWithoutBlank(at place: Int) -> YAMLProblem {
    YAMLProblem(
      kind: .portability, message: "a comment needs a space before its #; put a space there",
      span: (place..<(place + 1)).bytes)
  }

  /// A text that no definition needs.
  /// - Parameter sign: Its first byte, where nobody knows whether a quote is closed.
  static func longText(limit: Int, at place: Int, openedBy sign: UInt8? = nil) -> YAMLProblem {
    let isOpen = sign == ASCII.quote || sign == ASCII.apostrophe
    return YAMLProblem(
      kind: .limit,
      message: "the text that begins here is longer than \(limit >> 20) MiB"
        + (isOpen ? ", or its closing \(sign == ASCII.quote ? "\"" : "'") is missing" : "")
        + "; keep it in a file of its own, and give its address",
      span: (place..<(place + 1)).bytes)
  }

  /// Comments and blank lines between two values.
  static func longGap(limit: Int, at place: Int) -> YAMLProblem {
    YAMLProblem(
      kind: .limit,
      message: "comments and blank lines of more than \(limit >> 20) MiB follow here; take out "
        + "what nobody reads",
      span: (place..<(place + 1)).bytes)
  }

  /// A tag that no reader needs.
  static func longTag(_ span: ByteRange) -> YAMLProblem {
    YAMLProblem(
      kind: .limit,
      message: "a tag here is longer than \(TagList.longest) bytes; use a shorter one", span: span)
  }
}
