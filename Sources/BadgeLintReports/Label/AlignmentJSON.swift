import BadgeLint

/// Alignments for programs; `docs/json.md` describes the members.
struct AlignmentJSON: AlignmentReport {
  /// Raised when a member changes its meaning or goes away.
  private static let version = 1
  private let options: ReportOptions

  init(_ options: ReportOptions) { self.options = options }

  func bytes(_ alignments: [AlignmentContent], failures: [String]) -> [UInt8] {
    var json = JSONWriter()
    json.begin(version: Self.version, program: options.version)
    json.raw("  \"alignments\": ")
    json.lines(alignments) { json, alignment in write(alignment, to: &json) }
    json.end(failures: failures)
    return json.bytes
  }

  private func write(_ alignment: AlignmentContent, to json: inout JSONWriter) {
    json.raw("    {\"file\": ")
    json.string(alignment.file)
    json.member("definition", alignment.definition)
    json.member("title", alignment.heading)
    json.member("problems", alignment.problemCount)
    json.raw(",\n     \"outcomes\": ")
    json.list(alignment.outcomes, indent: "       ", writeHeader)
    json.raw(",\n     \"assessments\": ")
    json.list(alignment.assessments, indent: "       ", writeHeader)
    json.raw(",\n     \"cells\": ")
    json.list(cells(of: alignment), indent: "       ") { json, cell in
      json.raw("{\"outcome\": ")
      json.number(cell.outcome)
      json.member("assessment", cell.assessment)
      switch cell.cell {
      case .assessed(let fit):
        json.member("fit", fit.rawValue)
      case .unreadable: json.raw(", \"unreadable\": true")
      case .empty: break
      }
      json.raw("}")
    }
    json.raw(",\n     \"notes\": ")
    json.list(alignment.notes, indent: "       ") { json, note in json.string(note) }
    json.raw("}")
  }

  private func writeHeader(_ json: inout JSONWriter, _ header: AlignmentContent.Header) {
    json.raw("{\"name\": ")
    json.string(header.label)
    json.member("text", header.text)
    json.raw("}")
  }

  /// The cells that are not empty, by row.
  private func cells(
    of alignment: AlignmentContent
  ) -> [(outcome: Int, assessment: Int, cell: AlignmentContent.Cell)] {
    alignment.cells.enumerated().flatMap { row, cells in
      cells.enumerated().filter { $0.element != .empty }.map { (row, $0.offset, $0.element) }
    }
  }
}
