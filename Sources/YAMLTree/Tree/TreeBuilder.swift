/// Grows the flat list of nodes while a reader goes through a file.
///
/// The reader calls one function for each thing it meets and looks at `isStopped` afterwards.
/// Nothing here recurses: open collections are on a stack of their own.
struct TreeBuilder {
  let source: UnsafeBufferPointer<UInt8>
  let limits: YAMLLimits

  var nodes: [Node] = []
  /// Contents that are not a slice of the source, one after the other.
  var side: [UInt8] = []
  var documents: [NodeID] = []
  var properties: [NodeProperties] = []
  var tags = TagList()
  var mergeLists: [Range<Int>] = []
  var mergedEntries: [MappingEntry] = []
  private(set) var problems: [YAMLProblem] = []
  /// How many problems were not kept, as there are so many.
  private(set) var droppedProblemCount = 0
  /// Whether reading ended before the end of the file or a document was dropped.
  private(set) var isIncomplete = false
  /// Whether a bound was passed, so that the reader must end.
  private(set) var isStopped = false
  /// The end of the last node that was finished.
  private(set) var lastEnd = 0

  var open: [OpenCollection] = []
  var anchors = AnchorTable()
  /// The number of nodes of the document so far with all aliases written out.
  var expanded = 0
  /// The largest number of nodes, which are counted in 32 bits.
  private let nodeLimit: Int
  private var expandedLimit = Int.max
  private var documentStart = 0
  private var isBroken = false
  /// Keys of the mapping that is being closed; kept to reuse its memory.
  var keys: [KeyMark] = []

  /// A collection whose end has not been read.
  struct OpenCollection {
    var node: Int
    var count: UInt32
    var isMapping: Bool
    var hasMergeKey: Bool
    var anchor: Int
    var expandedBefore: Int
  }

  /// No more problems than this are kept; a file with so many is not a definition.
  private static let problemLimit = YAMLTree.problemLimit

  init(source: UnsafeBufferPointer<UInt8>, limits: YAMLLimits) {
    self.source = source
    self.limits = limits
    nodeLimit = min(limits.nodes, Int(Int32.max) - 1)
    nodes.reserveCapacity(min(source.count / 12 + 8, 1 << 20))
    open.reserveCapacity(16)
    keys.reserveCapacity(32)
  }

  // MARK: Documents

  /// Begins a document; anchors of the one before are forgotten.
  mutating func beginDocument() {
    documentStart = nodes.count
    expanded = 0
    expandedLimit = Int.max
    isBroken = false
    anchors.removeAll()
  }

  /// Ends a document and offers it, unless an alias in it has no target.
  mutating func endDocument() {
    if isBroken {
      abandonDocument()
    } else if nodes.count > documentStart {
      documents.append(NodeID(documentStart))
    }
    documentStart = nodes.count
  }

  /// Takes the last document back, so that it counts as the one that is being read.
  mutating func reopenDocument() {
    if let root = documents.popLast() { documentStart = root.position }
  }

  /// Forgets the nodes of the document that is being read.
  mutating func abandonDocument() {
    isIncomplete = true
    open.removeAll()
    nodes.removeSubrange(documentStart...)
    while let last = properties.last, Int(last.node) >= documentStart { properties.removeLast() }
  }

  // MARK: Problems

  /// Notes a problem that does not end reading.
  mutating func report(_ problem: YAMLProblem) {
    if problems.count < Self.problemLimit {
      problems.append(problem)
    } else {
      droppedProblemCount += 1
    }
  }

  /// Notes a problem that ends reading; the document it is in is dropped.
  mutating func stop(_ problem: YAMLProblem) {
    guard !isStopped else { return }
    isStopped = true
    isIncomplete = true
    if problems.count >= Self.problemLimit {
      problems.removeLast()
      droppedProblemCount += 1
    }
    problems.append(problem)
  }

  /// Goes on after a bound was passed, where what follows does not depend on it.
  mutating func resume() { isStopped = false }

  /// Puts other words in place of a syntax problem that ended reading; libyaml's stay as detail.
  ///
  /// When there is none, the problem is added or not as `orAdd` says.
  mutating func replaceSyntaxProblem(with problem: YAMLProblem, orAdd: Bool) {
    if let index = problems.lastIndex(where: { $0.kind == .syntax }) {
      let detail = problems[index].detail
      problems[index] = problem
      problems[index].detail = detail
    } else if orAdd {
      report(problem)
    }
  }

  // MARK: Nodes

  /// Adds a scalar; its content is in the source or, when `isSide`, in the side buffer.
  @inline(__always)
  mutating func addScalar(
    _ span: Range<Int>, style: ScalarStyle, type: ScalarType, content: Int, length: Int,
    isSide: Bool
  ) {
    guard length <= limits.textBytes else {
      stop(SyntaxMessage.longText(limit: limits.textBytes, at: span.lowerBound))
      return
    }
    if length == 2, style == .plain, let last = open.last, last.isMapping, last.count % 2 == 0,
      source[content] == ASCII.less, source[content + 1] == ASCII.less, !isSide
    {
      open[open.count - 1].hasMergeKey = true
    }
    append(
      Node(
        start: UInt32(truncatingIfNeeded: span.lowerBound),
        end: UInt32(truncatingIfNeeded: span.upperBound),
        payload: UInt32(truncatingIfNeeded: content), count: UInt32(truncatingIfNeeded: length),
        next: Int32(truncatingIfNeeded: nodes.count + 1), kind: .scalar, type: type, style: style,
        flags: isSide ? .sideContent : []))
    lastEnd = span.upperBound
  }

  /// Opens a collection that begins at `start`.
  mutating func beginCollection(_ kind: NodeKind, at start: Int, isFlow: Bool) {
    guard open.count < limits.depth else {
      stop(
        YAMLProblem(
          kind: .limit,
          message: "the lists and mappings here are nested more than \(limits.depth) levels deep; "
            + "use fewer levels",
          span: byteRange(start, min(start + 1, source.count))))
      return
    }
    let before = expanded
    append(
      Node(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: start),
        payload: 0, count: 0, next: 0, kind: kind, type: .string, style: .plain,
        flags: isFlow ? [.open, .flow] : .open))
    open.append(
      OpenCollection(
        node: nodes.count - 1, count: 0, isMapping: kind == .mapping, hasMergeKey: false,
        anchor: -1, expandedBefore: before))
  }

  /// Closes the innermost collection; without an `end` it ends with its last child.
  mutating func endCollection(at end: Int?) {
    guard let closed = open.popLast() else { return }
    let index = closed.node
    if let end { lastEnd = end }
    nodes[index].end = max(nodes[index].start, UInt32(truncatingIfNeeded: lastEnd))
    nodes[index].count = closed.count
    nodes[index].next = Int32(truncatingIfNeeded: nodes.count)
    nodes[index].flags.remove(.open)
    if closed.isMapping {
      if closed.count > 2 { checkKeys(of: index) }
      if closed.hasMergeKey { applyMerges(to: index) }
    }
    if closed.anchor >= 0 {
      anchors.setSize(
        expanded - closed.expandedBefore, ofEntry: closed.anchor, node: Int32(index))
    }
  }

  /// Adds `*name`, which stands for the node that `&name` marks.
  mutating func addAlias(_ span: ByteRange) {
    let name = ByteRange(start: min(span.start + 1, span.end), end: span.end)
    var node = Node(
      start: span.start, end: span.end, payload: span.start, count: 0,
      next: Int32(truncatingIfNeeded: nodes.count + 1), kind: .scalar, type: .null, style: .plain,
      flags: [])
    if let entry = anchors.find(name, in: source).map({ anchors.entries[$0] }) {
      let target = nodes[Int(entry.node)]
      if target.flags.contains(.open) {
        isBroken = true
        report(AliasProblems.recursive(span, target: target, source: source))
      } else {
        node.flags = .alias
        node.payload = UInt32(entry.node)
        node.kind = target.kind
        node.type = target.type
        node.style = target.style
        limitExpansion()
        expanded += entry.size - 1
      }
    } else {
      isBroken = true
      report(AliasProblems.undefined(span, anchors: anchors, source: source))
    }
    append(node)
    lastEnd = Int(span.end)
  }

  /// Notes the anchor and the tag of the node that was added last.
  mutating func addProperties(_ found: PropertyScan, tag: Int32, anchor: ByteRange?) {
    guard let index = nodes.indices.last, !isStopped else { return }
    nodes[index].flags.insert(.properties)
    let none = ByteRange(start: UInt32(found.start), end: UInt32(found.start))
    properties.append(
      NodeProperties(
        node: Int32(index), start: UInt32(found.start), anchor: anchor ?? none, tag: tag))
    guard let anchor else { return }
    let entry = anchors.define(anchor, node: Int32(index), in: source)
    if nodes[index].flags.contains(.open) { open[open.count - 1].anchor = entry }
  }

  /// Bounds the size of the written-out document from here on, because it repeats nodes.
  mutating func limitExpansion() {
    expandedLimit = limits.expandedNodes
  }

  /// Counts nodes that aliases and merges stand for; passes the limit on when there are too many.
  mutating func countExpanded(_ more: Int) {
    expanded += more
    if expanded > expandedLimit { stopExpansion() }
  }

  @inline(__always)
  private mutating func append(_ node: Node) {
    if !open.isEmpty { open[open.count - 1].count += 1 }
    if nodes.count >= nodeLimit { stopNodes(at: node.span) }
    nodes.append(node)
    expanded += 1
    if expanded > expandedLimit { stopExpansion() }
  }

  private mutating func stopNodes(at span: ByteRange) {
    stop(
      YAMLProblem(
        kind: .limit,
        message: "the file has more than \(nodeLimit) values; split it into several files",
        span: span))
  }

  private mutating func stopExpansion() {
    stop(
      YAMLProblem(
        kind: .limit,
        message: "the aliases (*name) and merges (<<) up to here stand for more than "
          + "\(limits.expandedNodes) values; repeat less in this way",
        span: nodes.last?.span ?? byteRange(0, 0)))
  }

  /// A byte range from two offsets.
  @inline(__always)
  func byteRange(_ start: Int, _ end: Int) -> ByteRange {
    ByteRange(start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end))
  }
}
