import BadgeLint

/// Text of others inside of Markdown.
package enum MarkdownText {
  /// A text without what Markdown or HTML gives a meaning.
  package static func escaped(_ text: String) -> String {
    var result = ""
    // Scalars, as a sign with a mark above it is another character and still read as the sign.
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "|", "#", "~": result += "\\\(scalar)"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      // A name that follows the sign would be called upon.
      case "@": result += "&#64;"
      case "\r": break
      case "\n": result += " "
      default: result += shownSafely(String(scalar))
      }
    }
    return result
  }

  /// A sentence of a pack: escaped but for what stands between backquotes, which is code.
  package static func prose(_ text: String) -> String {
    let parts = text.unicodeScalars.split(separator: "`", omittingEmptySubsequences: false)
      .map { String($0) }
    guard parts.count % 2 == 1 else { return escaped(text) }
    return parts.enumerated().map { index, part in
      index % 2 == 0 || part.isEmpty ? escaped(part) : code(part)
    }.joined()
  }

  /// Whether an address can stand between `<` and `>`.
  package static func isAddress(_ url: String) -> Bool {
    url.hasPrefix("http")
      && url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3C && $0 != 0x3E }
  }

  /// A text as code; a longer fence than any in it keeps it together.
  ///
  /// - Parameter isInTable: Whether a bar would end a cell of a table.
  package static func code(_ text: String, isInTable: Bool = false) -> String {
    let safe = shownSafely(text)
    var text = ""
    for scalar in safe.unicodeScalars {
      if isInTable, scalar == "|" { text.unicodeScalars.append("\\") }
      text.unicodeScalars.append(scalar)
    }
    // Scalars, as above: a backquote with a mark above it closes code all the same.
    let longest =
      text.unicodeScalars.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    return longest == 0 ? "`\(text)`" : "\(fence) \(text) \(fence)"
  }
}
