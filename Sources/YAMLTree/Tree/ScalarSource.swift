extension YAMLTree {
  /// The source bytes that a byte range of a scalar's content comes from.
  ///
  /// The range counts bytes of the content after unescaping, folding and removal of indentation.
  /// An escape, a folded line break and the like count whole; a range beyond the content is cut.
  /// For an alias the bytes are those of the node it stands for; a collection gives its span.
  package func sourceRange(of contentRange: Range<Int>, in node: NodeID) -> ByteRange {
    let entry = target(node)
    guard entry.kind == .scalar else { return entry.span }
    let length = Int(entry.count)
    let start = min(max(0, contentRange.lowerBound), length)
    let range = start..<min(max(start, contentRange.upperBound), length)
    if !entry.flags.contains(.sideContent) {
      return ByteRange(
        start: entry.payload + UInt32(range.lowerBound),
        end: entry.payload + UInt32(range.upperBound))
    }
    let trace = contentTrace(node)
    guard trace.length == length, let source = trace.source(of: range) else { return entry.span }
    return ByteRange(start: UInt32(source.lowerBound), end: UInt32(source.upperBound))
  }

  /// Where every byte of a scalar's content comes from.
  func contentTrace(_ node: NodeID) -> ContentTrace {
    let entry = target(node)
    return bytes.withUnsafeBufferPointer { source in
      switch entry.style {
      case .plain, .singleQuoted, .doubleQuoted:
        FlowScalarTrace.trace(
          source, span: Int(entry.start)..<Int(entry.end), style: entry.style,
          isFolding: !isJSON)
      case .literal, .folded:
        withContent(node) {
          BlockScalarTrace.trace(
            source, start: Int(entry.start), style: entry.style, content: $0)
        }
      }
    }
  }
}
