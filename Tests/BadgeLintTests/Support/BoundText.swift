import BadgeLint
import YAMLTree

/// The first document of a text, read as a definition.
struct BoundText {
  var tree: YAMLTree
  var record: Record
  var problems: StructureProblems
  var schema: Schema

  init(_ text: String) throws {
    schema = try Shipped.library.get().definition
    tree = YAMLTree(parsing: Array(text.utf8))
    guard let root = tree.documents.first else { throw NoDocument() }
    (record, problems) = Binder.bind(root, in: tree, by: schema)
  }

  struct NoDocument: Error {}

  /// The value at the end of a path of names of fields and positions in lists.
  func at(_ path: String) -> RecordID {
    var id = record.root
    for step in path.split(separator: ".") {
      guard id != Record.absent else { return id }
      if let index = Int(step) {
        let elements = record.elements(id)
        id = index < elements.count ? elements[elements.startIndex + index] : Record.absent
      } else {
        let type = Int(record.node(id).type)
        let field = type < 0 ? nil : schema.types[type].field(named: String(step))
        id = field.map { record.field(id, $0) } ?? Record.absent
      }
    }
    return id
  }

  func text(_ path: String) -> String? { record.string(at(path)) }
  func number(_ path: String) -> Double? { record.number(at(path)) }
  func bool(_ path: String) -> Bool? { record.bool(at(path)) }
  func count(_ path: String) -> Int { record.elements(at(path)).count }
  func has(_ path: String) -> Bool { at(path) != Record.absent }

  /// The source text of a value.
  func source(_ path: String) -> String? {
    let id = at(path)
    return id == Record.absent ? nil : slice(record.node(id).span, of: tree.bytes)
  }
}
