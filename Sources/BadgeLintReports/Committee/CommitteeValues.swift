import BadgeLint

/// The values of the report as a whole.
struct CommitteeValues {
  private let content: CommitteeContent
  private let style: String
  private let layout: ReportLayout
  private let names: DefinitionNames

  init(_ content: CommitteeContent, style: String) {
    self.content = content
    self.style = style
    layout = content.layout
    names = DefinitionNames(content.definitions, isCatalogue: content.definitionCount > 1)
  }

  var values: TemplateObject {
    let isCatalogue = content.definitionCount > 1
    let waivers = content.allWaivers
    let shown = content.definitions.prefix(layout.limits.sections)
    var values: TemplateObject = [
      .language: .text(layout.language), .version: .text(content.version),
      .reportTitle: .text(layout.title), .day: .text(content.day), .style: .markup(style),
      .subject: content.definitionCount == 1
        ? content.definitions.first.map { .text($0.label.heading.text) } : nil,
      .definitionCount: .count(content.definitionCount),
      .isSingle: .flag(content.definitionCount == 1), .isCatalogue: .flag(isCatalogue),
      .hasFailures: .flag(!content.failures.isEmpty), .failures: content.failures.parts(.failure),
      .hasRemarks: .flag(!content.remarks.isEmpty), .remarks: content.remarks.parts(.remark),
      .groupHeads: .list(shownGroups(asksQuestions: content.asksQuestions).map(Self.head)),
      .groupGuide: .list(
        shownGroups(asksQuestions: content.asksQuestions || asksTogether).map(Self.head)),
      .verdictHeads: .list(
        content.verdicts.map {
          [.verdictTitle: .text($0.title), .verdictAbout: .text(LabelWording.clean($0.about))]
        }),
      .definitions: .list(
        shown.enumerated().map { index, definition in
          section(definition, index).values
        }),
      .leftOut: TemplateObject.some(content.definitionCount - shown.count),
      .sectionLimit: .count(layout.limits.sections),
      .hasLooseItems: .flag(!content.looseItems.isEmpty),
      .looseItems: .list(
        content.looseItems.map { file, item in
          let group = layout.groups[
            layout.group(of: item.severity, isQuestion: item.rule.isJudgement)]
          return [
            .file: .text(file), .line: .count(item.line), .groupName: .text(group.name),
            .groupTitle: .text(group.title),
            .message: .text(DefinitionValues.sentence(LabelWording.clean(item.message))),
          ]
        }),
      .hasWaivers: .flag(!waivers.isEmpty), .waivers: .list(waivers.map(waiver)),
    ]
    if isCatalogue {
      values[.overview] = .list(content.definitions.enumerated().map(overview))
      values[.moreDefinitions] = TemplateObject.some(content.moreDefinitions)
      values[.rowLimit] = .count(layout.limits.rows)
      values = values.adding(CatalogueValues(content, names).values)
    }
    return values
  }

  /// Nothing is said of questions where no rule asks any.
  private func shownGroups(asksQuestions: Bool) -> [ReportLayout.Group] {
    layout.groups.filter { !$0.holdsQuestions || asksQuestions }
  }

  /// Whether something is asked of the definitions together.
  private var asksTogether: Bool {
    guard case .made(let catalogue) = content.catalogue else { return false }
    return catalogue.result.findings.contains { catalogue.rules.rules[$0.rule].rule.isJudgement }
  }

  private func section(_ definition: DefinitionReport, _ index: Int) -> DefinitionValues {
    DefinitionValues(
      definition, content, name: names.name(definition), anchor: Self.anchor(index))
  }

  static func anchor(_ index: Int) -> String { "definition-\(index + 1)" }

  private static func head(_ group: ReportLayout.Group) -> TemplateObject {
    [
      .groupName: .text(group.name), .groupTitle: .text(group.title),
      .groupShort: .text(group.short), .groupAbout: .text(group.about),
    ]
  }

  private func overview(_ index: Int, _ definition: DefinitionReport) -> TemplateObject {
    let values = section(definition, index)
    return [
      .heading: .text(names.name(definition)),
      .anchor: index < layout.limits.sections ? .text(Self.anchor(index)) : nil,
      .groupCounts: .list(values.groupCounts), .withOthers: .count(withOthers(definition)),
      .verdicts: .list(
        definition.judgements.map { [.verdictState: .text(layout.states[$0.state] ?? "")] }),
    ]
  }

  /// How many findings over the definitions together name one of them.
  private func withOthers(_ definition: DefinitionReport) -> Int {
    guard case .made(let catalogue) = content.catalogue else { return 0 }
    return catalogue.result.findings.count { finding in
      finding.waiver == nil
        && ([finding.place].compactMap(\.self) + finding.labels.map(\.place)).contains {
          $0.file == definition.file && names.line(of: $0) == definition.line
        }
    }
  }

  private func waiver(_ line: WaiverLine) -> TemplateObject {
    let concerns =
      [line.definition].compactMap(\.self) + line.files + [line.path].compactMap(\.self)
    return [
      .waiverRule: .text(line.rule),
      .waiverConcerns: .text(
        LabelWording.clean(
          concerns.isEmpty ? layout.whole : concerns.joined(separator: ", "), limit: 400)),
      .waiverReason: .text(LabelWording.clean(line.waiver.reason)),
      .waiverBy: line.waiver.by.map { .text(LabelWording.clean($0)) },
      .waiverDecided: line.waiver.decided.map { .text($0) },
      .waiverUntil: line.waiver.until.map { .text($0) },
      .waiverState: .text(layout.waivers[line.state] ?? ""),
      .waiverSource: .text(line.source),
    ]
  }
}
