import YAMLTree

/// One breach of a rule at one place.
package struct Finding: Sendable {
  /// The position of the rule in `RuleSet.rules`.
  package var rule: Int
  package var severity: Severity
  package var message: String
  package var span: ByteRange
  package var labels: [Label]
  /// The place in terms of the native format, such as `outcomes[LO1].text`.
  package var path: String
  /// The definition's id or title.
  package var definition: String
  /// What the reader should know beside the message, such as that the format has no such field.
  package var notes: [String]
  /// A name for the finding that does not change when lines move.
  package var fingerprint: UInt64
  /// Whether it came with a proposal, in runs that compare.
  package var state: FindingState?
  /// The finding within its file: rule, definition, path and value, the same for equal ones.
  package var identity: UInt64
  /// The position of the definition among those of the text; nil where it is on none.
  package var position: Int?
  /// The waiver that excuses it.
  package var waiver: Waiver?
  /// Whether a baseline knows it.
  package var isKnown = false
  /// The change that mends it, where a machine can.
  package var fix: ProposedFix?

  /// Whether it counts: neither waived nor known by a baseline.
  package var isOpen: Bool { waiver == nil && !isKnown }

  package struct Label: Sendable {
    package var span: ByteRange
    package var text: String
  }
}

/// How often a rule applied, and what came of it.
package struct RuleTally: Sendable, Equatable {
  /// Places at which the rule was judged: passed and failed together.
  package var applied = 0
  package var passed = 0
  package var failed = 0
  /// Places that the rule does not concern, and definitions without such a place.
  package var notApplicable = 0

  package init() {}

  /// Whether any definition was held against the rule.
  package var wasAsked: Bool { applied > 0 || notApplicable > 0 }

  /// Counts one look of a structure check, which may find several breaches.
  package mutating func addStructure(failures: Int) {
    applied += max(1, failures)
    failed += failures
    passed += failures == 0 ? 1 : 0
  }

  package static func += (left: inout RuleTally, right: RuleTally) {
    left.applied += right.applied
    left.passed += right.passed
    left.failed += right.failed
    left.notApplicable += right.notApplicable
  }
}

/// A rule that could not be judged because its expression failed: the run cannot be trusted.
package struct RuleFault: Sendable {
  package var rule: String
  package var message: String
  package var definition: String
  package var span: ByteRange
}
