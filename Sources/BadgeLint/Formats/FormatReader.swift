import CEL
import OutcomeText
import YAMLTree

/// Reads a format file.
package struct FormatReader {
  private let file: LoadedFile
  /// The schema of format files.
  private let schema: Schema
  /// The schema of definitions, whose fields are mapped.
  private let definition: Schema

  package static func read(
    _ file: LoadedFile, schema: Schema, definition: Schema
  ) throws(LoadFailure) -> Format {
    let root = try DocumentReader.read(file, by: schema)
    let reader = FormatReader(file: file, schema: schema, definition: definition)
    return try reader.readFormat(root)
  }

  private func readFormat(_ root: ObjectView) throws(LoadFailure) -> Format {
    var recognitions: [Format.Recognition] = []
    for view in root.objects("recognise") {
      recognitions.append(
        Format.Recognition(
          conditions: try conditions(view.objects("when")),
          definitions: try path(view.text("definitions") ?? ".", view, "definitions")))
    }
    guard let fields = root.raw("fields") else {
      throw file.failure([LoadProblem(file: file.name, range: nil, message: "no fields")])
    }
    var rareFields: Set<Int> = []
    for (name, span) in root.located("extensionFields") {
      guard let field = definition.types[definition.root].field(named: name) else {
        let names = definition.types[definition.root].fields.map(\.name)
        let suggestion = closestMatch(to: name, in: names)
        throw failure(
          span, "'\(name)' is not a field of \(definition.name)",
          help: suggestion.map { "did you mean '\($0)'?" })
      }
      rareFields.insert(field)
    }
    return Format(
      name: root.text("name") ?? "", title: root.text("title") ?? "",
      about: root.text("about") ?? "", url: root.text("url"),
      advice: root.text("advice"), recognitions: recognitions,
      references: try conditions(root.objects("references")),
      mapping: try objectMapping(fields, type: definition.root), rareFields: rareFields)
  }

  private func conditions(_ views: [ObjectView]) throws(LoadFailure) -> [FormatCondition] {
    var result: [FormatCondition] = []
    for view in views {
      let kind: NodeKind? =
        switch view.text("kind") {
        case "mapping": .mapping
        case "list": .sequence
        case "scalar": .scalar
        default: nil
        }
      if !["is", "startsWith", "exists", "kind"].contains(where: { view.has($0) }) {
        throw failure(view.span, "the condition says nothing about the value")
      }
      result.append(
        FormatCondition(
          path: try path(view.text("field") ?? "", view, "field"), isOneOf: view.texts("is"),
          startsWith: view.texts("startsWith"), mustExist: view.bool("exists"), kind: kind,
          isNegated: view.bool("not") ?? false))
    }
    return result
  }

  private func path(
    _ text: String, _ view: ObjectView, _ field: String
  ) throws(LoadFailure) -> SourcePath {
    guard let path = SourcePath(text) else {
      throw failure(
        view.span(field) ?? view.span, "'\(text)' is no path",
        help: "write names with dots between them, and [] for each element of a list")
    }
    return path
  }

  // MARK: - Fields

  private func objectMapping(_ node: NodeID, type: Int) throws(LoadFailure) -> ObjectMapping {
    guard file.tree.kind(node) == .mapping else {
      throw file.failure(at: node, "expected fields of \(definition.types[type].name)")
    }
    let shape = definition.types[type]
    var mapping = ObjectMapping(type: type, fields: [])
    for entry in file.tree.entries(of: node) {
      let name = file.tree.text(entry.key)
      guard let index = shape.field(named: name) else {
        let suggestion = closestMatch(to: name, in: shape.fields.map(\.name))
        throw file.failure(
          at: entry.key, "'\(name)' is not a field of \(shape.name)",
          help: suggestion.map { "did you mean '\($0)'?" })
      }
      mapping.fields.append(
        FieldMapping(field: index, sources: try sources(entry.value, shape.fields[index])))
    }
    return mapping
  }

  private func sources(
    _ node: NodeID, _ field: FieldShape
  ) throws(LoadFailure) -> [FieldSource] {
    guard file.tree.kind(node) == .sequence else { return [try source(node, field)] }
    var result: [FieldSource] = []
    for element in file.tree.elements(of: node) { result.append(try source(element, field)) }
    return result
  }

  private func source(_ node: NodeID, _ field: FieldShape) throws(LoadFailure) -> FieldSource {
    let view = try sourceView(node)
    var source = FieldSource()
    if let text = view.text("from") { source.path = try path(text, view, "from") }
    source.constant = view.text("value")
    if (source.path == nil) == (source.constant == nil) {
      throw file.failure(
        at: node, "say either where the value comes from (from) or what it is (value)")
    }
    source.reader = FieldSource.Reader(rawValue: view.text("read") ?? "text") ?? .text
    source.separator = Array((view.text("separator") ?? "").utf8)
    if source.reader == .parts, source.separator.isEmpty {
      throw file.failure(at: node, "'read: parts' needs a separator")
    }
    if source.reader != .text, field.container != .list {
      throw file.failure(
        at: node, "'\(field.name)' holds one value; '\(source.reader)' gives several")
    }
    source.scale = view.number("scale")
    source.values = view.entries("values").map { ($0.key.text, view.record.string($0.value) ?? "") }
    source.phrases = view.entries("phrases").map {
      (PhraseSet([$0.key.text]), view.record.string($0.value) ?? "")
    }
    source.otherwise = view.text("otherwise")
    source.exceptions = view.texts("except")
    source.emptyWords = view.texts("none")
    source.conditions = try conditions(view.objects("when"))
    if case .object(let type) = field.kind {
      guard let fields = view.raw("fields") else {
        throw file.failure(
          at: node, "'\(field.name)' has fields of its own: say under 'fields' where they come from"
        )
      }
      source.object = try objectMapping(fields, type: type)
    } else {
      if let fields = view.raw("fields") {
        throw file.failure(at: fields, "'\(field.name)' is a single value and has no fields")
      }
      try checkValues(source, field, node)
    }
    return source
  }

  private func sourceView(_ node: NodeID) throws(LoadFailure) -> ObjectView {
    try DocumentReader.read(node, as: "source", in: file, by: schema)
  }

  private func checkValues(
    _ source: FieldSource, _ field: FieldShape, _ node: NodeID
  ) throws(LoadFailure) {
    guard case .choice(let choice) = field.kind else { return }
    let allowed = definition.choices[choice].values
    let given =
      source.values.map(\.to) + source.phrases.map(\.to)
      + [source.otherwise, source.constant].compactMap(\.self)
    for value in given where !allowed.contains(value) {
      let suggestion = closestMatch(to: value, in: allowed)
      throw file.failure(
        at: node, "'\(value)' is not a value of '\(field.name)'",
        help: suggestion.map { "did you mean '\($0)'?" }
          ?? "there are: \(allowed.joined(separator: ", "))")
    }
  }

  private func failure(_ span: ByteRange, _ message: String, help: String? = nil) -> LoadFailure {
    file.failure([LoadProblem(file: file.name, range: span, message: message, help: help)])
  }
}
