/// A key of a mapping and its value.
package struct MappingEntry: Sendable, Hashable {
  /// The key.
  package let key: NodeID
  /// The value.
  package let value: NodeID
  /// Whether the entry comes from another mapping through a merge key `<<`.
  package let isMerged: Bool

  init(key: Int, value: Int, isMerged: Bool) {
    self.key = NodeID(key)
    self.value = NodeID(value)
    self.isMerged = isMerged
  }
}
