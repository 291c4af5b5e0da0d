import YAMLTree

/// A place in a file of one of two states.
package struct ChangePlace: Sendable {
  package var file: String
  package var start: Position
  package var end: Position
  /// The place in terms of the native format, such as `outcomes[LO1].text`.
  package var path: String
  /// Whether what is meant stands here, or only that to which it would belong.
  package var isThere: Bool
  /// The line as it is written.
  package var line: String
}

/// A change that a rule names.
package struct ChangeFinding: Sendable {
  /// The position of the rule in `RuleSet.rules`.
  package var rule: Int
  package var severity: Severity
  package var effect: Effect
  package var message: String
  /// Nil for definitions that stand in one state only.
  package var old: ChangePlace?
  package var new: ChangePlace?
  /// Further places with a few words.
  package var labels: [(place: ChangePlace, text: String)]
  package var isJudgement: Bool
  /// A name for the finding that does not change when lines move.
  package var fingerprint: UInt64
  /// Whether it fails a run under the policy of its file, where nothing excuses it.
  package var fails = false
  /// The waiver that excuses it; nil where none does.
  package var waiver: Waiver?
}

/// A definition in one of two states, for reports.
package struct ChangeEnd: Sendable {
  package var file: String
  package var line: Int
  package var id: String?
  package var title: String?

  init(_ version: DefinitionVersion) {
    file = version.file.name
    line = version.start.line
    id = version.id
    title = version.title
  }

  /// Its id, else its title, else its file.
  package var name: String { id ?? title ?? file }
}

/// What became of a definition.
package struct DefinitionChange: Sendable {
  /// Nil where it was added.
  package var old: ChangeEnd?
  /// Nil where it was removed.
  package var new: ChangeEnd?
  /// What told that both are one definition: `id`, `title`, `file`, `outcomes` or `choice`.
  package var sign: String?
  /// How alike the outcomes are, where that is what told.
  package var likeness: Double?
  /// Fields of which anything differs.
  package var changedFields: [String] = []
  /// The gravest first, then in the order of their places.
  package var findings: [ChangeFinding] = []
  /// Paths of fields that differ and cannot be read, with their places.
  package var unjudged: [(path: String, place: ChangePlace)] = []
  package var faults: [RuleFault] = []
  /// Choices that were close, in words.
  package var notices: [String] = []
  package var tallies: [RuleTally] = []
  /// Why it cannot be told whether it stands in the other state; nil where it can.
  package var untoldBecause: String?

  package var name: String { new?.name ?? old?.name ?? "" }

  /// The gravest of its effects; questions for people do not count.
  package var effect: Effect? { findings.filter { !$0.isJudgement }.map(\.effect).min() }

  /// Whether people are asked something, and nothing graver is told of it.
  package var isQuestion: Bool {
    (effect == nil || effect == .editorial) && findings.contains { $0.isJudgement }
  }

  /// Whether it stands in one state as far as that could be read, so that it may stand in the other.
  package var isUntold: Bool { untoldBecause != nil }

  /// Whether a loss that no waiver excuses reached the failing severity of the policy.
  package var hasFailed: Bool { findings.contains { $0.fails && $0.waiver == nil } }

  /// Whether anything that names the definition differs.
  package var wasRenamed: Bool {
    guard let old, let new else { return false }
    return old.id != new.id || (old.id == nil && old.title != new.title)
  }
}
