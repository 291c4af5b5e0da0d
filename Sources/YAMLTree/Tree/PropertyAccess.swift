extension YAMLTree {
  /// The tag of a node, as libyaml resolves it (`tag:yaml.org,2002:int` for `!!int`), or nil.
  ///
  /// An alias has the tag of the node it stands for.
  package func tag(of node: NodeID) -> String? {
    guard let found = properties(resolvedIndex(node)), found.tag >= 0 else { return nil }
    return tags.tags[Int(found.tag)]
  }

  /// The anchor's name of a node, without `&`, or nil; for an alias the name of its target.
  package func anchor(of node: NodeID) -> String? {
    guard let found = properties(resolvedIndex(node)), !found.anchor.isEmpty else { return nil }
    return String(decoding: bytes[Int(found.anchor.start)..<Int(found.anchor.end)], as: UTF8.self)
  }

  /// The bytes of a node as written at this place, together with its anchor and tag.
  package func spanWithProperties(_ node: NodeID) -> ByteRange {
    var span = span(node)
    if let found = properties(node.position) { span.start = min(span.start, found.start) }
    return span
  }

  private func properties(_ index: Int) -> NodeProperties? {
    guard nodes[index].flags.contains(.properties) else { return nil }
    var low = 0
    var high = properties.count
    while low < high {
      let middle = (low + high) / 2
      if Int(properties[middle].node) < index { low = middle + 1 } else { high = middle }
    }
    return low < properties.count && Int(properties[low].node) == index ? properties[low] : nil
  }
}
