extension TreeBuilder {
  /// Whether the innermost open collection is written with brackets or braces.
  var isInnermostFlow: Bool {
    guard let last = open.last else { return false }
    return nodes[last.node].flags.contains(.flow)
  }

  /// Adds a scalar and finds out whether its content is the slice of the source at `candidate`.
  ///
  /// Other content is copied into the side buffer.
  @inline(__always)
  mutating func addContent(
    _ content: UnsafeBufferPointer<UInt8>, span: Range<Int>, style: ScalarStyle, type: ScalarType,
    candidate: Int
  ) {
    if content.isEmpty {
      addScalar(span, style: style, type: type, content: span.upperBound, length: 0, isSide: false)
    } else if candidate + content.count <= span.upperBound, let first = content.baseAddress,
      source.equals(first, length: content.count, at: candidate)
    {
      addScalar(
        span, style: style, type: type, content: candidate, length: content.count, isSide: false)
    } else {
      if side.isEmpty { side.reserveCapacity(min(source.count / 2, 1 << 24)) }
      let place = side.count
      side.append(contentsOf: content)
      addScalar(
        span, style: style, type: type, content: place, length: content.count, isSide: true)
    }
  }
}
