import BadgeLint

/// What several reports say of a finding in the same words.
enum FindingWords {
  /// `question` for what only people can decide, else the severity.
  static func kind(_ finding: Finding, _ rule: Rule) -> String {
    rule.isJudgement ? "question" : finding.severity.rawValue
  }

  /// The message with the notes behind it.
  static func message(_ finding: Finding) -> String {
    ([finding.message] + finding.notes).joined(separator: "\n")
  }

  /// What a fault of a rule is called.
  static func fault(_ fault: RuleFault) -> String {
    "the rule \(fault.rule) could not be judged: \(fault.message)"
  }

  /// A file as other programs of a repository name it, without `./`.
  static func path(_ path: String) -> String {
    Path.isAbsolute(path) ? path : Path.normalised(path)
  }

  /// A number with what it counts, such as `1 file` and `2 files`.
  static func counted(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }
}
