/// Finds places where a stream of YAML documents can be cut, so that every part reads as in the whole.
///
/// A line that begins with `---` ends whatever stands before it: no scalar goes on there, and what
/// is not closed by then is an error (YAML 1.2.2, sections 7.3 and 9.1.2). Comments right above it
/// belong to the document below. No cut is made where directives or signs that only YAML 1.1 takes
/// for line breaks make it doubtful what stands above.
package struct DocumentBounds {
  /// A place to cut.
  package struct Bound: Equatable {
    /// Where the part below begins.
    package var start: Int
    /// The end of the line that begins the document.
    package var lineEnd: Int
  }

  private let source: UnsafeBufferPointer<UInt8>

  /// - Parameter source: A text that begins where a file or a part of one begins.
  package init(_ source: UnsafeBufferPointer<UInt8>) { self.source = source }

  /// The first place at or after an offset whose line is there as a whole; nil where there is none.
  package func first(from offset: Int) -> Bound? {
    var place = max(offset, 1)
    while let feed = source.firstOffset(of: ASCII.lineFeed, from: place - 1) {
      guard let end = source.firstOffset(of: ASCII.lineFeed, from: feed + 1) else { return nil }
      if isMark(feed + 1, ASCII.minus), let start = start(above: feed + 1) {
        return Bound(start: start, lineEnd: end + 1)
      }
      place = end + 1
    }
    return nil
  }

  /// The last place up to an offset; nil where there is none.
  func last(upTo offset: Int) -> Bound? {
    var place = min(offset, source.count)
    while place > 0 {
      let start = startOfLine(before: place)
      if isMark(start, ASCII.minus), start > 0, let cut = self.start(above: start), cut <= offset {
        return Bound(
          start: cut,
          lineEnd: source.firstOffset(of: ASCII.lineFeed, from: start).map { $0 + 1 }
            ?? source.count)
      }
      place = start - 1
    }
    return nil
  }

  /// Whether three of a sign stand at a place, with a blank or the end of the line behind them.
  private func isMark(_ place: Int, _ sign: UInt8) -> Bool {
    guard place + 3 < source.count, source[place] == sign, source[place + 1] == sign,
      source[place + 2] == sign
    else { return false }
    let next = source[place + 3]
    return ASCII.isBlank(next) || next == ASCII.lineFeed || next == ASCII.carriageReturn
  }

  /// Where the part below begins for a line that begins a document; nil where it cannot be cut.
  private func start(above mark: Int) -> Int? {
    var start = mark
    var place = mark
    var isRightAbove = true
    var hasDirective = false
    var hasComment = false
    while place > 0 {
      let line = startOfLine(before: place - 1)
      defer { place = line }
      if hasOtherBreaks(line..<place) || line == 0 && source[0] == 0xEF { return nil }
      let text = source[line..<place].firstIndex { !ASCII.isBlank($0) } ?? place
      switch source[text] {
      case ASCII.lineFeed, ASCII.carriageReturn:
        isRightAbove = false
        continue
      case ASCII.hash:
        hasComment = true
        // With blanks before it, it may be a line of a text above.
        if text > line {
          if isRightAbove { return nil }
        } else if isRightAbove {
          start = line
        }
        continue
      default: break
      }
      if source[line] == ASCII.percent {
        hasDirective = true
        isRightAbove = false
        continue
      }
      guard hasDirective else { return start }
      return isMark(line, ASCII.dot) && !hasComment ? place : nil
    }
    // Comments at the top of a file are about its first document.
    return nil
  }

  /// Where the line begins that holds the byte before a place, or whose end is there.
  private func startOfLine(before place: Int) -> Int {
    var start = place
    while start > 0, source[start - 1] != ASCII.lineFeed { start -= 1 }
    return start
  }

  /// Whether something ends a line for YAML 1.1 before the end of a line.
  private func hasOtherBreaks(_ line: Range<Int>) -> Bool {
    var place = line.lowerBound
    while place < line.upperBound {
      let length = source.lineBreakLength(at: place)
      if length > 0, place + length < line.upperBound { return true }
      place += max(length, 1)
    }
    return false
  }
}
