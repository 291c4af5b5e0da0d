import CEL
import YAMLTree

/// A change by which a machine can mend a breach of a rule.
package struct RuleEdit: Sendable {
  package enum Action: Sendable {
    /// A field gets another value, or is added.
    case set(EditPlace, value: Program)
    /// The key of a field gets another name.
    case rename(PlacePath, to: MessageTemplate)
    /// A part of a text is replaced where it stands first.
    case replace(EditPlace, text: Program, with: Program)
    /// A field or an element of a list is taken out; of elements with the same key the first stays.
    case remove(PlacePath, key: Program?)
  }

  /// A place with the field that stands there; nil where a structure check finds it.
  package struct EditPlace: Sendable {
    package var path: PlacePath
    package var kind: FieldKind?
  }

  package var action: Action
  /// What the change is, in a few words.
  package var title: MessageTemplate
  /// Whether the change keeps the meaning.
  package var isSafe: Program
  /// When it is offered; nil for wherever the rule is broken.
  package var condition: Program?
  /// What it does as it stands in the pack, for people.
  package var source: String

  /// The conditions under which it is offered and safe, as they stand in the pack.
  package var offeredWhere: String? { condition?.source }
  package var safeWhere: String { isSafe.source }

  /// Whether it is safe wherever it is offered; nil where that depends on what is found.
  package var isAlwaysSafe: Bool? {
    if case .bool(let isSafe) = isSafe.constantValue { isSafe } else { nil }
  }
}

/// A change that mends a finding.
package struct ProposedFix: Sendable {
  /// What the change is, in a few words.
  package var title: String
  /// Whether the change keeps the meaning of the definition.
  package var isSafe: Bool
  /// The bytes that change and what they mean.
  package var edit: TreeEdit
}
