/// A key of a mapping that is being closed, with a number that tells most keys apart.
struct KeyMark {
  /// Made of the length and three bytes; equal for equal contents.
  var signature: UInt32
  /// The node of the key.
  var node: Int32
}

extension TreeBuilder {
  /// Up to this number of keys a mapping is searched pair by pair, without hashing.
  private static let pairwiseLimit = 48

  /// Reports the keys that a mapping has twice.
  ///
  /// Two keys are the same when their contents have the same bytes, however they are quoted; keys
  /// that are themselves collections are not compared.
  mutating func checkKeys(of mapping: Int) {
    collectKeys(of: mapping)
    guard keys.count > 1 else { return }
    if keys.count > Self.pairwiseLimit { return checkKeysByHash() }
    for later in 1..<keys.count {
      let mark = keys[later]
      for earlier in 0..<later where keys[earlier].signature == mark.signature {
        let first = Int(keys[earlier].node)
        if haveSameContent(first, Int(mark.node)) {
          reportDuplicate(Int(mark.node), first: first)
          break
        }
      }
    }
  }

  private mutating func checkKeysByHash() {
    var table = KeyTable(capacity: keys.count)
    for mark in keys {
      let hash = hash(ofContent: Int(mark.node))
      if let first = table.find(hash, isSame: { haveSameContent(Int($0), Int(mark.node)) }) {
        reportDuplicate(Int(mark.node), first: Int(first))
      } else {
        table.add(mark.node, hash: hash)
      }
    }
  }

  /// Whether two scalars, or aliases of scalars, have the same content.
  @inline(__always)
  func haveSameContent(_ left: Int, _ right: Int) -> Bool {
    let (left, right) = (nodes[resolve(left)], nodes[resolve(right)])
    guard left.count == right.count else { return false }
    if left.count == 0 { return true }
    let sides = left.flags.union(right.flags)
    if sides.contains(.sideContent) {
      return withContent(left) { first in withContent(right) { first.hasSameBytes(as: $0) } }
    }
    let (first, second) = (Int(left.payload), Int(right.payload))
    guard source[first] == source[second] else { return false }
    return source.slice(from: first, count: Int(left.count))
      .hasSameBytes(as: source.slice(from: second, count: Int(right.count)))
  }

  /// The hash of a scalar's content.
  func hash(ofContent node: Int) -> UInt32 {
    withContent(nodes[resolve(node)], KeyTable.hash)
  }

  /// The target of an alias, or the node itself.
  @inline(__always)
  func resolve(_ node: Int) -> Int {
    nodes[node].isAlias ? Int(nodes[node].payload) : node
  }

  /// Calls `body` with the content of a scalar.
  @inline(__always)
  func withContent<R>(_ node: Node, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    if node.flags.contains(.sideContent) {
      return side.withUnsafeBufferPointer {
        body($0.slice(from: Int(node.payload), count: Int(node.count)))
      }
    }
    return body(source.slice(from: Int(node.payload), count: Int(node.count)))
  }

  private mutating func collectKeys(of mapping: Int) {
    keys.removeAll(keepingCapacity: true)
    var child = mapping + 1
    let end = nodes.count
    while child < end {
      if nodes[child].kind == .scalar {
        let signature = withContent(nodes[resolve(child)], Self.signature)
        keys.append(KeyMark(signature: signature, node: Int32(truncatingIfNeeded: child)))
      }
      let value = Int(nodes[child].next)
      guard value < end else { break }
      child = Int(nodes[value].next)
    }
  }

  @inline(__always)
  private static func signature(_ content: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard content.count > 0 else { return 0 }
    let length = UInt32(truncatingIfNeeded: content.count) << 24
    let middle = UInt32(content[content.count / 2]) << 8
    return length | UInt32(content[0]) << 16 | middle | UInt32(content[content.count - 1])
  }

  private mutating func reportDuplicate(_ key: Int, first: Int) {
    let name = withContent(nodes[resolve(key)]) { quoted($0) }
    report(
      YAMLProblem(
        kind: .duplicateKey,
        message: "the key \(name) is here twice in the same mapping; remove or rename one of them",
        span: nodes[key].span, related: nodes[first].span))
  }
}
