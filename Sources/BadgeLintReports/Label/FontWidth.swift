/// How wide text comes out in a sans-serif font at most, in parts of the font size.
///
/// The advances are those of DejaVu Sans, which with Verdana is the widest of the fonts that
/// systems show as `sans-serif`; in narrower ones lines end early, but never too late.
enum FontWidth {
  /// Advances of the characters from the blank to the tilde, in hundredths, rounded up.
  private static let regular: [UInt8] = [
    32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 64, 34, 34, 84, 84, 84, 54, 100, 69, 69, 70, 78, 64, 58, 78, 76, 30, 30, 66, 56, 87,
    75, 79, 61, 79, 70, 64, 62, 74, 69, 99, 69, 62, 69, 40, 34, 40, 84, 50, 50, 62, 64, 55, 64, 62,
    36, 64, 64, 28, 28, 58, 28, 98, 64, 62, 64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64,
    84,
  ]
  private static let bold: [UInt8] = [
    35, 46, 53, 84, 70, 101, 88, 31, 46, 46, 53, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70,
    70, 70, 70, 40, 40, 84, 84, 84, 59, 100, 78, 77, 74, 84, 69, 69, 83, 84, 38, 38, 78, 64, 100,
    84, 86, 74, 86, 78, 73, 69, 82, 78, 111, 78, 73, 73, 46, 37, 46, 84, 50, 50, 68, 72, 60, 72,
    68, 44, 72, 72, 35, 35, 67, 35, 105, 72, 69, 72, 72, 50, 60, 48, 72, 66, 93, 65, 66, 59, 72,
    37, 72, 84,
  ]
  /// What bold adds to characters outside of the table.
  private static let boldFactor = 1.15

  /// The width of a character; marks that combine add nothing.
  static func of(_ character: Character, isBold: Bool) -> Double {
    character.unicodeScalars.reduce(0) { $0 + of($1, isBold: isBold) }
  }

  static func of(_ text: String, isBold: Bool) -> Double {
    text.reduce(0) { $0 + of($1, isBold: isBold) }
  }

  private static func of(_ scalar: Unicode.Scalar, isBold: Bool) -> Double {
    if (0x20...0x7E).contains(scalar.value) {
      return Double((isBold ? bold : regular)[Int(scalar.value) - 0x20]) / 100
    }
    return advance(scalar) * (isBold ? boldFactor : 1)
  }

  private static func advance(_ scalar: Unicode.Scalar) -> Double {
    let isUpper = scalar.properties.isUppercase
    switch TextWidth.columns(scalar) {
    case 0: return 0
    case 2: return scalar.value >= 0x1F000 ? 1.4 : 1
    default: break
    }
    switch scalar.value {
    case 0xE6, 0xC6, 0x152, 0x153, 0x174: return 1.07
    case 0xA0..<0x250: return isUpper ? 0.92 : 0.82
    case 0x370..<0x400: return isUpper ? 0.94 : 0.84
    case 0x416, 0x428, 0x429, 0x42E: return 1.1
    case 0x436, 0x444, 0x448, 0x449, 0x44B, 0x44E, 0x459, 0x45A: return 0.95
    case 0x400..<0x530: return isUpper ? 0.89 : 0.76
    case 0x590..<0x600: return 0.72
    // Letters of Arabic join; few are as wide inside of a word as by themselves.
    case 0x600..<0x700, 0x750..<0x780, 0xFB50..<0xFE00: return 0.95
    default: return 1
    }
  }
}
