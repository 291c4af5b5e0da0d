extension YAMLTree {
  /// The content of a scalar after unescaping and folding; empty for collections.
  package func text(_ node: NodeID) -> String {
    withContent(node) { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with the content of a scalar as UTF-8, without a copy; empty for collections.
  package func withContent<R>(_ node: NodeID, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    let node = target(node)
    guard node.kind == .scalar else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
    let storage = node.flags.contains(.sideContent) ? side : bytes
    return storage.withUnsafeBufferPointer {
      body($0.slice(from: Int(node.payload), count: Int(node.count)))
    }
  }

  /// Whether a scalar has nothing but blanks and control characters; true for collections.
  package func isBlank(_ node: NodeID) -> Bool {
    withContent(node) { content in content.allSatisfy { $0 <= 0x20 } }
  }

  /// The number of bytes of a scalar's content; 0 for collections.
  package func contentLength(_ node: NodeID) -> Int {
    let node = target(node)
    return node.kind == .scalar ? Int(node.count) : 0
  }

  /// The source bytes that are the same as a scalar's content, or nil when none are.
  package func verbatimRange(_ node: NodeID) -> ByteRange? {
    let node = target(node)
    guard node.kind == .scalar, !node.flags.contains(.sideContent) else { return nil }
    return ByteRange(start: node.payload, end: node.payload + node.count)
  }

  /// The value of an integer; nil for other nodes and for integers beyond 64 bits.
  package func integer(_ node: NodeID) -> Int64? {
    scalarType(node) == .int ? withContent(node, NumberValue.integer) : nil
  }

  /// The value of an integer or a float; nil for other nodes.
  package func number(_ node: NodeID) -> Double? {
    switch scalarType(node) {
    case .int, .float: withContent(node, NumberValue.number)
    default: nil
    }
  }

  /// The value of a truth value; nil for other nodes.
  package func boolean(_ node: NodeID) -> Bool? {
    scalarType(node) == .bool ? withContent(node, CoreSchema.boolean) : nil
  }

  /// Whether a scalar's content has exactly the UTF-8 bytes of `text`.
  package func equals(_ node: NodeID, _ text: String) -> Bool {
    var text = text
    return text.withUTF8 { equals(node, $0) }
  }

  /// Whether a scalar's content has exactly the UTF-8 bytes of `text`.
  package func equals(_ node: NodeID, _ text: StaticString) -> Bool {
    equals(node, UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Whether a scalar's content has exactly these bytes.
  package func equals(_ node: NodeID, _ content: [UInt8]) -> Bool {
    content.withUnsafeBufferPointer { equals(node, $0) }
  }

  /// Whether a scalar's content has exactly these bytes.
  package func equals(_ node: NodeID, _ content: UnsafeBufferPointer<UInt8>) -> Bool {
    let entry = target(node)
    guard entry.kind == .scalar, Int(entry.count) == content.count else { return false }
    return withContent(node) { $0.hasSameBytes(as: content) }
  }
}

extension YAMLTree {
  /// Whether readers of YAML 1.1, such as PyYAML, take a plain scalar for something else.
  ///
  /// So with `no`, `on` and `y` (truth values there), `0755` (octal), `1_000`, `12:30:00` (a number
  /// to the base 60), `2024-01-31` (a date) and `1e3` (text). Strict JSON and scalars with a tag
  /// never do.
  package func readsDifferentlyInYAML11(_ node: NodeID) -> Bool {
    let entry = target(node)
    guard !isJSON, entry.kind == .scalar, entry.style == .plain, tag(of: node) == nil else {
      return false
    }
    return withContent(node) { YAML11.readsDifferently($0, type: entry.type) }
  }
}
