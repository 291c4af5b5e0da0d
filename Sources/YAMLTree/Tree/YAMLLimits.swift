/// Bounds on what is read from one file, so that no input can exhaust memory or time.
package struct YAMLLimits: Sendable, Hashable {
  /// The largest file, in bytes; values beyond 4 GiB minus one have no effect.
  package var bytes: Int
  /// The deepest nesting of collections; a list at the top of a document has depth 1.
  package var depth: Int
  /// The largest number of nodes of a document that uses aliases, once every alias and merge is
  /// written out.
  package var expandedNodes: Int
  /// The largest number of nodes in a file as written.
  package var nodes: Int
  /// The longest text of one value, and what may stand between two values at most, in bytes.
  package var textBytes: Int

  /// The bounds for files that people write.
  package static let `default` = YAMLLimits()
  /// The bounds for messages and lines that programs write, which may hold a whole file as a text.
  package static let ofPrograms = YAMLLimits(textBytes: .max)

  /// Makes a set of bounds; what is not given has its default.
  package init(
    bytes: Int = 256 << 20, depth: Int = 128, expandedNodes: Int = 250_000,
    nodes: Int = 10_000_000, textBytes: Int = 8 << 20
  ) {
    self.bytes = bytes
    self.depth = depth
    self.expandedNodes = expandedNodes
    self.nodes = nodes
    self.textBytes = textBytes
  }
}
