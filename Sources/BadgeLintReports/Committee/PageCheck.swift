import BadgeLint
import CEL
import YAMLTree

/// Checks a page before it is rendered: the template library says nothing of names that it does not
/// know, and ends the program at some of its own forms.
struct PageCheck {
  let file: String
  let bytes: [UInt8]
  /// The names of all pages.
  let pages: [String]
  private(set) var problems: [LoadProblem] = []
  /// The pages that this one shows.
  private(set) var shown: [String] = []

  /// Markup that the program made; everything else has to be escaped.
  private static let markup: [ReportName] = [.style, .stackDrawing, .trendDrawing]

  init(file: String, bytes: [UInt8], pages: [String]) {
    self.file = file
    self.bytes = bytes
    self.pages = pages
    check()
  }

  private mutating func report(_ range: Range<Int>, _ message: String, help: String? = nil) {
    problems.append(
      LoadProblem(
        file: file,
        range: ByteRange(start: UInt32(range.lowerBound), end: UInt32(range.upperBound)),
        message: message, help: help))
  }

  private mutating func check() {
    var open: [(name: String, range: Range<Int>)] = []
    var index = 0
    while let start = Self.find("{{", in: bytes, from: index) {
      let isMarkup = bytes[start...].starts(with: "{{{".utf8)
      let closing = isMarkup ? "}}}" : "}}"
      let inner = start + (isMarkup ? 3 : 2)
      guard let end = Self.find(closing, in: bytes, from: inner) else {
        report(start..<min(start + 2, bytes.count), "this is not closed by '\(closing)'")
        return
      }
      index = end + closing.utf8.count
      let range = start..<index
      let text = String(decoding: bytes[inner..<end], as: UTF8.self)
      let sign = text.first ?? " "
      let name = (sign.isLetter ? text : String(text.dropFirst())).onOneLine
      if isMarkup {
        checkMarkup(text.onOneLine, range)
        continue
      }
      switch sign {
      case "!": continue
      case ">":
        shown.append(name)
        if !pages.contains(name) {
          report(range, "there is no page '\(name)'", help: Self.help(name, among: pages))
        }
        continue
      case "#", "^": open.append((name, range))
      case "/":
        guard let last = open.popLast(), last.name == name else {
          report(range, "'\(name)' ends here, but it is not what was opened last")
          return
        }
      default:
        if !sign.isLetter {
          report(
            range, "pages may not use '{{\(sign)'",
            help: "there are {{name}}, {{#name}}, {{^name}}, {{/name}}, {{>page}} and {{! remark}}")
          continue
        }
      }
      checkName(name, range)
    }
    for section in open { report(section.range, "'\(section.name)' is never closed") }
  }

  private mutating func checkName(_ name: String, _ range: Range<Int>) {
    guard let known = ReportName(rawValue: name) else {
      return report(
        range, "there is nothing '\(name)' that a page could show",
        help: Self.help(name, among: ReportName.allCases.map(\.rawValue)))
    }
    if Self.markup.contains(known), bytes[range.lowerBound + 2] != UInt8(ascii: "#"),
      bytes[range.lowerBound + 2] != UInt8(ascii: "/"),
      bytes[range.lowerBound + 2] != UInt8(ascii: "^")
    {
      report(range, "'\(name)' is markup", help: "write {{{\(name)}}}")
    }
  }

  private mutating func checkMarkup(_ name: String, _ range: Range<Int>) {
    if Self.markup.contains(where: { $0.rawValue == name }) { return }
    report(
      range, "'\(name)' may come from a definition and has to be escaped",
      help: "write {{\(name)}}")
  }

  private static func help(_ name: String, among names: [String]) -> String? {
    closestMatch(to: name, in: names).map { "did you mean '\($0)'?" }
  }

  private static func find(_ text: String, in bytes: [UInt8], from start: Int) -> Int? {
    let wanted = Array(text.utf8)
    guard bytes.count >= wanted.count, start <= bytes.count - wanted.count else { return nil }
    return (start...bytes.count - wanted.count).first { bytes[$0...].starts(with: wanted) }
  }
}
