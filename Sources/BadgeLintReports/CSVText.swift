/// Rows of comma-separated values (RFC 4180).
enum CSVText {
  static func row(_ cells: [String]) -> [UInt8] {
    Array((cells.map(cell).joined(separator: ",") + "\r\n").utf8)
  }

  /// A cell that no spreadsheet takes for a formula, quoted where it has to be.
  ///
  /// Source: OWASP, "CSV Injection": the signs that open a formula, also in their wide forms; an
  /// apostrophe before them makes text of the cell. Scalars are looked at, as a sign with a mark
  /// above it, or a line break of two signs, is one character.
  private static func cell(_ text: String) -> String {
    var text = text
    switch text.unicodeScalars.first(where: { $0 != " " }) {
    case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}":
      text = "'\(text)"
    default: break
    }
    let needsQuotes = text.unicodeScalars.contains {
      $0 == "," || $0 == "\"" || $0 == "\r" || $0 == "\n"
    }
    guard needsQuotes || text.unicodeScalars.first == "'" else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
      quoted.unicodeScalars.append(scalar)
    }
    quoted.unicodeScalars.append("\"")
    return quoted
  }
}
