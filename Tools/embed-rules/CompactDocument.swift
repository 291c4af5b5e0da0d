import YAMLTree

/// A document of `rules/` as JSON, which the program reads several times faster than YAML, without
/// comments and without the examples of rules, of which linting needs none.
struct CompactDocument {
  private let tree: YAMLTree
  private(set) var text = ""

  /// Nil for a document that JSON cannot say, such as one with several parts, and for one that is
  /// broken, so that it is read, and told of, as it stands.
  init?(_ bytes: [UInt8]) {
    tree = YAMLTree(parsing: bytes)
    guard tree.isComplete, tree.problems.isEmpty, tree.documents.count == 1,
      let root = tree.documents.first, tree.kind(root) == .mapping, write(root)
    else { return nil }
  }

  /// False where JSON has no word for something.
  private mutating func write(_ node: NodeID) -> Bool {
    guard tree.tag(of: node) == nil else { return false }
    switch tree.kind(node) {
    case .mapping:
      text += "{"
      var isFirst = true
      for entry in tree.entries(of: node) {
        guard tree.kind(entry.key) == .scalar else { return false }
        if !isFirst { text += "," }
        isFirst = false
        writeText(tree.text(entry.key))
        text += ":"
        let isWritten =
          tree.text(entry.key) == "examples" ? writeExamples(entry.value) : write(entry.value)
        if !isWritten { return false }
      }
      text += "}"
    case .sequence:
      text += "["
      var isFirst = true
      for element in tree.elements(of: node) {
        if !isFirst { text += "," }
        isFirst = false
        if !write(element) { return false }
      }
      text += "]"
    case .scalar:
      let content = tree.text(node)
      switch tree.scalarType(node) {
      case .string: writeText(content)
      case .null: text += "null"
      default:
        guard tree.style(node) == .plain, Self.isJSON(content) else { return false }
        text += content
      }
    }
    return true
  }

  /// One empty example for each kind that there is, as rules must have some.
  private mutating func writeExamples(_ node: NodeID) -> Bool {
    guard tree.kind(node) == .mapping else { return write(node) }
    let names = tree.entries(of: node).map { tree.text($0.key) }
    // Something else may be called so too.
    guard names.allSatisfy(["passes", "fails", "ignores", "fixed"].contains) else {
      return write(node)
    }
    let kinds = names.map { name in
      name == "fixed" ? "\"fixed\":[{\"before\":{},\"after\":{}}]" : "\"\(name)\":[{}]"
    }
    text += "{\(kinds.joined(separator: ","))}"
    return true
  }

  /// Whether JSON writes a number or a truth value in the same way.
  private static func isJSON(_ content: String) -> Bool {
    if content == "true" || content == "false" { return true }
    let digits =
      content.utf8.first == UInt8(ascii: "-") ? content.utf8.dropFirst() : content.utf8[...]
    let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first else { return false }
    return parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }
      && (whole.count == 1 || whole.first != UInt8(ascii: "0"))
  }

  private mutating func writeText(_ content: String) {
    text += "\""
    for scalar in content.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20:
        text += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
