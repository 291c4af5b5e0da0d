import BadgeLint
import CEL

/// The stacks of a catalogue, for the report for a committee.
struct StackValues {
  private let catalogue: CommitteeContent.Catalogue
  private let layout: ReportLayout
  private let names: DefinitionNames

  init(
    _ catalogue: CommitteeContent.Catalogue, _ layout: ReportLayout, _ names: DefinitionNames
  ) {
    self.catalogue = catalogue
    self.layout = layout
    self.names = names
  }

  var values: TemplateObject {
    let stacks = catalogue.result.stacks
    var values: TemplateObject = [
      .hasStacks: .flag(!stacks.isEmpty), .stacks: .list(stacks.map(stack)),
      .unreadStacks: TemplateObject.some(catalogue.unreadStacks),
    ]
    guard !stacks.isEmpty, let graph = catalogue.result.graph else { return values }
    let drawing = StackDrawing(graph, catalogue.store, name: name)
    if drawing.nodes.count <= layout.limits.nodes {
      values[.stackDrawing] = .markup(InlineDrawing.markup(StackSVG.bytes(drawing)))
    } else {
      values[.drawingLimit] = .count(layout.limits.nodes)
    }
    return values
  }

  private func stack(_ stack: Stack) -> TemplateObject {
    let figures = [stack.countedCredit, stack.targetCredit].compactMap(\.self)
    func credit(_ value: Double?) -> TemplateValue? {
      value.map {
        .text("\(RoundedFigure.text($0, apartFrom: figures)) \(stack.system ?? "")")
      }
    }
    let names = stack.parts.map { name(catalogue.store[$0]) }
    let title =
      if case .definition(let index) = stack.target { name(catalogue.store[index]) } else {
        stack.name
      }
    let isUnknown = if case .unknown = stack.target { true } else { false }
    return [
      .stackName: .text(LabelWording.clean(title)), .isUnknown: .flag(isUnknown),
      .stackParts: .text(LabelWording.clean(names.joined(separator: ", "))),
      .counted: credit(stack.countedCredit),
      .stackTotal: credit(stack.targetCredit) ?? saidTotal(stack),
    ]
  }

  private func name(_ profile: Profile) -> String {
    names.name(file: profile.file, line: profile.line, name: profile.name) ?? profile.name
  }

  /// What the parts say of the credit of the whole, where all that say it agree.
  private func saidTotal(_ stack: Stack) -> TemplateValue? {
    guard let graph = catalogue.result.graph else { return nil }
    let links = stack.edges.map { graph.edges[$0].link }
    let totals = Set(
      links.compactMap { link in
        link.total.map { "\(RoundedFigure.text($0)) \(link.totalSystem)" }
      })
    guard totals.count == 1, let total = totals.first else { return nil }
    return .text("\(LabelWording.clean(total)), \(layout.stackTotal)")
  }
}

/// Near-duplicates of a catalogue with both texts, for the report for a committee.
struct PairValues {
  private let catalogue: CommitteeContent.Catalogue
  private let layout: ReportLayout
  private let definitions: [DefinitionReport]
  private let names: DefinitionNames

  init(
    _ catalogue: CommitteeContent.Catalogue, _ definitions: [DefinitionReport],
    _ layout: ReportLayout, _ names: DefinitionNames
  ) {
    self.catalogue = catalogue
    self.layout = layout
    self.definitions = definitions
    self.names = names
  }

  var values: TemplateObject {
    let found = catalogue.result.findings.filter(\.isOfPair)
    // Made one by one, as only so many are shown.
    let pairs = Array(found.lazy.compactMap(pair).prefix(layout.limits.pairs))
    return [
      .hasPairs: .flag(!found.isEmpty),
      .pairs: .list(
        pairs.enumerated().map { index, pair in
          let number: TemplateObject = [.pairNumber: .count(index + 1)]
          return pair.adding(number)
        }),
      .pairsLeftOut: TemplateObject.some(found.count - pairs.count),
    ]
  }

  private func label(_ place: CatalogueFinding.Place) -> LabelContent? {
    catalogue.shown[place.profile].flatMap { position in
      definitions.indices.contains(position) ? definitions[position].label : nil
    }
  }

  /// Both definitions row by row; nil where one of them is not at hand.
  private func pair(_ finding: CatalogueFinding) -> TemplateObject? {
    guard let second = finding.place, let first = finding.labels.first?.place,
      let one = label(first), let other = label(second)
    else { return nil }
    var titles: [(name: String, title: String)] = []
    for row in one.rows + other.rows where !titles.contains(where: { $0.name == row.name }) {
      titles.append((row.name, row.title))
    }
    func values(_ label: LabelContent, _ name: String) -> [LabelContent.Text] {
      label.rows.first { $0.name == name }?.values ?? []
    }
    let rows = titles.map { name, title -> TemplateObject in
      let (left, right) = (values(one, name), values(other, name))
      return [
        .rowTitle: .text(title), .isSame: .flag(left.map(\.text) == right.map(\.text)),
        .firstValues: .list(left.map { [.value: .text($0.text)] }),
        .secondValues: .list(right.map { [.value: .text($0.text)] }),
      ]
    }
    return [
      .message: .text(DefinitionValues.sentence(LabelWording.clean(finding.message))),
      .firstName: .text(
        names.name(file: first.file, line: first.line, name: first.name) ?? one.heading.text),
      .secondName: .text(
        names.name(file: second.file, line: second.line, name: second.name) ?? other.heading.text),
      .pairRows: .list(rows),
    ]
  }
}
