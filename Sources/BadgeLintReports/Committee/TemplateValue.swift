import BadgeLint

/// What a page shows under a name.
indirect enum TemplateValue {
  case text(String)
  case flag(Bool)
  case list([TemplateObject])
  /// Markup that the program made itself; pages write it as it is.
  case markup(String)

  static func count(_ number: Int) -> TemplateValue { .text("\(number)") }

  /// The value as the template library takes it; nil for nothing, as it takes empty texts for there.
  var any: Any? {
    switch self {
    case .text(let text): text.isEmpty ? nil : text
    case .flag(let isSo): isSo
    case .list(let objects): objects.map(\.any)
    case .markup(let markup): markup
    }
  }
}

/// A part of a page with its values by name.
struct TemplateObject: ExpressibleByDictionaryLiteral {
  private var values: [ReportName: TemplateValue] = [:]

  init(dictionaryLiteral elements: (ReportName, TemplateValue?)...) {
    for (name, value) in elements { self[name] = value }
  }

  subscript(name: ReportName) -> TemplateValue? {
    get { values[name] }
    set { values[name] = newValue }
  }

  /// The same with the values of another part.
  func adding(_ other: TemplateObject) -> TemplateObject {
    var result = self
    result.values.merge(other.values) { $1 }
    return result
  }

  var any: [String: Any] {
    var result: [String: Any] = [:]
    for (name, value) in values { result[name.rawValue] = value.any }
    return result
  }

  /// A text; nothing where it is empty or zero.
  static func some(_ number: Int) -> TemplateValue? { number > 0 ? .count(number) : nil }
}

/// Texts of rules in which names for machines stand between backticks.
enum RichText {
  /// The parts of a text, as code, as names of fields, or plain; a backtick without another stays
  /// one.
  static func parts(
    _ text: String, _ titles: FieldTitles, near place: [String] = []
  ) -> TemplateValue {
    let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
    let isBalanced = pieces.count % 2 == 1
    return .list(
      isBalanced
        ? pieces.enumerated().map { index, piece in
          guard index % 2 == 1 else { return [.plain: .text(String(piece))] }
          if let words = titles.words(for: String(piece), near: place) {
            return [.fieldName: .text(words)]
          }
          return [.code: .text(String(piece))]
        } : [[.plain: .text(text)]])
  }
}

extension [String] {
  /// A part for each text.
  func parts(_ name: ReportName) -> TemplateValue {
    .list(map { [name: .text($0)] })
  }
}
