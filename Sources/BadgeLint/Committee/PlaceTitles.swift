/// Names places of a definition for people, by the titles of fields.
struct PlaceTitles {
  private let record: Record
  private let schema: Schema
  /// What stands before the number of an element without a name.
  private let element: String
  private var places: [String: RecordID] = [:]

  /// Values of a definition beyond which places are named by their paths alone.
  private static let mostNodes = 50_000
  private static let longestName = 80

  init(_ record: Record, _ schema: Schema, element: String) {
    self.record = record
    self.schema = schema
    self.element = element
    guard record.nodes.count <= Self.mostNodes else { return }
    for index in record.nodes.indices {
      let id = RecordID(index)
      let path = record.path(id, schema)
      // A list of one has the path of its element, which says more.
      places[path] = id
    }
    places[""] = record.root
  }

  /// The value at a path; nil where nothing stands there.
  func value(at path: String) -> RecordID? { places[path] }

  /// The names from the whole to the part; empty for the whole.
  func titles(of path: String) -> [String] {
    if let id = places[path] { return titles(of: id) }
    var missing: [String] = []
    var known = path[...]
    while places[String(known)] == nil {
      guard let dot = known.lastIndex(where: { $0 == "." || $0 == "[" }) else {
        missing.insert(String(known), at: 0)
        known = ""
        break
      }
      missing.insert(String(known[known.index(after: dot)...]), at: 0)
      known = known[..<dot]
    }
    guard let id = places[String(known)] else { return [path] }
    var type = Int(record.node(id).kind == .object ? record.node(id).type : -1)
    var names = titles(of: id)
    for name in missing {
      guard type >= 0, let field = schema.types[type].field(named: name) else {
        names.append(LabelWording.clean(name, limit: Self.longestName))
        type = -1
        continue
      }
      let shape = schema.types[type].fields[field]
      names.append(shape.shownTitle)
      if case .object(let next) = shape.kind { type = next } else { type = -1 }
    }
    return names
  }

  private func titles(of id: RecordID) -> [String] {
    var names: [String] = []
    var current = id
    while current >= 0 {
      let node = record.node(current)
      guard node.parent >= 0 else { break }
      let parent = record.node(node.parent)
      switch parent.kind {
      case .object:
        names.append(schema.types[Int(parent.type)].fields[Int(node.place)].shownTitle)
      case .list where parent.span != node.span || parent.count > 1:
        names.append(name(of: current) ?? "\(element) \(node.place + 1)")
      case .map:
        names.append(
          LabelWording.clean(
            record.key(node.parent, Int(node.place)).text, limit: Self.longestName))
      default: break
      }
      current = node.parent
    }
    return names.reversed()
  }

  /// The name of an element of a list; nil where it has none.
  private func name(of id: RecordID) -> String? {
    let node = record.node(id)
    guard node.kind == .object else { return nil }
    for field in schema.types[Int(node.type)].namedBy {
      if let text = record.string(record.field(id, field)), !text.isEmpty {
        return LabelWording.clean(text, limit: Self.longestName)
      }
    }
    return nil
  }
}
