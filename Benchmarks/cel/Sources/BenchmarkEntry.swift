import BadgeLint
import YAMLTree

/// One line of the list of expressions.
struct BenchmarkEntry {
  /// Where its expression comes from.
  enum Origin {
    /// What must hold, by the rule.
    case requirement
    /// Where the rule applies.
    case condition
    /// An expression made from the rule.
    case text(String)

    /// The key of the list that gives it.
    var name: String {
      switch self {
      case .requirement: "require"
      case .condition: "where"
      case .text: "text"
      }
    }
  }

  let rule: String
  let origin: Origin
  /// What it is there to measure.
  let shows: String

  /// Reads the list.
  static func readAll(_ file: LoadedFile) throws(LoadFailure) -> [BenchmarkEntry] {
    let root = try file.root()
    guard let list = file.tree.value(in: root, forKey: "expressions" as StaticString) else {
      throw file.failure(at: root, "the key 'expressions' is missing")
    }
    var entries: [BenchmarkEntry] = []
    for node in file.tree.elements(of: list) {
      entries.append(
        BenchmarkEntry(
          rule: try text(of: "rule", in: node, file), origin: try origin(of: node, file),
          shows: try text(of: "shows", in: node, file)))
    }
    return entries
  }

  private static func origin(of node: NodeID, _ file: LoadedFile) throws(LoadFailure) -> Origin {
    if file.tree.value(in: node, forKey: "text" as StaticString) != nil {
      return .text(try text(of: "text", in: node, file))
    }
    let part = try text(of: "part", in: node, file)
    switch part {
    case "require": return .requirement
    case "where": return .condition
    default:
      throw file.failure(at: node, "there is no part '\(part)'; expected 'require' or 'where'")
    }
  }

  private static func text(
    of key: String, in node: NodeID, _ file: LoadedFile
  ) throws(LoadFailure) -> String {
    guard let value = file.tree.value(in: node, forKey: key) else {
      throw file.failure(at: node, "the key '\(key)' is missing")
    }
    return file.tree.text(value)
  }
}
