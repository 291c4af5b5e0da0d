import YAMLTree

extension Record {
  /// Appends all of another record, with what could not be read in it.
  ///
  /// - Returns: What to add to the number of a node of the other record for its number here.
  mutating func append(_ other: Record) -> RecordID {
    let offset = RecordID(nodes.count)
    let (slotOffset, stringOffset) = (Int64(slots.count), Int64(strings.count))
    let keyOffset = Int32(keys.count)
    func moved(_ id: RecordID) -> RecordID { id < 0 ? id : id + offset }
    for var node in other.nodes {
      switch node.kind {
      case .text: node.payload += stringOffset
      case .object, .list, .map: node.payload += slotOffset
      case .int, .number, .bool, .date, .raw: break
      }
      if node.keyBase >= 0 { node.keyBase += keyOffset }
      node.parent = moved(node.parent)
      nodes.append(node)
    }
    slots += other.slots.map(moved)
    keys += other.keys
    strings += other.strings
    for field in other.unreadable {
      unreadable.insert(UnreadableField(object: moved(field.object), field: field.field))
    }
    return offset
  }

  /// Adds a list of nodes that stay where they are: a view of some elements of another list.
  mutating func addView(_ elements: [RecordID]) -> RecordID {
    let id = addList([], span: ByteRange(start: 0, end: 0))
    nodes[Int(id)].payload = Int64(slots.count)
    nodes[Int(id)].count = Int32(elements.count)
    slots += elements
    return id
  }

  /// Puts a node that stays where it is into a field of an object.
  mutating func refer(_ object: RecordID, field: Int, to value: RecordID) {
    slots[Int(nodes[Int(object)].payload) + field] = value
  }

  /// Takes a value out of a field and says that it cannot be read.
  mutating func withhold(_ object: RecordID, field: Int) {
    slots[Int(nodes[Int(object)].payload) + field] = Record.absent
    markUnreadable(object, field: field)
  }

  /// Whether two values say the same, wherever they stand and however they are written.
  func holdsSame(_ first: RecordID, _ second: RecordID) -> Bool {
    guard first >= 0, second >= 0 else { return first == second }
    let (left, right) = (node(first), node(second))
    // A number is the same whether it is written as a whole one or not.
    guard left.kind == right.kind else {
      return number(first).map { $0 == number(second) } ?? false
    }
    switch left.kind {
    case .text: return string(first) == string(second)
    case .int, .bool, .date: return left.payload == right.payload
    case .number: return number(first) == number(second)
    // What rules cannot read tells nothing apart.
    case .raw: return true
    case .object:
      return left.type == right.type
        && (0..<Int(left.count)).allSatisfy { holdsSame(field(first, $0), field(second, $0)) }
    case .list, .map:
      guard left.count == right.count else { return false }
      if left.kind == .map {
        for index in 0..<Int(left.count) where key(first, index).text != key(second, index).text {
          return false
        }
      }
      return zip(elements(first), elements(second)).allSatisfy { holdsSame($0, $1) }
    }
  }
}
