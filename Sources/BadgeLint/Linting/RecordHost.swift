import CEL

/// A value that was worked out before.
struct KnownValue {
  var value: Value
  /// The fields that it could not read.
  var unreadable: [UnreadableField]
}

/// Lets expressions read a record.
package final class RecordHost: Host {
  /// Whether a field was asked for that is written but could not be read.
  private(set) var hasMetUnreadable = false
  /// The fields of that kind that were asked for.
  private(set) var metUnreadable: [UnreadableField] = []
  /// The field that was asked for last and is not there.
  private(set) var lastMissing: UnreadableField?
  package let record: Record
  private let schema: Schema
  /// What was read of the texts of the record.
  let notes = TextNotes()
  /// The pack whose expressions were worked out last; rules come in the order of their packs.
  private var family: LetFamily?
  /// What they came to, by position.
  private var known: [KnownValue?] = []

  /// The variables of the rule that judged last, for the next one of its pack.
  private var variables: (values: [Value], family: LetFamily)?

  package init(_ record: Record, _ schema: Schema) {
    self.record = record
    self.schema = schema
  }

  /// An object as people write it: in a short form that has all it needs, if possible one without
  /// words of its own, such as `3 ECTS`; else by the field that names it.
  package func text(of object: HostReference) -> String {
    guard !object.isAbsent else { return "nothing" }
    let shape = schema.types[Int(object.type)]
    let forms = shape.shortForms.filter(\.sets.isEmpty)
    for form in forms.sorted(by: { $0.words < $1.words }) {
      let words = form.pieces.compactMap { piece -> String? in
        switch piece {
        case .word(let word): word
        case .field(let field): text(of: record.field(object.node, field))
        }
      }
      if words.count == form.pieces.count { return words.joined(separator: " ") }
    }
    let names = shape.namedBy.compactMap { text(of: record.field(object.node, $0)) }
    return names.first ?? shape.name
  }

  private func text(of id: RecordID) -> String? {
    guard id != Record.absent else { return nil }
    return MessageTemplate.text(of: value(id), self)
  }

  package func field(_ object: HostReference, _ index: Int) -> Value? {
    let id = record.field(object.node, index)
    if id != Record.absent { return value(id) }
    let missing = UnreadableField(object: object.node, field: Int32(index))
    lastMissing = missing
    if !record.unreadable.isEmpty, record.unreadable.contains(missing) {
      hasMetUnreadable = true
      metUnreadable.append(missing)
    }
    return nil
  }

  /// What an expression of a pack came to; nil where it was not worked out.
  func known(_ position: Int, in family: LetFamily) -> KnownValue? {
    family === self.family ? known[position] : nil
  }

  /// Keeps what an expression of a pack came to while rules of that pack judge.
  func keep(_ value: KnownValue, at position: Int, in family: LetFamily) {
    if family !== self.family {
      self.family = family
      known = Array(repeating: nil, count: family.lets.count)
    }
    known[position] = value
  }

  /// The variables that a rule of a pack left, with the values that all its rules begin with; nil where
  /// another pack judged last.
  func takeVariables(of family: LetFamily) -> [Value]? {
    guard let variables, variables.family === family else { return nil }
    self.variables = nil
    return variables.values
  }

  /// Keeps the variables of a rule for the next one of its pack.
  func keep(variables: [Value], of family: LetFamily) { self.variables = (variables, family) }

  /// Notes that an expression that was worked out before could not read these fields.
  func meet(_ fields: [UnreadableField]) {
    if fields.isEmpty { return }
    hasMetUnreadable = true
    metUnreadable += fields
  }

  /// Forgets what was asked for before.
  func forgetMetUnreadable() {
    guard hasMetUnreadable else { return }
    hasMetUnreadable = false
    metUnreadable.removeAll()
  }

  package func count(_ list: HostList) -> Int {
    list.node < 0 ? 0 : Int(record.nodes[Int(list.node)].count)
  }

  package func element(_ list: HostList, _ index: Int) -> Value {
    value(record.slots[Int(record.nodes[Int(list.node)].payload) + index])
  }

  /// A node of the record as expressions see it.
  package func value(_ id: RecordID) -> Value {
    guard id >= 0 else { return .null }
    let node = record.nodes[Int(id)]
    switch node.kind {
    case .text: return .string(record.strings[Int(node.payload)])
    case .int: return .int(node.payload)
    case .number: return .double(Double(bitPattern: UInt64(bitPattern: node.payload)))
    case .bool: return .bool(node.payload != 0)
    case .date: return Timestamp(seconds: node.payload).map { .timestamp($0) } ?? .null
    case .object: return .object(HostReference(store: 0, node: id, type: Int32(node.type)))
    case .list, .map: return .list(.host(HostList(store: 0, node: id)))
    case .raw: return .null
    }
  }
}
