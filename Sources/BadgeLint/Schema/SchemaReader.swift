import CEL
import YAMLTree

/// Reads a schema file: the one format that no other schema describes.
package struct SchemaReader {
  private let file: LoadedFile
  private var tree: YAMLTree { file.tree }
  private var schema: Schema

  /// Reads the schema in a file such as `rules/definition.yaml`.
  ///
  /// - Parameter base: A schema whose types, choices and units stand before those of the file.
  package static func read(
    _ file: LoadedFile, extending base: Schema? = nil
  ) throws(LoadFailure) -> Schema {
    var reader = SchemaReader(file)
    if let base { reader.schema = base }
    try reader.readDocument()
    return reader.schema
  }

  private init(_ file: LoadedFile) {
    self.file = file
    schema = Schema(name: "", title: "", types: [], choices: [], units: [], root: 0)
  }

  private mutating func readDocument() throws(LoadFailure) {
    let root = try file.root()
    var rootName = ""
    var typeNodes: [(name: String, node: NodeID)] = []
    for entry in try entries(root) {
      let value = entry.value
      switch tree.text(entry.key) {
      case "schema":
        guard tree.integer(value) == 1 else {
          throw file.failure(at: value, "this version of schema files is not known; expected 1")
        }
      case "name": schema.name = tree.text(value)
      case "title": schema.title = tree.text(value)
      case "root": rootName = tree.text(value)
      case "extensionPrefix": schema.extensionPrefix = Array(tree.text(value).utf8)
      case "usualSize":
        for part in try entries(value) {
          switch tree.text(part.key) {
          case "elements": schema.usualElements = Int(try number(part.value))
          case "bytes": schema.usualBytes = Int(try number(part.value))
          case "nameBytes": schema.usualNameBytes = Int(try number(part.value))
          default: throw unknown(part.key, among: ["elements", "bytes", "nameBytes"])
          }
        }
      case "units": try readUnits(value)
      case "choices": try readChoices(value)
      case "types":
        for type in try entries(value) { typeNodes.append((tree.text(type.key), type.value)) }
      default: throw unknown(entry.key, among: Self.documentKeys)
      }
    }
    // Types name each other, so all names come before any field.
    let first = schema.types.count
    for (name, node) in typeNodes {
      if schema.type(named: name) != nil {
        throw file.failure(at: node, "there is a type '\(name)' already")
      }
      schema.types.append(ObjectShape(name: name))
    }
    for (index, type) in typeNodes.enumerated() { try readType(first + index, type.node) }
    guard let rootType = schema.type(named: rootName) else {
      throw file.failure(at: root, "the root type '\(rootName)' is not among the types")
    }
    schema.root = rootType
  }

  private static let documentKeys = [
    "schema", "name", "title", "root", "extensionPrefix", "usualSize", "units", "choices", "types",
  ]

  private mutating func readUnits(_ node: NodeID) throws(LoadFailure) {
    for entry in try entries(node) {
      var unit = Unit(name: tree.text(entry.key), designators: [], words: [])
      for part in try entries(entry.value) {
        switch tree.text(part.key) {
        case "words":
          for word in try entries(part.value) {
            unit.words.append((tree.text(word.key), try number(word.value)))
          }
        case "iso8601":
          for designator in try entries(part.value) {
            let letters = Array(tree.text(designator.key).utf8)
            guard let letter = letters.last, letters.count <= 2 else {
              throw file.failure(at: designator.key, "expected a letter, or T and a letter")
            }
            let factor = try number(designator.value)
            unit.designators.append((letter, letters.count == 2, factor))
          }
        default: throw unknown(part.key, among: ["words", "iso8601"])
        }
      }
      schema.units.append(unit)
    }
  }

  private mutating func readChoices(_ node: NodeID) throws(LoadFailure) {
    for entry in try entries(node) {
      let values = try texts(entry.value)
      schema.choices.append(Choice(name: tree.text(entry.key), values: values))
    }
  }

  private mutating func readType(_ index: Int, _ node: NodeID) throws(LoadFailure) {
    var shortNode: NodeID?
    var namedBy: [String] = []
    for entry in try entries(node) {
      switch tree.text(entry.key) {
      case "about": schema.types[index].about = tree.text(entry.value)
      case "namedBy": namedBy = try texts(entry.value)
      case "short": shortNode = entry.value
      case "fields":
        schema.types[index].fields = try entries(entry.value).map { (field) throws(LoadFailure) in
          try readField(field.key, field.value)
        }
      default: throw unknown(entry.key, among: ["about", "namedBy", "short", "fields"])
      }
    }
    for name in namedBy {
      guard let field = schema.types[index].field(named: name) else {
        throw file.failure(at: node, "'\(name)' in namedBy is not a field of this type")
      }
      schema.types[index].namedBy.append(field)
    }
    if let shortNode {
      guard tree.kind(shortNode) == .sequence else {
        throw file.failure(at: shortNode, "expected a list of short forms")
      }
      for element in tree.elements(of: shortNode) {
        schema.types[index].shortForms.append(try readShortForm(element, in: index))
      }
    }
  }

  private func readField(_ key: NodeID, _ node: NodeID) throws(LoadFailure) -> FieldShape {
    var field = FieldShape(name: tree.text(key), kind: .raw)
    var said = FieldShape.Texts()
    for entry in try entries(node) {
      let value = entry.value
      switch tree.text(entry.key) {
      case "type": field.kind = try kind(value)
      case "list": field.container = tree.boolean(value) == true ? .list : .single
      case "map": field.container = tree.boolean(value) == true ? .map : .single
      case "required": field.isRequired = tree.boolean(value) == true
      case "endsPeriod": field.endsPeriod = tree.boolean(value) == true
      case "minimum": field.minimum = try number(value)
      case "maximum": field.maximum = try number(value)
      case "emptyWords": said.emptyWords = try texts(value)
      case "about": said.about = tree.text(value)
      case "example": said.example = tree.text(value)
      case "title": said.title = tree.text(value)
      case "crosswalk":
        for term in try entries(value) {
          said.crosswalk.append((tree.text(term.key), tree.text(term.value)))
        }
      case "names":
        guard let names = NameSource(tree.text(value)) else {
          throw unknown(value, among: NameSource.lists)
        }
        said.names = names
      case "unit":
        let name = tree.text(value)
        guard let unit = schema.units.firstIndex(where: { $0.name == name }) else {
          throw file.failure(at: value, "'\(name)' is not among the units")
        }
        field.unit = unit
      default: throw unknown(entry.key, among: Self.fieldKeys)
      }
    }
    return field.saying(said)
  }

  private static let fieldKeys = [
    "type", "list", "map", "required", "minimum", "maximum", "endsPeriod", "unit", "emptyWords",
    "about", "title", "example", "crosswalk", "names",
  ]

  private static let scalarKinds: [(name: String, kind: FieldKind)] = [
    ("text", .text), ("int", .int), ("number", .number), ("bool", .bool), ("date", .date),
    ("url", .url), ("identifier", .identifier), ("language", .language), ("country", .country),
    ("raw", .raw),
  ]

  private func kind(_ node: NodeID) throws(LoadFailure) -> FieldKind {
    let name = tree.text(node)
    if let scalar = Self.scalarKinds.first(where: { $0.name == name }) { return scalar.kind }
    if let choice = schema.choices.firstIndex(where: { $0.name == name }) {
      return .choice(choice)
    }
    if let type = schema.type(named: name) { return .object(type) }
    throw unknown(
      node,
      among: Self.scalarKinds.map(\.name) + schema.choices.map(\.name) + schema.types.map(\.name))
  }

  private func readShortForm(_ node: NodeID, in type: Int) throws(LoadFailure) -> ShortForm {
    var form = ""
    var sets: [(Int, String)] = []
    if tree.kind(node) == .scalar {
      form = tree.text(node)
    } else {
      for entry in try entries(node) {
        switch tree.text(entry.key) {
        case "form": form = tree.text(entry.value)
        case "sets":
          for set in try entries(entry.value) {
            sets.append(
              (try fieldIndex(tree.text(set.key), in: type, set.key), tree.text(set.value)))
          }
        default: throw unknown(entry.key, among: ["form", "sets"])
        }
      }
    }
    var pieces: [ShortForm.Piece] = []
    for word in form.utf8.split(separator: UInt8(ascii: " ")) {
      let text = String(decoding: word, as: UTF8.self)
      if text.utf8.first == UInt8(ascii: "{"), text.utf8.last == UInt8(ascii: "}") {
        let name = String(text.dropFirst().dropLast())
        pieces.append(.field(try fieldIndex(name, in: type, node)))
      } else {
        pieces.append(.word(text))
      }
    }
    return ShortForm(form: form, pieces: pieces, sets: sets)
  }

  private func fieldIndex(
    _ name: String, in type: Int, _ node: NodeID
  ) throws(LoadFailure) -> Int {
    guard let index = schema.types[type].field(named: name) else {
      throw file.failure(at: node, "'\(name)' is not a field of \(schema.types[type].name)")
    }
    return index
  }

  // MARK: - Reading nodes

  private func entries(_ node: NodeID) throws(LoadFailure) -> [MappingEntry] {
    guard tree.kind(node) == .mapping else {
      throw file.failure(at: node, "expected keys with values here")
    }
    return Array(tree.entries(of: node))
  }

  private func texts(_ node: NodeID) throws(LoadFailure) -> [String] {
    guard tree.kind(node) == .sequence else { throw file.failure(at: node, "expected a list") }
    return tree.elements(of: node).map { tree.text($0) }
  }

  private func number(_ node: NodeID) throws(LoadFailure) -> Double {
    guard let number = tree.number(node) else {
      throw file.failure(at: node, "expected a number")
    }
    return number
  }

  private func unknown(_ node: NodeID, among names: [String]) -> LoadFailure {
    let name = tree.text(node)
    let suggestion = closestMatch(to: name, in: names)
    return file.failure(
      at: node, "unknown name '\(name)'",
      help: suggestion.map { "did you mean '\($0)'?" }
        ?? "known are: \(names.joined(separator: ", "))")
  }
}
