import CEL

/// What rules may ask beside the definition.
package struct Surroundings: Sendable {
  /// The day of the run.
  let today: Value
  /// The names of the fields for which the file's format has a place.
  let formatFields: Value

  init(today: CalendarDate, formatFields: [String]) {
    self.today = Timestamp(seconds: today.secondsSince1970).map { .timestamp($0) } ?? .null
    self.formatFields = .list(.native(formatFields.map { .string($0) }))
  }

  /// The surroundings of a definition in the native format.
  package init(today: CalendarDate, schema: Schema) {
    self.init(today: today, formatFields: schema.types[schema.root].fields.map(\.name))
  }
}

/// The surroundings of definitions by their format.
package struct SurroundingsByFormat: Sendable {
  private let native: Surroundings
  /// By the name of the format.
  private let byFormat: [String: Surroundings]

  package init(_ library: RuleLibrary, today: CalendarDate) {
    native = Surroundings(today: today, schema: library.definition)
    byFormat = Dictionary(
      library.formats.map { format in
        (
          format.name,
          Surroundings(today: today, formatFields: format.fieldNames(in: library.definition))
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The surroundings of a definition of a format; nil for the native format.
  package func of(_ format: Format?) -> Surroundings {
    format.flatMap { byFormat[$0.name] } ?? native
  }
}

/// Judges the places of one definition by the expressions of one rule.
package struct RuleEvaluation {
  /// What the rule says of one place.
  package enum Outcome {
    /// The condition does not hold here.
    case notApplicable
    /// Fields that it asks for are written but cannot be read, or required and not there.
    case notJudged([UnreadableField])
    /// What the rule requires holds here.
    case passed
    /// What the rule requires does not hold here.
    case failed
    /// An expression has no value here.
    case fault(EvaluationError)
  }

  /// A place that is judged, with the object that holds it.
  package typealias Place = PlaceEvaluation.Place

  private let requirement: Program
  private let host: RecordHost
  private var evaluation: PlaceEvaluation

  /// Makes the evaluation of a rule over the definition of a host.
  /// - Parameters:
  ///   - parameters: The values of the pack's parameters, in their order.
  ///   - surroundings: What rules may ask beside the definition.
  package init(
    _ expressions: Rule.Expressions, parameters: [Value], host: RecordHost,
    surroundings: Surroundings
  ) {
    requirement = expressions.requirement
    self.host = host
    evaluation = PlaceEvaluation(
      expressions.scope, parameters: parameters, host: host, surroundings: surroundings)
  }

  /// The values of the variables, which stand for the place that was judged last.
  package var variables: [Value] { evaluation.variables }

  /// Leaves the variables to the next rule of the pack; call it when all places were judged.
  mutating func handOn() { evaluation.handOn() }

  /// The places that the rule looks at; none where the definition has none.
  package var places: [Place] { evaluation.places }

  /// Judges a place; afterwards the variables stand for it.
  package mutating func judge(_ place: Place) -> Outcome {
    do {
      guard try evaluation.enter(place) else {
        return host.hasMetUnreadable ? .notJudged(host.metUnreadable) : .notApplicable
      }
      let holds = try requirement.evaluateBool(evaluation.variables, host: host)
      // What is written but cannot be read is a finding of its own; to call it missing is untrue.
      if host.hasMetUnreadable { return .notJudged(host.metUnreadable) }
      return holds ? .passed : .failed
    } catch {
      // A required field that is not there is a finding of its own; nothing is left to judge.
      return error.kind == .missingField
        ? .notJudged(host.lastMissing.map { [$0] } ?? []) : .fault(error)
    }
  }
}
