import BadgeLint

/// Figures of a folder over time, as they are shown.
package struct TrendContent: Sendable {
  package var layout: TrendLayout
  /// The oldest first.
  package var points: [TrendPoint]
  /// What people should know of the figures.
  package var notes: [String]

  package init(layout: TrendLayout, points: [TrendPoint], notes: [String]) {
    self.layout = layout
    self.points = points
    self.notes = notes
  }

  /// A value as people read it, with its unit.
  func text(_ value: Double?, _ figure: TrendLayout.Figure) -> String {
    guard let value else { return "–" }
    switch figure.summary {
    case .share: return "\(numberText((value * 1000).rounded() / 10)) %"
    case .median:
      let number = numberText((value * 10).rounded() / 10)
      return figure.unit.isEmpty ? number : "\(number) \(figure.unit)"
    }
  }
}

/// One output format of trends.
package protocol TrendReport: Sendable {
  func bytes(_ content: TrendContent) -> [UInt8]
}

/// The output formats of trends by name; adding one takes a file and a line here.
package enum TrendFormat: String, CaseIterable, Sendable {
  case text, json, csv, svg

  package func report(_ options: ReportOptions) -> any TrendReport {
    switch self {
    case .text: TrendText(options)
    case .json: TrendJSON(options)
    case .csv: TrendCSV()
    case .svg: TrendSVG()
    }
  }
}

/// A table for people.
struct TrendText: TrendReport {
  private let style: TextStyle

  init(_ options: ReportOptions) { style = TextStyle(usesColour: options.usesColour) }

  func bytes(_ content: TrendContent) -> [UInt8] {
    let figures = content.layout.figures
    let head = ["month", "commit", content.layout.count] + figures.map(\.title)
    let rows = content.points.map { point in
      [
        point.month, point.isCarried ? "as before" : String(point.commit.prefix(10)),
        "\(point.definitionCount)",
      ]
        + zip(point.values, figures).map { content.text($0, $1) }
    }
    let widths = head.indices.map { column in
      ([head] + rows).map { TextWidth.columns($0[column]) }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      zip(cells, widths).enumerated().map { column, cell in
        let gap = String(repeating: " ", count: cell.1 - TextWidth.columns(cell.0))
        return column < 2 ? cell.0 + gap : gap + cell.0
      }.joined(separator: "  ") + "\n"
    }
    var text = style.bold(line(head))
    for row in rows { text += line(row) }
    for note in content.notes { text += "note: \(note)\n" }
    return Array(text.utf8)
  }
}

/// A table for spreadsheets (RFC 4180): shares from 0 to 1, numbers without units.
struct TrendCSV: TrendReport {
  func bytes(_ content: TrendContent) -> [UInt8] {
    let head = ["month", "commit", "carried", "definitions"] + content.layout.figures.map(\.name)
    var bytes = CSVText.row(head)
    for point in content.points {
      let values = point.values.map { $0.map(Self.number) ?? "" }
      bytes += CSVText.row(
        [
          point.month, point.commit, point.isCarried ? "yes" : "no", "\(point.definitionCount)",
        ] + values)
    }
    return bytes
  }

  static func number(_ value: Double) -> String { numberText((value * 10000).rounded() / 10000) }
}

/// The same for programs; `docs/json.md` describes the members.
struct TrendJSON: TrendReport {
  private static let version = 1
  private let options: ReportOptions

  init(_ options: ReportOptions) { self.options = options }

  func bytes(_ content: TrendContent) -> [UInt8] {
    var json = JSONWriter()
    json.begin(version: Self.version, program: options.version)
    json.raw("  \"figures\": [")
    for (index, figure) in content.layout.figures.enumerated() {
      json.raw(index == 0 ? "\n    {\"name\": " : ",\n    {\"name\": ")
      json.string(figure.name)
      json.member("title", figure.title)
      json.member("about", figure.about)
      json.member("summary", figure.summary.rawValue)
      json.member("unit", figure.unit)
      json.raw("}")
    }
    json.raw("\n  ],\n  \"months\": [")
    for (index, point) in content.points.enumerated() {
      json.raw(index == 0 ? "\n    {\"month\": " : ",\n    {\"month\": ")
      json.string(point.month)
      json.member("commit", point.commit)
      json.raw(point.isCarried ? ", \"carried\": true" : ", \"carried\": false")
      json.member("definitions", point.definitionCount)
      json.raw(", \"values\": {")
      for (position, figure) in content.layout.figures.enumerated() {
        if position > 0 { json.raw(", ") }
        json.string(figure.name)
        json.raw(": ")
        json.text(point.values[position].map(TrendCSV.number) ?? "null")
      }
      json.raw("}, \"known\": {")
      for (position, figure) in content.layout.figures.enumerated() {
        if position > 0 { json.raw(", ") }
        json.string(figure.name)
        json.raw(": ")
        json.number(point.known[position])
      }
      json.raw("}}")
    }
    json.raw("\n  ],\n  \"notes\": ")
    json.list(content.notes) { json, note in json.string(note) }
    json.raw("\n}\n")
    return json.bytes
  }
}
