/// What rules say of a definition whose label is made.
struct LabelJudgement {
  /// An assessment by its position with an outcome by its name.
  struct Pair: Hashable {
    var assessment: Int
    var outcome: String
  }

  private let findings: [Finding]
  private let results: [VerdictResult]
  private let host: RecordHost
  private let schema: Schema
  private let surroundings: Surroundings

  init(
    _ definition: ReadDefinition, rules: RuleSet, schema: Schema, surroundings: Surroundings,
    verdicts: [Verdict], bytes: [UInt8], file: String
  ) {
    var linter = DefinitionLinter(
      definition, rules: rules, schema: schema, surroundings: surroundings, bytes: bytes,
      file: file)
    var tallies = Array(repeating: RuleTally(), count: rules.rules.count)
    linter.lint(definition.problems, tallies: &tallies)
    findings = linter.findings
    results = linter.verdicts(verdicts).results
    host = RecordHost(linter.record, schema)
    self.schema = schema
    self.surroundings = surroundings
  }

  /// The verdicts in sentences, each with the findings that make it.
  func verdictBlock(
    _ verdicts: [Verdict], _ rules: RuleSet, title: String
  ) -> LabelContent.Block {
    var values: [LabelContent.Text] = []
    for (verdict, result) in zip(verdicts, results) {
      var text = "\(verdict.title): \(verdict.words[result.state] ?? "")"
      let reasons = result.parts.compactMap { part in
        findings.first { $0.rule == part.rule }?.message
      }
      let rest = result.missing.isEmpty ? result.unjudged : result.missing
      if !reasons.isEmpty {
        text += " (\(reasons.joined(separator: "; ")))"
      } else if !rest.isEmpty {
        text += " (\(rest.joined(separator: ", ")))"
      }
      values.append(LabelContent.Text(text: text))
    }
    return LabelContent.Block(name: "verdicts", title: title, values: values)
  }

  /// Whether the form of an assessment can show an outcome, for all pairs that a rule judges.
  func fits(by name: String, of rules: RuleSet) -> [Pair: AlignmentContent.Fit] {
    guard let entry = rules.rules.first(where: { $0.rule.id == name }), entry.severity != nil,
      case .expressions(let expressions) = entry.rule.body,
      let field = schema.types[schema.root].field(named: "assessments")
    else { return [:] }
    let assessments = Array(host.record.elements(host.record.field(host.record.root, field)))
    var evaluation = RuleEvaluation(
      expressions, parameters: entry.parameters, host: host, surroundings: surroundings)
    var fits: [Pair: AlignmentContent.Fit] = [:]
    for place in evaluation.places {
      guard let column = assessments.firstIndex(of: place.parent),
        let outcome = host.record.string(place.place)
      else { continue }
      let pair = Pair(assessment: column, outcome: outcome)
      switch evaluation.judge(place) {
      case .passed: fits[pair] = .fits
      case .failed: fits[pair] = .doubtful
      case .notApplicable, .fault: fits[pair] = .unknown
      }
    }
    return fits
  }
}
