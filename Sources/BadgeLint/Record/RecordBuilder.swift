import YAMLTree

/// Adds nodes to a record.
extension Record {
  /// Makes room for what so many nodes of a tree say, of which half are keys.
  mutating func reserveCapacity(_ nodeCount: Int) {
    let nodeCount = min(nodeCount, 4_096)
    nodes.reserveCapacity(nodeCount / 2 + 2)
    strings.reserveCapacity(nodeCount / 2 + 1)
    slots.reserveCapacity(nodeCount)
  }

  package mutating func add(
    _ kind: RecordValueKind, payload: Int64, span: ByteRange, type: Int16 = -1, count: Int32 = 0
  ) -> RecordID {
    nodes.append(
      RecordNode(
        kind: kind, type: type, payload: payload, count: count, keyBase: -1, source: -1,
        parent: Record.absent, place: -1, span: span,
        keySpan: ByteRange(start: span.start, end: span.start)))
    return RecordID(nodes.count - 1)
  }

  package mutating func addText(_ text: String, span: ByteRange, choice: Int = -1) -> RecordID {
    strings.append(text)
    return add(.text, payload: Int64(strings.count - 1), span: span, type: Int16(choice))
  }

  package mutating func addNumber(_ number: Double, span: ByteRange) -> RecordID {
    add(.number, payload: Int64(bitPattern: number.bitPattern), span: span)
  }

  /// Adds an object whose fields are all absent.
  package mutating func addObject(
    type: Int, fieldCount: Int, span: ByteRange
  ) -> RecordID {
    let base = slots.count
    slots.append(contentsOf: repeatElement(Record.absent, count: fieldCount))
    return add(
      .object, payload: Int64(base), span: span, type: Int16(type), count: Int32(fieldCount))
  }

  /// Adds a list of nodes that were added before.
  package mutating func addList(_ elements: [RecordID], span: ByteRange) -> RecordID {
    let base = slots.count
    slots.append(contentsOf: elements)
    let id = add(.list, payload: Int64(base), span: span, count: Int32(elements.count))
    for (index, element) in elements.enumerated() { adopt(element, by: id, at: index) }
    return id
  }

  /// Adds a map of nodes that were added before.
  package mutating func addMap(
    _ entries: [(key: RecordKey, value: RecordID)], span: ByteRange
  ) -> RecordID {
    let keyBase = keys.count
    keys.append(contentsOf: entries.map(\.key))
    let base = slots.count
    slots.append(contentsOf: entries.map(\.value))
    let id = add(.map, payload: Int64(base), span: span, count: Int32(entries.count))
    nodes[Int(id)].keyBase = Int32(keyBase)
    for (index, entry) in entries.enumerated() {
      adopt(entry.value, by: id, at: index)
      if entry.value >= 0 { nodes[Int(entry.value)].keySpan = entry.key.span }
    }
    return id
  }

  /// Puts a node into a field of an object.
  package mutating func set(
    _ object: RecordID, field: Int, to value: RecordID, keySpan: ByteRange? = nil
  ) {
    guard value >= 0 else { return }
    slots[Int(nodes[Int(object)].payload) + field] = value
    adopt(value, by: object, at: field)
    if let keySpan { nodes[Int(value)].keySpan = keySpan }
  }

  private mutating func adopt(_ child: RecordID, by parent: RecordID, at place: Int) {
    guard child >= 0 else { return }
    nodes[Int(child)].parent = parent
    nodes[Int(child)].place = Int32(place)
  }

  package mutating func markUnreadable(_ object: RecordID, field: Int) {
    unreadable.insert(UnreadableField(object: object, field: Int32(field)))
  }

  /// How far a record had grown, to go back to when an attempt at reading fails.
  package struct Checkpoint: Sendable {
    fileprivate var nodes: Int
    fileprivate var slots: Int
    fileprivate var keys: Int
    fileprivate var strings: Int
  }

  package var checkpoint: Checkpoint {
    Checkpoint(nodes: nodes.count, slots: slots.count, keys: keys.count, strings: strings.count)
  }

  package mutating func rollBack(to checkpoint: Checkpoint) {
    nodes.removeSubrange(checkpoint.nodes...)
    slots.removeSubrange(checkpoint.slots...)
    keys.removeSubrange(checkpoint.keys...)
    strings.removeSubrange(checkpoint.strings...)
  }
}
