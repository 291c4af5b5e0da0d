import YAMLTree

/// An object of a record, read by the names of its fields: for files of rules, not for hot paths.
package struct ObjectView: Sendable {
  /// Shared, as a view is made of each object that is looked at.
  private final class Document: Sendable {
    let record: Record
    let schema: Schema

    init(_ record: Record, _ schema: Schema) {
      self.record = record
      self.schema = schema
    }
  }

  private let document: Document
  package let id: RecordID
  package var record: Record { document.record }
  package var schema: Schema { document.schema }

  package init(record: Record, schema: Schema, id: RecordID) {
    document = Document(record, schema)
    self.id = id
  }

  private init(_ document: Document, _ id: RecordID) {
    self.document = document
    self.id = id
  }

  private func node(_ name: String) -> RecordID {
    let type = Int(record.node(id).type)
    guard type >= 0, let index = schema.types[type].field(named: name) else {
      preconditionFailure("'\(name)' is not a field in schema \(schema.name)")
    }
    return record.field(id, index)
  }

  package func has(_ name: String) -> Bool { node(name) != Record.absent }
  package func text(_ name: String) -> String? { record.string(node(name)) }
  package func number(_ name: String) -> Double? { record.number(node(name)) }
  package func int(_ name: String) -> Int? { record.int(node(name)).map { Int($0) } }
  package func bool(_ name: String) -> Bool? { record.bool(node(name)) }

  package func date(_ name: String) -> CalendarDate? {
    let id = node(name)
    guard id != Record.absent, record.node(id).kind == .date else { return nil }
    return CalendarDate(secondsSince1970: record.node(id).payload)
  }

  package func list(_ name: String) -> ArraySlice<RecordID> { record.elements(node(name)) }

  package func texts(_ name: String) -> [String] {
    list(name).compactMap { record.string($0) }
  }

  package func ints(_ name: String) -> [Int] {
    record.elements(node(name)).compactMap { record.int($0).map { Int($0) } }
  }

  package func numbers(_ name: String) -> [Double] {
    record.elements(node(name)).compactMap { record.number($0) }
  }

  package func object(_ name: String) -> ObjectView? {
    let id = node(name)
    return id == Record.absent ? nil : view(id)
  }

  package func objects(_ name: String) -> [ObjectView] {
    record.elements(node(name)).map { view($0) }
  }

  /// The entries of a map, in the order of the file.
  package func entries(_ name: String) -> [(key: RecordKey, value: RecordID)] {
    let map = node(name)
    return record.elements(map).enumerated().map { (record.key(map, $0.offset), $0.element) }
  }

  package func view(_ id: RecordID) -> ObjectView {
    ObjectView(document, id)
  }

  /// The YAML node of a field kept as it stands.
  package func raw(_ name: String) -> NodeID? { rawNode(node(name)) }

  package func raws(_ name: String) -> [NodeID] {
    record.elements(node(name)).compactMap { rawNode($0) }
  }

  package func rawNode(_ id: RecordID) -> NodeID? {
    guard id != Record.absent, record.node(id).kind == .raw else { return nil }
    return NodeID(index: Int32(record.node(id).payload))
  }

  /// The YAML node of a scalar field.
  package func source(_ name: String) -> NodeID? {
    let id = node(name)
    guard id != Record.absent, record.node(id).source >= 0 else { return nil }
    return NodeID(index: record.node(id).source)
  }

  package func span(_ name: String) -> ByteRange? {
    let id = node(name)
    return id == Record.absent ? nil : record.node(id).span
  }

  package var span: ByteRange { record.node(id).span }
}

extension ObjectView {
  /// The texts of a list with their places.
  package func located(_ name: String) -> [(text: String, span: ByteRange)] {
    list(name).compactMap { id in
      record.string(id).map { ($0, record.node(id).span) }
    }
  }
}
