/// The number of an object type in `Environment.objectTypes`.
package struct ObjectTypeID: Hashable, Sendable {
  /// The position in the environment.
  package let index: Int
  /// Makes the number of a position.
  package init(index: Int) { self.index = index }
}

/// The number of an enumeration in `Environment.enumerations`.
package struct EnumerationID: Hashable, Sendable {
  /// The position in the environment.
  package let index: Int
  /// Makes the number of a position.
  package init(index: Int) { self.index = index }
}

/// The static type of an expression, a variable, a field or a parameter.
package enum CELType: Hashable, Sendable {
  /// Known at run time only; goes with every other type.
  case dyn
  case null, bool, int, uint, double, string, bytes, timestamp, duration
  indirect case list(CELType)
  indirect case map(key: CELType, value: CELType)
  indirect case optional(CELType)
  /// The type of a type value.
  indirect case type(CELType)
  /// An object of the host with declared fields.
  case object(ObjectTypeID)
  /// A string out of a closed list; goes wherever a string goes.
  case enumeration(EnumerationID)
  /// A type variable in the signature of a function.
  case parameter(String)
}

extension CELType {
  /// Whether text of this type may be given where a string is asked for.
  var isText: Bool {
    switch self {
    case .string, .enumeration: true
    default: false
    }
  }

  var isNumeric: Bool {
    switch self {
    case .int, .uint, .double: true
    default: false
    }
  }
}
