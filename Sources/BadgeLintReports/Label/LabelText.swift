import BadgeLint

/// Labels as ruled blocks for people.
struct LabelText: LabelReport {
  /// Wider lines are hard to read.
  private static let widest = 96
  private static let narrowest = 24
  /// Below this width titles stand above their values.
  private static let leastForColumns = 56
  private static let widestTitle = 16

  private let style: TextStyle
  private let width: Int

  init(_ options: ReportOptions) {
    style = TextStyle(usesColour: options.usesColour)
    width = max(min(options.width, Self.widest), Self.narrowest)
  }

  func bytes(_ labels: [LabelContent], failures: [String]) -> [UInt8] {
    Array(labels.map(block).joined(separator: "\n").utf8)
  }

  private var heavyRule: String { style.bold(String(repeating: "━", count: width)) + "\n" }
  private var thinRule: String { style.dim(String(repeating: "─", count: width)) + "\n" }

  private func block(_ label: LabelContent) -> String {
    var text = heavyRule
    text += style.dim(label.title) + "\n"
    for line in TextWidth.wrapped(label.heading.text, width: width) {
      text += style.bold(line) + "\n"
    }
    text += heavyRule
    var rows = label.rows.map { row($0.title, $0.values.map(\.text)) }
    rows += label.blocks.map { row($0.title, $0.values.map(\.text)) }
    text += rows.joined(separator: thinRule)
    if !rows.isEmpty { text += heavyRule }
    text += row(label.notSaidTitle, label.notSaidTexts, colour: .yellow)
    text += heavyRule
    for notice in label.notices {
      for line in TextWidth.wrapped(notice, width: width) { text += line + "\n" }
    }
    return text
  }

  private func row(
    _ title: String, _ values: [String], colour: TextStyle.Colour? = nil
  ) -> String {
    let hasColumns = width >= Self.leastForColumns
    let indent = hasColumns ? Self.widestTitle : 2
    let titles = TextWidth.wrapped(title, width: hasColumns ? indent - 2 : width)
    var lines: [String] = []
    // Single values need no mark; of several, each shows where it begins.
    let mark = values.count > 1 ? "• " : ""
    let markColumns = TextWidth.columns(mark)
    for value in values {
      let folded = TextWidth.wrapped(value, width: width - indent - markColumns)
      for (index, line) in folded.enumerated() {
        lines.append((index == 0 ? mark : String(repeating: " ", count: markColumns)) + line)
      }
    }
    func painted(_ title: String) -> String {
      colour.map { style.colour(title, $0) } ?? style.bold(title)
    }
    let margin = String(repeating: " ", count: indent)
    if !hasColumns {
      return titles.map { painted($0) + "\n" }.joined()
        + lines.map { margin + $0 + "\n" }.joined()
    }
    return (0..<max(titles.count, lines.count)).map { index in
      guard index < lines.count else { return painted(titles[index]) + "\n" }
      guard index < titles.count else { return margin + lines[index] + "\n" }
      let gap = String(repeating: " ", count: indent - TextWidth.columns(titles[index]))
      return painted(titles[index]) + gap + lines[index] + "\n"
    }.joined()
  }
}
