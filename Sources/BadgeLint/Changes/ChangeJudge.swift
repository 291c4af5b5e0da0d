import YAMLTree

/// Judges what became of one definition by rules over changes.
struct ChangeJudge: Sendable {
  /// The types of what is judged, by subject.
  private let schemas: [String: Schema]
  private let definition: Schema
  private let limits: Matching
  private let surroundings: SurroundingsByFormat

  init(_ library: RuleLibrary, limits: Matching, today: CalendarDate) {
    schemas = Dictionary(
      library.subjects(of: .changes).map { ($0.subject, $0.schema) },
      uniquingKeysWith: { first, _ in first })
    definition = library.definition
    self.limits = limits
    surroundings = SurroundingsByFormat(library, today: today)
  }

  /// Judges a definition that stands in both states; nil where nothing differs.
  func judge(
    _ old: DefinitionVersion, _ new: DefinitionVersion, rules: RuleSet, failOn: FailOn
  ) -> DefinitionChange? {
    guard let schema = schemas[ChangeSubjects.change] else { return nil }
    let change = ChangeRecord(old, new, schema: schema, limits: limits)
    var result = DefinitionChange(old: ChangeEnd(old), new: ChangeEnd(new))
    if change.isEmpty { return nil }
    result.changedFields = change.changedFields
    result.notices = change.notices
    let judge = run(change.record, schema, ChangeSubjects.change, rules, &result)
    let places = Places(old: old, new: new, schema: definition)
    for breach in judge.breaches {
      let (before, after) = places.both(breach.place, change)
      add(
        breach, rules, before, after,
        labels: breach.labels.map { (places.one($0.place, change), $0.text) }, failOn, &result)
    }
    for field in change.hiding(judge.silencing) {
      let holder = places.one(field.object, change)
      let name = definition.types[Int(change.record.node(field.object).type)]
        .fields[Int(field.field)].name
      let path = holder.path.isEmpty ? name : "\(holder.path).\(name)"
      let isOld = change.side(of: field.object) == .old
      let place = change.place(of: field).map {
        places.place($0, in: isOld ? old : new, isOld: isOld, path: path, isThere: true)
      }
      result.unjudged.append((path, place ?? holder))
    }
    sort(&result)
    return result
  }

  /// Judges a definition that stands in one state only.
  func judge(
    _ version: DefinitionVersion, subject: String, rules: RuleSet, failOn: FailOn
  ) -> DefinitionChange {
    let isNew = subject == ChangeSubjects.added
    var result = DefinitionChange(
      old: isNew ? nil : ChangeEnd(version), new: isNew ? ChangeEnd(version) : nil)
    guard let schema = schemas[subject] else { return result }
    var record = version.record
    let shape = schema.types[schema.root]
    let nowhere = ByteRange(start: 0, end: 0)
    let definitionRoot = record.root
    let root = record.addObject(
      type: schema.root, fieldCount: shape.fields.count, span: nowhere)
    for (name, value) in [
      ("definition", definitionRoot), ("name", record.addText(version.name, span: nowhere)),
    ] {
      if let field = shape.field(named: name) { record.set(root, field: field, to: value) }
    }
    record.root = root
    let judge = run(record, schema, subject, rules, &result)
    let places = Places(old: version, new: version, schema: definition)
    func place(_ value: RecordID) -> ChangePlace {
      let value = value > definitionRoot && value >= root ? definitionRoot : value
      let path = record.path(value, schema).split(separator: ".", maxSplits: 1).dropFirst().first
      return places.place(
        record.anchor(value, schema, version.file.bytes), in: version,
        path: path.map(String.init) ?? "", isThere: true)
    }
    for breach in judge.breaches {
      let place = place(breach.place)
      add(breach, rules, isNew ? nil : place, isNew ? place : nil, labels: [], failOn, &result)
    }
    sort(&result)
    return result
  }

  /// A definition of one state that may stand in a file of the other which cannot be read.
  func untold(_ version: DefinitionVersion, isNew: Bool, file: String) -> DefinitionChange {
    var result = DefinitionChange(
      old: isNew ? nil : ChangeEnd(version), new: isNew ? ChangeEnd(version) : nil)
    result.untoldBecause =
      "whether it is \(isNew ? "new" : "gone") cannot be told, as \(shownSafely(file)) cannot be read"
    return result
  }

  private func run(
    _ record: Record, _ schema: Schema, _ subject: String, _ rules: RuleSet,
    _ result: inout DefinitionChange
  ) -> SubjectJudge {
    var judge = SubjectJudge(record, schema: schema, surroundings: surroundings.of(nil))
    result.tallies = Array(repeating: RuleTally(), count: rules.rules.count)
    judge.judge(rules, at: rules.positions(over: subject), tallies: &result.tallies)
    result.faults = judge.faults.map { fault in
      var fault = fault
      fault.definition = result.name
      return fault
    }
    return judge
  }

  private func add(
    _ breach: SubjectJudge.Breach, _ rules: RuleSet, _ old: ChangePlace?, _ new: ChangePlace?,
    labels: [(place: ChangePlace, text: String)], _ failOn: FailOn,
    _ result: inout DefinitionChange
  ) {
    let rule = rules.rules[breach.rule].rule
    let effect = rule.effect ?? .editorial
    var fingerprint = Fingerprint()
    let path = [new, old].compactMap(\.self).first { $0.isThere }?.path ?? ""
    for part in [rule.id, result.name, path, breach.message] { fingerprint.add(part) }
    result.findings.append(
      ChangeFinding(
        rule: breach.rule, severity: breach.severity, effect: effect, message: breach.message,
        old: old, new: new, labels: labels, isJudgement: rule.isJudgement,
        fingerprint: fingerprint.value,
        fails: effect.isLoss && !rule.isJudgement && failOn.fails(breach.severity)))
  }

  private func sort(_ result: inout DefinitionChange) {
    func key(_ finding: ChangeFinding) -> (Int, Effect, Int, Int, Int) {
      let place = finding.new ?? finding.old
      return (
        finding.isJudgement ? 1 : 0, finding.effect, place?.start.line ?? 0,
        place?.start.column ?? 0, finding.rule
      )
    }
    result.findings.sort { key($0) < key($1) }
    result.unjudged.sort { ($0.place.file, $0.path) < ($1.place.file, $1.path) }
  }
}

/// Finds where values of a change stand in the files of both versions.
private struct Places {
  let old: DefinitionVersion
  let new: DefinitionVersion
  let schema: Schema
  /// Most bytes of a line that is shown as a whole.
  private static let mostBytes = 160
  private let oldLines: LineIndex
  private let newLines: LineIndex

  init(old: DefinitionVersion, new: DefinitionVersion, schema: Schema) {
    self.old = old
    self.new = new
    self.schema = schema
    oldLines = LineIndex(old.file.bytes)
    newLines = LineIndex(new.file.bytes)
  }

  /// The place of a value and that of what stands for it in the other version.
  func both(_ value: RecordID, _ change: ChangeRecord) -> (old: ChangePlace, new: ChangePlace) {
    let value = change.source(of: value)
    let own = one(value, change)
    let twin = change.twin(of: value)
    let other = one(twin ?? change.holderTwin(of: value), change, isThere: twin != nil)
    return change.side(of: value) == .old ? (own, other) : (other, own)
  }

  func one(_ value: RecordID, _ change: ChangeRecord, isThere: Bool = true) -> ChangePlace {
    let value = change.source(of: value)
    let version = change.side(of: value) == .old ? old : new
    return place(
      change.record.anchor(value, change.schema, version.file.bytes),
      in: version, isOld: change.side(of: value) == .old, path: change.path(of: value),
      isThere: isThere)
  }

  func place(
    _ span: ByteRange, in version: DefinitionVersion, isOld: Bool = false, path: String,
    isThere: Bool
  ) -> ChangePlace {
    let lines = isOld ? oldLines : newLines
    let start = lines.position(of: span.start)
    let range = lines.lineRange(start.line)
    // A long line shows little but its beginning.
    let shown = range.count <= Self.mostBytes ? range : span
    let line = version.file.bytes[Int(shown.start)..<Int(shown.end)]
    return ChangePlace(
      file: version.file.name, start: start, end: lines.position(of: span.end), path: path,
      isThere: isThere, line: String(decoding: line, as: UTF8.self))
  }
}
