@testable import YAMLTree

/// Says which promises of the tree a text breaks; empty when it keeps them all.
func brokenPromises(_ bytes: [UInt8], limits: YAMLLimits = .default) -> [String] {
  let tree = YAMLTree(parsing: bytes, limits: limits)
  var broken: [String] = []
  func check(_ holds: Bool, _ promise: String) {
    if !holds { broken.append(promise) }
  }
  func isInside(_ range: ByteRange) -> Bool {
    range.start <= range.end && Int(range.end) <= bytes.count
  }
  check(tree.isComplete || !tree.problems.isEmpty, "an incomplete tree has a problem")
  for problem in tree.problems {
    check(isInside(problem.span), "problem \(problem.message) inside the file")
    check(problem.related.map(isInside) ?? true, "related place inside the file")
  }
  var lastComment: UInt32 = 0
  for comment in tree.comments {
    check(isInside(comment.span) && comment.span.start >= lastComment, "comments in order")
    check(bytes[Int(comment.span.start)] == UInt8(ascii: "#"), "comment begins with #")
    lastComment = comment.span.end
  }
  var pending = tree.documents
  var visited = 0
  while let node = pending.popLast() {
    visited += 1
    let span = tree.span(node)
    check(isInside(span), "span inside the file")
    checkScalar(tree, node, check)
    if tree.isAlias(node) {
      check(tree.source(node).hasPrefix("*"), "alias begins with *")
      check(!tree.isAlias(tree.resolved(node)), "alias leads to a node")
      continue
    }
    var end = span.start
    for child in writtenChildren(tree, node) {
      let inner = tree.spanWithProperties(child)
      check(span.contains(inner), "child \(inner) inside parent \(span)")
      check(inner.start >= end, "children in order")
      end = inner.end
      pending.append(child)
    }
    check(tree.entries(of: node).reduce(0) { sum, _ in sum + 1 } == entryCount(tree, node), "count")
  }
  check(visited <= tree.nodeCount, "every node is visited once")
  return broken
}

private func entryCount(_ tree: YAMLTree, _ node: NodeID) -> Int {
  tree.kind(node) == .mapping ? tree.count(node) : 0
}

private func writtenChildren(_ tree: YAMLTree, _ node: NodeID) -> [NodeID] {
  guard tree.kind(node) != .scalar else { return [] }
  var children: [NodeID] = []
  var child = node.position + 1
  while child < Int(tree.nodes[node.position].next) {
    children.append(NodeID(child))
    child = Int(tree.nodes[child].next)
  }
  return children
}

private func checkScalar(_ tree: YAMLTree, _ node: NodeID, _ check: (Bool, String) -> Void) {
  guard tree.kind(node) == .scalar else { return }
  let content = tree.withContent(node, Array.init)
  check(content.count == tree.contentLength(node), "content length")
  if let verbatim = tree.verbatimRange(node) {
    check(Array(tree.bytes[Int(verbatim.start)..<Int(verbatim.end)]) == content, "verbatim content")
    if !tree.isAlias(node) { check(tree.span(node).contains(verbatim), "verbatim inside span") }
  } else {
    let trace = tree.contentTrace(node)
    check(
      trace.length == content.count, "trace of \(tree.source(tree.resolved(node)).debugDescription)"
    )
    var last = 0
    for piece in trace.pieces {
      check(
        piece.source.lowerBound >= last && piece.source.upperBound <= tree.bytes.count,
        "trace order")
      last = piece.source.upperBound
      if piece.isVerbatim, piece.content.upperBound <= content.count {
        check(Array(tree.bytes[piece.source]) == Array(content[piece.content]), "trace bytes")
      }
    }
  }
  switch tree.scalarType(node) {
  case .bool: check(tree.boolean(node) != nil, "truth value")
  case .float: check(tree.number(node) != nil, "number of \(tree.text(node))")
  case .int: check(tree.number(node) != nil, "number of \(tree.text(node))")
  default: break
  }
  _ = tree.readsDifferentlyInYAML11(node)
  _ = tree.text(node)
}
