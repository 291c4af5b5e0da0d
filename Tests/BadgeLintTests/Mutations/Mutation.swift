import BadgeLint
import Testing
import YAMLTree

/// One way in which a good definition goes wrong, from `fixtures/mutations.yaml`.
struct Mutation: CustomTestStringConvertible, Sendable {
  var name: String
  /// Rules of which at least one must find it.
  var answers: [String]
  /// Rules that may find something too, as they follow from it.
  var also: [String]
  /// The definitions that it is tried on; all where it is empty. What others lack to be judged
  /// stands beside it in the file.
  var files: [String]
  /// The kinds of definitions that it is tried on; micro-credentials where nothing is said.
  var kinds: [String]
  private var changes: [(operation: String, way: String, value: NodeID?)] = []
  private let tree: YAMLTree

  var testDescription: String { name }

  private init(_ node: NodeID, in tree: YAMLTree) {
    self.tree = tree
    func texts(_ key: String) -> [String] {
      tree.value(in: node, forKey: key).map { tree.elements(of: $0).map { tree.text($0) } } ?? []
    }
    name = tree.value(in: node, forKey: "name").map { tree.text($0) } ?? ""
    answers = texts("answers")
    also = texts("also")
    files = texts("in")
    kinds = texts("kinds").isEmpty ? ["microcredential"] : texts("kinds")
    for operation in ["remove", "drop", "set", "append", "add", "multiply", "repeat"] {
      guard let value = tree.value(in: node, forKey: operation) else { continue }
      if tree.kind(value) == .scalar {
        changes.append((operation, tree.text(value), nil))
      } else {
        for entry in tree.entries(of: value) {
          changes.append((operation, tree.text(entry.key), entry.value))
        }
      }
    }
  }

  /// All mutations of the file.
  static func all() throws -> [Mutation] {
    let tree = YAMLTree(parsing: try PackageFolder.read("fixtures/mutations.yaml"))
    guard tree.isComplete, let root = tree.documents.first,
      let list = tree.value(in: root, forKey: "mutations")
    else { return [] }
    return tree.elements(of: list).map { Mutation($0, in: tree) }
  }

  /// The document with all the changes; nil where it lacks a place for one of them.
  func applied(to document: Document) -> Document? {
    var document = document
    for (operation, way, node) in changes {
      let value = node.map { Document($0, in: tree) }
      let number = node.flatMap { tree.number($0) } ?? 0
      var exists = false
      let count = document.change(way) { old in
        if old != nil { exists = true }
        return switch operation {
        case "remove", "drop": nil
        case "set": value
        case "append":
          if case .list(let elements)? = old, let value { .list(elements + [value]) } else { old }
        case "repeat":
          if case .list(let elements)? = old { .list(elements + elements.prefix(1)) } else { old }
        case "add": old?.changingNumber { $0 + number } ?? old
        case "multiply": old?.changingNumber { $0 * number } ?? old
        default: old
        }
      }
      // `drop` takes away what may be there; only `set` may write where nothing was.
      if operation == "drop" { continue }
      if count == 0 || (operation != "set" && !exists) { return nil }
    }
    return document
  }
}
