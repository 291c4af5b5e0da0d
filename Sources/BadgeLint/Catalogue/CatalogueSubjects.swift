import CEL
import YAMLTree

/// What rules over many definitions judge: the types of `catalogue.yaml`, with the fields of
/// `profile.yaml`.
enum CatalogueSubjects {
  /// The group of all definitions.
  static let catalogue = "catalogue"
  static let pair = "pair"
  static let link = "link"
  static let stack = "stack"
  static let claimedSkill = "claimedSkill"
  static let group = "group"
  static let profile = "profile"

  /// The subjects, in the order in which they are judged.
  static func types(
    _ file: LoadedFile, _ layout: ProfileLayout, definition: Schema
  ) throws(LoadFailure) -> [RuleTypes] {
    var schema = try SchemaReader.read(file, extending: definition)
    func type(_ name: String) throws(LoadFailure) -> Int {
      if let type = schema.type(named: name) { return type }
      throw file.failure([
        LoadProblem(file: file.name, range: nil, message: "the type '\(name)' is missing")
      ])
    }
    let (profile, group) = (try type(profile), try type(group))
    for field in layout.fields {
      try add(field, to: profile, in: &schema, file)
      guard let summary = field.type.summaryType else { continue }
      schema.types[group].fields.append(
        shape(field, .object(try type(summary)), .single, isRequired: true))
    }
    var result: [RuleTypes] = []
    for name in [catalogue] + layout.groups.map(\.name) {
      schema.root = group
      result.append(RuleTypes(schema, subject: name))
    }
    for name in [pair, link, stack, claimedSkill] {
      schema.root = try type(name)
      if result.contains(where: { $0.subject == name }) {
        throw file.failure([
          LoadProblem(
            file: file.name, range: nil, message: "a group of profile.yaml has the name '\(name)'")
        ])
      }
      result.append(RuleTypes(schema, subject: name))
    }
    return result
  }

  private static func add(
    _ field: ProfileLayout.Field, to profile: Int, in schema: inout Schema, _ file: LoadedFile
  ) throws(LoadFailure) {
    if schema.types[profile].field(named: field.name) != nil {
      throw file.failure([
        LoadProblem(
          file: file.name, range: nil,
          message: "profile.yaml has a field '\(field.name)', which profiles have already")
      ])
    }
    schema.types[profile].fields.append(
      shape(field, field.type.kind, field.type == .texts ? .list : .single))
  }

  private static func shape(
    _ field: ProfileLayout.Field, _ kind: FieldKind, _ container: FieldContainer,
    isRequired: Bool = false
  ) -> FieldShape {
    FieldShape(
      name: field.name, kind: kind, container: container, isRequired: isRequired,
      texts: FieldShape.Texts(about: field.about))
  }
}
