import YAMLTree

/// Makes what a report for a committee says of the definitions of files.
package struct FileReporter: Sendable {
  /// What a file gave.
  package struct Result: Sendable {
    package var definitions: [DefinitionReport] = []
    /// What was found outside of all definitions, such as in comments.
    package var items: [DefinitionReport.Item] = []
    package var registerUse = RegisterUse()
    /// Waivers in comments that excuse nothing.
    package var unusedWaivers: [WaiverLine] = []
    /// Whether the text was read to its end.
    package var isWhole = true
    package var referenceCount = 0
    /// Lines at which documents begin that are no definition, in a file that holds others.
    package var unknownLines: [Int] = []
    /// Whether nothing in the file is a definition.
    package var holdsNoDefinition = false
    /// Whether there is nothing in the file at all, or comments only.
    package var isBlank = false
    /// What could not be read or judged, in words.
    package var failures: [String] = []

    package init() {}
  }

  /// Characters of a number with its unit, such as `10 ECTS`.
  private static let longestShortForm = 40

  private let labeller: FileLabeller
  private let linter: FileLinter
  private let layout: ReportLayout
  private let packs: [Pack]

  package init(
    _ library: RuleLibrary, label: Label, layout: ReportLayout, forced: DefinitionReader.Forced?,
    today: CalendarDate
  ) {
    labeller = FileLabeller(library, label: label, forced: forced, today: today)
    linter = FileLinter(library, forced: forced, today: today)
    self.layout = layout
    packs = library.packs
  }

  /// - Parameter waivers: The waivers that hold for the file.
  package func report(
    _ bytes: [UInt8], path: String, rules: RuleSet, waivers: WaiverScope?
  ) -> Result {
    var result = Result()
    let linted = linter.lint(bytes, path: path, rules: rules, waivers: waivers)
    let tree = YAMLTree(parsing: bytes, path: path)
    let lines = LineIndex(tree.bytes)
    func line(_ offset: UInt32) -> Int { lines.position(of: offset).line }
    result.registerUse = linted.registerUse
    result.isWhole = linted.isWhole
    result.referenceCount = linted.referenceCount
    result.holdsNoDefinition = linted.holdsNoDefinition
    result.isBlank = linted.isBlank
    result.unknownLines = linted.unknownDocuments.map(line)
    // What a part of a file says may be untrue of the whole.
    guard tree.isComplete else {
      result.failures = tree.problems.filter(\.stopsReading).prefix(1).map { problem in
        let position = lines.position(of: problem.span.start)
        return "\(shownSafely(path)):\(position.line):\(position.column) cannot be read: "
          + problem.message
      }
      return result
    }
    result.unusedWaivers = Self.unusedWaivers(linted, rules, tree, path, line)
    var rest = linted.findings
    if let waivers {
      for index in rest.indices where rest[index].waiver == nil {
        let rule = rules.rules[rest[index].rule].rule.id
        rest[index].notes += waivers.lastDays(of: rest[index], rule).map {
          "\(layout.ranOut) \($0)."
        }
      }
    }
    for definition in labeller.reader.read(tree).definitions {
      let span = definition.record.node(definition.record.root).span
      func isOwn(_ finding: Finding) -> Bool {
        finding.span.start >= span.start && finding.span.end <= max(span.end, span.start)
      }
      let own = rest.filter(isOwn)
      rest.removeAll(where: isOwn)
      result.definitions.append(
        report(definition, own, tree, path: path, rules: rules, line: line, &result.failures))
    }
    result.items = rest.map { finding in
      item(finding, rules, titles: nil, tree, line: line(finding.span.start))
    }
    return result
  }

  /// What a file that is no definition gave, such as a register of waivers.
  package func items(_ result: FileResult, _ rules: RuleSet) -> [DefinitionReport.Item] {
    let lines = LineIndex(result.bytes)
    let tree = YAMLTree(parsing: result.bytes, path: result.path)
    return result.findings.map {
      item($0, rules, titles: nil, tree, line: lines.position(of: $0.span.start).line)
    }
  }

  /// The waivers in comments of which a finding says that they excuse nothing.
  private static func unusedWaivers(
    _ linted: FileResult, _ rules: RuleSet, _ tree: YAMLTree, _ path: String,
    _ line: (UInt32) -> Int
  ) -> [WaiverLine] {
    let spans = linted.findings.filter { rules.rules[$0.rule].rule.check == .waiverUnused }
      .map(\.span)
    if spans.isEmpty { return [] }
    return WaiverComment.all(in: tree).flatMap { comment in
      comment.rules.filter { spans.contains($0.span) }.map { named in
        WaiverLine(
          rule: named.name, definition: nil, source: "\(path):\(line(named.span.start))",
          files: [path], path: nil, waiver: Waiver(kind: .comment, reason: comment.reason),
          state: .unused)
      }
    }
  }

  private func report(
    _ definition: ReadDefinition, _ findings: [Finding], _ tree: YAMLTree, path: String,
    rules: RuleSet, line: (UInt32) -> Int, _ failures: inout [String]
  ) -> DefinitionReport {
    let (schema, surroundings) = (
      labeller.schema, labeller.surroundings.of(definition.format)
    )
    let judged = definition.after(rules, in: tree, schema)
    var evaluation = LabelEvaluation(
      labeller.label, judged, schema: schema, surroundings: surroundings)
    let judgement = LabelJudgement(
      definition, rules: rules, schema: schema, surroundings: surroundings,
      verdicts: labeller.verdicts, tree: tree, file: path)
    let label = labeller.makeLabel(judged, path, &evaluation)
    let alignment = labeller.makeAlignment(judged, path, judgement, rules, &evaluation)
    let titles = PlaceTitles(judged.record, schema, element: layout.element)
    let start = judged.record.anchor(judged.record.root, schema, tree.bytes).start
    var problems = evaluation.faults
    let bounds = bounds(judgement, rules, surroundings, &problems)
    let name = judged.record.definitionName(schema)
    let place = "\(shownSafely(path))\(name.isEmpty ? "" : ", \(shownSafely(name))")"
    failures += problems.map { "\(place): the report could not be filled: \($0)" }
    failures += judgement.faults.map { "\(place): \($0.rule): \($0.message)" }
    return DefinitionReport(
      file: path, line: line(start), name: name, label: label, alignment: alignment,
      items: findings.map {
        item($0, rules, titles: titles, tree, record: judged.record, line: line($0.span.start))
      },
      judgements: judgements(judgement, titles), checks: checks(judgement, rules),
      appliedRules: Self.appliedRules(judgement, rules), bounds: bounds,
      asksQuestions: rules.rules.indices.contains {
        rules.rules[$0].rule.isJudgement && judgement.isActive($0)
      })
  }

  // MARK: - Parts

  private func item(
    _ finding: Finding, _ rules: RuleSet, titles: PlaceTitles?, _ tree: YAMLTree,
    record: Record? = nil, line: Int
  ) -> DefinitionReport.Item {
    let rule = rules.rules[finding.rule].rule
    return DefinitionReport.Item(
      rule: rule, severity: finding.severity, message: finding.message, notes: finding.notes,
      place: titles?.titles(of: finding.path) ?? [], path: finding.path, line: line,
      quote: quote(finding, rule, titles, record, tree), waiver: finding.waiver)
  }

  /// What stands at the place of a finding: a single value, or what a check of structure marks.
  private func quote(
    _ finding: Finding, _ rule: Rule, _ titles: PlaceTitles?, _ record: Record?, _ tree: YAMLTree
  ) -> String? {
    func source(_ span: ByteRange) -> String? {
      let bytes = tree.bytes[Int(span.start)..<Int(span.end)]
      let text = LabelWording.clean(
        String(decoding: bytes, as: UTF8.self), limit: layout.limits.quote)
      return text.isEmpty ? nil : text
    }
    if let record, !finding.path.isEmpty, let id = titles?.value(at: finding.path) {
      let node = record.node(id)
      switch node.kind {
      case .object, .list, .map, .raw: return nil
      case .text:
        let text = LabelWording.clean(record.string(id) ?? "", limit: layout.limits.quote)
        return text.isEmpty ? nil : text
      case .int, .number, .bool, .date:
        // A bare number says nothing: with its unit where both stand in one text, else its name.
        let whole = node.parent < 0 ? nil : source(record.node(node.parent).span)
        if let whole, whole.count <= Self.longestShortForm, whole.first?.isNumber == true {
          return whole
        }
        return source(node.span).map { value in
          (titles?.titles(of: finding.path).last).map { "\($0): \(value)" } ?? value
        }
      }
    }
    return rule.check == nil || rule.check == .missingField ? nil : source(finding.span)
  }

  private func judgements(
    _ judgement: LabelJudgement, _ titles: PlaceTitles
  ) -> [DefinitionReport.Judgement] {
    zip(labeller.verdicts, judgement.results).map { verdict, result in
      DefinitionReport.Judgement(
        title: verdict.title, state: result.state, sentence: verdict.words[result.state] ?? "",
        grounds: result.parts.compactMap { part in
          judgement.findings.first { $0.rule == part.rule }?.message
        },
        notSaid: result.missing, notJudged: notJudged(result, judgement, titles))
    }
  }

  /// What could not be judged, each said once, with the name of what cannot be read, or with what was
  /// found that leaves a doubt.
  private func notJudged(
    _ result: VerdictResult, _ judgement: LabelJudgement, _ titles: PlaceTitles
  ) -> [String] {
    let words = labeller.label.verdicts
    var texts: [String] = []
    for unjudged in result.unjudged {
      var text = words.text(unjudged)
      switch unjudged {
      case .doubt(let rule):
        let found = judgement.findings.first { judgement.name($0.rule) == rule }
        if let found { text += ": \(found.message)" }
      case .field(let path): text += ": \(titles.titles(of: path).joined(separator: " › "))"
      case .condition, .restOfFile, .pack, .rule, .fault: break
      }
      if !texts.contains(text) { texts.append(text) }
    }
    return texts
  }

  /// What became of the rules that could apply to the definition, pack by pack.
  private func checks(
    _ judgement: LabelJudgement, _ rules: RuleSet
  ) -> [DefinitionReport.Checks] {
    var result: [DefinitionReport.Checks] = []
    for (index, entry) in rules.rules.enumerated()
    where entry.rule.judged == .definitions && entry.rule.check?.isOfExcuses != true {
      let isActive = judgement.isActive(index)
      guard isActive || entry.isChosen else { continue }
      if result.last?.pack != entry.rule.pack {
        result.append(
          DefinitionReport.Checks(
            pack: entry.rule.pack, kept: [], broken: [], notConcerned: [], unreadable: [],
            off: []))
      }
      let last = result.count - 1
      let tally = judgement.tallies[index]
      let title = entry.rule.title
      if !isActive {
        result[last].off.append(title)
      } else if tally.failed > 0 {
        result[last].broken.append(title)
      } else if judgement.silencedRules.contains(index) {
        result[last].unreadable.append(title)
      } else if tally.applied > 0 {
        result[last].kept.append(title)
      } else {
        result[last].notConcerned.append(title)
      }
    }
    for position in result.indices {
      let name = result[position].pack
      result[position].pack = packs.first { $0.name == name }?.title ?? name
    }
    return result
  }

  /// The rules that had something to judge and could, by the severity that they have here.
  private static func appliedRules(
    _ judgement: LabelJudgement, _ rules: RuleSet
  ) -> [DefinitionReport.AppliedRule] {
    rules.rules.enumerated().compactMap { index, entry in
      let tally = judgement.tallies[index]
      let isJudged = tally.failed > 0 || !judgement.silencedRules.contains(index)
      guard tally.applied > 0, isJudged, judgement.isActive(index),
        entry.rule.judged == .definitions, entry.rule.check?.isOfExcuses != true,
        let severity = entry.severity ?? entry.schemeSeverity
      else { return nil }
      return DefinitionReport.AppliedRule(
        severity: severity, isQuestion: entry.rule.isJudgement)
    }
  }

  private func bounds(
    _ judgement: LabelJudgement, _ rules: RuleSet, _ surroundings: Surroundings,
    _ problems: inout [String]
  ) -> [BoundFigure] {
    var figures: [BoundFigure] = []
    var faults: [String] = []
    for pack in packs {
      for bound in pack.bounds {
        let positions = rules.rules.indices.filter {
          bound.rules.contains(rules.rules[$0].rule.id) && judgement.isActive($0)
        }
        guard let first = positions.first else { continue }
        figures += bound.figures(
          of: pack, parameters: rules.rules[first].parameters, judgement.host, surroundings
        ) { faults.append($0) }
      }
    }
    problems += faults
    return figures
  }
}
