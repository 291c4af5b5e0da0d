import CEL

/// A figure of a definition with the bounds that rules of a pack set, for reports that draw it.
package struct Bound: Sendable {
  /// What is measured.
  package enum Measure: String, CaseIterable, Sendable {
    case hours, level, credit
  }

  package var measure: Measure
  /// The rules of the pack that judge the figure.
  package var rules: [String]
  var scope: PlaceScope
  var value: Program
  var least: Program?
  var most: Program?
  /// Gives the value that must not be reached.
  var below: Program?
  var unit: MessageTemplate
  /// What readers need to know of the bounds, such as a tolerance.
  var note: MessageTemplate?
}

/// A bound at one place of a definition, worked out.
package struct BoundFigure: Sendable, Equatable {
  /// Where a value stands between its bounds.
  package enum Position: String, CaseIterable, Sendable {
    case below, within, above
  }

  /// The title of the pack that sets the bounds.
  package var pack: String
  package var measure: Bound.Measure
  package var rules: [String]
  package var value: Double
  package var least: Double?
  package var most: Double?
  /// Whether the greatest value itself is already too much.
  package var excludesMost: Bool
  package var unit: String
  /// What readers need to know of the bounds; empty for nothing.
  package var note: String

  package var position: Position {
    if let least, value < least { return .below }
    if let most, excludesMost ? value >= most : value > most { return .above }
    return .within
  }
}

extension Bound {
  /// The figures of one definition.
  /// - Parameters:
  ///   - parameters: The values of the pack's parameters in the order of their slots.
  ///   - fault: Takes what could not be evaluated, in words.
  func figures(
    of pack: Pack, parameters: [Value], _ host: RecordHost, _ surroundings: Surroundings,
    fault: (String) -> Void
  ) -> [BoundFigure] {
    var evaluation = PlaceEvaluation(
      scope, parameters: parameters, host: host, surroundings: surroundings)
    let places = evaluation.places
    // Linting has told that these are too many.
    guard PlaceEvaluation.excess(places.count, in: host.record) == nil else { return [] }
    var figures: [BoundFigure] = []
    for place in places {
      do throws(EvaluationError) {
        guard try evaluation.enter(place) else { continue }
        let variables = evaluation.variables
        func number(_ program: Program?) throws(EvaluationError) -> Double? {
          guard case .double(let number)? = try program?.evaluate(variables, host: host),
            number.isFinite
          else { return nil }
          return number
        }
        guard let value = try number(self.value) else { continue }
        let end = try number(below)
        let least = try number(self.least)
        var most = end
        if most == nil { most = try number(self.most) }
        if host.hasMetUnreadable { continue }
        let figure = BoundFigure(
          pack: pack.title, measure: measure, rules: rules, value: value, least: least, most: most,
          excludesMost: end != nil,
          unit: LabelWording.clean(unit.text(with: variables, host) { fault($0.message) }),
          note: LabelWording.clean(
            note?.text(with: variables, host) { fault($0.message) } ?? ""))
        if !figures.contains(figure) { figures.append(figure) }
      } catch {
        // A required field that is not there is a problem of structure; there is nothing to draw.
        if error.kind != .missingField { fault(error.message) }
      }
    }
    return figures
  }
}
