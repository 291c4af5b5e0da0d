import BadgeLint
import CEL

/// The values of the definitions judged together, for the report for a committee.
struct CatalogueValues {
  private let content: CommitteeContent
  private let layout: ReportLayout
  private let names: DefinitionNames

  init(_ content: CommitteeContent, _ names: DefinitionNames) {
    self.content = content
    self.names = names
    layout = content.layout
  }

  var values: TemplateObject {
    var values = trend
    switch content.catalogue {
    case .missing(let reason):
      values[.catalogueMissing] = .text(reason)
      values[.hasCatalogue] = .flag(false)
    case .made(let catalogue):
      values[.hasCatalogue] = .flag(true)
      for part in [
        findings(catalogue), spread(catalogue), StackValues(catalogue, layout, names).values,
        PairValues(catalogue, content.definitions, layout, names).values,
      ] {
        values = values.adding(part)
      }
    }
    return values
  }

  // MARK: - Findings

  private func findings(_ catalogue: CommitteeContent.Catalogue) -> TemplateObject {
    let result = catalogue.result
    var order: [Int] = []
    var byRule: [Int: [CatalogueFinding]] = [:]
    for finding in result.findings {
      if byRule[finding.rule] == nil { order.append(finding.rule) }
      byRule[finding.rule, default: []].append(finding)
    }
    // The gravest first; within a group as they were found.
    let sorted = layout.groups.indices.flatMap { position in
      order.filter { index in
        group(byRule[index]?.first, catalogue.rules.rules[index].rule) == position
      }
    }
    let active = catalogue.rules.rules.indices.filter {
      catalogue.rules.rules[$0].severity != nil
    }
    return [
      .togetherCount: .count(result.findings.count),
      .hasTogether: .flag(!result.findings.isEmpty),
      .together: .list(
        sorted.map { index in
          together(byRule[index] ?? [], catalogue.rules.rules[index].rule)
        }),
      .judgedSubjects: .text(
        result.subjects.map { "\(Self.words($0.name)) \($0.count)" }.joined(separator: ", ")),
      .catalogueRules: .count(active.count),
      .catalogueApplied: .count(active.count { result.tallies[$0].applied > 0 }),
      .cutBuckets: TemplateObject.some(result.cutBuckets),
    ]
  }

  private func group(_ finding: CatalogueFinding?, _ rule: Rule) -> Int {
    layout.group(of: finding?.severity ?? rule.severity, isQuestion: rule.isJudgement)
  }

  private func together(_ findings: [CatalogueFinding], _ rule: Rule) -> TemplateObject {
    let group = layout.groups[self.group(findings.first, rule)]
    let places: TemplateObject = [
      .groupName: .text(group.name), .groupTitle: .text(group.title),
      .places: .list(findings.prefix(layout.limits.places).map(place)),
      .morePlaces: TemplateObject.some(findings.count - layout.limits.places),
    ]
    return RuleValues.values(rule, content.fieldTitles).adding(places)
  }

  private func place(_ finding: CatalogueFinding) -> TemplateObject {
    let group = [Self.words(finding.subject), finding.subjectName].filter { !$0.isEmpty }
    return [
      .placeName: .text(
        LabelWording.clean(finding.place.map(names.name) ?? group.joined(separator: " "))),
      .message: .text(LabelWording.clean(finding.message)),
      .placeLabels: finding.labels.map {
        LabelWording.clean(
          "\(names.name($0.place)): \($0.text) (\($0.place.file), \($0.place.line))")
      }.parts(.placeLabel),
    ]
  }

  /// A name such as `claimedSkill` in words.
  static func words(_ name: String) -> String {
    name.reduce(into: "") { $0 += $1.isUppercase ? " \($1.lowercased())" : String($1) }
  }

  // MARK: - Spread

  private func spread(_ catalogue: CommitteeContent.Catalogue) -> TemplateObject {
    var spreads: [TemplateObject] = []
    var shares: [TemplateObject] = []
    guard let summary = catalogue.result.summary else { return [.hasShares: .flag(false)] }
    for (field, value) in zip(catalogue.store.layout.fields, summary.fields) {
      switch value {
      case .spread(let spread?): spreads.append(Self.spread(spread, field))
      case .share(let known, let yes) where known > 0:
        let share = Double(yes) / Double(known)
        shares.append([
          .spreadTitle: .text(DefinitionValues.sentence(field.title)),
          .spreadAbout: .text(LabelWording.clean(field.about)), .known: .count(known),
          .yes: .count(yes),
          .percent: .text("\(RoundedFigure.text(100 * share, decimals: 1, apartFrom: [100])) %"),
          .bandWidth: .text(BoundValues.pixels(share * BoundValues.width)),
        ])
      case .spread, .share, .variety, .none: continue
      }
    }
    return [
      .spreads: .list(spreads), .hasShares: .flag(!shares.isEmpty), .shares: .list(shares),
    ]
  }

  private static func spread(_ spread: Spread, _ field: ProfileLayout.Field) -> TemplateObject {
    let scale = spread.maximum > 0 ? (BoundValues.width - 4) / spread.maximum : 0
    return [
      .spreadTitle: .text(DefinitionValues.sentence(field.title)),
      .spreadAbout: .text(LabelWording.clean(field.about)), .known: .count(spread.known),
      .leastValue: .text(RoundedFigure.text(spread.minimum)),
      .medianValue: .text(RoundedFigure.text(spread.median)),
      .mostValue: .text(RoundedFigure.text(spread.maximum)),
      .bandStart: .text(BoundValues.pixels(spread.minimum * scale)),
      .bandWidth: .text(
        BoundValues.pixels(max((spread.maximum - spread.minimum) * scale, 2))),
      .mark: .text(BoundValues.pixels(max(spread.median * scale, 1))),
    ]
  }

  // MARK: - Trend

  private var trend: TemplateObject {
    guard case .made(let trend) = content.trend else {
      guard case .missing(let reason) = content.trend else { return [:] }
      return [.hasTrend: .flag(false), .trendMissing: .text(reason)]
    }
    let heads = [trend.layout.count] + trend.layout.figures.map(\.title)
    return [
      .hasTrend: .flag(true), .trendHeads: heads.parts(.trendHead),
      .trendRows: .list(
        trend.points.map { point in
          let figures = zip(point.values, trend.layout.figures).map { trend.text($0, $1) }
          return [
            .month: .text(point.month),
            .trendCells: (["\(point.definitionCount)"] + figures).parts(.trendCell),
          ]
        }),
      .trendDrawing: .markup(InlineDrawing.markup(TrendSVG().bytes(trend))),
      .trendNotes: trend.notes.parts(.trendNote),
    ]
  }
}

/// A drawing inside of a page.
enum InlineDrawing {
  static func markup(_ svg: [UInt8]) -> String { String(decoding: svg, as: UTF8.self) }
}
