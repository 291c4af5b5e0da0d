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
  static func longText(limit: Int, at place: Int) -> YAMLProblem {
    YAMLProblem(
      kind: .limit,
      message: "the text that begins here is longer than \(limit >> 20) MiB; keep it in a file of "
        + "its own, and give its address",
      span: (place..<(place + 1)).bytes)
  }

  /// A tag that no reader needs.
  static func longTag(_ span: ByteRange) -> YAMLProblem {
    YAMLProblem(
      kind: .limit,
      message: "a tag here is longer than \(TagList.longest) bytes; use a shorter one", span: span)
  }
}
