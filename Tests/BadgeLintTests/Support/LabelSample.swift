import BadgeLint
import YAMLTree

/// A small label whose parts a test can replace, in a library of few of the shipped packs.
struct LabelSample {
  var words = "[]"
  var lets = "{}"
  var heading = "[{where: has(definition.title), text: \"{definition.title}\"}]"
  var rows = "[{name: outcomes, title: Can, values: [{each: outcomes, text: \"{self.text}\"}]}]"
  var notices = "[]"
  var names = "self.outcomes"
  var longest = "600"

  var text: String {
    """
    label: 1
    language: en
    title: Profile
    longestText: \(longest)
    words: \(words)
    let: \(lets)
    heading: \(heading)
    rows: \(rows)
    notSaid: Not said
    nothingMissing: All is said
    unreadable: cannot be read
    partlyUnreadable: cannot be read in part
    notices: \(notices)
    verdicts: {title: Rules, notSaid: not said, notJudged: not judged, off: off, unreadable: unreadable, failed: failed, doubted: f}
    alignment:
      outcomes: {title: Outcomes, each: outcomes, names: "has(self.id) ? [self.id] : []", text: "{self.text}"}
      assessments: {title: Assessments, each: assessments, names: \(names), text: An assessment}
      legend: {assessed: yes, doubtful: hardly, empty: no, unreadable: unknown}
      fitRule: outcomes/assessment-fit

    """
  }

  /// The library with this label.
  static func library(_ text: String) throws -> RuleLibrary {
    let files = Shipped.fewFiles.filter { $0.path != "label.yaml" }
    return try RuleLibrary(
      RuleFiles(files: files + [("label.yaml", Array(text.utf8))], folder: "rules"))
  }

  func label(of text: String, today: CalendarDate = Shipped.today) throws -> LabelContent {
    try Labelled(text, library: Self.library(self.text), today: today).label
  }
}

/// The label and the alignment of the first definition of a text.
struct Labelled {
  let label: LabelContent
  let alignment: AlignmentContent
  let failures: [String]

  struct Nothing: Error {}

  init(
    _ text: String, library: RuleLibrary? = nil, today: CalendarDate = Shipped.today
  ) throws {
    let library = try library ?? Shipped.library.get()
    let labeller = FileLabeller(library, label: try library.label(), forced: nil, today: today)
    let rules = try Linted.rules(["core"], library)
    let bytes = Array(text.utf8)
    let labels = labeller.labels(bytes, path: "a.yaml", rules: rules)
    let alignments = labeller.alignments(bytes, path: "a.yaml", rules: rules)
    guard let label = labels.contents.first, let alignment = alignments.contents.first else {
      throw Nothing()
    }
    self.label = label
    self.alignment = alignment
    failures = labels.failures + alignments.failures
  }

  /// What a row says; empty where there is no such row.
  func values(_ row: String) -> [String] { label.values(row) }

  /// What a row misses.
  func gaps(_ row: String) -> [String] { label.gaps(row) }
}

extension LabelContent {
  func values(_ row: String) -> [String] {
    rows.first { $0.name == row }?.values.map(\.text) ?? []
  }

  func gaps(_ row: String) -> [String] { notSaid.filter { $0.row == row }.map(\.text) }
}
