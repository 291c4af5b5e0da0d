import CEL
import YAMLTree

/// The words and limits of the report for a committee: `rules/report.yaml`.
package struct ReportLayout: Sendable {
  /// Findings that ask for the same.
  package struct Group: Sendable {
    package var name: String
    package var title: String
    /// The title of a column of numbers.
    package var short: String
    package var about: String
    package var severities: [Severity]
    /// Whether it holds the questions that only people can answer.
    package var holdsQuestions: Bool
  }

  /// How much is shown.
  package struct Limits: Sendable {
    package var sections: Int
    package var rows: Int
    package var places: Int
    package var pairs: Int
    package var cells: Int
    package var nodes: Int
    package var quote: Int
  }

  /// What can be done with a proposal, as far as rules tell.
  package enum Decision: String, CaseIterable, Sendable {
    /// Something must be fixed.
    case sendBack
    /// A verdict cannot be told, as the definition says too little.
    case incomplete
    /// A verdict is reached.
    case doubtful
    /// Not everything could be judged.
    case unjudged
    case ready
  }

  /// The language of its texts (BCP 47).
  package var language: String
  package var title: String
  /// The gravest first.
  package var groups: [Group]
  package var limits: Limits
  package var measures: [Bound.Measure: String]
  package var positions: [BoundFigure.Position: String]
  package var states: [Verdict.State: String]
  package var decisions: [Decision: String]
  package var waivers: [WaiverLine.State: String]
  /// What a finding says for which a waiver has run out; the last day follows.
  package var ranOut: String
  /// What stands behind the credit of a whole that only its parts tell.
  package var stackTotal: String
  /// What a finding concerns that stands at no single place.
  package var whole: String
  /// What stands before the number of an element without a name.
  package var element: String
  package var noTrend: String
  /// What is said where figures over time were asked for and there is not one path.
  package var oneTrend: String
  /// What is said where no pack of rules judges catalogues.
  package var noRules: String
  /// What stands before the number of references, and of files without a definition.
  package var references: String
  package var withoutDefinition: String

  /// The position of the group that a finding belongs to.
  package func group(of severity: Severity, isQuestion: Bool) -> Int {
    groups.firstIndex { isQuestion ? $0.holdsQuestions : $0.severities.contains(severity) } ?? 0
  }
}

/// Reads `report.yaml`; all problems of the file are told together.
struct ReportLayoutReader {
  private let file: LoadedFile
  private let root: ObjectView
  private var problems: [LoadProblem] = []

  static func read(_ file: LoadedFile, schema: Schema) throws(LoadFailure) -> ReportLayout {
    var reader = ReportLayoutReader(
      file: file, root: try DocumentReader.read(file, by: schema))
    let layout = reader.layout()
    if !reader.problems.isEmpty { throw file.failure(reader.problems) }
    return layout
  }

  private init(file: LoadedFile, root: ObjectView) {
    self.file = file
    self.root = root
  }

  private mutating func report(_ span: ByteRange?, _ message: String, help: String? = nil) {
    problems.append(
      LoadProblem(file: file.name, range: span ?? root.span, message: message, help: help))
  }

  private mutating func layout() -> ReportLayout {
    let limits = root.object("limits")
    func limit(_ name: String) -> Int { limits?.int(name) ?? 1 }
    return ReportLayout(
      language: root.text("language") ?? "", title: root.text("title") ?? "", groups: groups(),
      limits: ReportLayout.Limits(
        sections: limit("sections"), rows: limit("rows"), places: limit("places"),
        pairs: limit("pairs"), cells: limit("cells"), nodes: limit("nodes"),
        quote: limit("quote")),
      measures: words("measures", Bound.Measure.allCases),
      positions: words("positions", BoundFigure.Position.allCases),
      states: words("states", Verdict.State.allCases),
      decisions: words("decisions", ReportLayout.Decision.allCases),
      waivers: words("waivers", WaiverLine.State.allCases), ranOut: root.text("ranOut") ?? "",
      stackTotal: root.text("stackTotal") ?? "",
      whole: root.text("whole") ?? "", element: root.text("element") ?? "",
      noTrend: root.text("noTrend") ?? "", oneTrend: root.text("oneTrend") ?? "",
      noRules: root.text("noRules") ?? "", references: root.text("references") ?? "",
      withoutDefinition: root.text("withoutDefinition") ?? "")
  }

  /// The groups; a finding without one would be lost, and one in two would be told twice.
  private mutating func groups() -> [ReportLayout.Group] {
    var groups: [ReportLayout.Group] = []
    for view in root.objects("groups") {
      let group = ReportLayout.Group(
        name: view.text("name") ?? "", title: view.text("title") ?? "",
        short: view.text("short") ?? "", about: view.text("about") ?? "",
        severities: view.texts("severities").compactMap(Severity.init),
        holdsQuestions: view.bool("questions") ?? false)
      if groups.contains(where: { $0.name == group.name }) {
        report(view.span("name"), "there is a group '\(group.name)' already")
      }
      groups.append(group)
    }
    let span = root.span("groups")
    for severity in Severity.allCases {
      let count = groups.count { $0.severities.contains(severity) }
      if count != 1 {
        report(span, "findings of severity '\(severity.rawValue)' need one group; found \(count)")
      }
    }
    let count = groups.count(where: \.holdsQuestions)
    if count != 1 { report(span, "questions need one group; found \(count)") }
    return groups
  }

  /// Words for all of a closed list of values.
  private mutating func words<Name: RawRepresentable<String> & Hashable>(
    _ field: String, _ names: [Name]
  ) -> [Name: String] {
    var words: [Name: String] = [:]
    for (key, value) in root.entries(field) {
      guard let name = Name(rawValue: key.text) else {
        let known = names.map(\.rawValue)
        report(
          key.span, "'\(key.text)' is nothing that '\(field)' has words for",
          help: closestMatch(to: key.text, in: known).map { "did you mean '\($0)'?" }
            ?? "there are: \(known.joined(separator: ", "))")
        continue
      }
      words[name] = root.record.string(value) ?? ""
    }
    for name in names where words[name] == nil {
      report(root.span(field), "there are no words for '\(name.rawValue)'")
    }
    return words
  }
}
