/// The fields of one type of `catalogue.yaml` by their names, looked up once.
struct SubjectShape {
  let type: Int
  private let positions: [String: Int]

  init(_ schema: Schema, _ name: String) {
    type = schema.type(named: name) ?? schema.root
    positions = Dictionary(
      schema.types[type].fields.enumerated().map { ($1.name, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The position of a field; nil where a folder of rules leaves it out, so that no rule asks for it.
  subscript(name: String) -> Int? { positions[name] }
}

/// An object of a draft that is filled by the names of its fields.
struct SubjectObject {
  let id: RecordID
  private let shape: SubjectShape

  init(_ shape: SubjectShape, in draft: inout RecordDraft) {
    self.shape = shape
    id = draft.object(shape.type)
  }

  func set(_ name: String, text: String?, in draft: inout RecordDraft) {
    if let text, let field = shape[name] { draft.set(id, field, text: text) }
  }

  func set(_ name: String, number: Double?, in draft: inout RecordDraft) {
    if let number, let field = shape[name] { draft.set(id, field, number: number) }
  }

  func set(_ name: String, int: Int, in draft: inout RecordDraft) {
    if let field = shape[name] { draft.set(id, field, int: int) }
  }

  func set(_ name: String, bool: Bool, in draft: inout RecordDraft) {
    if let field = shape[name] { draft.set(id, field, bool: bool) }
  }

  func set(_ name: String, texts: [String], in draft: inout RecordDraft) {
    if let field = shape[name] { draft.set(id, field, texts: texts) }
  }

  func set(_ name: String, objects: [RecordID], in draft: inout RecordDraft) {
    if let field = shape[name] { draft.set(id, field, objects: objects) }
  }

  func set(_ name: String, object: RecordID?, in draft: inout RecordDraft) {
    if let object, let field = shape[name] { draft.set(id, field, to: object) }
  }
}
