import CEL
import YAMLTree

/// Judges one definition by the rules of a set.
struct DefinitionLinter {
  let rules: RuleSet
  let schema: Schema
  let surroundings: Surroundings
  let record: Record
  let host: RecordHost
  let bytes: [UInt8]
  let file: String
  let format: Format?
  var findings: [Finding] = []
  var faults: [RuleFault] = []
  /// The fields for want of which rules fell silent, by the position of the rule: they are
  /// written but cannot be read, or required and not there.
  private var silencing: [Int: Set<UnreadableField>] = [:]
  /// The places of the rule that judges.
  private var places: [PlaceEvaluation.Place] = []
  let definitionName: String
  /// Its position among the definitions of the text.
  let position: Int
  /// The schemes for which the definition says that it is meant.
  private let schemes: [String]
  /// What makes the edits of findings; nil where none are wanted.
  let fixes: FixMaker?
  /// The elements that stay where others like them are taken out.
  var kept: Set<String> = []

  /// - Parameter editor: What edits the file, where findings are to say how they can be mended.
  init(
    _ definition: ReadDefinition, rules: RuleSet, schema: Schema, surroundings: Surroundings,
    bytes: [UInt8], file: String, editor: TreeEditor? = nil, position: Int = 0
  ) {
    self.rules = rules
    self.schema = schema
    self.surroundings = surroundings
    self.bytes = bytes
    self.position = position
    self.file = file
    record = definition.record(after: rules, schema)
    host = RecordHost(record, schema)
    format = definition.format
    definitionName = record.definitionName(schema)
    schemes = Self.schemes(definition.record, schema).compactMap { definition.record.string($0) }
    fixes = editor.map { [record] editor in
      FixMaker(
        editor: editor, record: record, schema: schema, isNative: definition.format == nil)
    }
  }

  /// Judges the definition; tallies are added at the positions of the rules.
  mutating func lint(_ problems: StructureProblems, tallies: inout [RuleTally]) {
    lintStructure(problems, tallies: &tallies)
    for index in rules.expressionRules {
      let entry = rules.rules[index]
      guard let severity = entry.severity ?? schemeSeverity(entry) else { continue }
      lint(entry, index, severity, tally: &tallies[index])
    }
  }

  /// The verdicts that the findings come to; call it when the definition was judged.
  /// - Parameters:
  ///   - tree: The file that the definition was read from.
  ///   - endsInDoubt: Whether a document that cannot be read follows behind the text.
  mutating func verdicts(
    _ verdicts: [Verdict], in tree: YAMLTree, endsInDoubt: Bool = false
  ) -> DefinitionVerdicts {
    let place = record.anchor(record.root, schema, bytes)
    let span = record.node(record.root).span
    let ofText = tree.problems.filter { $0.span.start >= span.start && $0.span.end <= span.end }
      .compactMap { rules.structureRule(FileLinter.check($0)) }
    var judge = VerdictJudge(
      verdicts: verdicts, rules: rules,
      evidence: VerdictJudge.Evidence(
        findings: findings, faults: faults, silencing: silencing, schemes: schemes,
        ofText: Set(ofText), isWhole: tree.isSoundBehind(span, endsInDoubt: endsInDoubt)),
      host: host, schema: schema, surroundings: surroundings)
    let results = judge.judge()
    faults += judge.failures.map {
      RuleFault(
        rule: $0.verdict, message: "in a condition of the verdict: \($0.message)",
        definition: definitionName, span: place)
    }
    return DefinitionVerdicts(definition: definitionName, start: place.start, results: results)
  }

  // MARK: - Schemes

  /// The severity that a rule has because the definition names its pack as a scheme.
  private func schemeSeverity(_ entry: RuleSet.Entry) -> Severity? {
    schemes.isEmpty || !schemes.contains(entry.rule.pack) ? nil : entry.schemeSeverity
  }

  /// Whether a rule, by its position, holds for the definition.
  func isActive(_ rule: Int) -> Bool {
    rules.rules[rule].severity != nil || schemeSeverity(rules.rules[rule]) != nil
  }

  /// The rules that judged the definition and were not kept from it by a field that cannot be
  /// read; call it when the definition was judged.
  var judgedRules: JudgedRules {
    JudgedRules(
      definition: definitionName, start: record.node(record.root).span.start,
      rules: Set(rules.rules.indices.filter { isActive($0) && silencing[$0] == nil }))
  }

  /// The rules that were kept from judging something by a field that cannot be read, by their
  /// positions.
  var silencedRules: Set<Int> { Set(silencing.keys) }

  /// The places where a definition names schemes.
  private static func schemes(_ record: Record, _ schema: Schema) -> ArraySlice<RecordID> {
    schema.types[schema.root].field(named: "schemes").map {
      record.elements(record.field(record.root, $0))
    } ?? []
  }

  /// Names of schemes that do not exist: rules that were meant to apply would be silent.
  private var unknownSchemes: [StructureProblem] {
    Self.schemes(record, schema).compactMap { place in
      guard let name = record.string(place), !rules.schemes.contains(name) else { return nil }
      return StructureProblem(
        check: .unknownScheme, object: record.root, field: "schemes",
        span: record.anchor(place, schema, bytes), value: name,
        expected: rules.schemes.joined(separator: ", "),
        suggestion: closestMatch(to: name, in: rules.schemes) ?? "")
    }
  }

  // MARK: - Structure

  private mutating func lintStructure(
    _ found: StructureProblems, tallies: inout [RuleTally]
  ) {
    let problems = found.list + unknownSchemes
    for check in StructureCheck.ofDefinitions {
      guard let index = rules.structureRule(check), let severity = rules.rules[index].severity
      else { continue }
      let rule = rules.rules[index].rule
      let failures = problems.filter { $0.check == check }
      tallies[index].addStructure(failures: failures.count)
      if let omission = found.omission(of: check) {
        faults.append(
          RuleFault(
            rule: rule.id, message: omission, definition: definitionName,
            span: record.anchor(record.root, schema, bytes)))
      }
      for problem in failures {
        var path = record.path(problem.object, schema)
        if !path.isEmpty, !problem.field.isEmpty { path += "." }
        path += problem.field
        let values = RuleCompiler.structureValues(
          field: problem.field, value: problem.value, expected: problem.expected,
          suggestion: problem.suggestion)
        let span =
          check == .missingField && problem.span == record.node(problem.object).span
          ? record.anchor(problem.object, schema, bytes) : problem.span
        add(
          index, severity, render(rule.message, values, rule) ?? "", span,
          rule.relatedLabel(problem.related), path, notes: [], value: problem.value)
        propose(rule, values, EmptyHost()) { (fixes, action) throws(EvaluationError) in
          try fixes.edit(action, problem, values)
        }
      }
    }
  }

  // MARK: - Expressions

  private mutating func lint(
    _ entry: RuleSet.Entry, _ index: Int, _ severity: Severity, tally: inout RuleTally
  ) {
    PlaceEvaluation.find(&places, along: entry.rule.ways, in: record)
    let places = places
    if !record.unreadable.isEmpty {
      silence(index, record.unreadableFields(along: entry.rule.ways))
    }
    guard !places.isEmpty else {
      tally.notApplicable += 1
      return
    }
    if let excess = PlaceEvaluation.excess(places.count, in: record) {
      faults.append(
        RuleFault(
          rule: entry.rule.id, message: excess, definition: definitionName,
          span: record.anchor(record.root, schema, bytes)))
      return
    }
    guard case .expressions(let expressions) = entry.rule.body else { return }
    var evaluation = RuleEvaluation(
      expressions, parameters: entry.parameters, host: host, surroundings: surroundings)
    for place in places {
      switch evaluation.judge(place) {
      case .notApplicable: tally.notApplicable += 1
      case .notJudged(let fields):
        tally.notApplicable += 1
        silence(index, fields)
      case .passed:
        tally.applied += 1
        tally.passed += 1
      case .fault(let error):
        faults.append(
          RuleFault(
            rule: entry.rule.id, message: error.message, definition: definitionName,
            span: record.anchor(place.place, schema, bytes)))
      case .failed:
        let target = resolve(expressions.at, place)
        if let field = target.unreadable {
          tally.notApplicable += 1
          silence(index, [field])
          continue
        }
        // A message that needs a required field which is not there has nothing to say.
        guard let message = render(entry.rule.message, evaluation.variables, entry.rule) else {
          tally.notApplicable += 1
          silence(index, host.lastMissing.map { [$0] } ?? [])
          continue
        }
        tally.applied += 1
        tally.failed += 1
        report(message, place, target, entry.rule, index, severity, evaluation.variables)
      }
    }
    evaluation.handOn()
  }

  private mutating func silence(_ rule: Int, _ fields: [UnreadableField]) {
    if !fields.isEmpty { silencing[rule, default: []].formUnion(fields) }
  }

  private mutating func report(
    _ message: String, _ place: RuleEvaluation.Place, _ target: Target, _ rule: Rule,
    _ index: Int, _ severity: Severity, _ variables: [Value]
  ) {
    var labels: [Finding.Label] = []
    for label in rule.labels {
      let place = resolve(label.at, place)
      guard place.missing.isEmpty, place.span != target.span else { continue }
      guard let text = render(label.text, variables, rule) else { continue }
      labels.append(Finding.Label(span: place.span, text: text))
    }
    add(
      index, severity, message, target.span, labels, target.path,
      notes: notes(target), value: target.missing.isEmpty ? text(target.span) : "")
    let host = host
    if isFirstOfItsKind(rule, place, variables) { return }
    propose(rule, variables, host) { (fixes, action) throws(EvaluationError) in
      try fixes.edit(action, at: place, variables, host)
    }
  }

  // MARK: - Places

  private struct Target {
    var value: RecordID
    var missing: ArraySlice<Int>
    var span: ByteRange
    var path: String
    /// The field that is written there but cannot be read.
    var unreadable: UnreadableField?
  }

  private func resolve(_ path: PlacePath, _ place: RuleEvaluation.Place) -> Target {
    let (value, missing) = record.follow(
      path.fields, from: path.start(at: place, in: record))
    var text = record.path(value, schema)
    var type = Int(record.node(value).type)
    for field in missing {
      guard type >= 0 else { break }
      let shape = schema.types[type].fields[field]
      text += text.isEmpty ? shape.name : ".\(shape.name)"
      if case .object(let next) = shape.kind { type = next } else { type = -1 }
    }
    let unreadable = missing.first.flatMap {
      record.isUnreadable(value, $0) ? UnreadableField(object: value, field: Int32($0)) : nil
    }
    return Target(
      value: value, missing: missing, span: record.anchor(value, schema, bytes), path: text,
      unreadable: unreadable)
  }

  /// Says where the format of the file has no place for what is missing.
  private func notes(_ target: Target) -> [String] {
    guard let format, let missing = target.missing.first, target.value == record.root,
      !format.maps(missing)
    else { return [] }
    let field = schema.types[schema.root].fields[missing].name
    let advice = format.advice.map { "; \($0)" } ?? ""
    return ["\(format.title) has no field for `\(field)`\(advice)"]
  }

  private func text(_ span: ByteRange) -> String {
    String(decoding: bytes[Int(span.start)..<Int(span.end)], as: UTF8.self)
  }

  // MARK: - Findings

  /// The text of a template; nil where it needs a required field that is not there.
  private mutating func render(
    _ template: MessageTemplate, _ variables: [Value], _ rule: Rule
  ) -> String? {
    template.rendered(with: variables, host) { message in
      faults.append(
        RuleFault(
          rule: rule.id, message: message, definition: definitionName,
          span: record.anchor(record.root, schema, bytes)))
    }
  }

  private mutating func add(
    _ rule: Int, _ severity: Severity, _ message: String, _ span: ByteRange,
    _ labels: [Finding.Label], _ path: String, notes: [String], value: String
  ) {
    let id = rules.rules[rule].rule.id
    var fingerprint = Fingerprint()
    for part in [id, file, definitionName, path, value] { fingerprint.add(part) }
    var identity = Fingerprint()
    for part in [id, definitionName, path, value] { identity.add(part) }
    findings.append(
      Finding(
        rule: rule, severity: severity, message: message, span: span, labels: labels, path: path,
        definition: definitionName, notes: notes, fingerprint: fingerprint.value,
        identity: identity.value, position: position))
  }
}
