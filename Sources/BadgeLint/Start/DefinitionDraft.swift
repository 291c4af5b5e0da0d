import CEL
import YAMLTree

/// A new definition to fill in: what is known of it, and comments for the rest.
package struct DefinitionDraft: Sendable {
  /// Fields that belong to one field of the definition.
  package struct Group: Sendable {
    package var name: String
    package var shape: FieldShape
    package var fields: [StartLayout.Field]

    /// Whether it is a list whose elements are filled in field by field.
    package var hasElements: Bool {
      shape.container == .list && fields.contains { $0.path.count > 1 }
    }
  }

  /// A field that a draft cannot take.
  package struct UnknownField: Error {
    package var path: String
    /// The name that was probably meant.
    package var suggestion: String?
  }

  private let schema: Schema
  private let layout: StartLayout
  package private(set) var groups: [Group] = []
  /// What is known of single fields, by their paths.
  private var values: [[String]: String] = [:]
  /// What is known of the elements of lists, by the name of the list; by field within an element.
  private var elements: [String: [[String: String]]] = [:]

  package init(_ layout: StartLayout, schema: Schema) {
    self.layout = layout
    self.schema = schema
    for field in layout.fields {
      add(field)
      if let preset = field.preset { values[field.path] = preset }
    }
  }

  private mutating func add(_ field: StartLayout.Field) {
    guard let shape = schema.fields(along: [field.path[0]])?.first?.shape else { return }
    if let known = groups.firstIndex(where: { $0.name == field.path[0] }) {
      groups[known].fields.append(field)
    } else {
      groups.append(Group(name: field.path[0], shape: shape, fields: [field]))
    }
  }

  /// What is known of a field that is no part of a list.
  package func value(_ path: [String]) -> String? { values[path] }

  /// Sets a field; one of a list's elements that is set already begins a new element.
  package mutating func set(_ value: String, at path: [String]) throws(UnknownField) {
    guard (1...2).contains(path.count), let shapes = schema.fields(along: path) else {
      let names =
        path.count == 2
        ? Self.names(of: path[0], in: schema) : schema.types[schema.root].fields.map(\.name)
      throw UnknownField(
        path: path.joined(separator: "."),
        suggestion: closestMatch(to: path.last ?? "", in: names).map {
          (path.dropLast() + [$0]).joined(separator: ".")
        })
    }
    if !layout.fields.contains(where: { $0.path == path }),
      !(groups.first { $0.name == path[0] }?.fields.contains { $0.path == path } ?? false)
    {
      add(StartLayout.Field(path: path))
    }
    guard path.count == 2, shapes[0].shape.container == .list else {
      values[path] = value
      return
    }
    var list = elements[path[0]] ?? []
    if list.isEmpty || list[list.count - 1][path[1]] != nil {
      list.append(numbered(path[0], list.count))
    }
    list[list.count - 1][path[1]] = value
    elements[path[0]] = list
  }

  private static func names(of field: String, in schema: Schema) -> [String] {
    guard let shape = schema.fields(along: [field])?.first?.shape,
      case .object(let type) = shape.kind
    else { return [] }
    return schema.types[type].fields.map(\.name)
  }

  /// An element with the names that are made up.
  private func numbered(_ list: String, _ count: Int) -> [String: String] {
    var element: [String: String] = [:]
    for field in layout.fields where field.path.count == 2 && field.path[0] == list {
      if let prefix = field.numberPrefix { element[field.path[1]] = "\(prefix)\(count + 1)" }
    }
    return element
  }

  /// The draft with each of the lists begun that hold nothing yet, by its name, and then with all
  /// of them: one element with its made-up name and the examples of what it cannot do without.
  package var begun: [(name: String, draft: DefinitionDraft)] {
    let open = groups.filter {
      $0.hasElements && elements[$0.name] == nil && values[[$0.name]] == nil
    }
    var all = self
    var result: [(name: String, draft: DefinitionDraft)] = []
    for group in open {
      guard case .object(let type) = group.shape.kind else { continue }
      var element = numbered(group.name, 0)
      for field in schema.types[type].fields where field.isRequired {
        element[field.name] = element[field.name] ?? field.example
      }
      if element.isEmpty { continue }
      var draft = self
      draft.elements[group.name] = [element]
      all.elements[group.name] = [element]
      result.append((group.name, draft))
    }
    // What asks for several of them together belongs to the last.
    if let last = result.last, result.count > 1 { result.append((last.name, all)) }
    return result
  }

  // MARK: - Text

  /// The text of the definition.
  /// - Parameters:
  ///   - heading: Lines of the comment at the top.
  ///   - comments: Lines of comments above fields, by the name of the field.
  package func text(heading: [String] = [], comments: [String: [String]] = [:]) -> String {
    var text = heading.map { $0.isEmpty ? "#\n" : "# \($0)\n" }.joined()
    text += "badgelint: 1\n"
    for group in groups {
      let lines = comments[group.name] ?? []
      if !lines.isEmpty { text += "\n" + lines.map { "# \($0)\n" }.joined() }
      text += self.text(of: group)
    }
    return text
  }

  /// The text of the fields of a group alone, as far as they are known.
  package func text(of group: Group) -> String {
    if let list = elements[group.name], !list.isEmpty {
      return "\(group.name):\n" + list.map { element($0, group) }.joined()
    }
    if group.fields.contains(where: { $0.path.count == 1 }) {
      let path = [group.name]
      let line = Self.line(group.name, values[path].map { scalar($0, path) } ?? example(path))
      return values[path] == nil ? "# \(line)" : line
    }
    let isKnown = group.fields.contains { values[$0.path] != nil }
    if group.hasElements {
      return "# \(group.name):\n"
        + group.fields.enumerated().map { index, field in
          "#   \(index == 0 ? "-" : " ") \(Self.line(field.path[1], example(field)))"
        }.joined()
    }
    return "\(isKnown ? "" : "# ")\(group.name):\n"
      + group.fields.map { field in
        let known = values[field.path].map { scalar($0, field.path) }
        let line = Self.line(field.path[1], known ?? example(field))
        return !isKnown ? "#   \(line)" : known == nil ? "  # \(line)" : "  \(line)"
      }.joined()
  }

  private func element(_ element: [String: String], _ group: Group) -> String {
    // The short form of the whole list is a field, too.
    let fields = group.fields.filter { $0.path.count > 1 }
    let known = fields.filter { element[$0.path[1]] != nil }
    let open = fields.filter { element[$0.path[1]] == nil }
    return known.enumerated().map { index, field in
      let value = scalar(element[field.path[1]] ?? "", field.path)
      return "  \(index == 0 ? "-" : " ") \(Self.line(field.path[1], value))"
    }.joined() + open.map { "    # \(Self.line($0.path[1], example($0)))" }.joined()
  }

  private static func line(_ key: String, _ value: String) -> String {
    value.isEmpty ? "\(key):\n" : "\(key): \(value)\n"
  }

  private func example(_ field: StartLayout.Field) -> String {
    field.numberPrefix.map { "\($0)1" } ?? example(field.path)
  }

  /// What may stand in a field: the example of the schema, or nothing.
  private func example(_ path: [String]) -> String {
    guard let shape = schema.fields(along: path)?.last?.shape else { return "" }
    if shape.example.isEmpty || shape.example.hasPrefix("[") { return shape.example }
    return scalar(shape.example, path)
  }

  /// A value as YAML.
  private func scalar(_ value: String, _ path: [String]) -> String {
    guard let shape = schema.fields(along: path)?.last?.shape else { return value }
    var isText = false
    switch shape.kind {
    case .text, .url, .object: isText = shape.kind == .text
    case .raw: return value
    default:
      if shape.container == .list {
        let parts = value.split(separator: ",").map(trimmed)
        return
          "[\(parts.map { Self.written($0, isText: true, in: .flow) }.joined(separator: ", "))]"
      }
    }
    return Self.written(value, isText: isText, in: .block)
  }

  private static func written(
    _ text: String, isText: Bool, in context: ScalarWriter.Context
  ) -> String {
    let bytes = ScalarWriter.bytes(text, reading: isText ? .text : .any, in: context)
    return bytes.map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
