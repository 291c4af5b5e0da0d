import BadgeLint

/// What a schema says of a place in a document.
struct SchemaPlace: Sendable {
  /// The type of the object there; nil where a scalar or nothing known stands there.
  var type: Int?
  /// The field whose value stands there; nil at the top.
  var field: FieldShape?
  /// Whether it is a map whose keys are free.
  var isMap = false

  /// Follows keys from the root of a document; nil where the schema knows no such way.
  init?(_ path: [OutlineStep], in schema: Schema) {
    type = schema.root
    for step in path {
      guard case .key(let name) = step else { continue }
      if isMap {
        isMap = false
        if let field, case .object(let type) = field.kind { self.type = type }
        continue
      }
      guard let type, let index = schema.types[type].field(named: name) else { return nil }
      let field = schema.types[type].fields[index]
      self.field = field
      isMap = field.container == .map
      if case .object(let next) = field.kind, !isMap { self.type = next } else { self.type = nil }
    }
  }
}
