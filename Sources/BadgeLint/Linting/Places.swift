import YAMLTree

/// Finds places in a record and names them.
extension Record {
  /// Calls a body with every value that a path of fields leads to, through lists, with the object
  /// that holds it.
  package func forEachPlace(
    of fields: ArraySlice<Int>, from object: RecordID,
    _ body: (_ place: RecordID, _ parent: RecordID) -> Void
  ) {
    guard let field = fields.first else { return }
    let rest = fields.dropFirst()
    func visit(_ value: RecordID) {
      if rest.isEmpty {
        body(value, object)
      } else {
        forEachPlace(of: rest, from: value, body)
      }
    }
    let value = self.field(object, field)
    guard value != Record.absent else { return }
    if node(value).kind == .list {
      for element in elements(value) { visit(element) }
    } else {
      visit(value)
    }
  }

  /// Whether something on a path of fields is written but cannot be read.
  package func hasUnreadable(on fields: ArraySlice<Int>, from object: RecordID) -> Bool {
    guard let field = fields.first else { return false }
    if isUnreadable(object, field) { return true }
    let rest = fields.dropFirst()
    var isFound = false
    if !rest.isEmpty {
      forEachPlace(of: fields.prefix(1), from: object) { place, _ in
        isFound = isFound || hasUnreadable(on: rest, from: place)
      }
    }
    return isFound
  }

  /// Where a path of fields leads: the last value that is there, and the fields that are not.
  package func follow(
    _ fields: [Int], from start: RecordID
  ) -> (value: RecordID, missing: ArraySlice<Int>) {
    var current = start
    for (position, index) in fields.enumerated() {
      let next = field(current, index)
      if next == Record.absent { return (current, fields[position...]) }
      current = next
    }
    return (current, [])
  }

  /// The fields on ways from the root that are written but could not be read.
  func unreadableFields(along ways: [[Int]]) -> [UnreadableField] {
    if unreadable.isEmpty { return [] }
    var result: [UnreadableField] = []
    for way in ways { addUnreadableFields(along: way[...], from: root, to: &result) }
    return result
  }

  private func addUnreadableFields(
    along way: ArraySlice<Int>, from object: RecordID, to result: inout [UnreadableField]
  ) {
    guard let field = way.first else { return }
    if isUnreadable(object, field), self.field(object, field) == Record.absent {
      result.append(UnreadableField(object: object, field: Int32(field)))
    }
    forEachPlace(of: [field], from: object) { place, _ in
      addUnreadableFields(along: way.dropFirst(), from: place, to: &result)
    }
  }

  /// The fields that lead from the root to a field, lists left out.
  func way(to field: UnreadableField) -> [Int] {
    var way = [Int(field.field)]
    var current = field.object
    while current >= 0 {
      let node = node(current)
      guard node.parent >= 0 else { break }
      if self.node(node.parent).kind == .object { way.append(Int(node.place)) }
      current = node.parent
    }
    return way.reversed()
  }

  /// A text of the root by the name of its field.
  func rootText(_ name: String, _ schema: Schema) -> String? {
    schema.types[schema.root].field(named: name).flatMap { string(field(root, $0)) }
  }

  /// The id or title of a definition; empty where it has neither.
  func definitionName(_ schema: Schema) -> String {
    rootText("id", schema) ?? rootText("title", schema) ?? ""
  }

  /// The part of the source that stands for a value: a scalar itself, an object or list by its
  /// key, else by the field that names it, else by its first line.
  package func anchor(_ id: RecordID, _ schema: Schema, _ bytes: [UInt8]) -> ByteRange {
    let node = node(id)
    let isCollection = node.kind == .object || node.kind == .list || node.kind == .map
    // The sign that opens a block of text shows less than its key.
    let isBlock =
      node.span.end > node.span.start && [0x7C, 0x3E].contains(bytes[Int(node.span.start)])
    guard isCollection || isBlock else { return node.span }
    if node.keySpan.end > node.keySpan.start { return node.keySpan }
    if node.kind == .object {
      for field in schema.types[Int(node.type)].namedBy {
        let name = self.field(id, field)
        if name != Record.absent { return firstLine(self.node(name).span, bytes) }
      }
    }
    return firstLine(node.span, bytes)
  }

  private func firstLine(_ span: ByteRange, _ bytes: [UInt8]) -> ByteRange {
    let text = bytes[Int(span.start)..<Int(span.end)]
    guard let end = text.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }), end > text.startIndex
    else { return span }
    return ByteRange(start: span.start, end: UInt32(end))
  }

  /// The path of a value from the root, such as `outcomes[LO1].text`; elements without a name go
  /// by their position from 0.
  package func path(_ id: RecordID, _ schema: Schema) -> String {
    var parts: [String] = []
    var current = id
    while current >= 0 {
      let node = node(current)
      guard node.parent >= 0 else { break }
      let parent = self.node(node.parent)
      switch parent.kind {
      case .object:
        parts.append(schema.types[Int(parent.type)].fields[Int(node.place)].name)
      case .list where parent.span != node.span || parent.count > 1:
        parts.append("[\(name(of: current, schema) ?? "\(node.place)")]")
      case .map:
        parts.append(key(node.parent, Int(node.place)).text)
      default: break
      }
      current = node.parent
    }
    var result = ""
    for part in parts.reversed() {
      if !result.isEmpty, part.utf8.first != UInt8(ascii: "[") { result += "." }
      result += part
    }
    return result
  }

  /// The path of a field that has no value.
  func path(to field: UnreadableField, _ schema: Schema) -> String {
    let path = path(field.object, schema)
    let name = schema.types[Int(node(field.object).type)].fields[Int(field.field)].name
    return path.isEmpty ? name : "\(path).\(name)"
  }

  /// The short name of an object, where it has one without blanks or brackets.
  private func name(of id: RecordID, _ schema: Schema) -> String? {
    let node = node(id)
    guard node.kind == .object else { return nil }
    for field in schema.types[Int(node.type)].namedBy {
      guard let text = string(self.field(id, field)) else { continue }
      let isPlain =
        text.utf8.count <= 40 && !text.utf8.contains { $0 <= 0x20 || $0 == 0x5B || $0 == 0x5D }
      if isPlain { return text }
    }
    return nil
  }
}
