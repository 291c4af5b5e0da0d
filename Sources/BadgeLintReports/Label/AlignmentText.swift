import BadgeLint

/// Alignments as matrices for people; wide ones are cut into several.
struct AlignmentText: AlignmentReport {
  private static let widest = 120
  private static let narrowest = 40
  private static let leastText = 20

  private let style: TextStyle
  private let width: Int

  init(_ options: ReportOptions) {
    style = TextStyle(usesColour: options.usesColour)
    width = max(min(options.width, Self.widest), Self.narrowest)
  }

  func bytes(_ alignments: [AlignmentContent], failures: [String]) -> [UInt8] {
    Array(alignments.map(text).joined(separator: "\n").utf8)
  }

  private func text(_ alignment: AlignmentContent) -> String {
    var text = TextWidth.wrapped(alignment.heading, width: width)
      .map { style.bold($0) + "\n" }.joined()
    if !alignment.outcomes.isEmpty { text += "\n" + matrix(alignment) }
    if !alignment.assessments.isEmpty { text += "\n" + legend(alignment) }
    if !alignment.notes.isEmpty { text += "\n" }
    for note in alignment.notes { text += hanging(note, behind: "• ") }
    return text
  }

  // MARK: - Matrix

  private func matrix(_ alignment: AlignmentContent) -> String {
    let labels = alignment.outcomes.indices.map { label(ofOutcome: $0, alignment) }
    let labelWidth = min(max(labels.map { TextWidth.columns($0) }.max() ?? 0, 2), width / 4)
    let letters = alignment.hasLinks ? alignment.assessments.indices.map(Self.letters) : []
    // All columns are as wide as the longest of their letters, with two blanks before them.
    let column = (letters.last?.utf8.count ?? 1) + 2
    let room = width - labelWidth - 2
    let perPart = max(1, (room - Self.leastText) / column)
    var parts: [String] = []
    var start = 0
    repeat {
      let columns = start..<min(start + perPart, letters.count)
      let textWidth = max(Self.leastText, min(room - columns.count * column, widestText(alignment)))
      var part = TextWidth.padded(
        TextWidth.truncated(alignment.outcomesTitle, to: labelWidth + 2 + textWidth),
        to: labelWidth + 2 + textWidth)
      for letter in letters[columns] {
        part += String(repeating: " ", count: column - letter.utf8.count) + letter
      }
      part = style.bold(trimmed(part)) + "\n"
      for (row, outcome) in alignment.outcomes.enumerated() {
        let label = TextWidth.truncated(labels[row], to: labelWidth)
        var line = TextWidth.padded(label, to: labelWidth + 2)
        line += TextWidth.padded(TextWidth.truncated(outcome.text, to: textWidth), to: textWidth)
        for cell in alignment.cells[row][columns] {
          line += String(repeating: " ", count: column - 1) + Self.sign(of: cell)
        }
        part += trimmed(line) + "\n"
      }
      parts.append(part)
      start = columns.upperBound
    } while start < letters.count
    return parts.joined(separator: "\n")
  }

  private func widestText(_ alignment: AlignmentContent) -> Int {
    alignment.outcomes.map { TextWidth.columns($0.text) }.max() ?? 0
  }

  private static func sign(of cell: AlignmentContent.Cell) -> String {
    switch cell {
    case .empty: "."
    case .assessed(.fits), .assessed(.unknown): "x"
    case .assessed(.doubtful): "~"
    case .unreadable: "?"
    }
  }

  /// Outcomes without a name go by their position.
  private func label(ofOutcome index: Int, _ alignment: AlignmentContent) -> String {
    let label = alignment.outcomes[index].label
    return label.isEmpty ? "\(index + 1)." : label
  }

  /// A, B, …, Z, AA, AB, …
  static func letters(_ index: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index % 26)))
    return index < 26 ? letter : letters(index / 26 - 1) + letter
  }

  // MARK: - Below the matrix

  private func legend(_ alignment: AlignmentContent) -> String {
    var text = style.bold(alignment.assessmentsTitle) + "\n"
    for (index, assessment) in alignment.assessments.enumerated() {
      let name = assessment.label.isEmpty ? "" : "\(assessment.label): "
      text += hanging(
        name + assessment.text, behind: alignment.hasLinks ? "\(Self.letters(index))  " : "• ")
    }
    guard alignment.hasLinks else { return text }
    let cells = alignment.cells.joined()
    var signs: [String] = []
    if cells.contains(where: { if case .assessed = $0 { true } else { false } }) {
      signs.append("x \(alignment.legend.assessed)")
    }
    if cells.contains(.assessed(.doubtful)) {
      signs.append("~ \(alignment.legend.doubtful)")
    }
    if cells.contains(.empty) { signs.append(". \(alignment.legend.empty)") }
    if cells.contains(.unreadable) { signs.append("? \(alignment.legend.unreadable)") }
    return signs.isEmpty ? text : text + style.dim(signs.joined(separator: ", ")) + "\n"
  }

  /// A paragraph whose further lines are set behind a mark.
  private func hanging(_ text: String, behind mark: String) -> String {
    let columns = TextWidth.columns(mark)
    return TextWidth.wrapped(text, width: width - columns).enumerated().map { index, line in
      (index == 0 ? mark : String(repeating: " ", count: columns)) + line + "\n"
    }.joined()
  }

  private func trimmed(_ line: String) -> String {
    var line = line
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }
}
