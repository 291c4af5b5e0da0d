import BadgeLint

/// The values of one definition in the report for a committee.
struct DefinitionValues {
  private let definition: DefinitionReport
  private let content: CommitteeContent
  private let layout: ReportLayout
  private let name: String
  private let anchor: String

  /// - Parameter name: What the definition is called in all parts of the report.
  init(
    _ definition: DefinitionReport, _ content: CommitteeContent, name: String, anchor: String
  ) {
    self.definition = definition
    self.content = content
    self.name = name
    self.anchor = anchor
    layout = content.layout
  }

  var values: TemplateObject {
    let label = definition.label
    let waived = definition.items.filter { $0.waiver != nil }
    let values: TemplateObject = [
      .anchor: .text(anchor), .heading: .text(name),
      .headingLanguage: label.heading.language.map { .text($0) },
      .file: .text(definition.file), .line: .count(definition.line),
      .groupCounts: .list(groupCounts),
      .hasUnjudged: .flag(definition.judgements.contains { !$0.notJudged.isEmpty }),
      .verdicts: .list(definition.judgements.map(judgement)),
      .rows: .list(
        label.rows.map { row in
          [.rowTitle: .text(row.title), .rowValues: .list(row.values.map(Self.value))]
        }),
      .notices: rich(label.notices, .noticeParts), .gapsTitle: .text(label.notSaidTitle),
      .gaps: label.notSaidTexts.parts(.gap), .groups: .list(groups),
      .hasWaived: .flag(!waived.isEmpty), .waivedCount: .count(waived.count),
      .waived: .list(waived.map(place)),
      .hasBounds: .flag(!definition.bounds.isEmpty), .measures: .text(measures),
      .bounds: .list(definition.bounds.map { BoundValues($0, layout).values }),
    ]
    return values.adding(
      MatrixValues(definition.alignment, layout, saidAlready: label.notices).values
    )
    .adding(CheckValues(definition.checks).values).adding(decision)
  }

  /// What can be done with the proposal, with the reasons.
  private var decision: TemplateObject {
    let (decision, reasons) = definition.decision
    let limit = layout.limits.places
    let missing = decision == .incomplete ? [] : definition.notSaid
    return [
      .decision: .text(layout.decisions[decision] ?? ""), .decisionName: .text(decision.rawValue),
      .hasReasons: .flag(!reasons.isEmpty),
      .reasons: reasons.prefix(limit).map { Self.sentence(LabelWording.clean($0)) }.parts(.reason),
      .moreReasons: TemplateObject.some(reasons.count - limit),
      .decisionMissing: .text(missing.joined(separator: ", ")),
    ]
  }

  /// What is measured of the definition, in the order of the measures.
  private var measures: String {
    Bound.Measure.allCases.filter { measure in
      definition.bounds.contains { $0.measure == measure }
    }.compactMap { layout.measures[$0]?.lowercased() }.joined(separator: ", ")
  }

  /// A text of the label; addresses of the web become links.
  static func value(_ text: LabelContent.Text) -> TemplateObject {
    [
      .value: .text(text.text), .link: link(text.text),
      .valueLanguage: text.language.map { .text($0) },
    ]
  }

  /// A part for each text, with what stands between backticks set apart.
  private func rich(_ texts: [String], _ name: ReportName) -> TemplateValue {
    .list(texts.map { [name: RichText.parts($0, content.fieldTitles)] })
  }

  /// An address that browsers may open; nil for any other text.
  static func link(_ text: String?) -> TemplateValue? {
    guard let text, ["https://", "http://"].contains(where: { text.hasPrefix($0) && text != $0 }),
      !text.unicodeScalars.contains(where: { $0.properties.isWhitespace })
    else { return nil }
    return .text(text)
  }

  /// How many open findings each group has.
  var groupCounts: [TemplateObject] {
    let positions = definition.openItems.map(group)
    return layout.groups.enumerated().filter(isShown).map { position, group in
      [
        .groupName: .text(group.name), .groupTitle: .text(group.title),
        .groupCount: .count(positions.count { $0 == position }),
      ]
    }
  }

  private func isShown(_ position: Int, _ group: ReportLayout.Group) -> Bool {
    !group.holdsQuestions || content.asksQuestions
  }

  private func group(_ item: DefinitionReport.Item) -> Int {
    layout.group(of: item.severity, isQuestion: item.rule.isJudgement)
  }

  private func judgement(_ judgement: DefinitionReport.Judgement) -> TemplateObject {
    [
      .verdictTitle: .text(judgement.title),
      .verdictState: .text(layout.states[judgement.state] ?? ""),
      .verdictSentence: .text(judgement.sentence),
      .hasGrounds: .flag(!judgement.grounds.isEmpty),
      .grounds: judgement.grounds.map(Self.sentence).parts(.ground),
      .notSaid: .text(judgement.notSaid.joined(separator: ", ")),
      .notJudged: .text(judgement.notJudged.joined(separator: "; ")),
    ]
  }

  // MARK: - Findings

  private var groups: [TemplateObject] {
    let applied = definition.appliedRules.map {
      layout.group(of: $0.severity, isQuestion: $0.isQuestion)
    }
    let borne = definition.items.filter { $0.waiver != nil }.map(group)
    return layout.groups.enumerated().filter(isShown).map { position, group in
      let items = definition.openItems.filter { self.group($0) == position }
      var order: [String] = []
      var byRule: [String: [DefinitionReport.Item]] = [:]
      for item in items {
        if byRule[item.rule.id] == nil { order.append(item.rule.id) }
        byRule[item.rule.id, default: []].append(item)
      }
      return [
        .groupName: .text(group.name), .groupTitle: .text(group.title),
        .groupCount: .count(items.count), .hasRules: .flag(!items.isEmpty),
        .groupRules: TemplateObject.some(applied.count { $0 == position }),
        .groupBorne: TemplateObject.some(borne.count { $0 == position }),
        .rules: .list(order.compactMap { byRule[$0].flatMap(rule) }),
      ]
    }
  }

  private func rule(_ items: [DefinitionReport.Item]) -> TemplateObject? {
    guard let rule = items.first?.rule else { return nil }
    let limit = layout.limits.places
    let places: TemplateObject = [
      .places: .list(items.prefix(limit).map(place)),
      .morePlaces: TemplateObject.some(items.count - limit),
    ]
    return RuleValues.values(rule, content.fieldTitles, near: items.first?.place ?? [])
      .adding(places)
  }

  private func place(_ item: DefinitionReport.Item) -> TemplateObject {
    let isQuote = item.quote != nil && item.rule.check == nil
    return [
      .message: .text(Self.sentence(LabelWording.clean(item.message))),
      .place: .text(
        item.place.isEmpty ? layout.whole : item.place.joined(separator: " › ")),
      .line: .count(item.line), .quote: item.quote.map { .text($0) },
      .quoteLanguage: isQuote ? definition.label.heading.language.map { .text($0) } : nil,
      .findingNotes: rich(item.notes, .findingNoteParts), .ruleName: .text(item.rule.id),
      .waiverReason: item.waiver.map { .text(LabelWording.clean($0.reason)) },
      .waiverBy: (item.waiver?.by).map { .text(LabelWording.clean($0)) },
      .waiverDecided: (item.waiver?.decided).map { .text($0) },
      .waiverUntil: (item.waiver?.until).map { .text($0) },
    ]
  }

  /// A message as a sentence of its own: with a capital, unless it begins with a word in quotes.
  static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}

/// What the report says of a rule.
enum RuleValues {
  /// - Parameter place: The titles of the place of a finding of the rule.
  static func values(
    _ rule: Rule, _ titles: FieldTitles, near place: [String] = []
  ) -> TemplateObject {
    [
      .ruleName: .text(rule.id), .ruleTitle: .text(rule.title),
      .isBreach: .flag(!rule.isJudgement), .whyParts: RichText.parts(rule.why, titles, near: place),
      .fixParts: RichText.parts(rule.fix, titles, near: place),
      .hasCites: .flag(!rule.cites.isEmpty),
      .cites: .list(
        rule.cites.map { cite in
          [
            .cite: .text(cite.text), .citeLink: DefinitionValues.link(cite.url),
            .citeNote: cite.note.map { .text($0) },
          ]
        }),
    ]
  }
}

/// What became of the rules that could apply.
struct CheckValues {
  private let checks: [DefinitionReport.Checks]

  init(_ checks: [DefinitionReport.Checks]) { self.checks = checks }

  var values: TemplateObject {
    let counts: TemplateObject = [
      .silentCount: sum(\.notConcerned), .unreadableCount: sum(\.unreadable), .offCount: sum(\.off),
      .packs: .list(checks.map(pack)),
    ]
    return Self.counts(checks).adding(counts)
  }

  private func sum(_ titles: (DefinitionReport.Checks) -> [String]) -> TemplateValue {
    .count(checks.reduce(0) { $0 + titles($1).count })
  }

  private static func counts(_ checks: [DefinitionReport.Checks]) -> TemplateObject {
    let (kept, broken) = (
      checks.reduce(0) { $0 + $1.kept.count }, checks.reduce(0) { $0 + $1.broken.count }
    )
    return [
      .hasApplied: .flag(kept + broken > 0), .appliedCount: .count(kept + broken),
      .keptCount: .count(kept), .brokenCount: .count(broken),
    ]
  }

  private func pack(_ checks: DefinitionReport.Checks) -> TemplateObject {
    let values: TemplateObject = [
      .pack: .text(checks.pack),
      .brokenTitles: Self.titles(checks.broken), .keptTitles: Self.titles(checks.kept),
      .silentTitles: Self.titles(checks.notConcerned),
      .unreadableTitles: Self.titles(checks.unreadable), .offTitles: Self.titles(checks.off),
      .hasBroken: .flag(!checks.broken.isEmpty), .hasKept: .flag(!checks.kept.isEmpty),
      .hasSilent: .flag(!checks.notConcerned.isEmpty),
      .hasUnreadable: .flag(!checks.unreadable.isEmpty), .hasOff: .flag(!checks.off.isEmpty),
    ]
    return Self.counts([checks]).adding(values)
  }

  private static func titles(_ titles: [String]) -> TemplateValue { titles.parts(.checkTitle) }
}
