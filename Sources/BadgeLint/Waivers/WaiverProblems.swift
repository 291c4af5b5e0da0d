import CEL
import YAMLTree

/// Collects what is wrong with waivers, as findings of the structure rules about them.
struct WaiverProblems {
  let rules: RuleSet
  /// The names of all rules, which waivers may name.
  let names: [String]
  /// The file of the waivers as it is shown.
  let path: String
  private(set) var findings: [Finding] = []
  private(set) var faults: [RuleFault] = []
  /// Tallies by the position of the rule.
  private(set) var tallies: [Int: RuleTally] = [:]

  init(_ rules: RuleSet, names: [String], path: String) {
    self.rules = rules
    self.names = names
    self.path = path
  }

  /// Counts that a check looked at a waiver and found nothing.
  mutating func pass(_ check: StructureCheck) {
    guard let index = rules.structureRule(check) else { return }
    tallies[index, default: RuleTally()].addStructure(failures: 0)
  }

  mutating func report(
    _ check: StructureCheck, at span: ByteRange, value: String, expected: String = "",
    suggestion: String = "", definition: String = "", edits: WaiverEdits? = nil
  ) {
    guard let index = rules.structureRule(check), let severity = rules.rules[index].severity
    else { return }
    tallies[index, default: RuleTally()].addStructure(failures: 1)
    let rule = rules.rules[index].rule
    let values = RuleCompiler.structureValues(
      field: "", value: shortened(value), expected: expected, suggestion: suggestion)
    let message = rule.message.text(with: values, EmptyHost()) { error in
      faults.append(
        RuleFault(rule: rule.id, message: error.message, definition: definition, span: span))
    }
    let fix = edits.flatMap { edits in
      FixMaker.fix(rule.edits, values, EmptyHost()) { error in
        faults.append(
          RuleFault(
            rule: rule.id, message: "in an edit: \(error.message)", definition: definition,
            span: span))
      } _: { (action) throws(EvaluationError) in
        try edits.edit(action, values)
      }
    }
    var fingerprint = Fingerprint()
    for part in [rule.id, path, definition, value] { fingerprint.add(part) }
    var identity = Fingerprint()
    for part in [rule.id, definition, value] { identity.add(part) }
    findings.append(
      Finding(
        rule: index, severity: severity, message: message, span: span, labels: [], path: "",
        definition: definition, notes: [], fingerprint: fingerprint.value,
        identity: identity.value, fix: fix))
  }

  /// Looks whether a waiver may name a rule; nil where it may not, else the rule's position, or -1
  /// where the run does not know it.
  mutating func position(
    of rule: String, at span: ByteRange, definition: String = "", edits: WaiverEdits? = nil
  ) -> Int? {
    let index = rules.rules.firstIndex { $0.rule.id == rule }
    guard let index else {
      if names.contains(rule) {
        pass(.waiverUnknownRule)
        return -1
      }
      // A rule is often named without its pack.
      let suggestion =
        names.first { $0.hasSuffix("/" + rule) } ?? closestMatch(to: rule, in: names) ?? ""
      report(
        .waiverUnknownRule, at: span, value: rule, suggestion: suggestion, definition: definition,
        edits: edits)
      return nil
    }
    pass(.waiverUnknownRule)
    if rules.rules[index].rule.check?.isInexcusable == true {
      report(.waiverNotPossible, at: span, value: rule, definition: definition)
      return nil
    }
    pass(.waiverNotPossible)
    return index
  }

  /// Hands over what was found.
  func add(to result: inout FileResult) {
    result.findings += findings
    result.faults += faults
    for (index, tally) in tallies { result.tallies[index] += tally }
  }
}
