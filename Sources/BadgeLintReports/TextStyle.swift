import BadgeLint

/// Colours of terminals, or none.
package struct TextStyle: Sendable {
  package enum Colour: String, Sendable {
    case red = "31"
    case yellow = "33"
    case blue = "34"
    case cyan = "36"
    case green = "32"
  }

  package let usesColour: Bool

  package init(usesColour: Bool) { self.usesColour = usesColour }

  package func bold(_ text: String) -> String { wrapped(text, "1") }
  package func dim(_ text: String) -> String { wrapped(text, "2") }
  package func colour(_ text: String, _ colour: Colour, bold: Bool = true) -> String {
    wrapped(text, bold ? "1;\(colour.rawValue)" : colour.rawValue)
  }

  /// The colour in which findings of a severity are headed.
  static func colour(of severity: Severity) -> Colour {
    switch severity {
    case .error: .red
    case .warning: .yellow
    case .info: .cyan
    }
  }

  /// A note under a finding, folded, with its label.
  func note(_ label: String, _ note: String, margin: String, width: Int) -> String {
    let indent = margin.utf8.count + 2 + label.utf8.count + 2
    let sign = colour("=", .blue)
    return TextWidth.folded(note, width: width - indent).enumerated().map { index, line in
      index == 0
        ? "\(margin)\(sign) \(bold(label)): \(line)\n"
        : String(repeating: " ", count: indent) + line + "\n"
    }.joined()
  }

  private func wrapped(_ text: String, _ code: String) -> String {
    usesColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

/// Columns that text takes on a terminal.
package enum TextWidth {
  package static func columns(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + columns($1) }
  }

  /// 0 for marks that combine, 2 for wide East Asian characters and emoji, else 1
  /// (Unicode Standard Annex 11).
  package static func columns(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// Folds a text at blanks so that no line is wider than `width`, where that can be.
  package static func folded(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var lineColumns = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      let columns = columns(word)
      if lineColumns > 0, lineColumns + 1 + columns > width {
        lines.append(line)
        line = ""
        lineColumns = 0
      }
      if lineColumns > 0 {
        line += " "
        lineColumns += 1
      }
      line += word
      lineColumns += columns
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }
}
