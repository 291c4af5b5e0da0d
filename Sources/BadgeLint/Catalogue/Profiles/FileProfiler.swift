import CEL
import OutcomeText
import YAMLTree

/// Makes the profiles of the definitions of files.
package struct FileProfiler: Sendable {
  /// What a file gave.
  package struct Result: Sendable {
    /// One for each definition, in their order.
    package var profiles: [ReadProfile] = []
    /// Which of them say what they count towards in a way that cannot be read.
    package var unreadStacks: [Bool] = []
    package var referenceCount = 0
    /// Lines at which documents begin that are no definition, in a file that holds others.
    package var unknownLines: [Int] = []
    package var holdsNoDefinition = false
    /// What could not be read or judged, in words.
    package var failures: [String] = []
  }

  private let layout: ProfileLayout
  private let reader: DefinitionReader
  private let schema: Schema
  private let verdicts: [Verdict]
  private let surroundings: SurroundingsByFormat

  package init(
    _ library: RuleLibrary, layout: ProfileLayout, forced: DefinitionReader.Forced?,
    today: CalendarDate
  ) {
    self.layout = layout
    reader = DefinitionReader(library, forced: forced)
    schema = library.definition
    verdicts = library.verdicts
    surroundings = SurroundingsByFormat(library, today: today)
  }

  /// The profiles of the definitions of a file.
  /// - Parameter line: The line of the file at which the bytes begin, from 1.
  package func profiles(
    _ bytes: [UInt8], path: String, line first: Int = 1, rules: RuleSet
  ) -> Result {
    var result = Result()
    let tree = YAMLTree(parsing: bytes, path: path)
    let lines = LineIndex(tree.bytes)
    func line(_ offset: UInt32) -> Int { lines.position(of: offset).line + first - 1 }
    let file = reader.read(tree)
    result.referenceCount = file.referenceCount
    result.holdsNoDefinition = file.holdsNoDefinition(in: tree)
    result.unknownLines = file.unknownPlaces(in: tree).map(line)
    if !tree.isComplete, let problem = tree.problems.first(where: \.stopsReading) {
      result.failures.append(
        "\(path):\(line(problem.span.start)) cannot be read to its end: \(problem.message)")
    }
    for definition in file.definitions {
      var linter = DefinitionLinter(
        definition, rules: rules, schema: schema,
        surroundings: surroundings.of(definition.format), bytes: tree.bytes, file: path)
      var tallies = Array(repeating: RuleTally(), count: rules.rules.count)
      linter.lint(definition.problems, tallies: &tallies)
      let judged = linter.verdicts(verdicts, in: tree)
      var evaluation = ProfileEvaluation(
        layout, linter.record, schema: schema, surroundings: surroundings.of(definition.format),
        findings: linter.findings.filter { !rules.rules[$0.rule].rule.isJudgement }
          .map { rules.rules[$0.rule].rule.concern },
        verdicts: zip(verdicts, judged.results).map { ($0.name, $1.state) })
      let place = line(judged.start)
      let name = judged.definition.isEmpty ? path : judged.definition
      result.profiles.append(
        evaluation.read(file: path, line: place, name: name) { record, id in
          line(record.anchor(id, schema, tree.bytes).start)
        })
      result.unreadStacks.append(evaluation.hasUnreadStack)
      result.failures += linter.faults.map { "\(path):\(place): \($0.rule): \($0.message)" }
      result.failures += evaluation.faults.map { "\(path):\(place): \($0)" }
    }
    return result
  }
}

/// Evaluates the fields of a profile over one definition.
private struct ProfileEvaluation {
  private let layout: ProfileLayout
  private let host: RecordHost
  private let surroundings: Surroundings
  private let parameters: [Value]
  private(set) var faults: [String] = []
  /// Whether a link that counts is written and leads nowhere, as it cannot be read.
  private(set) var hasUnreadStack = false

  init(
    _ layout: ProfileLayout, _ record: Record, schema: Schema, surroundings: Surroundings,
    findings: [String], verdicts: [(name: String, state: Verdict.State)]
  ) {
    self.layout = layout
    self.surroundings = surroundings
    host = RecordHost(record, schema)
    let counts = Set(findings).sorted().map { concern in
      (concern, Value.int(Int64(findings.count { $0 == concern })))
    }
    parameters = [
      Self.map(counts), Self.map(verdicts.map { ($0.name, .string($0.state.rawValue)) }),
    ]
  }

  private static func map(_ entries: [(name: String, value: Value)]) -> Value {
    var builder = MapValue.Builder()
    // A name that stands there already keeps its first value.
    for entry in entries { try? builder.add(.string(entry.name), entry.value) }
    return .map(builder.build())
  }

  /// - Parameter lineOf: The line where a value of the record stands.
  mutating func read(
    file: String, line: Int, name: String, lineOf: (Record, RecordID) -> Int
  ) -> ReadProfile {
    let values = layout.fields.map { value(of: $0) }
    let record = host.record
    let lines = zip(layout.fields, values).map { field, value in
      let written = field.lineOf.map { record.field(record.root, $0) } ?? Record.absent
      return value == nil || written == Record.absent ? 0 : lineOf(record, written)
    }
    let texts = layout.texts.flatMap { self.texts(of: $0) }
    var links: [Profile.Link] = []
    for (kind, link) in layout.links.enumerated() { addLinks(link, kind, lineOf, to: &links) }
    return ReadProfile(
      Profile(file: file, line: line, name: name, values: values, lines: lines, links: links),
      Shingles(texts))
  }

  /// The value of a field; nil where it is not known, also because what is written cannot be read.
  private mutating func value(of field: ProfileLayout.Field) -> Profile.Value? {
    if field.type == .texts {
      var texts: [String] = []
      for text in self.texts(of: field.entry) where !texts.contains(text) { texts.append(text) }
      return .texts(texts)
    }
    switch (field.type, values(of: field.entry).first) {
    case (.text, .string(let text)?): return .text(text)
    case (.number, .double(let number)?): return number.isFinite ? .number(number) : nil
    case (.bool, .bool(let isSo)?): return .bool(isSo)
    case (.date, .timestamp(let time)?): return .date(time.seconds)
    default: return nil
    }
  }

  private mutating func texts(of entry: ProfileLayout.Entry) -> [String] {
    values(of: entry).compactMap { if case .string(let text) = $0 { text } else { nil } }
  }

  private mutating func values(of entry: ProfileLayout.Entry) -> [Value] {
    var result: [Value] = []
    forEachPlace(of: entry.scope) { (_, variables, host) throws(EvaluationError) in
      let value = try entry.value.evaluate(variables, host: host)
      if !host.hasMetUnreadable { result.append(value) }
    }
    return result
  }

  private mutating func addLinks(
    _ link: ProfileLayout.Link, _ kind: Int, _ lineOf: (Record, RecordID) -> Int,
    to links: inout [Profile.Link]
  ) {
    let record = host.record
    let isUnread = link.scope.each.contains {
      record.hasUnreadable(on: $0[...], from: record.root)
    }
    let unread = forEachPlace(of: link.scope) { (place, variables, host) throws(EvaluationError) in
      func text(_ program: Program?) throws(EvaluationError) -> String {
        guard case .string(let text)? = try program?.evaluate(variables, host: host) else {
          return ""
        }
        return text
      }
      let credit = try link.credit?.evaluate(variables, host: host)
      var result = Profile.Link(
        kind: kind, target: try text(link.target), issuer: try text(link.issuer),
        hasAgreement: try link.hasAgreement?.evaluateBool(variables, host: host) ?? false,
        credit: nil, system: try text(link.system), line: lineOf(host.record, place))
      if case .double(let value)? = credit, value >= 0 { result.credit = value }
      if case .double(let value)? = try link.total?.evaluate(variables, host: host), value >= 0 {
        result.total = value
        result.totalSystem = try text(link.totalSystem)
      }
      if !result.target.isEmpty { links.append(result) }
    }
    if link.counts, isUnread || unread > 0 { hasUnreadStack = true }
  }

  /// Goes through places, and gives how many were passed over because they cannot be read.
  @discardableResult
  private mutating func forEachPlace(
    of scope: PlaceScope, _ body: (RecordID, [Value], RecordHost) throws(EvaluationError) -> Void
  ) -> Int {
    var unread = 0
    var evaluation = PlaceEvaluation(
      scope, parameters: parameters, host: host, surroundings: surroundings)
    let places = evaluation.places
    if let excess = PlaceEvaluation.excess(places.count, in: host.record) {
      if !faults.contains(excess) { faults.append(excess) }
      return unread
    }
    for place in places {
      do {
        if try evaluation.enter(place) {
          try body(place.place, evaluation.variables, host)
        } else if host.hasMetUnreadable {
          unread += 1
        }
      } catch {
        if error.kind == .missingField { unread += 1 }
        // A required field that is not there is a problem of structure; nothing is known of it.
        if error.kind != .missingField, !faults.contains(error.message) {
          faults.append(error.message)
        }
      }
    }
    return unread
  }
}
