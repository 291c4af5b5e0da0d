import BadgeLint

/// A label as a picture in the manner of a nutrition label (SVG 1.1).
///
/// The width is fixed, the height comes from the content. All words are text, so that they can be
/// read aloud, searched and copied; `title` and `desc` carry them too.
struct LabelSVG: LabelReport {
  private enum Layout {
    static let width = 600.0
    static let margin = 24.0
    static let titleWidth = 130.0
    static let gap = 14.0
    static let size = 14.0
    static let leading = 20.0
    static let headingSize = 24.0
    static let headingLeading = 30.0
    static let smallSize = 12.0
    static let smallLeading = 17.0
    /// Above and below the lines of a row.
    static let rowPadding = 7.0
    static let bullet = 14.0
    static let valueX = margin + titleWidth + gap
    static let right = width - margin
    static let valueWidth = right - valueX
  }

  private var svg = SVGWriter()
  private var y = 0.0

  func bytes(_ labels: [LabelContent], failures: [String]) -> [UInt8] {
    guard let label = labels.first else { return [] }
    var drawing = LabelSVG()
    drawing.draw(label)
    return drawing.svg.document(
      width: Layout.width, height: drawing.y + Layout.margin, language: label.language,
      title: "\(label.title): \(label.heading.text)", description: Self.description(of: label))
  }

  /// All that the label says, for those who do not see it.
  private static func description(of label: LabelContent) -> [String] {
    let rows = label.rows.map { ($0.title, $0.values.map(\.text)) }
    let blocks = label.blocks.map { ($0.title, $0.values.map(\.text)) }
    let all = rows + blocks + [(label.notSaidTitle, label.notSaidTexts)]
    return [label.title, label.heading.text]
      + all.map { title, values in "\(title): \(values.joined(separator: "; "))" } + label.notices
  }

  // MARK: - Drawing

  private mutating func draw(_ label: LabelContent) {
    y = Layout.margin + Layout.size
    svg.text(label.title, x: Layout.margin, y: y, size: Layout.size, isBold: true)
    y += 4
    let breaker = Self.breaker(
      Layout.right - Layout.margin, size: Layout.headingSize, isBold: true)
    let isRightToLeft = TextDirection.isRightToLeft(label.heading.text)
    for line in breaker.lines(label.heading.text) {
      y += Layout.headingLeading
      svg.text(
        line, x: isRightToLeft ? Layout.right : Layout.margin, y: y, size: Layout.headingSize,
        isBold: true, language: label.heading.language, isRightToLeft: isRightToLeft)
    }
    y += 14
    rule(8)
    var isFirst = true
    for row in label.rows {
      if !isFirst { rule(1) }
      isFirst = false
      drawRow(row.title, row.values)
    }
    for block in label.blocks {
      rule(3)
      drawRow(block.title, block.values)
    }
    if !label.rows.isEmpty || !label.blocks.isEmpty { rule(8) }
    drawNotSaid(label)
    drawNotices(label.notices)
  }

  /// A line across the label.
  private mutating func rule(_ height: Double) {
    svg.rectangle(
      x: Layout.margin, y: y, width: Layout.right - Layout.margin, height: height, fill: "#000")
    y += height
  }

  private mutating func drawRow(_ title: String, _ values: [LabelContent.Text]) {
    y += Layout.rowPadding
    let top = y
    let titles = Self.breaker(Layout.titleWidth, size: Layout.size, isBold: true).lines(title)
    for (index, line) in titles.enumerated() {
      svg.text(
        line, x: Layout.margin, y: top + Layout.leading * Double(index) + Layout.size,
        size: Layout.size, isBold: true)
    }
    for value in values { drawValue(value, hasBullet: values.count > 1) }
    y = max(y, top + Layout.leading * Double(titles.count)) + Layout.rowPadding
  }

  private mutating func drawValue(_ value: LabelContent.Text, hasBullet: Bool) {
    let indent = hasBullet ? Layout.bullet : 0
    let isRightToLeft = TextDirection.isRightToLeft(value.text)
    let start = isRightToLeft ? Layout.right - indent : Layout.valueX + indent
    if hasBullet {
      svg.text(
        "•", x: isRightToLeft ? Layout.right : Layout.valueX, y: y + Layout.size,
        size: Layout.size, isRightToLeft: isRightToLeft)
    }
    let breaker = Self.breaker(Layout.valueWidth - indent, size: Layout.size, isBold: false)
    for line in breaker.lines(value.text) {
      svg.text(
        line, x: start, y: y + Layout.size, size: Layout.size, language: value.language,
        isRightToLeft: isRightToLeft)
      y += Layout.leading
    }
  }

  /// The list of what is missing, on a ground of its own so that nobody passes over it.
  private mutating func drawNotSaid(_ label: LabelContent) {
    let top = y
    let place = svg.place
    drawRow(label.notSaidTitle, label.notSaidTexts.map { LabelContent.Text(text: $0) })
    svg.rectangle(
      x: Layout.margin, y: top, width: Layout.right - Layout.margin, height: y - top,
      fill: "#eee", at: place)
    rule(8)
  }

  private mutating func drawNotices(_ notices: [String]) {
    guard !notices.isEmpty else { return }
    y += 6
    let breaker = Self.breaker(
      Layout.right - Layout.margin, size: Layout.smallSize, isBold: false)
    for line in notices.flatMap(breaker.lines) {
      svg.text(line, x: Layout.margin, y: y + Layout.smallSize, size: Layout.smallSize)
      y += Layout.smallLeading
    }
  }

  private static func breaker(_ width: Double, size: Double, isBold: Bool) -> LineBreaker {
    LineBreaker(width: width / size) { FontWidth.of($0, isBold: isBold) }
  }
}

/// The direction in which a text is written.
enum TextDirection {
  /// Whether the first letter of a text belongs to a script that is written from the right
  /// (rule P2 of Unicode Standard Annex 9).
  static func isRightToLeft(_ text: String) -> Bool {
    for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
      switch scalar.value {
      case 0x590..<0x900, 0xFB1D..<0xFE00, 0xFE70..<0xFF00, 0x10800..<0x11000, 0x1E800..<0x1F000:
        return true
      default: return false
      }
    }
    return false
  }
}
