/// One entry of the flat list of nodes, which is in source order (pre-order).
///
/// The children of a collection follow it directly; `next` jumps over a whole subtree. The
/// children of a mapping alternate key, value.
struct Node: Sendable {
  /// The first byte as written, without anchor and tag.
  var start: UInt32
  /// The offset after the last byte as written.
  var end: UInt32
  /// Where the content of a scalar begins, in the source or in the side buffer; the target of an
  /// alias; for a mapping the number of its merge list plus one, or 0.
  var payload: UInt32
  /// The length of a scalar's content in bytes; the number of children of a collection.
  var count: UInt32
  /// The index after the last node of this subtree.
  var next: Int32
  /// The kind of the node, and for an alias the kind of its target.
  var kind: NodeKind
  /// The type of a scalar.
  var type: ScalarType
  /// The style of a scalar.
  var style: ScalarStyle
  /// What else is known of the node.
  var flags: Flags

  /// Facts about a node that are either so or not.
  struct Flags: OptionSet, Sendable {
    let rawValue: UInt8
    /// The node is `*name`.
    static let alias = Flags(rawValue: 1)
    /// The content of the scalar is in the side buffer, not in the source.
    static let sideContent = Flags(rawValue: 2)
    /// The node has an anchor or a tag.
    static let properties = Flags(rawValue: 4)
    /// The collection is written with brackets or braces.
    static let flow = Flags(rawValue: 8)
    /// The collection is not yet closed.
    static let open = Flags(rawValue: 16)
  }

  var isAlias: Bool { flags.contains(.alias) }
  var span: ByteRange { ByteRange(start: start, end: end) }
}

/// The anchor and the tag of a node, kept apart because few nodes have one.
struct NodeProperties: Sendable {
  /// The node they belong to.
  var node: Int32
  /// Where the anchor or the tag begins, whichever is first.
  var start: UInt32
  /// The anchor's name in the source, without `&`; empty when there is none.
  var anchor: ByteRange
  /// The number of the tag in the list of tags, or -1.
  var tag: Int32
}
