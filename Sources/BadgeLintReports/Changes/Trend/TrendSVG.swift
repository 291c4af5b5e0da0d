import BadgeLint

/// A small line chart for each figure, below each other (SVG 1.1).
///
/// The figures stand in `title` and `desc`, so that the picture can be read aloud, and beside each
/// line, so that nobody has to tell colours apart.
struct TrendSVG: TrendReport {
  private enum Layout {
    static let width = 640.0
    static let margin = 24.0
    static let chartHeight = 64.0
    static let gap = 44.0
    static let size = 13.0
    static let smallSize = 11.0
    /// Where lines begin, right of the values of the axis, and end, left of the last value.
    static let left = margin + 64
    static let right = width - margin - 72
  }

  private struct Series {
    var title: String
    var values: [Double?]
    var text: (Double?) -> String
    /// Shares have the axis from 0 to 1, numbers one from 0 to what they need.
    var isShare: Bool
  }

  func bytes(_ content: TrendContent) -> [UInt8] {
    var svg = SVGWriter()
    var y = Layout.margin + 16
    svg.text(content.layout.title, x: Layout.margin, y: y, size: 18, isBold: true)
    y += Layout.gap
    let months = content.points.map { Self.number(of: $0.month) }
    let series = Self.series(content)
    for one in series {
      svg.text(one.title, x: Layout.margin, y: y - 12, size: Layout.size, isBold: true)
      Self.draw(one, months, top: y, &svg)
      y += Layout.chartHeight + Layout.gap
    }
    y -= Layout.gap - 18
    if let first = content.points.first, let last = content.points.last {
      svg.text(first.month, x: Layout.left, y: y, size: Layout.smallSize)
      if content.points.count > 1 {
        svg.text(last.month, x: Layout.right - 44, y: y, size: Layout.smallSize)
      }
    }
    y += Layout.margin
    let description = content.points.map { point in
      "\(point.month)\(point.isCarried ? " (as before)" : ""): \(point.definitionCount) "
        + content.layout.count
        + zip(point.values, content.layout.figures).map { value, figure in
          ", \(figure.title) \(content.text(value, figure))"
        }.joined()
    }
    return svg.document(
      width: Layout.width, height: y, language: content.layout.language,
      title: content.layout.title, description: description)
  }

  private static func series(_ content: TrendContent) -> [Series] {
    let count = Series(
      title: content.layout.count, values: content.points.map { Double($0.definitionCount) },
      text: { $0.map(numberText) ?? "–" }, isShare: false)
    return [count]
      + content.layout.figures.enumerated().map { index, figure in
        Series(
          title: figure.title, values: content.points.map { $0.values[index] },
          text: { content.text($0, figure) }, isShare: figure.summary == .share)
      }
  }

  /// The number of a month such as `2026-11`, counted from the year 0.
  private static func number(of month: String) -> Int {
    let parts = month.split(separator: "-").compactMap { Int($0) }
    return parts.count == 2 ? parts[0] * 12 + parts[1] : 0
  }

  private static func draw(
    _ series: Series, _ months: [Int], top: Double, _ svg: inout SVGWriter
  ) {
    let most = series.isShare ? 1 : ceiling(series.values.compactMap(\.self).max() ?? 1)
    let bottom = top + Layout.chartHeight
    for (value, y) in [(most, top), (0, bottom)] {
      svg.rectangle(
        x: Layout.left, y: y, width: Layout.right - Layout.left, height: 1,
        fill: value == 0 ? "#000" : "#ccc")
      svg.text(
        series.text(value), x: Layout.left - 8, y: y + 4, size: Layout.smallSize, anchor: "end")
    }
    let span = Double(max(1, (months.last ?? 0) - (months.first ?? 0)))
    func place(_ index: Int, _ value: Double) -> (x: Double, y: Double) {
      let part = months.count > 1 ? Double(months[index] - months[0]) / span : 0.5
      return (
        Layout.left + part * (Layout.right - Layout.left),
        bottom - min(1, value / most) * Layout.chartHeight
      )
    }
    // A line breaks where nothing is known.
    var run: [(x: Double, y: Double)] = []
    for (index, value) in series.values.enumerated() {
      if let value {
        run.append(place(index, value))
        svg.circle(place(index, value), radius: 2.5)
      } else {
        svg.line(run)
        run = []
      }
    }
    svg.line(run)
    guard let index = series.values.lastIndex(where: { $0 != nil }) else {
      svg.text(series.text(nil), x: Layout.right + 8, y: bottom + 4, size: Layout.size)
      return
    }
    if let value = series.values[index] {
      let end = place(index, value)
      svg.text(
        series.text(value), x: months.count > 1 ? max(end.x, Layout.right) + 8 : end.x + 8,
        y: end.y + 4, size: Layout.size, isBold: true)
    }
  }

  /// The next number with one digit other than 0 that is 1, 2 or 5.
  private static func ceiling(_ value: Double) -> Double {
    guard value > 0 else { return 1 }
    var unit = 1.0
    while unit < value { unit *= 10 }
    while unit / 10 >= value { unit /= 10 }
    for part in [0.1, 0.2, 0.5] where unit * part >= value { return unit * part }
    return unit
  }
}
