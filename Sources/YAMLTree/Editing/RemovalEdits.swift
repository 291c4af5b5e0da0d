extension TreeEditor {
  /// Removes an element of a list, or the entry that a key or value belongs to.
  ///
  /// Nil where a comment speaks of it, as it would be lost or seem to speak of something else.
  package func remove(_ node: NodeID) -> TreeEdit? {
    guard let place = place(of: node), !ancestors(of: node).contains(where: isShared) else {
      return nil
    }
    let isMapping = tree.kind(place.parent) == .mapping
    let step = isMapping ? 2 : 1
    let first = place.index - place.index % step
    // An empty collection would mean something else than one that is not there.
    guard place.siblings.count > step else { return nil }
    let parts = Array(place.siblings[first..<first + step])
    guard !parts.contains(where: isNeededElsewhere) else { return nil }
    let changes = [TreeChange.removed(parts[0])]
    let range =
      tree.isFlow(place.parent)
      ? flowRange(place, first, step) : blockRange(place, first, step)
    return range.map { TreeEdit(edits: [TextEdit($0, [])], changes: changes) }
  }

  /// Where an entry or element begins and ends.
  private func extent(_ parts: ArraySlice<NodeID>) -> ByteRange {
    let spans = parts.map { tree.spanWithProperties($0) }
    let start = spans.map(\.start).min() ?? 0
    var end = parts.map { tree.span($0).end }.max() ?? start
    // The colon of a key without a value belongs to the entry.
    if parts.count == 2, let value = parts.last, tree.span(value).isEmpty {
      var colon = Int(end)
      while colon < tree.bytes.count, ASCII.isBlank(tree.bytes[colon]) { colon += 1 }
      if colon < tree.bytes.count, tree.bytes[colon] == ASCII.colon { end = UInt32(colon + 1) }
    }
    return ByteRange(start: start, end: end)
  }

  // MARK: - Brackets and braces

  private func flowRange(_ place: Place, _ first: Int, _ step: Int) -> ByteRange? {
    let own = extent(place.siblings[first..<first + step])
    let range: ByteRange
    if first + step < place.siblings.count {
      let next = extent(place.siblings[first + step..<first + 2 * step])
      range = ByteRange(start: own.start, end: next.start)
    } else {
      let before = extent(place.siblings[first - step..<first])
      range = ByteRange(start: before.end, end: own.end)
    }
    let before =
      first > 0 ? tree.span(place.siblings[first - 1]).end : tree.span(place.parent).start
    let isLast = first + step >= place.siblings.count
    let around = ByteRange(
      start: before, end: isLast ? tree.span(place.parent).end : range.end)
    return hasComment(in: around) || hasOddSigns(range, beside: own) ? nil : range
  }

  /// Whether there is more than a comma and blanks between entries, such as `?`.
  private func hasOddSigns(_ range: ByteRange, beside own: ByteRange) -> Bool {
    let outside =
      tree.bytes[Int(range.start)..<max(Int(range.start), Int(own.start))]
      + tree.bytes[min(Int(own.end), Int(range.end))..<Int(range.end)]
    return outside.contains { $0 > 0x20 && $0 != ASCII.comma }
      || outside.count(where: { $0 == ASCII.comma }) != 1
  }

  // MARK: - Lines

  private func blockRange(_ place: Place, _ first: Int, _ step: Int) -> ByteRange? {
    let own = extent(place.siblings[first..<first + step])
    let line = lineStart(own.start)
    var mark = Int(own.start)
    if step == 1 {
      guard let hyphen = tree.bytes[line..<mark].lastIndex(of: ASCII.minus) else { return nil }
      mark = hyphen
    }
    let end = lineEnd(own.end)
    guard isBlank(Int(own.end)..<end.content), !hasComment(in: byteRange(line, end.content)),
      !hasCommentAbove(line),
      !hasCommentBelow(
        end.next, of: mark - line, isLast: first + step >= place.siblings.count)
    else { return nil }
    if isBlank(line..<mark) { return byteRange(line, end.next) }
    // The first entry of an element of a list: the next one moves up to the hyphen.
    guard step == 2, first == 0,
      tree.bytes[line..<mark].allSatisfy({ $0 == 0x20 || $0 == ASCII.minus })
    else { return nil }
    let next = extent(place.siblings[step..<2 * step])
    let range = ByteRange(start: own.start, end: next.start)
    return hasComment(in: range) || !isBlank(lineStart(next.start)..<Int(next.start)) ? nil : range
  }

  /// Whether nothing but blank lines stands between a comment and the line below it.
  private func hasCommentAbove(_ line: Int) -> Bool {
    guard let comment = tree.comments.last(where: { Int($0.span.end) <= line }),
      comment.standsAlone
    else { return false }
    return tree.bytes[Int(comment.span.end)..<line].allSatisfy { $0 <= 0x20 }
  }

  /// Whether a comment below the end of an entry is set in deeper than its first byte; below the
  /// last one, as deep is enough, except at the left edge, where comments are of what comes next.
  private func hasCommentBelow(_ end: Int, of column: Int, isLast: Bool) -> Bool {
    guard let comment = tree.comments.first(where: { Int($0.span.start) >= end }),
      comment.standsAlone,
      tree.bytes[end..<Int(comment.span.start)].allSatisfy({ $0 <= 0x20 })
    else { return false }
    let other = Int(comment.span.start) - lineStart(comment.span.start)
    return other > column || isLast && other == column && column > 0
  }
}

extension TreeEditor {
  /// What goes with a comment: its line where it stands alone, else the blanks before it.
  package func range(ofComment comment: Comment) -> ByteRange {
    let line = lineStart(comment.span.start)
    if comment.standsAlone { return byteRange(line, lineEnd(comment.span.end).next) }
    var start = Int(comment.span.start)
    while start > line, ASCII.isBlank(tree.bytes[start - 1]) { start -= 1 }
    return byteRange(start, Int(comment.span.end))
  }
}
