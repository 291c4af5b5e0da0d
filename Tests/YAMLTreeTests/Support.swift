@testable import YAMLTree

func parse(_ text: String, limits: YAMLLimits = .default) -> YAMLTree {
  YAMLTree(parsing: Array(text.utf8), limits: limits)
}

extension YAMLTree {
  /// The root of the first document; a null of an own tree when there is none.
  var root: NodeID { documents.first ?? NodeID(0) }

  /// The source text of a range.
  func source(_ range: ByteRange) -> String {
    String(decoding: bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
  }

  /// The source text of a node.
  func source(_ node: NodeID) -> String { source(span(node)) }

  /// The value at the end of a path of keys, and of numbers for list items.
  func at(_ path: String...) -> NodeID {
    var node = root
    for step in path {
      if let index = Int(step), kind(node) == .sequence {
        node = Array(elements(of: node))[index]
      } else if let next = value(in: node, forKey: step) {
        node = next
      }
    }
    return node
  }

  /// The tree as one line, for comparison: types, values, `*` for aliases, `<` for merged entries.
  func outline(_ node: NodeID) -> String {
    let prefix = isAlias(node) ? "*" : ""
    switch kind(node) {
    case .scalar:
      return prefix + "\(scalarType(node)):\(text(node))"
    case .sequence:
      return prefix + "[" + elements(of: node).map(outline).joined(separator: ", ") + "]"
    case .mapping:
      return prefix + "{"
        + entries(of: node).map {
          ($0.isMerged ? "<" : "") + outline($0.key) + " = " + outline($0.value)
        }.joined(separator: ", ") + "}"
    }
  }

  var outline: String { documents.map(outline).joined(separator: " | ") }
}
