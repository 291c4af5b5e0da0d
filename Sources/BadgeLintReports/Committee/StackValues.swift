import BadgeLint
import CEL

/// The stacks of a catalogue, for the report for a committee.
struct StackValues {
  private let catalogue: CommitteeContent.Catalogue
  private let layout: ReportLayout

  init(_ catalogue: CommitteeContent.Catalogue, _ layout: ReportLayout) {
    self.catalogue = catalogue
    self.layout = layout
  }

  var values: TemplateObject {
    let stacks = catalogue.result.stacks
    var values: TemplateObject = [
      .hasStacks: .flag(!stacks.isEmpty), .stacks: .list(stacks.map(stack)),
      .unreadStacks: TemplateObject.some(catalogue.unreadStacks),
    ]
    guard !stacks.isEmpty, let graph = catalogue.result.graph else { return values }
    let drawing = StackDrawing(graph, catalogue.store)
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
    let names = stack.parts.map { catalogue.store[$0].name }
    let isUnknown = if case .unknown = stack.target { true } else { false }
    return [
      .stackName: .text(LabelWording.clean(stack.name)), .isUnknown: .flag(isUnknown),
      .stackParts: .text(LabelWording.clean(names.joined(separator: ", "))),
      .counted: credit(stack.countedCredit), .stackTotal: credit(stack.targetCredit),
    ]
  }
}

/// Near-duplicates of a catalogue with both texts, for the report for a committee.
struct PairValues {
  private let catalogue: CommitteeContent.Catalogue
  private let layout: ReportLayout
  private let definitions: [DefinitionReport]

  init(
    _ catalogue: CommitteeContent.Catalogue, _ definitions: [DefinitionReport],
    _ layout: ReportLayout
  ) {
    self.catalogue = catalogue
    self.layout = layout
    self.definitions = definitions
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
      .firstName: .text(one.heading.text), .secondName: .text(other.heading.text),
      .pairRows: .list(rows),
    ]
  }
}
