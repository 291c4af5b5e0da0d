import YAMLTree

/// A value in a JSON message, read where it stands.
struct JSONValue: Sendable {
  private let tree: YAMLTree
  private let node: NodeID

  private init(_ tree: YAMLTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  /// Nil where the bytes are not strict JSON.
  init?(parsing bytes: [UInt8]) {
    let tree = YAMLTree(parsing: Self.shielded(bytes), limits: .ofPrograms)
    guard tree.isJSON, tree.isComplete, let root = tree.documents.first,
      tree.documents.count == 1
    else { return nil }
    self.init(tree, root)
  }

  /// The bytes with characters as escapes that JSON allows in strings and the reader of files does
  /// not; documents may hold them, and an edit that was lost would put all later ones wrong.
  private static func shielded(_ bytes: [UInt8]) -> [UInt8] {
    func needsEscape(_ index: Int) -> (code: Int, length: Int)? {
      let byte = bytes[index]
      if byte == 0x7F { return (0x7F, 1) }
      if byte == 0xC2, index + 1 < bytes.count, (0x80...0x9F).contains(bytes[index + 1]) {
        return (Int(bytes[index + 1]), 2)
      }
      if byte == 0xEF, index + 2 < bytes.count, bytes[index + 1] == 0xBF,
        bytes[index + 2] >= 0xBE
      {
        return (bytes[index + 2] == 0xBE ? 0xFFFE : 0xFFFF, 3)
      }
      return nil
    }
    guard bytes.contains(where: { $0 == 0x7F || $0 == 0xC2 || $0 == 0xEF }) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 64)
    var index = 0
    while index < bytes.count {
      if let (code, length) = needsEscape(index) {
        let digits = String(code, radix: 16)
        result += "\\u".utf8
        result += String(repeating: "0", count: 4 - digits.utf8.count).utf8
        result += digits.utf8
        index += length
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  /// The value of a member of an object; nil where there is none or it is `null`.
  subscript(key: StaticString) -> JSONValue? {
    guard tree.kind(node) == .mapping, let value = tree.value(in: node, forKey: key) else {
      return nil
    }
    let member = JSONValue(tree, value)
    return member.isNull ? nil : member
  }

  /// Whether an object has a member, be it `null`.
  func hasMember(_ key: StaticString) -> Bool {
    tree.kind(node) == .mapping && tree.value(in: node, forKey: key) != nil
  }

  var isObject: Bool { tree.kind(node) == .mapping }
  var isList: Bool { tree.kind(node) == .sequence }
  var isNull: Bool { tree.kind(node) == .scalar && tree.scalarType(node) == .null }

  var string: String? {
    tree.kind(node) == .scalar && tree.scalarType(node) == .string ? tree.text(node) : nil
  }

  var bool: Bool? { tree.kind(node) == .scalar ? tree.boolean(node) : nil }

  /// A whole number; nil for others.
  var int: Int? {
    tree.kind(node) == .scalar ? tree.integer(node).flatMap { Int(exactly: $0) } : nil
  }

  /// The elements of a list; none for other values.
  var elements: [JSONValue] {
    isList ? tree.elements(of: node).map { JSONValue(tree, $0) } : []
  }

  /// The value as it stands in the message.
  var source: [UInt8] {
    let span = tree.span(node)
    return Array(tree.bytes[Int(span.start)..<Int(span.end)])
  }
}
