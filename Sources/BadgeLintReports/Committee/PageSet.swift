import BadgeLint
import Mustache
import YAMLTree

/// The pages of the report for a committee, ready to be filled.
package struct PageSet: Sendable {
  private let library: MustacheLibrary
  let style: String

  /// The page that shows the others, and the style sheet.
  private static let first = "committee"
  private static let styleName = "committee.css"
  private static let ending = ".mustache"

  /// - Parameter files: The files of `report/`, by their names and as they are shown.
  package init(
    _ files: [(name: String, shown: String, bytes: [UInt8])]
  ) throws(LoadFailure) {
    guard let style = files.first(where: { $0.name == Self.styleName }) else {
      throw Self.missing(Self.styleName)
    }
    self.style = String(decoding: style.bytes, as: UTF8.self)
    // A style sheet is written into the page as it is.
    if self.style.lowercased().contains("</style") {
      throw LoadFailure(
        LoadProblem(
          file: style.shown, range: nil, message: "'</style' would end the style of the page"))
    }
    let pages = files.filter { $0.name.hasSuffix(Self.ending) }
    let names = pages.map { String($0.name.dropLast(Self.ending.count)) }
    guard names.contains(Self.first) else { throw Self.missing(Self.first + Self.ending) }
    var shows: [String: [String]] = [:]
    var problems: [LoadProblem] = []
    var sources: [String: [UInt8]] = [:]
    for (name, page) in zip(names, pages) {
      let check = PageCheck(file: page.shown, bytes: page.bytes, pages: names)
      problems += check.problems
      sources[page.shown] = page.bytes
      shows[name] = check.shown
    }
    var inclusion = PageInclusion(shows)
    if let trouble = inclusion.trouble(from: Self.first) {
      let place = zip(names, pages).first { $0.0 == trouble.page }?.1.shown
      problems.append(
        LoadProblem(
          file: place ?? pages.first?.shown ?? "", range: nil, message: trouble.message,
          help: trouble.help))
    }
    if !problems.isEmpty { throw LoadFailure(problems, sources: sources) }
    ReportEscaping.register()
    var templates: [String: MustacheTemplate] = [:]
    for (name, page) in zip(names, pages) {
      do {
        templates[name] = try MustacheTemplate(
          string: ReportEscaping.pragma + String(decoding: page.bytes, as: UTF8.self))
      } catch {
        throw LoadFailure(
          LoadProblem(file: page.shown, range: nil, message: "the page cannot be read: \(error)"))
      }
    }
    library = MustacheLibrary(templates: templates)
  }

  private static func missing(_ name: String) -> LoadFailure {
    LoadFailure(
      LoadProblem(
        file: "report/\(name)", range: nil, message: "the file is missing from the folder of rules"
      ))
  }

  func bytes(_ values: TemplateObject) -> [UInt8] {
    Array((library.render(values.any, withTemplate: Self.first) ?? "").utf8)
  }
}

/// Escapes texts for HTML, scalar by scalar.
///
/// The library escapes whole characters, so that a quotation mark with a combining accent behind it
/// would end an attribute; what is escaped here does not depend on what stands beside it.
struct ReportEscaping: MustacheContentType {
  private static let name = "BADGELINT"
  /// What stands before each page, so that no page can do without.
  static let pragma = "{{% CONTENT_TYPE:\(name)}}"

  static func register() { MustacheContentTypes.register(ReportEscaping(), named: name) }

  func escapeText(_ text: String) -> String { Self.escaped(text) }

  static func escaped(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;".utf8
      case "<": result += "&lt;".utf8
      case ">": result += "&gt;".utf8
      case "\"": result += "&quot;".utf8
      case "'": result += "&#39;".utf8
      default:
        // Characters that HTML forbids, and marks that turn the direction of what follows.
        if disturbsTerminals(scalar), scalar != "\n", scalar != "\t" {
          result += "\u{FFFD}".utf8
        } else {
          result += String(scalar).utf8
        }
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
