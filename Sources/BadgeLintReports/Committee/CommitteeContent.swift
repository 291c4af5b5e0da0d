import BadgeLint

/// What the report for a committee shows.
package struct CommitteeContent: Sendable {
  /// The definitions judged together.
  package struct Catalogue: Sendable {
    package var result: CatalogueResult
    package var rules: RuleSet
    package var store: ProfileStore
    /// The positions of definitions in the report, by the positions of their profiles in the store.
    package var shown: [Int: Int]
    /// How many say what they count towards in a way that cannot be read.
    package var unreadStacks: Int

    package init(
      _ result: CatalogueResult, rules: RuleSet, store: ProfileStore, shown: [Int: Int],
      unreadStacks: Int
    ) {
      self.result = result
      self.rules = rules
      self.store = store
      self.shown = shown
      self.unreadStacks = unreadStacks
    }
  }

  /// What stands in place of something that could not be made, or was not asked for.
  package enum Part<Content: Sendable>: Sendable {
    case made(Content)
    case missing(String)
  }

  package var layout: ReportLayout
  /// What verdicts there are, with a few sentences about each.
  package var verdicts: [Verdict]
  /// The day of the run, as `YYYY-MM-DD`.
  package var day: String
  package var version: String
  /// The definitions that are shown or listed, in the order of their files.
  package var definitions: [DefinitionReport] = []
  /// How many definitions there are beyond these.
  package var moreDefinitions = 0
  /// What was found outside of all definitions, with its file.
  package var looseItems: [(file: String, item: DefinitionReport.Item)] = []
  /// What people call the fields that rules name.
  package var fieldTitles = FieldTitles()
  /// The entries of registers, and comments that excuse nothing; what else comments waive is taken from the definitions.
  package var waivers: [WaiverLine] = []
  package var catalogue: Part<Catalogue>
  package var trend: Part<TrendContent>
  /// What could not be read or judged, in words.
  package var failures: [String] = []
  /// What was passed over on purpose, in words.
  package var remarks: [String] = []

  package init(
    layout: ReportLayout, verdicts: [Verdict], day: String, version: String,
    catalogue: Part<Catalogue>, trend: Part<TrendContent>
  ) {
    self.layout = layout
    self.verdicts = verdicts
    self.day = day
    self.version = version
    self.catalogue = catalogue
    self.trend = trend
  }

  /// How many definitions there are in all.
  package var definitionCount: Int { definitions.count + moreDefinitions }

  /// Whether a rule that holds for a definition asks what only people can answer.
  var asksQuestions: Bool { definitions.contains(where: \.asksQuestions) }

  /// All waivers on record: those of comments, then the entries of registers.
  var allWaivers: [WaiverLine] {
    var lines: [WaiverLine] = []
    for definition in definitions {
      for item in definition.items {
        guard let waiver = item.waiver, waiver.kind == .comment else { continue }
        let line = WaiverLine(
          rule: item.rule.id, definition: definition.name.isEmpty ? nil : definition.name,
          source: definition.file, files: [], path: nil, waiver: waiver, state: .inForce)
        if !lines.contains(line) { lines.append(line) }
      }
    }
    return lines + waivers
  }
}

/// Writes the report for a committee as one page of HTML.
package struct CommitteeReport: Sendable {
  private let pages: PageSet

  package init(_ pages: PageSet) { self.pages = pages }

  package func bytes(_ content: CommitteeContent) -> [UInt8] {
    pages.bytes(CommitteeValues(content, style: pages.style).values)
  }
}
