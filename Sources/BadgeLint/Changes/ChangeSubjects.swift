import YAMLTree

/// What rules over changes judge: the types of `change.yaml`.
package enum ChangeSubjects {
  /// A definition that stands in both states.
  package static let change = "change"
  /// A definition that only the new state has.
  package static let added = "added"
  /// A definition that only the old state has.
  package static let removed = "removed"

  /// The type of definitions that stand in one state only.
  private static let version = "version"
  private static let pairs = ["outcomePair", "assessmentPair"]

  /// The subjects, with a check that all is there that the program fills in.
  static func types(
    _ file: LoadedFile, definition: Schema
  ) throws(LoadFailure) -> [RuleTypes] {
    var schema = try SchemaReader.read(file, extending: definition)
    let needed =
      [(change, ChangeRecord.Field.allCases.map(\.rawValue)), (version, ["name", "definition"])]
      + pairs.map { ($0, ["old", "new"]) }
    for (name, fields) in needed {
      guard let type = schema.type(named: name) else { throw missing("type '\(name)'", file) }
      for field in fields where schema.types[type].field(named: field) == nil {
        throw missing("field '\(field)' of '\(name)'", file)
      }
    }
    return [(change, change), (added, version), (removed, version)].compactMap { subject, type in
      schema.root = schema.type(named: type) ?? schema.root
      return RuleTypes(schema, subject: subject)
    }
  }

  private static func missing(_ what: String, _ file: LoadedFile) -> LoadFailure {
    file.failure([
      LoadProblem(file: file.name, range: nil, message: "the \(what) is missing")
    ])
  }
}
