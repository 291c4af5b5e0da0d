/// What a run as a whole came to.
package struct RunSummary: Sendable {
  package var fileCount = 0
  package var definitionCount = 0
  package var referenceCount = 0
  /// The names of the formats that were met.
  package var formats: Set<String> = []
  /// Files of folders in which nothing is a definition.
  package var filesWithoutDefinition: [String] = []
  /// Named files that were not looked at: left out on purpose, or read for the run itself.
  package var passedOver: [String] = []
  /// Documents that are no definition in files that hold others.
  package var unknownDocumentCount = 0
  package var tallies: [RuleTally]
  package var countBySeverity: [Severity: Int] = [:]
  package var countByConcern: [String: Int] = [:]
  /// How many definitions are in which state, for each verdict.
  package var verdictCounts: [[Verdict.State: Int]] = []
  /// Findings that a machine can mend without a change of meaning, and those where only people can
  /// say whether the meaning stays.
  package var fixableCount = 0
  package var unsafeFixableCount = 0
  /// Questions that people have to answer; they fail no run.
  package var judgementCount = 0
  /// Rules that could not be judged somewhere.
  package var faults: [(file: String, fault: RuleFault)] = []
  /// Registers of waivers and baselines among the files, which are no definitions.
  package var ownDocumentCount = 0
  /// Files that could not be read, in words.
  package var unreadable: [String] = []
  /// Whether a finding reached the failing severity of its policy.
  package var hasFailed = false
  /// Findings that waivers excuse, by where the waiver stands; they fail no run.
  package var waivedCounts: [WaiverKind: Int] = [:]
  /// Whether waivers were left aside on demand.
  package var ignoresWaivers = false
  /// Findings that a baseline knows; nil where there is no baseline.
  package var knownCount: Int?
  /// Entries of baselines whose findings are gone.
  package var stale: [StaleEntry] = []
  /// What a proposal did to findings, in runs that compare.
  package var since: SinceSummary?

  package init(ruleCount: Int) {
    tallies = Array(repeating: RuleTally(), count: ruleCount)
  }

  /// What could not be judged, in words.
  package var failures: [String] {
    unreadable + faults.map { "\($0.file): \($0.fault.rule): \($0.fault.message)" }
  }

  /// 2 where something could not be judged, 1 where a finding fails the run, 0 otherwise.
  package var exitStatus: Int { failures.isEmpty ? (hasFailed ? 1 : 0) : 2 }

  /// Whether a rule took part in the run: the policy switches it on, or a definition named its
  /// pack as a scheme. Rules about waivers take part where there is one.
  package func isActive(_ index: Int, _ entry: RuleSet.Entry) -> Bool {
    tallies[index].wasAsked || (entry.severity != nil && entry.rule.check?.isOfExcuses != true)
  }

  /// Findings and questions.
  package var findingCount: Int { countBySeverity.values.reduce(judgementCount, +) }

  /// Findings that waivers excuse.
  package var waivedCount: Int { waivedCounts.values.reduce(0, +) }

  /// Adds what was found in a register of waivers or a baseline.
  package mutating func addOwnDocument(_ result: FileResult, rules: RuleSet, failOn: FailOn) {
    add(result, rules: rules, failOn: failOn)
    fileCount -= 1
  }

  package mutating func add(_ result: FileResult, rules: RuleSet, failOn: FailOn) {
    addFile(result)
    addContents(result, rules: rules, failOn: failOn)
  }

  /// Adds what a file is, without what was found in it.
  package mutating func addFile(_ result: FileResult, textTallies: [Int: RuleTally] = [:]) {
    fileCount += 1
    unknownDocumentCount += result.unknownDocuments.count
    if result.holdsNoDefinition { filesWithoutDefinition.append(result.path) }
    stale += result.stale
    for (rule, tally) in textTallies { tallies[rule] += tally }
  }

  /// Adds what was found in a file or in a piece of one.
  package mutating func addContents(_ result: FileResult, rules: RuleSet, failOn: FailOn) {
    definitionCount += result.definitionCount
    referenceCount += result.referenceCount
    formats.formUnion(result.formats)
    for (index, tally) in result.tallies.enumerated() { tallies[index] += tally }
    for finding in result.findings {
      let rule = rules.rules[finding.rule].rule
      if let waiver = finding.waiver {
        waivedCounts[waiver.kind, default: 0] += 1
        continue
      }
      if finding.isKnown {
        knownCount = (knownCount ?? 0) + 1
        continue
      }
      since?.count(finding)
      if let fix = finding.fix {
        if fix.isSafe { fixableCount += 1 } else { unsafeFixableCount += 1 }
      }
      if rule.isJudgement {
        judgementCount += 1
        continue
      }
      countBySeverity[finding.severity, default: 0] += 1
      countByConcern[rule.concern, default: 0] += 1
      let counts = since?.counts(finding) ?? true
      if failOn.fails(finding.severity), counts { hasFailed = true }
    }
    for definition in result.verdicts {
      while verdictCounts.count < definition.results.count { verdictCounts.append([:]) }
      for (index, verdict) in definition.results.enumerated() {
        verdictCounts[index][verdict.state, default: 0] += 1
      }
    }
    for fault in result.faults { faults.append((result.path, fault)) }
  }
}
