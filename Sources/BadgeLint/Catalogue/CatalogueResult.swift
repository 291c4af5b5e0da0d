/// A breach of a rule over many definitions.
package struct CatalogueFinding: Sendable {
  /// A definition that is shown.
  package struct Place: Sendable, Equatable {
    package var file: String
    package var line: Int
    package var name: String
    /// The position of its profile in the store.
    package var profile: Int
  }

  /// The position of the rule in `RuleSet.rules`.
  package var rule: Int
  package var severity: Severity
  package var message: String
  /// Whether it is about two definitions that are nearly alike.
  package var isOfPair: Bool { subject == CatalogueSubjects.pair }

  /// What was judged, such as `programme` and its name.
  package var subject: String
  package var subjectName: String
  /// The definition that is shown; nil where a group as a whole is meant.
  package var place: Place?
  package var labels: [(place: Place, text: String)]
  /// A name for the finding that does not change when lines move.
  package var fingerprint: UInt64
  /// The waiver that excuses it; nil where none does.
  package var waiver: Waiver?
}

/// What judging a catalogue gave.
package struct CatalogueResult: Sendable {
  package var findings: [CatalogueFinding] = []
  package var faults: [RuleFault] = []
  package var tallies: [RuleTally]
  /// How often each thing was judged, by its name.
  package var subjects: [(name: String, count: Int)] = []
  /// Profiles that were given twice and count once.
  package var repeatedCount = 0
  /// How often there were too many definitions alike for all of them to be compared.
  package var cutBuckets = 0
  package var graph: LinkGraph?
  package var stacks: [Stack] = []
  /// The definitions together; nil where there are none.
  package var summary: GroupSummary?
}
