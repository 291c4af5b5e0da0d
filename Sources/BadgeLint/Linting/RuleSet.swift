import CEL

/// The rules that apply to a file, with the severities and parameters of its policy.
package struct RuleSet: Sendable {
  package struct Entry: Sendable {
    package var rule: Rule
    /// The severity after the policy; nil where the policy switches the rule off.
    package var severity: Severity?
    /// The severity for definitions that name the rule's pack as a scheme for which they are
    /// meant; nil where the policy chooses the pack for all, or switches the rule off.
    package var schemeSeverity: Severity?
    /// The values of the pack's parameters in the order of their slots.
    package var parameters: [Value]
    /// Whether the policy chooses the rule's pack.
    package var isChosen = true
    /// Whether the rule would apply, but does not hold on the day of the run.
    package var isOutOfForce = false
  }
  /// All rules of the run in a fixed order, the same for every file, so that tallies add up.
  package let rules: [Entry]
  /// The positions of the rules that may judge definitions by expressions.
  let expressionRules: [Int]
  /// The positions of the rules of each pack.
  private let positionsByPack: [String: [Int]]
  /// The positions of rules with structure checks, by check.
  private var structureRules: [StructureCheck: Int]
  /// The names of all packs that definitions may name as schemes.
  let schemes: [String]

  package init(_ rules: [Entry], schemes: [String]) {
    self.rules = rules
    self.schemes = schemes
    expressionRules = rules.indices.filter { index in
      let entry = rules[index]
      guard entry.rule.judged == .definitions, entry.rule.check == nil else { return false }
      return entry.severity != nil || entry.schemeSeverity != nil
    }
    positionsByPack = Dictionary(grouping: rules.indices) { rules[$0].rule.pack }
    structureRules = [:]
    for (index, entry) in rules.enumerated() {
      guard entry.severity != nil, let check = entry.rule.check,
        structureRules[check] == nil
      else { continue }
      structureRules[check] = index
    }
  }

  /// The same with all rules off that are no structure checks.
  package var structureOnly: RuleSet {
    RuleSet(
      rules.map { entry in
        if entry.rule.check != nil { return entry }
        var entry = entry
        entry.severity = nil
        entry.schemeSeverity = nil
        return entry
      }, schemes: schemes)
  }

  /// The positions of the rules that are on and judge a subject by expressions.
  func positions(over subject: String) -> [Int] {
    rules.indices.filter { index in
      rules[index].severity != nil && rules[index].rule.subject == subject
        && rules[index].rule.check == nil
    }
  }

  /// The positions of the rules of a pack.
  func positions(inPack name: String) -> [Int] { positionsByPack[name] ?? [] }

  package func structureRule(_ check: StructureCheck) -> Int? { structureRules[check] }
}
