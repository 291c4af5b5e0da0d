import CEL

/// Works out the verdicts on a definition from its findings.
struct VerdictJudge {
  let verdicts: [Verdict]
  let rules: RuleSet

  /// - Parameters:
  ///   - findings: All findings of the definition.
  ///   - faults: The rules that could not be judged.
  ///   - host: The definition.
  func judge(
    _ findings: [Finding], faults: [RuleFault], host: RecordHost, surroundings: Surroundings
  ) -> [VerdictResult] {
    let variables = RuleSlot.values(host, surroundings)
    return verdicts.map { verdict in
      let parts = parts(of: findings, verdict)
      let weight = parts.reduce(0) { $0 + $1.weight }
      let needs = failed(verdict.needs, variables, host)
      let judged = failed(verdict.judged, variables, host)
      let missing = needs.absent
      let unjudged =
        needs.unreadable + unchosen(verdict) + judged.absent + judged.unreadable
        + faults.map(\.rule)
      let state: Verdict.State =
        if weight >= verdict.threshold {
          .reached
        } else if weight > 0 {
          .signs
        } else if !missing.isEmpty {
          .incomplete
        } else if !unjudged.isEmpty {
          .unjudged
        } else {
          .clear
        }
      return VerdictResult(
        state: state, weight: weight, parts: parts, missing: missing, unjudged: unjudged)
    }
  }

  /// The rules whose findings count, the heaviest first.
  private func parts(of findings: [Finding], _ verdict: Verdict) -> [VerdictResult.Part] {
    var parts: [VerdictResult.Part] = []
    for finding in findings {
      let rule = rules.rules[finding.rule].rule
      guard rule.concern == verdict.concern, !rule.isJudgement else { continue }
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

  /// The conditions that do not hold, and those for which what is written could not be read.
  private func failed(
    _ conditions: [Verdict.Condition], _ variables: [Value], _ host: RecordHost
  ) -> (absent: [String], unreadable: [String]) {
    var absent: [String] = []
    var unreadable: [String] = []
    for condition in conditions {
      host.forgetMetUnreadable()
      // What has no value cannot be relied upon.
      let holds = (try? condition.program.evaluateBool(variables, host: host)) ?? false
      if holds { continue }
      if host.hasMetUnreadable {
        unreadable.append(condition.says)
      } else {
        absent.append(condition.says)
      }
    }
    return (absent, unreadable)
  }

  private func unchosen(_ verdict: Verdict) -> [String] {
    verdict.packs.filter { name in
      !rules.rules.contains { $0.isChosen && $0.rule.pack == name }
    }.map { "pack \($0)" }
  }
}
