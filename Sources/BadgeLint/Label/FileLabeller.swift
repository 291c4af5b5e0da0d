import YAMLTree

/// Makes the labels and the alignments of the definitions of files.
package struct FileLabeller: Sendable {
  /// What a file gave.
  package struct Result<Content: Sendable>: Sendable {
    /// A content for each definition.
    package var contents: [Content] = []
    package var referenceCount = 0
    /// Lines at which documents begin that are no definition, in a file that holds others.
    package var unknownLines: [Int] = []
    /// Whether nothing in the file is a definition.
    package var holdsNoDefinition = false
    /// Whether there is nothing in the file at all, or comments only.
    package var isBlank = false
    /// What kept contents from being made, in words.
    package var failures: [String] = []
  }

  let label: Label
  let reader: DefinitionReader
  let schema: Schema
  let verdicts: [Verdict]
  let surroundings: SurroundingsByFormat

  package init(
    _ library: RuleLibrary, label: Label, forced: DefinitionReader.Forced?, today: CalendarDate
  ) {
    self.label = label
    reader = DefinitionReader(library, forced: forced)
    schema = library.definition
    verdicts = library.verdicts
    surroundings = SurroundingsByFormat(library, today: today)
  }

  /// The labels of the definitions of a file.
  package func labels(
    _ bytes: [UInt8], path: String, rules: RuleSet
  ) -> Result<LabelContent> {
    contents(bytes, path: path, rules: rules) { definition, judgement, evaluation in
      var label = makeLabel(definition, path, &evaluation)
      label.blocks.append(judgement.verdictBlock(verdicts, self.label.verdicts))
      return label
    }
  }

  /// The alignments of the definitions of a file.
  package func alignments(
    _ bytes: [UInt8], path: String, rules: RuleSet
  ) -> Result<AlignmentContent> {
    contents(bytes, path: path, rules: rules) { definition, judgement, evaluation in
      makeAlignment(definition, path, judgement, rules, &evaluation)
    }
  }

  private func contents<Content: Sendable>(
    _ bytes: [UInt8], path: String, rules: RuleSet,
    _ make: (ReadDefinition, LabelJudgement, inout LabelEvaluation) -> Content?
  ) -> Result<Content> {
    var result = Result<Content>()
    let tree = YAMLTree(parsing: bytes, path: path)
    // What a part of a file says may be untrue of the whole.
    guard tree.isComplete else {
      let lines = LineIndex(tree.bytes)
      result.failures = tree.problems.filter(\.stopsReading).prefix(1).map { problem in
        let position = lines.position(of: problem.span.start)
        return "\(shownSafely(path)):\(position.line):\(position.column) cannot be read: "
          + problem.message
      }
      return result
    }
    let file = reader.read(tree)
    result.referenceCount = file.referenceCount
    result.holdsNoDefinition = file.holdsNoDefinition(in: tree)
    result.isBlank = tree.isBlank
    if !file.unknownDocuments.isEmpty, !file.definitions.isEmpty {
      let lines = LineIndex(tree.bytes)
      result.unknownLines = file.unknownPlaces(in: tree).map { lines.position(of: $0).line }
    }
    for definition in file.definitions {
      let judged = definition.after(rules, in: tree, schema)
      var evaluation = LabelEvaluation(
        label, judged, schema: schema, surroundings: surroundings.of(definition.format))
      let judgement = LabelJudgement(
        definition, rules: rules, schema: schema, surroundings: surroundings.of(definition.format),
        verdicts: verdicts, tree: tree, file: path)
      if let content = make(judged, judgement, &evaluation) { result.contents.append(content) }
      let name = judged.record.definitionName(schema)
      let place = "\(shownSafely(path))\(name.isEmpty ? "" : ", \(shownSafely(name))")"
      result.failures += evaluation.faults.map { "\(place): the label could not be filled: \($0)" }
      result.failures += judgement.faults.map { "\(place): \($0.rule): \($0.message)" }
    }
    return result
  }

  // MARK: - Labels

  func makeLabel(
    _ definition: ReadDefinition, _ path: String, _ evaluation: inout LabelEvaluation
  ) -> LabelContent {
    let heading = evaluation.texts(of: label.heading, isOnlyFirst: true).texts.first
    var rows: [LabelContent.Row] = []
    var gaps: [LabelContent.Gap] = []
    for row in label.rows {
      var outcome = evaluation.texts(of: row.values)
      var texts: [String] = []
      let isUnreadable = evaluation.isAbout(row.about, outcome.unreadable)
      if isUnreadable {
        let text = outcome.texts.isEmpty ? label.unreadable : label.partlyUnreadable
        outcome.texts.append(LabelContent.Text(text: text))
      }
      if outcome.texts.isEmpty {
        if let missing = row.missing { texts = evaluation.gaps(of: missing) }
      } else {
        rows.append(
          LabelContent.Row(
            name: row.name, title: row.title, values: outcome.texts,
            isUnreadable: isUnreadable))
        for gap in row.gaps { texts += evaluation.gaps(of: gap) }
      }
      gaps += texts.map { LabelContent.Gap(row: row.name, text: $0) }
    }
    return LabelContent(
      file: path, definition: definition.record.definitionName(schema),
      format: definition.format?.name ?? RuleLibrary.nativeFormat, title: label.title,
      language: label.language, heading: heading ?? LabelContent.Text(text: path), rows: rows,
      notSaidTitle: label.notSaid, notSaid: gaps, nothingMissing: label.nothingMissing,
      notices: evaluation.texts(of: label.notices).texts.map(\.text),
      problemCount: definition.problems.count)
  }

  // MARK: - Alignments

  /// Most outcomes times assessments of one definition.
  private static let mostCells = 1_000_000

  func makeAlignment(
    _ definition: ReadDefinition, _ path: String, _ judgement: LabelJudgement, _ rules: RuleSet,
    _ evaluation: inout LabelEvaluation
  ) -> AlignmentContent? {
    let axes = label.alignment
    let heading = evaluation.texts(of: label.heading, isOnlyFirst: true).texts.first
    let outcomes = evaluation.headers(of: axes.outcomes)
    let assessments = evaluation.headers(of: axes.assessments)
    guard outcomes.count * assessments.count <= Self.mostCells else {
      evaluation.fail(
        "\(outcomes.count) outcomes against \(assessments.count) assessments are more than can "
          + "be shown")
      return nil
    }
    let known = assessments.map { Set($0.names) }
    let fits = judgement.fits(by: axes.fitRule, of: rules)
    let cells = outcomes.map { outcome in
      assessments.indices.map { column -> AlignmentContent.Cell in
        if assessments[column].isUnreadable || outcome.isUnreadable { return .unreadable }
        guard let name = outcome.names.first(where: known[column].contains) else { return .empty }
        return .assessed(fits[LabelJudgement.Pair(assessment: column, outcome: name)] ?? .unknown)
      }
    }
    var notes = [axes.outcomes, axes.assessments].filter { evaluation.isUnreadable($0) }
      .map { "\($0.title): \(label.unreadable)" }
    for entry in axes.notes { notes += evaluation.gaps(of: entry) }
    return AlignmentContent(
      file: path, definition: definition.record.definitionName(schema),
      heading: heading?.text ?? path, outcomesTitle: axes.outcomes.title,
      assessmentsTitle: axes.assessments.title, outcomes: outcomes, assessments: assessments,
      cells: cells, legend: axes.legend,
      notes: notes + evaluation.texts(of: label.notices).texts.map(\.text),
      problemCount: definition.problems.count)
  }
}

extension YAMLProblem {
  /// Whether what follows the problem was not read.
  var stopsReading: Bool {
    switch kind {
    case .syntax, .invalidEncoding, .controlCharacter, .undefinedAlias, .recursiveAlias, .limit:
      true
    case .duplicateKey, .invalidMerge, .invalidTag, .invalidEscape, .portability: false
    }
  }
}
