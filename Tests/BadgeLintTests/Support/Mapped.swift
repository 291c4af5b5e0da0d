import BadgeLint
import YAMLTree

/// A definition that was read by a reader, with its values by path.
struct Mapped {
  private var bound: BoundText

  init(_ definition: ReadDefinition) throws {
    bound = try BoundText("{}")
    bound.record = definition.record
  }

  func text(_ path: String) -> String? { bound.text(path) }
  func number(_ path: String) -> Double? { bound.number(path) }
  func count(_ path: String) -> Int { bound.count(path) }
  func has(_ path: String) -> Bool { bound.has(path) }

  /// The texts of the elements of a list at a path below each.
  func texts(_ list: String, _ field: String) -> [String?] {
    (0..<bound.count(list)).map { bound.text("\(list).\($0).\(field)") }
  }

  /// The source text of a value in the file that it was read from.
  func source(_ path: String, _ tree: YAMLTree) -> String {
    let id = bound.at(path)
    return id == Record.absent ? "(absent)" : slice(bound.record.node(id).span, of: tree.bytes)
  }
}
