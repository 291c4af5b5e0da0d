import YAMLTree

/// Two versions of a definition in one record, as rules over changes see them.
///
/// Nodes of the old version come first, then those of the new one, then what was made of both.
/// Spans of the first two lead into different files.
struct ChangeRecord {
  /// The fields of `change` that are filled in here.
  enum Field: String, CaseIterable {
    case name, old, new, changedFields
    case keptOutcomes, droppedOutcomes, addedOutcomes, splitOutcomes, joinedOutcomes
    case keptAssessments, droppedAssessments, addedAssessments
    case droppedSkills, addedSkills
  }

  enum Side { case old, new }

  private(set) var record: Record
  let schema: Schema
  let oldRoot: RecordID
  let newRoot: RecordID
  private let oldEnd: RecordID
  private let newEnd: RecordID
  /// The names of the fields of which anything differs.
  private(set) var changedFields: [String] = []
  /// Choices that were close, in words.
  private(set) var notices: [String] = []
  /// Values of the old version by those of the new one that stand for the same, and back.
  private var twins: [RecordID: RecordID] = [:]
  /// Lists of which the elements were matched one by one.
  private var matchedLists: Set<RecordID> = []
  /// What cannot be read in the versions, for fields of the change that could not be filled in.
  private var causes: [Int32: [UnreadableField]] = [:]
  /// Where the values stand that cannot be read.
  private var unreadablePlaces: [UnreadableField: ByteRange] = [:]
  /// Fields that cannot be read in either version and stand there as before.
  private var unchangedUnreadable: Set<UnreadableField> = []

  init(_ old: DefinitionVersion, _ new: DefinitionVersion, schema: Schema, limits: Matching) {
    self.schema = schema
    record = old.record
    oldRoot = old.record.root
    oldEnd = RecordID(record.nodes.count)
    let offset = record.append(new.record)
    newRoot = new.record.root + offset
    newEnd = RecordID(record.nodes.count)
    withholdPartLists(old, new, offset)
    findChangedFields()

    let shape = schema.types[schema.root]
    let root = record.addObject(
      type: schema.root, fieldCount: shape.fields.count, span: ByteRange(start: 0, end: 0))
    record.root = root
    func index(_ field: Field) -> Int { shape.field(named: field.rawValue) ?? 0 }
    record.set(root, field: index(.old), to: oldRoot)
    record.set(root, field: index(.new), to: newRoot)
    let nowhere = ByteRange(start: 0, end: 0)
    record.set(root, field: index(.name), to: record.addText(new.name, span: nowhere))
    let fields = changedFields.map { record.addText($0, span: nowhere) }
    record.set(root, field: index(.changedFields), to: record.addList(fields, span: nowhere))

    let outcomes = PartMatching.outcomes(
      parts(of: oldRoot, "outcomes", text: "text"), parts(of: newRoot, "outcomes", text: "text"),
      limits: limits)
    addParts(
      outcomes, "outcomes", pair: "outcomePair",
      [.keptOutcomes, .droppedOutcomes, .addedOutcomes, .splitOutcomes, .joinedOutcomes].map(index))
    let assessments = PartMatching.assessments(
      parts(of: oldRoot, "assessments", text: "title"),
      parts(of: newRoot, "assessments", text: "title"), limits: limits)
    addParts(
      assessments, "assessments", pair: "assessmentPair",
      [.keptAssessments, .droppedAssessments, .addedAssessments].map(index))
    addSkills(index(.droppedSkills), index(.addedSkills))
    notices = outcomes.notices + assessments.notices
    markUnchangedUnreadable(old, new, offset)
  }

  // MARK: - What cannot be read

  /// A list of which an element cannot be read does not tell what is missing from it.
  private mutating func withholdPartLists(
    _ old: DefinitionVersion, _ new: DefinitionVersion, _ offset: RecordID
  ) {
    func isTheSame(
      _ field: UnreadableField, _ version: DefinitionVersion, _ other: DefinitionVersion
    ) -> Bool {
      other.partlyReadable.contains {
        $0.field == field.field && other.sources[$0] == version.sources[field]
      }
    }
    for field in old.partlyReadable where !isTheSame(field, old, new) {
      record.withhold(field.object, field: Int(field.field))
    }
    for field in new.partlyReadable where !isTheSame(field, new, old) {
      record.withhold(field.object + offset, field: Int(field.field))
    }
  }

  /// A value that cannot be read is no change where it stands on both sides.
  private mutating func markUnchangedUnreadable(
    _ old: DefinitionVersion, _ new: DefinitionVersion, _ offset: RecordID
  ) {
    for (version, offset) in [(old, 0), (new, offset)] {
      for (field, text) in version.sources {
        unreadablePlaces[UnreadableField(object: field.object + offset, field: field.field)] =
          ByteRange(start: UInt32(text.startIndex), end: UInt32(text.endIndex))
      }
    }
    for field in record.unreadable where field.object < oldEnd {
      guard let other = twin(of: field.object), other >= offset else { continue }
      let twin = UnreadableField(object: other - offset, field: field.field)
      guard new.record.unreadable.contains(twin) || new.partlyReadable.contains(twin),
        old.source(of: field) == new.source(of: twin)
      else { continue }
      unchangedUnreadable.insert(field)
      unchangedUnreadable.insert(UnreadableField(object: other, field: field.field))
    }
  }

  /// Where a value stands that cannot be read.
  func place(of field: UnreadableField) -> ByteRange? { unreadablePlaces[field] }

  /// The fields among these that may hide a change because they cannot be read.
  func hiding(_ fields: some Sequence<UnreadableField>) -> Set<UnreadableField> {
    let fields = fields.flatMap { field in
      field.object == record.root ? causes[field.field] ?? [] : [field]
    }
    return Set(fields).filter {
      record.unreadable.contains($0) && !unchangedUnreadable.contains($0) && belongs($0.object)
    }
  }

  /// Says of fields of the change that they could not be filled in.
  private mutating func leaveOpen(_ fields: [Int], because causes: [UnreadableField]) {
    for field in fields {
      record.markUnreadable(record.root, field: field)
      self.causes[Int32(field)] = causes
    }
  }

  /// The fields of these names that cannot be read, of some objects.
  private func unreadable(_ names: [String], of objects: [RecordID]) -> [UnreadableField] {
    objects.flatMap { object in
      names.compactMap { name in
        schema.types[Int(record.node(object).type)].field(named: name)
          .map { UnreadableField(object: object, field: Int32($0)) }
      }
    }.filter(record.unreadable.contains)
  }

  /// Whether an object is part of a version; what was read in vain is not.
  private func belongs(_ object: RecordID) -> Bool {
    var current = object
    while current >= 0 {
      if current == oldRoot || current == newRoot { return true }
      current = record.node(current).parent
    }
    return false
  }

  // MARK: - What differs

  private mutating func findChangedFields() {
    let type = Int(record.node(oldRoot).type)
    for (index, field) in schema.types[type].fields.enumerated() {
      let isSame =
        record.holdsSame(record.field(oldRoot, index), record.field(newRoot, index))
        && record.isUnreadable(oldRoot, index) == record.isUnreadable(newRoot, index)
      if !isSame { changedFields.append(field.name) }
    }
  }

  /// Whether nothing differs that could be read, and what could not be read stands there as before.
  var isEmpty: Bool { changedFields.isEmpty && hiding(record.unreadable).isEmpty }

  // MARK: - Outcomes and assessments

  private func parts(of root: RecordID, _ list: String, text: String) -> [PartMatching.Part] {
    record.elements(field(root, list)).map { part in
      PartMatching.Part(
        record: part, id: record.string(field(part, "id")),
        text: record.string(field(part, text)).map(WordPairs.folded),
        type: record.string(field(part, "type")))
    }
  }

  private func field(_ object: RecordID, _ name: String) -> RecordID {
    guard object >= 0, record.node(object).type >= 0,
      let index = schema.types[Int(record.node(object).type)].field(named: name)
    else { return Record.absent }
    return record.field(object, index)
  }

  /// Fills in the fields for what was kept, dropped, added, split and joined, in this order.
  private mutating func addParts(
    _ parts: PartMatching, _ list: String, pair: String, _ fields: [Int]
  ) {
    // Where one side cannot be read, all would look dropped or added.
    let causes = unreadable([list], of: [oldRoot, newRoot])
    guard causes.isEmpty else {
      leaveOpen(fields, because: causes)
      return
    }
    matchedLists.formUnion([field(oldRoot, list), field(newRoot, list)])
    guard let type = schema.type(named: pair) else { return }
    let shape = schema.types[type]
    let nowhere = ByteRange(start: 0, end: 0)
    var kept: [RecordID] = []
    for match in parts.pairs {
      let object = record.addObject(type: type, fieldCount: shape.fields.count, span: nowhere)
      for (name, value) in [("old", match.old.record), ("new", match.new.record)] {
        if let field = shape.field(named: name) { record.refer(object, field: field, to: value) }
      }
      if let field = shape.field(named: "likeness") {
        record.set(object, field: field, to: record.addNumber(match.likeness, span: nowhere))
      }
      twins[match.old.record] = match.new.record
      twins[match.new.record] = match.old.record
      // A pair stands where the new one does.
      kept.append(object)
      twins[object] = match.new.record
    }
    record.set(record.root, field: fields[0], to: record.addList(kept, span: nowhere))
    let views = [parts.dropped, parts.added, parts.split, parts.joined]
    for (field, parts) in zip(fields.dropFirst(), views) {
      record.refer(record.root, field: field, to: record.addView(parts.map(\.record)))
    }
  }

  // MARK: - Skills

  private mutating func addSkills(_ dropped: Int, _ added: Int) {
    func holders(_ root: RecordID) -> [RecordID] {
      [root] + record.elements(field(root, "outcomes"))
    }
    let causes = unreadable(
      ["skills", "outcomes"], of: holders(oldRoot) + holders(newRoot))
    guard causes.isEmpty else {
      leaveOpen([dropped, added], because: causes)
      return
    }
    func names(_ root: RecordID) -> [String] {
      holders(root).flatMap { record.elements(field($0, "skills")) }
        .compactMap { record.string(field($0, "name")) }
    }
    let (old, new) = (names(oldRoot), names(newRoot))
    for (target, names, others) in [(dropped, old, new), (added, new, old)] {
      var known = Set(others.map(WordPairs.folded))
      let missing = names.filter { known.insert(WordPairs.folded($0)).inserted }
      let nowhere = ByteRange(start: 0, end: 0)
      let texts = missing.map { record.addText($0, span: nowhere) }
      record.set(record.root, field: target, to: record.addList(texts, span: nowhere))
    }
  }

  // MARK: - Places

  /// The side to which a value belongs; nil for what was made of both.
  func side(of value: RecordID) -> Side? {
    value < oldEnd ? .old : value < newEnd ? .new : nil
  }

  /// What stands for a value made of both: a pair by its new part.
  func source(of value: RecordID) -> RecordID {
    side(of: value) == nil ? twins[value] ?? newRoot : value
  }

  /// The value on the other side that stands for the same; nil where there is none.
  func twin(of value: RecordID) -> RecordID? {
    if value == oldRoot { return newRoot }
    if value == newRoot { return oldRoot }
    if let twin = twins[value] { return twin }
    let node = record.node(value)
    guard node.parent >= 0, let holder = twin(of: node.parent) else { return nil }
    switch record.node(node.parent).kind {
    case .object:
      let twin = record.field(holder, Int(node.place))
      return twin == Record.absent ? nil : twin
    case .list:
      if matchedLists.contains(node.parent) { return nil }
      // An element of any other list is the same where it says the same, or is named alike.
      let others = record.elements(holder)
      return others.first { record.holdsSame($0, value) }
        ?? others.first { other in name(of: other).map { $0 == name(of: value) } ?? false }
        ?? nearest(to: value, among: others)
    case .map:
      let key = record.key(node.parent, Int(node.place)).text
      return record.elements(holder).enumerated().first { index, _ in
        record.key(holder, index).text == key
      }?.element
    default: return nil
    }
  }

  /// The object without a name that has most fields in common, such as credit in the same system.
  private func nearest(to value: RecordID, among others: ArraySlice<RecordID>) -> RecordID? {
    let node = record.node(value)
    guard node.kind == .object, name(of: value) == nil else { return nil }
    func common(_ other: RecordID) -> Int {
      (0..<Int(node.count)).count { index in
        let field = record.field(value, index)
        return field >= 0 && record.holdsSame(field, record.field(other, index))
      }
    }
    let best = others.max { common($0) < common($1) }
    return best.flatMap { common($0) > 0 || others.count == 1 ? $0 : nil }
  }

  /// The value of the field that names an object.
  private func name(of value: RecordID) -> String? {
    let node = record.node(value)
    guard node.kind == .object else { return nil }
    for field in schema.types[Int(node.type)].namedBy {
      if let text = record.string(record.field(value, field)) { return WordPairs.folded(text) }
    }
    return nil
  }

  /// The nearest holder of a value that has a twin, with that twin.
  func holderTwin(of value: RecordID) -> RecordID {
    var current = value
    while current >= 0 {
      if let twin = twin(of: current) { return twin }
      current = record.node(current).parent
    }
    return side(of: value) == .old ? newRoot : oldRoot
  }

  /// The path of a value within its version, such as `outcomes[LO1].text`.
  func path(of value: RecordID) -> String {
    let path = record.path(value, schema)
    return path.split(separator: ".", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
  }
}
