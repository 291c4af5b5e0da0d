import YAMLTree

/// A path into a document of another format, such as `workload[].time`.
package struct SourcePath: Sendable {
  enum Step: Sendable, Equatable {
    case key(String)
    /// Every element of a list; a value that is no list counts as a list of one.
    case each
  }
  let steps: [Step]
  /// Whether the path starts at the document and not at the value at hand.
  let startsAtDocument: Bool

  /// Reads a path; nil where it is malformed.
  package init?(_ text: String) {
    startsAtDocument = text.utf8.first == UInt8(ascii: "/")
    let text = startsAtDocument ? String(text.dropFirst()) : text
    if text == "." {
      steps = []
      return
    }
    var result: [Step] = []
    for part in text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      var name = Substring(part)
      var lists = 0
      while name.hasSuffix("[]") {
        name = name.dropLast(2)
        lists += 1
      }
      if name.isEmpty, lists == 0 || !result.isEmpty { return nil }
      if name.utf8.contains(UInt8(ascii: "[")) { return nil }
      if !name.isEmpty { result.append(.key(String(name))) }
      result += Array(repeating: .each, count: lists)
    }
    steps = result
  }

  /// A value that was found, with the key that holds it.
  struct Found {
    var node: NodeID
    var key: NodeID?
  }

  /// The values to which the path leads from a node.
  func values(from node: NodeID, document: NodeID, in tree: YAMLTree) -> [Found] {
    var current = [Found(node: startsAtDocument ? document : node, key: nil)]
    for step in steps {
      switch step {
      case .key(let name):
        current = current.compactMap { found -> Found? in
          guard tree.kind(found.node) == .mapping else { return nil }
          for entry in tree.entries(of: found.node) where tree.equals(entry.key, name) {
            return Found(node: entry.value, key: entry.key)
          }
          return nil
        }
      case .each:
        current = current.flatMap { found -> [Found] in
          guard tree.kind(found.node) == .sequence else { return [found] }
          return tree.elements(of: found.node).map { Found(node: $0, key: found.key) }
        }
      }
    }
    return current
  }
}

/// A condition on a value of another format.
package struct FormatCondition: Sendable {
  let path: SourcePath
  let isOneOf: [String]
  let startsWith: [String]
  let mustExist: Bool?
  let kind: NodeKind?
  let isNegated: Bool

  /// Whether the condition holds for a node.
  func holds(for node: NodeID, document: NodeID, in tree: YAMLTree) -> Bool {
    matches(node, document, tree) != isNegated
  }

  private func matches(_ node: NodeID, _ document: NodeID, _ tree: YAMLTree) -> Bool {
    let found = path.values(from: node, document: document, in: tree).filter {
      !isNull($0.node, tree)
    }
    if let mustExist, found.isEmpty == mustExist { return false }
    if let kind, found.isEmpty || found.contains(where: { tree.kind($0.node) != kind }) {
      return false
    }
    if !isOneOf.isEmpty {
      let texts = texts(found, tree)
      if !texts.contains(where: { isOneOf.contains($0) }) { return false }
    }
    if !startsWith.isEmpty {
      let texts = texts(found, tree)
      if !texts.contains(where: { text in startsWith.contains { text.hasPrefix($0) } }) {
        return false
      }
    }
    return true
  }

  private func isNull(_ node: NodeID, _ tree: YAMLTree) -> Bool {
    tree.kind(node) == .scalar && tree.scalarType(node) == .null
  }

  private func texts(_ found: [SourcePath.Found], _ tree: YAMLTree) -> [String] {
    found.flatMap { found -> [String] in
      switch tree.kind(found.node) {
      case .scalar: [tree.text(found.node)]
      case .sequence:
        tree.elements(of: found.node).compactMap {
          tree.kind($0) == .scalar ? tree.text($0) : nil
        }
      case .mapping: []
      }
    }
  }
}
