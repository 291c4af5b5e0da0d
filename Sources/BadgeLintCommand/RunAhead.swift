import BadgeLint
import CEL

/// What is done on other threads before a run needs it.
enum RunAhead {
  private static let rules = Locked<RulesAhead?>(nil)

  /// Begins to read the rules that are built in.
  static func readRules() {
    let ahead = RulesAhead()
    rules.withLock { $0 = ahead }
    ahead.begin()
  }

  /// The rules that are being read, for the first who asks.
  static func takeRules() -> RulesAhead? {
    rules.withLock { ahead in
      defer { ahead = nil }
      return ahead
    }
  }

  /// Compiles rules, the last ones first, while a run begins with the first ones.
  static func compile(_ rules: [RuleSet.Entry]) -> Task<Void, Never> {
    Task.detached {
      for entry in rules.reversed() where entry.severity != nil {
        if Task.isCancelled { return }
        _ = entry.rule.body
      }
    }
  }
}
