import BadgeLint

/// What several reports say of a finding in the same words.
package enum FindingWords {
  /// `question` for what only people can decide, else the severity.
  package static func kind(_ finding: Finding, _ rule: Rule) -> String {
    rule.isJudgement ? "question" : finding.severity.rawValue
  }

  /// The message with the notes behind it.
  package static func message(_ finding: Finding) -> String {
    ([finding.message] + finding.notes).joined(separator: "\n")
  }

  /// What `badgelint fix` does about a finding.
  package static func edit(_ fix: ProposedFix) -> String {
    "\(fix.title) (badgelint fix\(fix.isSafe ? "" : " --unsafe"))"
  }

  /// How many findings a machine can mend; nil where it can mend none.
  static func fixable(_ summary: RunSummary) -> String? {
    switch (summary.fixableCount, summary.unsafeFixableCount) {
    case (0, 0): nil
    case (let safe, 0): "\(safe) of these can be mended by `badgelint fix`"
    case (0, let unsafe): "\(unsafe) of these can be mended by `badgelint fix --unsafe`"
    case (let safe, let unsafe):
      "\(safe) of these can be mended by `badgelint fix`, \(unsafe) more with --unsafe"
    }
  }

  /// What a fault of a rule is called.
  package static func fault(_ fault: RuleFault) -> String {
    "the rule \(fault.rule) could not be judged: \(fault.message)"
  }

  /// A file as other programs of a repository name it, without `./`.
  static func path(_ path: String) -> String {
    Path.isAbsolute(path) ? path : Path.normalised(path)
  }

  /// A number with what it counts, such as `1 file` and `2 files`.
  package static func counted(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }
}
