import CEL
import YAMLTree

/// Judges one object other than a definition, such as a pair or a programme, by the rules about it.
struct SubjectJudge {
  /// A rule that the object breaks.
  struct Breach {
    /// The position of the rule in `RuleSet.rules`.
    var rule: Int
    var severity: Severity
    var message: String
    /// The value that is shown, and others with a few words.
    var place: RecordID
    var labels: [(place: RecordID, text: String)]
  }

  let record: Record
  let schema: Schema
  let surroundings: Surroundings
  private let host: RecordHost
  private(set) var breaches: [Breach] = []
  private(set) var faults: [RuleFault] = []
  /// The fields for want of which rules fell silent: they are written but cannot be read, or
  /// required and not there.
  private(set) var silencing: Set<UnreadableField> = []

  init(_ record: Record, schema: Schema, surroundings: Surroundings) {
    self.record = record
    self.schema = schema
    self.surroundings = surroundings
    host = RecordHost(record, schema)
  }

  /// Judges the object by some rules of a set; tallies are added at their positions.
  /// - Parameter positions: `RuleSet.positions(over:)` of what the object is.
  mutating func judge(_ rules: RuleSet, at positions: [Int], tallies: inout [RuleTally]) {
    for index in positions {
      let entry = rules.rules[index]
      guard let severity = entry.severity, case .expressions(let expressions) = entry.rule.body
      else { continue }
      judge(expressions, entry, index, severity, tally: &tallies[index])
    }
  }

  private mutating func judge(
    _ expressions: Rule.Expressions, _ entry: RuleSet.Entry, _ index: Int, _ severity: Severity,
    tally: inout RuleTally
  ) {
    var evaluation = RuleEvaluation(
      expressions, parameters: entry.parameters, host: host, surroundings: surroundings)
    let places = evaluation.places
    silencing.formUnion(record.unreadableFields(along: expressions.scope.each))
    guard !places.isEmpty else {
      tally.notApplicable += 1
      return
    }
    // A change or a pair holds two definitions.
    if let excess = PlaceEvaluation.excess(places.count, in: record, definitions: 2) {
      fail(entry.rule, excess)
      return
    }
    for place in places {
      switch evaluation.judge(place) {
      case .notApplicable: tally.notApplicable += 1
      case .notJudged(let fields):
        tally.notApplicable += 1
        silencing.formUnion(fields)
      case .passed:
        tally.applied += 1
        tally.passed += 1
      case .fault(let error): fail(entry.rule, error.message)
      case .failed:
        guard let message = text(entry.rule.message, evaluation.variables, entry.rule) else {
          tally.notApplicable += 1
          continue
        }
        tally.applied += 1
        tally.failed += 1
        breaches.append(
          Breach(
            rule: index, severity: severity, message: message, place: value(expressions.at, place),
            labels: entry.rule.labels.compactMap { label in
              text(label.text, evaluation.variables, entry.rule).map {
                (value(label.at, place), $0)
              }
            }))
      }
    }
  }

  private func value(_ path: PlacePath, _ place: RuleEvaluation.Place) -> RecordID {
    record.follow(path.fields, from: path.start(at: place, in: record)).value
  }

  /// The text of a template; nil where it needs a value that is not there.
  private mutating func text(
    _ template: MessageTemplate, _ variables: [Value], _ rule: Rule
  ) -> String? {
    template.rendered(with: variables, host) { fail(rule, $0) }
  }

  private mutating func fail(_ rule: Rule, _ message: String) {
    faults.append(
      RuleFault(
        rule: rule.id, message: message, definition: "", span: ByteRange(start: 0, end: 0)))
  }
}
