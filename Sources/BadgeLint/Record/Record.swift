import YAMLTree

/// The number of a node in a record.
package typealias RecordID = Int32

/// A document read by its schema: a flat arena of typed values, each with its place in the source.
///
/// A definition in the native format and one mapped from another format give the same record, so
/// that rules see no difference. Objects have one slot per field of their type; an absent field is
/// `Record.absent`.
package struct Record: Sendable {
  package static let absent: RecordID = -1

  package var nodes: [RecordNode] = []
  /// Fields of objects, elements of lists, and values of maps.
  package var slots: [RecordID] = []
  /// Keys of maps, aligned with the slots of the map: `keys[node.keyBase + i]`.
  package var keys: [RecordKey] = []
  /// The texts that nodes refer to.
  package var strings: [String] = []
  /// Fields that were written but could not be read, as object and field: rules about their
  /// absence would be untrue.
  package var unreadable: Set<UnreadableField> = []
  package var root: RecordID = Record.absent

  package init() {}
}

/// A field that stands in the source but has no usable value.
package struct UnreadableField: Sendable, Hashable {
  package var object: RecordID
  package var field: Int32
}

/// A key of a map with its place.
package struct RecordKey: Sendable {
  package var text: String
  package var span: ByteRange
}

/// What a record node holds.
package enum RecordValueKind: UInt8, Sendable {
  case text, int, number, bool, date, object, list, map, raw
}

/// One value of a record.
package struct RecordNode: Sendable {
  package var kind: RecordValueKind
  /// The object type for objects, the position in the choice's values for choices, else -1.
  package var type: Int16
  /// The value: bits of a number, a boolean, seconds of a date, a string's number, the number of
  /// a YAML node, or the first slot of an object, list or map.
  package var payload: Int64
  /// The elements of a list or map; the fields of an object.
  package var count: Int32
  /// The first key of a map.
  package var keyBase: Int32
  /// The YAML node that holds the value, or -1 where it was put together from several.
  package var source: Int32
  package var parent: RecordID
  /// The field or position under which the parent holds this node.
  package var place: Int32
  /// Where the value stands in the source.
  package var span: ByteRange
  /// Where its key stands; empty where it has none.
  package var keySpan: ByteRange
}

extension Record {
  package func node(_ id: RecordID) -> RecordNode { nodes[Int(id)] }

  /// The value of a field, or `absent`.
  package func field(_ object: RecordID, _ index: Int) -> RecordID {
    guard object >= 0 else { return Record.absent }
    let node = nodes[Int(object)]
    guard node.kind == .object, index < node.count else { return Record.absent }
    return slots[Int(node.payload) + index]
  }

  package func elements(_ list: RecordID) -> ArraySlice<RecordID> {
    guard list >= 0 else { return [] }
    let node = nodes[Int(list)]
    guard node.kind == .list || node.kind == .map else { return [] }
    return slots[Int(node.payload)..<Int(node.payload) + Int(node.count)]
  }

  package func key(_ map: RecordID, _ index: Int) -> RecordKey {
    keys[Int(nodes[Int(map)].keyBase) + index]
  }

  package func string(_ id: RecordID) -> String? {
    guard id >= 0, nodes[Int(id)].kind == .text else { return nil }
    return strings[Int(nodes[Int(id)].payload)]
  }

  package func number(_ id: RecordID) -> Double? {
    guard id >= 0 else { return nil }
    let node = nodes[Int(id)]
    switch node.kind {
    case .number: return Double(bitPattern: UInt64(bitPattern: node.payload))
    case .int: return Double(node.payload)
    default: return nil
    }
  }

  package func int(_ id: RecordID) -> Int64? {
    guard id >= 0, nodes[Int(id)].kind == .int else { return nil }
    return nodes[Int(id)].payload
  }

  package func bool(_ id: RecordID) -> Bool? {
    guard id >= 0, nodes[Int(id)].kind == .bool else { return nil }
    return nodes[Int(id)].payload != 0
  }

  /// Takes back that a field could not be read.
  package mutating func forgetUnreadable(_ object: RecordID, _ field: String, _ schema: Schema) {
    guard object >= 0, nodes[Int(object)].type >= 0,
      let index = schema.types[Int(nodes[Int(object)].type)].field(named: field)
    else { return }
    unreadable.remove(UnreadableField(object: object, field: Int32(index)))
  }

  /// Whether a field was written but could not be read.
  package func isUnreadable(_ object: RecordID, _ field: Int) -> Bool {
    unreadable.contains(UnreadableField(object: object, field: Int32(field)))
  }
}
