import BadgeLint

/// The matrix of outcomes against assessments, for the report for a committee.
struct MatrixValues {
  private let alignment: AlignmentContent?
  private let layout: ReportLayout
  /// Notes that stand elsewhere in the report.
  private let saidAlready: [String]

  init(_ alignment: AlignmentContent?, _ layout: ReportLayout, saidAlready: [String]) {
    self.alignment = alignment
    self.layout = layout
    self.saidAlready = saidAlready
  }

  private enum Kind: String, CaseIterable {
    case assessed, doubtful, empty, unreadable

    init(_ cell: AlignmentContent.Cell) {
      switch cell {
      case .empty: self = .empty
      case .assessed(let fit): self = fit == .doubtful ? .doubtful : .assessed
      case .unreadable: self = .unreadable
      }
    }

    /// A sign for the eye; the words stand beside it.
    var sign: String {
      switch self {
      case .assessed: "●"
      case .doubtful: "◐"
      case .empty: "–"
      case .unreadable: "?"
      }
    }

    func words(_ legend: AlignmentContent.Legend) -> String {
      switch self {
      case .assessed: legend.assessed
      case .doubtful: legend.doubtful
      case .empty: legend.empty
      case .unreadable: legend.unreadable
      }
    }
  }

  var values: TemplateObject {
    guard let alignment else { return [.hasMatrix: .flag(false)] }
    let count = alignment.outcomes.count * alignment.assessments.count
    let isShown = count > 0 && count <= layout.limits.cells
    var values: TemplateObject = [
      .hasMatrix: .flag(isShown),
      .matrixLimit: count > layout.limits.cells ? .count(count) : nil,
      .matrixNotes: alignment.notes.filter { !saidAlready.contains($0) }.parts(.matrixNote),
    ]
    guard isShown else { return values }
    let kinds = alignment.cells.map { $0.map(Kind.init) }
    values[.outcomesTitle] = .text(alignment.outcomesTitle)
    values[.columns] = .list(
      alignment.assessments.map { [.columnLabel: .text($0.label), .columnText: .text($0.text)] })
    values[.matrixRows] = .list(
      zip(alignment.outcomes, kinds).map { outcome, row in
        [
          .outcomeLabel: .text(outcome.label), .outcomeText: .text(outcome.text),
          .cells: .list(row.map { cell($0, alignment.legend) }),
        ]
      })
    let met = Set(kinds.joined())
    values[.legend] = .list(
      Kind.allCases.filter(met.contains).map { cell($0, alignment.legend) })
    return values
  }

  private func cell(_ kind: Kind, _ legend: AlignmentContent.Legend) -> TemplateObject {
    [
      .cellKind: .text(kind.rawValue), .cellSign: .text(kind.sign),
      .cellText: .text(kind.words(legend)),
    ]
  }
}

/// A figure against its bounds, in words and as a bar.
struct BoundValues {
  private let figure: BoundFigure
  private let layout: ReportLayout

  init(_ figure: BoundFigure, _ layout: ReportLayout) {
    self.figure = figure
    self.layout = layout
  }

  /// The width of a bar in pixels of CSS.
  static let width = 200.0

  var values: TemplateObject {
    // Room beyond the greatest number, so that nothing ends at the edge.
    let most = max(figure.value, figure.most ?? 0, figure.least ?? 0)
    let scale = most > 0 ? Self.width / (most * 1.15) : 0
    let start = (figure.least ?? 0) * scale
    let bounds = [figure.least, figure.most].compactMap(\.self)
    func text(_ number: Double) -> TemplateValue {
      .text(RoundedFigure.text(number, apartFrom: bounds + [figure.value]))
    }
    let end = figure.most.map { $0 * scale } ?? Self.width
    return [
      .measure: .text(layout.measures[figure.measure] ?? ""),
      .figure: text(figure.value), .unit: .text(figure.unit),
      .position: .text(layout.positions[figure.position] ?? ""),
      .positionName: .text(figure.position.rawValue),
      .least: figure.least.map(text), .most: figure.most.map(text),
      .excludesMost: .flag(figure.excludesMost), .pack: .text(figure.pack),
      .boundNote: .text(figure.note), .boundRules: .text(figure.rules.joined(separator: ", ")),
      .bandStart: .text(Self.pixels(start)), .bandWidth: .text(Self.pixels(max(end - start, 2))),
      .mark: .text(Self.pixels(min(max(figure.value * scale, 1), Self.width - 1))),
    ]
  }

  static func pixels(_ value: Double) -> String { numberText((value * 10).rounded() / 10) }
}
