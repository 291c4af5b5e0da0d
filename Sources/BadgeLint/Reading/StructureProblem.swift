import YAMLTree

/// What structure checks look for; rules in packs name them in `check:` and say the rest.
package enum StructureCheck: String, CaseIterable, Sendable {
  case syntax
  case duplicateKey = "duplicate-key"
  case unknownField = "unknown-field"
  case commaInText = "comma-in-text"
  case missingField = "missing-field"
  case wrongType = "wrong-type"
  case valueNotListed = "value-not-listed"
  case outOfRange = "out-of-range"
  case unreadableValue = "unreadable-value"
  case calendarDuration = "calendar-duration"
  case unknownScheme = "unknown-scheme"
  case portability
  case waiverForm = "waiver-form"
  case waiverWithoutReason = "waiver-without-reason"
  case waiverUnknownRule = "waiver-unknown-rule"
  case waiverNotPossible = "waiver-not-possible"
  case waiverExpired = "waiver-expired"
  case waiverUnused = "waiver-unused"
  case baselineStale = "baseline-stale"

  /// Whether it looks at waivers and baselines.
  package var isOfExcuses: Bool {
    switch self {
    case .waiverForm, .waiverWithoutReason, .waiverUnknownRule, .waiverNotPossible,
      .waiverExpired, .waiverUnused, .baselineStale:
      true
    default: false
    }
  }

  /// Whether what it finds can neither be waived nor be known by a baseline: text that cannot be
  /// read hides what else is wrong, and no waiver excuses another.
  package var isInexcusable: Bool { self == .syntax || isOfExcuses }

  /// The checks that look at a definition; the others look at the text of a file, at
  /// waivers or at baselines.
  package static let ofDefinitions = allCases.filter {
    ![.syntax, .duplicateKey, .portability].contains($0) && !$0.isOfExcuses
  }
}

/// One thing in a document that does not fit its schema.
package struct StructureProblem: Sendable {
  package var check: StructureCheck
  /// The innermost object of the record that the problem belongs to.
  package var object: RecordID
  /// The field's name, or the unknown key.
  package var field: String
  package var span: ByteRange
  /// A second place, such as the first of two equal keys.
  package var related: ByteRange?
  /// What was written, shortened for a message.
  package var value: String
  /// What was expected, in words.
  package var expected: String
  /// What was probably meant, or empty.
  package var suggestion: String
}
