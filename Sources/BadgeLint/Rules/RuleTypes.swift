import CEL

/// What the rules of a pack judge.
package enum Judged: String, CaseIterable, Sendable {
  /// Each definition by itself.
  case definitions
  /// Many definitions together: groups, pairs, links.
  case catalogue
  /// What is different in a later version of a definition.
  case changes
}

/// The types that expressions in rules are checked against, made from the schema of what they
/// judge.
package struct RuleTypes: Sendable {
  /// The name of what is judged, by which expressions and `each` call it.
  package let subject: String
  package let schema: Schema
  package let objectTypes: [ObjectType]
  package let enumerations: [Enumeration]

  package init(_ schema: Schema, subject: String = Self.definition) {
    self.subject = subject
    self.schema = schema
    enumerations = schema.choices.map { Enumeration(name: $0.name, values: $0.values) }
    objectTypes = schema.types.map { shape in
      ObjectType(
        name: shape.name,
        fields: shape.fields.map { field in
          ObjectType.Field(
            name: field.name, type: Self.type(of: field), presence: Self.presence(of: field))
        })
    }
  }

  /// The name of the whole definition in expressions.
  package static let definition = "definition"

  func environment(
    _ variables: [Variable], _ functions: FunctionTable
  ) -> Environment {
    Environment(
      objectTypes: objectTypes, enumerations: enumerations, variables: variables,
      functions: functions)
  }

  /// The type of one value of a field.
  package static func elementType(of kind: FieldKind) -> CELType {
    switch kind {
    case .text, .url, .identifier, .language, .country: .string
    case .int: .int
    case .number: .double
    case .bool: .bool
    case .date: .timestamp
    case .choice(let choice): .enumeration(EnumerationID(index: choice))
    case .object(let type): .object(ObjectTypeID(index: type))
    case .raw: .dyn
    }
  }

  private static func type(of field: FieldShape) -> CELType {
    let element = elementType(of: field.kind)
    return switch field.container {
    case .single: element
    case .list: .list(element)
    case .map: .map(key: .string, value: element)
    }
  }

  private static func presence(of field: FieldShape) -> ObjectType.Presence {
    if field.isRequired { return .required }
    if field.container != .single { return .defaulted }
    if case .object = field.kind { return .defaulted }
    return .optional
  }
}
