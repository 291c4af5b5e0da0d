/// Breaks text into lines of a width that any measure of characters may give.
///
/// Lines break at blanks, and between the signs of scripts that write none; a word that is wider
/// than a line is cut, so that no line is wider than the width as long as single characters fit.
struct LineBreaker {
  let width: Double
  let measure: (Character) -> Double

  /// A part of a line that is kept together.
  private struct Piece {
    var text: String
    var width: Double
    /// Whether a blank stands before it where it does not begin a line.
    var followsBlank: Bool
  }

  func lines(_ text: String) -> [String] {
    let blank = measure(" ")
    var lines: [String] = []
    var line = ""
    var used = 0.0
    for piece in pieces(of: text) {
      let gap = piece.followsBlank && !line.isEmpty ? blank : 0
      if !line.isEmpty, used + gap + piece.width > width {
        lines.append(line)
        line = ""
        used = 0
      } else if gap > 0 {
        line += " "
        used += gap
      }
      line += piece.text
      used += piece.width
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }

  /// Most characters of a word that stays on the line of a number before it.
  private static let longestUnit = 2

  private func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      var current = Piece(text: "", width: 0, followsBlank: true)
      func finish() {
        if current.text.isEmpty { return }
        pieces.append(current)
        current = Piece(text: "", width: 0, followsBlank: false)
      }
      // A number keeps its unit, as in `75 h` and `30 %`.
      if let last = pieces.last, last.text.last?.isNumber == true, word.count <= Self.longestUnit,
        last.width + measure(" ") + word.reduce(0, { $0 + measure($1) }) <= width
      {
        current = Piece(
          text: last.text + " ", width: last.width + measure(" "),
          followsBlank: last.followsBlank)
        pieces.removeLast()
      }
      var isAfterWide = false
      for character in word {
        let columns = measure(character)
        let isWide = Self.standsAlone(character)
        // A sign that closes stays with what it closes.
        let mayBreak = (isWide || isAfterWide) && !Self.closes(character)
        if mayBreak || current.width + columns > width { finish() }
        current.text.append(character)
        current.width += columns
        isAfterWide = isWide
      }
      finish()
    }
    return pieces
  }

  /// Whether lines may break before and after a character: East Asian signs.
  private static func standsAlone(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first else { return false }
    return TextWidth.columns(scalar) == 2
  }

  /// Signs that may not begin a line (a part of class CL, NS and EX of Unicode Standard Annex 14).
  private static func closes(_ character: Character) -> Bool {
    "、。，．：；？！）」』】》〉〕ー…,.;:!?)]}»".contains(character)
  }
}

extension TextWidth {
  /// Folds a text so that no line takes more than `width` columns, cutting words where they must.
  package static func wrapped(_ text: String, width: Int) -> [String] {
    LineBreaker(width: Double(max(width, 2))) { Double(columns(String($0))) }.lines(text)
  }

  /// A text cut to a number of columns, with an ellipsis where something is left out.
  package static func truncated(_ text: String, to width: Int) -> String {
    if columns(text) <= width { return text }
    var result = ""
    var used = 1
    for character in text {
      used += columns(String(character))
      if used > width { break }
      result.append(character)
    }
    while result.hasSuffix(" ") { result.removeLast() }
    return result + "…"
  }

  /// A text with blanks behind it up to a number of columns.
  package static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - columns(text)))
  }
}
