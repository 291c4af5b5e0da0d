/// Fixes that are left aside.
struct HeldFixes {
  /// What tells a finding from others; those without a place are told apart by what they say.
  private struct Key: Hashable {
    var rule: Int
    var path: String
    var identity: UInt64

    init(_ finding: Finding) {
      (rule, path) = (finding.rule, finding.path)
      identity = finding.path.isEmpty ? finding.identity : 0
    }
  }

  /// In the order in which they were left aside, each once.
  private(set) var told: [FixedText.Held] = []
  private var keys: Set<Key> = []
  private var toldOnce: Set<FixedText.Held> = []

  func contains(_ finding: Finding) -> Bool { keys.contains(Key(finding)) }

  mutating func add(_ finding: Finding, rule: String, _ reason: FixedText.Held.Reason) {
    keys.insert(Key(finding))
    let held = FixedText.Held(rule: rule, path: finding.path, reason: reason)
    if toldOnce.insert(held).inserted { told.append(held) }
  }
}
