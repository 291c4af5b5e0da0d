import CEL

/// What is kept of each definition for rules over many: `rules/profile.yaml`, compiled.
package struct ProfileLayout: Sendable {
  /// The type of a field of profiles.
  package enum FieldType: String, CaseIterable, Sendable {
    case text, number, bool, texts, date
  }

  package struct Field: Sendable {
    package var name: String
    package var type: FieldType
    /// What it is called in messages.
    package var title: String
    /// What it means, in a sentence.
    package var about: String
    /// Whether the sum over many definitions means anything.
    package var isSummed: Bool
    /// What stands behind its value in pictures; nil for fields that they leave out.
    var unit: String?
    /// Whether a difference is told where two definitions are compared.
    var isCompared: Bool
    /// The position of the field of definitions whose line is kept with the value.
    var lineOf: Int?
    /// The place that gives the value, or the places that give one text each.
    var entry: Entry
  }

  /// A value at places of the definition where a condition holds.
  struct Entry: Sendable {
    var scope: PlaceScope
    var value: Program
  }

  /// Definitions with the same value of a field.
  package struct Group: Sendable {
    package var name: String
    /// The position of the field in `fields`.
    package var field: Int
  }

  /// Fields that the program relies on, by their positions in `fields`.
  package struct Roles: Sendable {
    package var identity: Int
    package var began: Int
    package var issuer: Int
    package var programme: Int
    package var title: Int
    package var credit: Int
    package var creditSystem: Int
    package var claimedSkills: Int
    package var assessedSkills: Int
  }

  /// What a definition counts towards or needs.
  package struct Link: Sendable {
    package var kind: String
    /// Whether the definition is a part of the target.
    package var counts: Bool
    var scope: PlaceScope
    var target: Program
    var issuer: Program?
    var hasAgreement: Program?
    var credit: Program?
    var system: Program?
    var total: Program?
    var totalSystem: Program?
  }

  package var fields: [Field]
  package var groups: [Group]
  package var roles: Roles
  /// Likeness of two texts below which a pair is not looked at.
  var leastLikeness: Double
  /// Give the texts by which definitions are compared.
  var texts: [Entry]
  package var links: [Link]

  /// The numbers with a unit, such as `30 h, 6 on the EQF`.
  package func summary(of profile: Profile) -> String {
    zip(fields.indices, fields).compactMap { position, field in
      guard let unit = field.unit, let number = profile.number(position) else { return nil }
      return "\(numberText(number)) \(unit)"
    }.joined(separator: ", ")
  }
}
