import YAMLTree

/// What rules say of a definition whose label is made.
struct LabelJudgement {
  /// An assessment by its position with an outcome by its name.
  struct Pair: Hashable {
    var assessment: Int
    var outcome: String
  }

  /// The rules that could not be judged.
  let faults: [RuleFault]
  let findings: [Finding]
  /// Whether a rule, by its position, holds for the definition.
  let isActive: (Int) -> Bool
  /// How often each rule applied, by its position.
  let tallies: [RuleTally]
  /// The rules that a field which cannot be read kept from judging, by their positions.
  let silencedRules: Set<Int>
  let results: [VerdictResult]
  let host: RecordHost
  /// The name of a rule by its position.
  let name: (Int) -> String
  private let schema: Schema
  private let surroundings: Surroundings

  init(
    _ definition: ReadDefinition, rules: RuleSet, schema: Schema, surroundings: Surroundings,
    verdicts: [Verdict], tree: YAMLTree, file: String
  ) {
    var linter = DefinitionLinter(
      definition, rules: rules, schema: schema, surroundings: surroundings, bytes: tree.bytes,
      file: file)
    var tallies = Array(repeating: RuleTally(), count: rules.rules.count)
    linter.lint(definition.problems, tallies: &tallies)
    results = linter.verdicts(verdicts, in: tree).results
    self.tallies = tallies
    silencedRules = linter.silencedRules
    findings = linter.findings
    faults = linter.faults
    isActive = linter.isActive
    name = { rules.rules[$0].rule.id }
    host = RecordHost(linter.record, schema)
    self.schema = schema
    self.surroundings = surroundings
  }

  /// The verdicts in sentences, each with the findings that make it, and with what nobody said or
  /// judged.
  func verdictBlock(_ verdicts: [Verdict], _ words: Label.VerdictWords) -> LabelContent.Block {
    let values = zip(verdicts, results).map { verdict, result in
      var notes = result.parts.compactMap { part in
        findings.first { $0.rule == part.rule }?.message
      }
      if !result.missing.isEmpty {
        notes.append("\(words.notSaid): \(result.missing.joined(separator: ", "))")
      }
      let unjudged = words.texts(of: result)
      if !unjudged.isEmpty {
        notes.append("\(words.notJudged): \(unjudged.joined(separator: ", "))")
      }
      let rest = notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"
      // The name of a verdict reads like an accusation where only its absence is told.
      let sentence = verdict.words[result.state] ?? ""
      return LabelContent.Text(
        text: "\(sentence.prefix(1).uppercased())\(sentence.dropFirst())\(rest)")
    }
    return LabelContent.Block(name: "verdicts", title: words.title, values: values)
  }

  /// Whether the form of an assessment can show an outcome, for all pairs that a rule judges.
  func fits(by name: String, of rules: RuleSet) -> [Pair: AlignmentContent.Fit] {
    guard let index = rules.rules.firstIndex(where: { $0.rule.id == name }), isActive(index),
      case .expressions(let expressions) = rules.rules[index].rule.body,
      let field = schema.types[schema.root].field(named: "assessments")
    else { return [:] }
    let assessments = host.record.elements(host.record.field(host.record.root, field))
    let columns = Dictionary(
      assessments.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var evaluation = RuleEvaluation(
      expressions, parameters: rules.rules[index].parameters, host: host,
      surroundings: surroundings)
    let places = evaluation.places
    // Linting has told that these are too many.
    guard PlaceEvaluation.excess(places.count, in: host.record) == nil else { return [:] }
    var fits: [Pair: AlignmentContent.Fit] = [:]
    for place in places {
      guard let column = columns[place.parent], let outcome = host.record.string(place.place)
      else { continue }
      let pair = Pair(assessment: column, outcome: outcome)
      switch evaluation.judge(place) {
      case .passed: fits[pair] = .fits
      case .failed: fits[pair] = .doubtful
      case .notApplicable, .notJudged, .fault: fits[pair] = .unknown
      }
    }
    return fits
  }
}
