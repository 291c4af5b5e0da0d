/// Text inside of XML (XML 1.0, 2.2 and 2.4).
enum XMLText {
  /// A text with what XML gives a meaning escaped, and what it forbids replaced.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default:
        switch scalar.value {
        case 0..<0x9, 0xB, 0xC, 0xE..<0x20, 0xFFFE, 0xFFFF: result += "\u{FFFD}"
        default: result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }

  /// An attribute with a blank before it; line breaks and tabs in the value are kept.
  static func attribute(_ name: String, _ value: String) -> String {
    let value = escaped(value).unicodeScalars.map { scalar in
      switch scalar {
      case "\n", "\r", "\t": "&#\(scalar.value);"
      default: String(scalar)
      }
    }
    return " \(name)=\"\(value.joined())\""
  }

  static func attribute(_ name: String, _ value: Int) -> String { attribute(name, "\(value)") }
}
