import BadgeLint

/// The values of the report as a whole.
struct CommitteeValues {
  private let content: CommitteeContent
  private let style: String
  private let layout: ReportLayout

  init(_ content: CommitteeContent, style: String) {
    self.content = content
    self.style = style
    layout = content.layout
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
      .groupHeads: .list(layout.groups.map(Self.head)),
      .verdictHeads: .list(
        content.verdicts.map {
          [.verdictTitle: .text($0.title), .verdictAbout: .text(LabelWording.clean($0.about))]
        }),
      .definitions: .list(
        shown.enumerated().map { index, definition in
          DefinitionValues(definition, layout, anchor: Self.anchor(index)).values
        }),
      .leftOut: TemplateObject.some(content.definitionCount - shown.count),
      .sectionLimit: .count(layout.limits.sections),
      .hasLooseItems: .flag(!content.looseItems.isEmpty),
      .looseItems: .list(
        content.looseItems.map { file, item in
          [.file: .text(file), .line: .count(item.line), .message: .text(item.message)]
        }),
      .hasWaivers: .flag(!waivers.isEmpty), .waivers: .list(waivers.map(waiver)),
    ]
    if isCatalogue {
      values[.overview] = .list(content.definitions.enumerated().map(overview))
      values[.moreDefinitions] = TemplateObject.some(content.moreDefinitions)
      values[.rowLimit] = .count(layout.limits.rows)
      values = values.adding(CatalogueValues(content).values)
    }
    return values
  }

  static func anchor(_ index: Int) -> String { "definition-\(index + 1)" }

  private static func head(_ group: ReportLayout.Group) -> TemplateObject {
    [
      .groupName: .text(group.name), .groupTitle: .text(group.title),
      .groupShort: .text(group.short), .groupAbout: .text(group.about),
    ]
  }

  private func overview(_ index: Int, _ definition: DefinitionReport) -> TemplateObject {
    let values = DefinitionValues(definition, layout, anchor: Self.anchor(index))
    return [
      .heading: .text(definition.label.heading.text),
      .anchor: index < layout.limits.sections ? .text(Self.anchor(index)) : nil,
      .groupCounts: .list(values.groupCounts),
      .verdicts: .list(
        definition.judgements.map { [.verdictState: .text(layout.states[$0.state] ?? "")] }),
    ]
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
