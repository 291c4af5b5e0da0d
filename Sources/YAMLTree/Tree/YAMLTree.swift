/// A YAML or JSON file as a flat list of nodes with their exact places in the source.
///
/// Reading never fails: what is wrong is in `problems`. Documents that ended before a syntax error
/// are kept, the broken one is dropped. A node is named by its `NodeID`; every function takes an
/// alias as the node it stands for, except where it says otherwise. YAML is read as libyaml does
/// (YAML 1.1 and 1.2 syntax) with the core schema of YAML 1.2.2, section 10.3.
package struct YAMLTree: Sendable {
  /// The bytes of the file.
  package let bytes: [UInt8]
  /// The root node of every document in the stream; an empty document is a null.
  package let documents: [NodeID]
  /// The comments in source order; strict JSON has none.
  package let comments: [Comment]
  /// What is wrong with the file, in source order.
  package let problems: [YAMLProblem]
  /// Whether the whole file was read and every document is offered.
  package let isComplete: Bool
  /// Whether the file is strict JSON (RFC 8259); `NaN` and `Infinity` are let through.
  package let isJSON: Bool
  /// Why a file that begins with `{` or `[` is not strict JSON; it may still be sound YAML.
  package let jsonProblem: YAMLProblem?

  let nodes: [Node]
  let side: [UInt8]
  let properties: [NodeProperties]
  let tags: TagList
  let mergeLists: [Range<Int>]
  let mergedEntries: [MappingEntry]

  /// Where the text begins in its file.
  package let origin: TextOrigin
  /// How its documents lie in the text.
  package let layout: TextLayout
  /// Whether reading ended before the end of the text, so that nothing is known of the rest.
  package let breaksOff: Bool
  /// How many problems there are beside those that are kept.
  package let droppedProblemCount: Int
  /// The most problems that are kept of a file.
  package static let problemLimit = 1000

  /// Reads a file, or a part of one that holds whole documents.
  /// - Parameter origin: Where the text begins in its file, for numbers of lines in messages; all
  ///   offsets count from the start of the text.
  package init(
    parsing bytes: [UInt8], layout: TextLayout = .documents, origin: TextOrigin = .start,
    limits: YAMLLimits = .default
  ) {
    let result = bytes.withUnsafeBufferPointer {
      FileReader.read($0, layout: layout, origin: origin, limits: limits)
    }
    self.bytes = bytes
    self.layout = layout
    self.origin = origin
    breaksOff = result.builder.isStopped
    droppedProblemCount = result.builder.droppedProblemCount
    documents = result.builder.documents
    comments = result.comments
    isJSON = result.isJSON
    jsonProblem = result.jsonProblem
    isComplete = !result.builder.isIncomplete
    let problems = result.builder.problems
    self.problems =
      problems.count < 2
      ? problems
      : problems.enumerated().sorted {
        ($0.element.span.start, $0.offset) < ($1.element.span.start, $1.offset)
      }.map(\.element)
    nodes = result.builder.nodes
    side = result.builder.side
    properties = result.builder.properties
    tags = result.builder.tags
    mergeLists = result.builder.mergeLists
    mergedEntries = result.builder.mergedEntries
  }

  /// The number of nodes of all documents, in source order from 0.
  package var nodeCount: Int { nodes.count }

  /// The number of nodes of a value, with all that it holds.
  package func nodeCount(in node: NodeID) -> Int {
    let index = resolvedIndex(node)
    return Int(nodes[index].next) - index
  }

  /// The kind of a node.
  package func kind(_ node: NodeID) -> NodeKind { nodes[node.position].kind }

  /// The bytes of a node as written at this place, without its anchor and tag.
  ///
  /// An alias spans `*name`. A collection in block style and a block scalar end at their last byte
  /// of content, before blanks, line breaks and comments. An empty value is an empty range.
  package func span(_ node: NodeID) -> ByteRange { nodes[node.position].span }

  /// Whether a node is written as `*name`.
  package func isAlias(_ node: NodeID) -> Bool { nodes[node.position].isAlias }

  /// The node that an alias stands for; any other node itself.
  package func resolved(_ node: NodeID) -> NodeID { NodeID(resolvedIndex(node)) }

  /// The type of a scalar; string for collections.
  package func scalarType(_ node: NodeID) -> ScalarType { nodes[node.position].type }

  /// The style of a scalar; plain for collections.
  package func style(_ node: NodeID) -> ScalarStyle { nodes[node.position].style }

  /// Whether a collection is written with brackets or braces.
  package func isFlow(_ node: NodeID) -> Bool { target(node).flags.contains(.flow) }

  /// The number of elements of a sequence or of entries of a mapping, merged ones included.
  ///
  /// Merge keys themselves are not counted; a scalar has 0.
  package func count(_ node: NodeID) -> Int {
    let node = target(node)
    switch node.kind {
    case .scalar: return 0
    case .sequence: return Int(node.count)
    case .mapping:
      return node.payload == 0 ? Int(node.count) / 2 : mergeLists[Int(node.payload) - 1].count
    }
  }

  @inline(__always)
  func resolvedIndex(_ node: NodeID) -> Int {
    let entry = nodes[node.position]
    return entry.isAlias ? Int(entry.payload) : node.position
  }

  @inline(__always)
  func target(_ node: NodeID) -> Node { nodes[resolvedIndex(node)] }
}
