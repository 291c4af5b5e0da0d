import CEL
import YAMLTree

/// How findings can be mended.
extension DefinitionLinter {
  /// Whether an element is the first of those of which all others are taken out.
  mutating func isFirstOfItsKind(
    _ rule: Rule, _ place: RuleEvaluation.Place, _ variables: [Value]
  ) -> Bool {
    for edit in rule.edits {
      guard case .remove(_, let key?) = edit.action,
        case .string(let text)? = try? key.evaluate(variables, host: host)
      else { continue }
      if kept.insert("\(rule.id) \(place.parent) \(text)").inserted { return true }
    }
    return false
  }

  /// Adds to the last finding how it can be mended.
  mutating func propose(
    _ rule: Rule, _ variables: [Value], _ host: any Host,
    _ make: (FixMaker, RuleEdit.Action) throws(EvaluationError) -> TreeEdit?
  ) {
    guard !rule.edits.isEmpty, let fixes, !findings.isEmpty else { return }
    var failures: [EvaluationError] = []
    let fix = FixMaker.fix(rule.edits, variables, host) {
      failures.append($0)
    } _: { (action) throws(EvaluationError) in
      try make(fixes, action)
    }
    findings[findings.count - 1].fix = fix
    faults += failures.map {
      RuleFault(
        rule: rule.id, message: "in an edit: \($0.message)", definition: definitionName,
        span: record.anchor(record.root, schema, bytes))
    }
  }
}
