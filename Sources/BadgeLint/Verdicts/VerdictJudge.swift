import CEL

/// Works out the verdicts on a definition from its findings.
struct VerdictJudge {
  /// What linting a definition gave.
  struct Evidence {
    /// All findings of the definition.
    var findings: [Finding]
    /// The rules that could not be evaluated.
    var faults: [RuleFault]
    /// The fields for want of which rules fell silent, by the position of the rule.
    var silencing: [Int: Set<UnreadableField>]
    /// The schemes for which the definition says that it is meant.
    var schemes: [String]
    /// The rules that found something in the text of the definition, by their positions.
    var ofText: Set<Int>
    /// Whether nothing follows that could not be read and may belong to the definition.
    var isWhole: Bool
  }

  let verdicts: [Verdict]
  let rules: RuleSet
  let evidence: Evidence
  let host: RecordHost
  let schema: Schema
  let surroundings: Surroundings
  /// The rules that found something; they are few.
  private let foundRules: [String]
  /// What could not be evaluated of the verdicts themselves.
  private(set) var failures: [(verdict: String, message: String)] = []

  init(
    verdicts: [Verdict], rules: RuleSet, evidence: Evidence, host: RecordHost, schema: Schema,
    surroundings: Surroundings
  ) {
    self.verdicts = verdicts
    self.rules = rules
    self.evidence = evidence
    self.host = host
    self.schema = schema
    self.surroundings = surroundings
    let found = Set(evidence.findings.map(\.rule)).union(evidence.ofText)
    foundRules = found.map { rules.rules[$0].rule.id }
  }

  mutating func judge() -> [VerdictResult] {
    var results: [VerdictResult] = []
    for verdict in verdicts {
      let parts = parts(of: verdict)
      let weight = parts.reduce(0) { $0 + $1.weight }
      let needs = failed(verdict.needs, of: verdict)
      let judged = failed(verdict.judged, of: verdict)
      var unjudged = (needs.unreadable + judged.absent + judged.unreadable)
        .map(VerdictResult.Unjudged.condition)
      unjudged += unreadable(for: verdict) + rulesThatAreOff(for: verdict) + faults(for: verdict)
      unjudged += doubts(of: verdict)
      if !evidence.isWhole { unjudged.append(.restOfFile) }
      let state: Verdict.State =
        if weight >= verdict.threshold {
          .reached
        } else if weight > 0 {
          .signs
        } else if !needs.absent.isEmpty {
          .incomplete
        } else if !unjudged.isEmpty {
          .unjudged
        } else {
          .clear
        }
      results.append(
        VerdictResult(
          state: state, weight: weight, parts: parts, missing: needs.absent, unjudged: unjudged))
    }
    return results
  }

  // MARK: - Findings

  /// The rules whose findings count, the heaviest first.
  private func parts(of verdict: Verdict) -> [VerdictResult.Part] {
    var parts: [VerdictResult.Part] = []
    for finding in evidence.findings {
      let rule = rules.rules[finding.rule].rule
      guard counts(rule, for: verdict) else { continue }
      if let known = parts.firstIndex(where: { $0.rule == finding.rule }) {
        parts[known].places += 1
      } else {
        let weight = verdict.weight(rule, finding.severity)
        guard weight > 0 else { continue }
        parts.append(VerdictResult.Part(rule: finding.rule, weight: weight, places: 1))
      }
    }
    return parts.sorted { ($1.weight, $0.rule) < ($0.weight, $1.rule) }
  }

  private func counts(_ rule: Rule, for verdict: Verdict) -> Bool {
    rule.concern == verdict.concern && !rule.isJudgement
  }

  /// Whether a verdict rests on a rule: on what it finds, or on its finding nothing.
  private func matters(_ rule: Rule, to verdict: Verdict) -> Bool {
    counts(rule, for: verdict) || verdict.doubts.contains(rule.id)
  }

  // MARK: - What was not judged

  /// Rules that found something by which the verdict is in doubt, in the order of the verdict.
  private func doubts(of verdict: Verdict) -> [VerdictResult.Unjudged] {
    verdict.doubts.filter(foundRules.contains).map(VerdictResult.Unjudged.doubt)
  }

  /// Fields that rules of the verdict asked for, and that nobody could read.
  private func unreadable(for verdict: Verdict) -> [VerdictResult.Unjudged] {
    var fields: Set<UnreadableField> = []
    for (rule, silencing) in evidence.silencing where matters(rules.rules[rule].rule, to: verdict) {
      fields.formUnion(silencing)
    }
    return fields.sorted { ($0.object, $0.field) < ($1.object, $1.field) }.map {
      .field(host.record.path(to: $0, schema))
    }
  }

  /// Packs that were not chosen, and rules of chosen ones that are switched off or do not hold on
  /// the day of the run.
  private func rulesThatAreOff(for verdict: Verdict) -> [VerdictResult.Unjudged] {
    verdict.packs.flatMap { pack -> [VerdictResult.Unjudged] in
      let positions = rules.positions(inPack: pack)
      let isNamed = evidence.schemes.contains(pack)
      func isForScheme(_ rule: Int) -> Bool {
        isNamed && rules.rules[rule].schemeSeverity != nil
      }
      guard positions.contains(where: { rules.rules[$0].isChosen || isForScheme($0) }) else {
        return [.pack(pack)]
      }
      // Hardly any rule is off.
      return positions.filter {
        rules.rules[$0].severity == nil && !isForScheme($0)
          && matters(rules.rules[$0].rule, to: verdict)
      }.map { .rule(rules.rules[$0].rule.id) }
    }
  }

  private func faults(for verdict: Verdict) -> [VerdictResult.Unjudged] {
    if evidence.faults.isEmpty { return [] }
    let failed = Set(evidence.faults.map(\.rule))
    return rules.rules.filter { failed.contains($0.rule.id) && matters($0.rule, to: verdict) }
      .map { .fault($0.rule.id) }
  }

  // MARK: - Conditions

  /// The conditions that do not hold, and those for which what is written could not be read.
  private mutating func failed(
    _ conditions: [Verdict.Condition], of verdict: Verdict
  ) -> (absent: [String], unreadable: [String]) {
    var variables = RuleSlot.values(host, surroundings)
    let entry = verdict.parametersOf.flatMap { pack in
      rules.positions(inPack: pack).first.map { rules.rules[$0] }
    }
    variables += entry?.parameters ?? verdict.defaults
    var absent: [String] = []
    var unreadable: [String] = []
    for condition in conditions {
      host.forgetMetUnreadable()
      do {
        if try condition.program.evaluateBool(variables, host: host) { continue }
        let isUnreadable = host.hasMetUnreadable
        let says = words(of: condition, variables, verdict)
        if isUnreadable { unreadable.append(says) } else { absent.append(says) }
      } catch {
        // A required field that is not there is a problem of structure: nobody can judge by it.
        if error.kind != .missingField { failures.append((verdict.name, error.message)) }
        unreadable.append(words(of: condition, variables, verdict))
      }
    }
    return (absent, unreadable)
  }

  /// What a condition says where it does not hold.
  private mutating func words(
    of condition: Verdict.Condition, _ variables: [Value], _ verdict: Verdict
  ) -> String {
    var errors: [EvaluationError] = []
    let text = condition.says.text(with: variables, host) { errors.append($0) }
    for error in errors where error.kind != .missingField {
      failures.append((verdict.name, error.message))
    }
    return text
  }
}
