/// Words for aliases that lead nowhere.
enum AliasProblems {
  /// `*name` when no `&name` comes before it in the document.
  static func undefined(
    _ span: ByteRange, anchors: AnchorTable, source: UnsafeBufferPointer<UInt8>
  ) -> YAMLProblem {
    let name = String(decoding: source.slice(span).dropFirst(), as: UTF8.self)
    let known = anchors.entries.prefix(8).map {
      "&" + String(decoding: source.slice($0.name), as: UTF8.self)
    }
    var message = "*\(name) refers to an anchor &\(name) that does not come before it"
    if known.isEmpty {
      message += "; if the text should begin with *, put it in quotes"
    } else {
      message += "; the document has \(known.joined(separator: ", "))"
    }
    return YAMLProblem(kind: .undefinedAlias, message: message, span: span)
  }

  /// `*name` inside the value that `&name` marks.
  static func recursive(
    _ span: ByteRange, target: Node, source: UnsafeBufferPointer<UInt8>
  ) -> YAMLProblem {
    let name = String(decoding: source.slice(span).dropFirst(), as: UTF8.self)
    return YAMLProblem(
      kind: .recursiveAlias,
      message: "*\(name) is inside the value that &\(name) marks, so that the value would contain "
        + "itself; remove the alias or move it out",
      span: span, related: ByteRange(start: target.start, end: target.start))
  }
}
