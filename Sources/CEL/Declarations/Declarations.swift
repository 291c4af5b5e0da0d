/// A closed list of strings that a field or a variable may hold.
package struct Enumeration: Sendable {
  /// What messages call it.
  package let name: String
  /// The strings, in the order in which messages list them.
  package let values: [String]

  /// Makes an enumeration.
  package init(name: String, values: [String]) {
    self.name = name
    self.values = values
  }
}

/// A type of host objects with its declared fields.
package struct ObjectType: Sendable {
  /// What messages call it, as in "outcome".
  package let name: String
  /// The position of a field is the index that the host is asked for.
  package let fields: [Field]
  private let positions: [UTF8Key: Int]

  /// Makes an object type; field names are unique.
  package init(name: String, fields: [Field]) {
    self.name = name
    self.fields = fields
    var positions: [UTF8Key: Int] = [:]
    for (index, field) in fields.enumerated() { positions[UTF8Key(field.name)] = index }
    self.positions = positions
  }

  /// A field of an object type.
  package struct Field: Sendable {
    /// The name by which expressions select it.
    package let name: String
    /// The type of its values.
    package let type: CELType
    /// Whether it may be missing.
    package let presence: Presence

    /// Makes a field.
    package init(name: String, type: CELType, presence: Presence) {
      self.name = name
      self.type = type
      self.presence = presence
    }
  }

  /// Whether a field may be missing and what reading it then gives.
  package enum Presence: Sendable {
    /// Always there.
    case required
    /// Absent reads as an empty list or map, as an object whose fields are all absent, or as the
    /// zero of a scalar; `has` tells the difference.
    case defaulted
    /// Absent cannot be read; an expression has to ask with `has` first.
    case optional
  }

  /// The position of a field by its name.
  package func index(of name: String) -> Int? { positions[UTF8Key(name)] }
}

/// A variable of an environment; its position is its slot.
package struct Variable: Sendable {
  /// The name by which expressions use it; it may be qualified.
  package let name: String
  /// The type of its values.
  package let type: CELType

  /// Makes a variable.
  package init(name: String, type: CELType) {
    self.name = name
    self.type = type
  }
}
