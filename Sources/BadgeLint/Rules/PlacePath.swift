import CEL

/// A place named in a rule, such as `self.value`: where it starts and the fields from there.
package struct PlacePath: Sendable, Equatable {
  package enum Start: Sendable, Equatable {
    case current, parent, definition
  }
  package var start: Start
  package var fields: [Int]

  package static let current = PlacePath(start: .current, fields: [])

  /// The value from which the fields lead on.
  func start(at place: PlaceEvaluation.Place, in record: Record) -> RecordID {
    switch start {
    case .current: place.place
    case .parent: place.parent
    case .definition: record.root
    }
  }

  /// Why a text names no place.
  package struct Fault: Error, Sendable {
    package var message: String
    package var help: String?
  }

  /// Reads `each:`: fields from what is judged, through lists.
  package static func each(
    _ text: String, in types: RuleTypes
  ) throws(Fault) -> (fields: [Int], types: [FieldKind]) {
    var names = parts(of: text)[...]
    if names.first == types.subject { names = names.dropFirst() }
    return try resolve(names, from: types.schema.root, in: types.schema)
  }

  /// Reads `at:`: `self`, `parent` or what is judged by its name, with fields after it, or fields alone, which
  /// start at `self`.
  package static func at(
    _ text: String, current: FieldKind, parent: FieldKind?, in types: RuleTypes
  ) throws(Fault) -> PlacePath {
    let schema = types.schema
    let names = parts(of: text)
    guard let first = names.first else { throw Fault(message: "a place is missing") }
    let start: Start
    var rest = names.dropFirst()
    let kind: FieldKind
    switch first {
    case "self":
      start = .current
      kind = current
    case "parent":
      guard let parent else { throw Fault(message: "there is no parent of the \(types.subject)") }
      start = .parent
      kind = parent
    case types.subject:
      start = .definition
      kind = .object(schema.root)
    default:
      start = .current
      kind = current
      rest = names[...]
    }
    if rest.isEmpty { return PlacePath(start: start, fields: []) }
    guard case .object(let type) = kind else {
      throw Fault(message: "'\(first)' is a single value and has no fields")
    }
    return PlacePath(start: start, fields: try resolve(rest, from: type, in: schema).fields)
  }

  /// The names of a path of fields.
  static func parts(of path: String) -> [String] {
    path.utf8.split(separator: UInt8(ascii: ".")).map { String(Substring($0)) }
  }

  private static func resolve(
    _ names: ArraySlice<String>, from type: Int, in schema: Schema
  ) throws(Fault) -> (fields: [Int], types: [FieldKind]) {
    var fields: [Int] = []
    var kinds: [FieldKind] = []
    var type = type
    for (position, name) in names.enumerated() {
      let shape = schema.types[type]
      guard let index = shape.field(named: name) else {
        let suggestion = closestMatch(to: name, in: shape.fields.map(\.name))
        throw Fault(
          message: "'\(name)' is not a field of \(shape.name)",
          help: suggestion.map { "did you mean '\($0)'?" })
      }
      let field = shape.fields[index]
      fields.append(index)
      kinds.append(field.kind)
      if position == names.count - 1 { break }
      guard case .object(let next) = field.kind else {
        throw Fault(message: "'\(name)' is a single value and has no fields")
      }
      type = next
    }
    return (fields, kinds)
  }
}
