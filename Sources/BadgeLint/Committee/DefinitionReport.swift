import YAMLTree

/// What the report for a committee says of one definition.
package struct DefinitionReport: Sendable {
  /// One breach or question.
  package struct Item: Sendable {
    package var rule: Rule
    package var severity: Severity
    package var message: String
    package var notes: [String]
    /// The names by which people find the place, from the whole to the part; empty for the whole.
    package var place: [String]
    /// The place as other reports give it.
    package var path: String
    package var line: Int
    /// What stands at the place; nil where nothing does, or where it is no single value.
    package var quote: String?
    package var waiver: Waiver?
  }

  /// A verdict with what it rests on.
  package struct Judgement: Sendable {
    package var title: String
    package var state: Verdict.State
    /// The verdict, to be read after the name of the definition.
    package var sentence: String
    /// The messages of the findings that make it.
    package var grounds: [String]
    package var notSaid: [String]
    package var notJudged: [String]
  }

  /// What became of the rules of one pack.
  package struct Checks: Sendable {
    package var pack: String
    /// The titles of rules that applied and were kept everywhere.
    package var kept: [String]
    /// Those that found something.
    package var broken: [String]
    /// Those that had nothing to judge in this definition.
    package var notConcerned: [String]
    /// Those that a field which cannot be read kept from judging.
    package var unreadable: [String]
    /// Those that a policy switches off, or that do not hold on the day of the run.
    package var off: [String]
  }

  /// A rule that had something to judge.
  package struct AppliedRule: Sendable {
    package var severity: Severity
    package var isQuestion: Bool
  }

  package var file: String
  /// The line where the definition begins.
  package var line: Int
  /// The id or title of the definition; empty where it has neither.
  package var name: String
  package var label: LabelContent
  /// Nil where the matrix is too large to be made.
  package var alignment: AlignmentContent?
  package var items: [Item]
  package var judgements: [Judgement]
  package var checks: [Checks]
  package var appliedRules: [AppliedRule]
  package var bounds: [BoundFigure]
  /// Whether a rule that holds for it asks what only people can answer.
  package var asksQuestions: Bool

  /// Items that no waiver excuses.
  package var openItems: [Item] { items.filter { $0.waiver == nil } }

  /// The id; nil where it has none.
  package var id: String? { name.isEmpty || name == label.heading.text ? nil : name }

  /// Messages of open findings that must be fixed, each once.
  private var errors: [String] {
    var messages: [String] = []
    for item in openItems where item.severity == .error && !item.rule.isJudgement {
      if !messages.contains(item.message) { messages.append(item.message) }
    }
    return messages
  }

  /// What can be done with the proposal, and why.
  package var decision: (decision: ReportLayout.Decision, reasons: [String]) {
    func collected(_ state: Verdict.State, _ texts: (Judgement) -> [String]) -> [String] {
      var all: [String] = []
      for judgement in judgements where judgement.state == state {
        for text in texts(judgement) where !all.contains(text) { all.append(text) }
      }
      return all
    }
    if !errors.isEmpty { return (.sendBack, errors) }
    let missing = collected(.incomplete, \.notSaid)
    if !missing.isEmpty { return (.incomplete, missing) }
    let grounds = collected(.reached, \.grounds)
    if !grounds.isEmpty { return (.doubtful, grounds) }
    let unjudged = collected(.unjudged, \.notJudged)
    return unjudged.isEmpty ? (.ready, []) : (.unjudged, unjudged)
  }

  /// What verdicts would need and the definition does not say, each once.
  package var notSaid: [String] {
    judgements.flatMap(\.notSaid).reduce(into: []) { all, text in
      if !all.contains(text) { all.append(text) }
    }
  }
}
