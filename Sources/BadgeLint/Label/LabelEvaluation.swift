import CEL

/// Evaluates the entries of a label over one definition.
struct LabelEvaluation {
  /// What an entry, or several, gave.
  struct Outcome {
    var texts: [LabelContent.Text] = []
    /// What was asked for that is written but cannot be read.
    var unreadable: [UnreadableField] = []
    private var known: Set<String> = []

    /// Adds texts; what was said already is not said again.
    mutating func add(_ texts: [LabelContent.Text]) {
      for text in texts where !text.text.isEmpty && known.insert(text.text).inserted {
        self.texts.append(text)
      }
    }
  }

  private let label: Label
  private let host: RecordHost
  private let surroundings: Surroundings
  private let problemCount: Int
  /// The language of the definition.
  private let language: String?
  /// Expressions that could not be evaluated, in words.
  private(set) var faults: [String] = []

  init(
    _ label: Label, _ definition: ReadDefinition, schema: Schema, surroundings: Surroundings
  ) {
    self.label = label
    self.surroundings = surroundings
    problemCount = definition.problems.count
    host = RecordHost(definition.record, schema)
    language = definition.record.rootText("language", schema)
  }

  // MARK: - Entries

  /// The texts of all entries; `isOnlyFirst` stops at the first that gives one.
  mutating func texts(of entries: [Label.Entry], isOnlyFirst: Bool = false) -> Outcome {
    var outcome = Outcome()
    for entry in entries {
      addTexts(of: entry, to: &outcome)
      if isOnlyFirst, !outcome.texts.isEmpty { break }
    }
    return outcome
  }

  private mutating func addTexts(of entry: Label.Entry, to outcome: inout Outcome) {
    var evaluation = makeEvaluation(entry.scope)
    outcome.unreadable += host.record.unreadableFields(along: entry.scope.each)
    for place in places(of: evaluation) {
      do {
        if try evaluation.enter(place) {
          let texts = try self.texts(of: entry.body, evaluation.variables)
          outcome.add(
            texts.map { LabelContent.Text(text: $0, language: entry.isQuote ? language : nil) })
        }
      } catch {
        report(error)
      }
      outcome.unreadable += host.metUnreadable
    }
  }

  /// Texts of what is missing; none for places where something is written but cannot be read.
  mutating func gaps(of entry: Label.Entry) -> [String] {
    if !host.record.unreadableFields(along: entry.scope.each).isEmpty { return [] }
    var result: [String] = []
    var evaluation = makeEvaluation(entry.scope)
    for place in places(of: evaluation) {
      do {
        guard try evaluation.enter(place) else { continue }
        let texts = try self.texts(of: entry.body, evaluation.variables)
        if !host.hasMetUnreadable { result += texts.filter { !$0.isEmpty } }
      } catch {
        report(error)
      }
    }
    return result
  }

  private func texts(
    of body: Label.Entry.Body, _ variables: [Value]
  ) throws(EvaluationError) -> [String] {
    switch body {
    case .text(let template): return [try text(of: template, variables)]
    case .list(let program): return try texts(of: program, variables)
    }
  }

  private func texts(
    of program: Program, _ variables: [Value]
  ) throws(EvaluationError) -> [String] {
    guard case .list(let list) = try program.evaluate(variables, host: host) else { return [] }
    let values: [Value] =
      switch list {
      case .native(let elements): elements
      case .host(let list): (0..<host.count(list)).map { host.element(list, $0) }
      }
    return values.map { LabelWording.clean(MessageTemplate.text(of: $0, host, shown: shown)) }
  }

  private func text(
    of template: MessageTemplate, _ variables: [Value]
  ) throws(EvaluationError) -> String {
    var failure: EvaluationError?
    let text = template.text(with: variables, host, shown: shown) { failure = failure ?? $0 }
    if let failure { throw failure }
    return LabelWording.clean(text)
  }

  /// The text of an expression, as a label shows it; blanks at its ends may be meant.
  private func shown(_ text: String) -> String {
    let isCut = text.unicodeScalars.count > label.longestText
    return isCut ? LabelWording.clean(text, limit: label.longestText) : text
  }

  /// Whether one of these fields is what a row is about.
  func isAbout(_ ways: [[Int]], _ fields: [UnreadableField]) -> Bool {
    if ways.isEmpty { return !fields.isEmpty }
    return fields.contains { field in
      let way = host.record.way(to: field)
      return ways.contains { way.starts(with: $0) }
    }
  }

  /// Notes what keeps the content from being made.
  mutating func fail(_ message: String) { faults.append(message) }

  private mutating func report(_ error: EvaluationError) {
    // A required field that is not there is a problem of structure; there is nothing to say.
    if error.kind != .missingField, !faults.contains(error.message) { faults.append(error.message) }
  }

  /// The places of an entry; none, and a fault, where they are more than can be gone through.
  private mutating func places(of evaluation: PlaceEvaluation) -> [PlaceEvaluation.Place] {
    let places = evaluation.places
    guard let message = PlaceEvaluation.excess(places.count, in: host.record) else { return places }
    if !faults.contains(message) { faults.append(message) }
    return []
  }

  private func makeEvaluation(_ scope: PlaceScope) -> PlaceEvaluation {
    PlaceEvaluation(
      scope, parameters: [.int(Int64(problemCount))], host: host, surroundings: surroundings)
  }

  // MARK: - Alignment

  /// Whether a side of the matrix is written but cannot be read.
  func isUnreadable(_ axis: Label.Axis) -> Bool {
    !host.record.unreadableFields(along: axis.scope.each).isEmpty
  }

  mutating func headers(of axis: Label.Axis) -> [AlignmentContent.Header] {
    var headers: [AlignmentContent.Header] = []
    var evaluation = makeEvaluation(axis.scope)
    for place in places(of: evaluation) {
      var header = AlignmentContent.Header(label: "", text: "", names: [], isUnreadable: false)
      do {
        _ = try evaluation.enter(place)
        header.names = try texts(of: axis.names, evaluation.variables)
        header.isUnreadable = host.hasMetUnreadable
        header.label =
          try axis.label.map { (template) throws(EvaluationError) in
            try text(of: template, evaluation.variables)
          } ?? ""
        header.text = try text(of: axis.text, evaluation.variables)
      } catch {
        report(error)
      }
      headers.append(header)
    }
    return headers
  }
}

/// Texts for labels.
package enum LabelWording {
  /// A text on one line, without what would disturb a terminal, cut off at a limit.
  ///
  /// Marks of direction are left out: they are not seen, and every line of a label sets its own.
  package static func clean(_ text: String, limit: Int = .max) -> String {
    var result = ""
    var count = 0
    var isAfterBlank = true
    for scalar in text.unicodeScalars {
      if scalar.value == 0x200E || scalar.value == 0x200F { continue }
      let isBlank = scalar.properties.isWhitespace
      if isBlank, isAfterBlank { continue }
      if count == limit {
        if result.hasSuffix(" ") { result.removeLast() }
        return result + "…"
      }
      isAfterBlank = isBlank
      result.unicodeScalars.append(
        isBlank ? " " : disturbsTerminals(scalar) ? "\u{FFFD}" : scalar)
      count += 1
    }
    if result.hasSuffix(" ") { result.removeLast() }
    return result
  }
}
