import BadgeLint
import YAMLTree

/// Draws lines of a source with marks below the places that matter.
package struct SourceFrame {
  package struct Mark {
    package var span: ByteRange
    package var text: String
    package var isPrimary: Bool

    package init(span: ByteRange, text: String, isPrimary: Bool) {
      self.span = span
      self.text = text
      self.isPrimary = isPrimary
    }
  }

  private let bytes: [UInt8]
  private let lines: LineIndex
  private let style: TextStyle
  private let width: Int

  package init(bytes: [UInt8], lines: LineIndex, style: TextStyle, width: Int) {
    self.bytes = bytes
    self.lines = lines
    self.style = style
    self.width = max(width, 40)
  }

  /// The lines of a frame: the place, the marked lines, and lines left out between them as dots.
  package func lines(
    file: String, marks: [Mark], colour: TextStyle.Colour
  ) -> (gutter: Int, lines: [String]) {
    let placed = marks.map { mark in (line: lines.position(of: mark.span.start).line, mark: mark) }
    let lineNumbers = Set(placed.map(\.line)).sorted()
    let gutter = "\(lineNumbers.last ?? 1)".utf8.count
    let margin = String(repeating: " ", count: gutter)
    let bar = style.colour("|", .blue)
    var result: [String] = []
    if let primary = marks.first(where: \.isPrimary) {
      let position = lines.position(of: primary.span.start)
      result.append(
        "\(margin)\(style.colour("-->", .blue)) \(shownSafely(file)):\(position.line):\(position.column)"
      )
    }
    result.append("\(margin) \(bar)")
    var previous: Int?
    for number in lineNumbers {
      if let previous, number > previous + 1 { result.append(style.colour("...", .blue)) }
      previous = number
      let lineMarks = placed.filter { $0.line == number }.map(\.mark)
        .sorted { ($0.span.start, $0.isPrimary ? 0 : 1) < ($1.span.start, $1.isPrimary ? 0 : 1) }
      let view = view(of: number, marks: lineMarks)
      let label = String(repeating: " ", count: gutter - "\(number)".utf8.count) + "\(number)"
      result.append("\(style.colour(label, .blue)) \(bar) \(view.text)")
      for mark in lineMarks {
        let (start, length) = view.columns(mark)
        let sign = mark.isPrimary ? "^" : "-"
        let line =
          String(repeating: sign, count: length) + (mark.text.isEmpty ? "" : " \(mark.text)")
        let painted = style.colour(line, mark.isPrimary ? colour : .blue)
        result.append("\(margin) \(bar) \(String(repeating: " ", count: start))\(painted)")
      }
    }
    return (gutter, result)
  }

  // MARK: - One line

  private struct LineView {
    var text: String
    var columns: (Mark) -> (start: Int, length: Int)
  }

  /// The bytes of a line near a place: enough to fill the width, so that a line of megabytes does
  /// not have to be taken apart for each finding in it.
  private func excerpt(of line: ByteRange, around place: UInt32) -> ByteRange {
    let reach = UInt32(width * 8)
    var start = place > line.start + reach ? place - reach : line.start
    var end = line.end - min(line.end, place) > reach ? place + reach : line.end
    // Characters stay whole.
    while start > line.start, bytes[Int(start)] & 0xC0 == 0x80 { start -= 1 }
    while end < line.end, bytes[Int(end)] & 0xC0 == 0x80 { end += 1 }
    return ByteRange(start: start, end: end)
  }

  /// The part of a line that fits the width, around the first mark, with signs that would disturb
  /// a terminal replaced.
  private func view(of number: Int, marks: [Mark]) -> LineView {
    let whole = lines.lineRange(number)
    let range = excerpt(of: whole, around: marks.first?.span.start ?? whole.start)
    let line = String(decoding: bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
    var cells: [(offset: UInt32, text: String, columns: Int)] = []
    var offset = range.start
    for scalar in line.unicodeScalars {
      let text: String
      switch scalar.value {
      case 0x09: text = "    "
      case 0xFEFF: text = ""
      default: text = disturbsTerminals(scalar) ? "\u{FFFD}" : String(scalar)
      }
      cells.append((offset, text, text.unicodeScalars.reduce(0) { $0 + TextWidth.columns($1) }))
      offset += UInt32(UTF8.width(scalar))
    }
    let total = cells.reduce(0) { $0 + $1.columns }
    var first = 0
    var shown = cells[...]
    var lead = range.start > whole.start ? "…" : ""
    var tail = range.end < whole.end ? "…" : ""
    if total > width {
      // Some text before the first mark stays visible.
      let start = marks.first?.span.start ?? range.start
      let markCell = cells.firstIndex { $0.offset >= start } ?? 0
      first = markCell > width / 2 ? markCell - width / 3 : 0
      var columns = 0
      var end = first
      while end < cells.count, columns + cells[end].columns <= width - 2 {
        columns += cells[end].columns
        end += 1
      }
      shown = cells[first..<end]
      if first > 0 { lead = "…" }
      if end < cells.count { tail = "…" }
    }
    let text = lead + shown.map(\.text).joined() + tail
    let visible = Array(shown)
    let leadColumns = lead.isEmpty ? 0 : 1
    return LineView(text: text) { mark in
      let before = visible.prefix { $0.offset < mark.span.start }.reduce(0) { $0 + $1.columns }
      let inside = visible.filter { $0.offset >= mark.span.start && $0.offset < mark.span.end }
      return (leadColumns + before, max(1, inside.reduce(0) { $0 + $1.columns }))
    }
  }
}
