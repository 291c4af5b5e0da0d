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

/// Judges the places of one definition by the expressions of one rule.
package struct RuleEvaluation {
  /// What the rule says of one place.
  package enum Outcome {
    /// The condition does not hold here.
    case notApplicable
    /// What the rule requires holds here.
    case passed
    /// What the rule requires does not hold here.
    case failed
    /// An expression has no value here.
    case fault(EvaluationError)
  }

  /// A place that is judged, with the object that holds it.
  package typealias Place = (place: RecordID, parent: RecordID)

  private let expressions: Rule.Expressions
  private let host: RecordHost
  /// The values of the variables, which stand for the place that was judged last.
  package private(set) var variables: [Value]

  /// Makes the evaluation of a rule over the definition of a host.
  /// - Parameters:
  ///   - parameters: The values of the pack's parameters, in their order.
  ///   - surroundings: What rules may ask beside the definition.
  package init(
    _ expressions: Rule.Expressions, parameters: [Value], host: RecordHost,
    surroundings: Surroundings
  ) {
    self.expressions = expressions
    self.host = host
    variables = Array(repeating: .null, count: expressions.slotCount)
    variables[RuleSlot.definition] = host.value(host.record.root)
    variables[RuleSlot.today] = surroundings.today
    variables[RuleSlot.formatFields] = surroundings.formatFields
    for (position, value) in parameters.enumerated() {
      variables[RuleSlot.firstParameter + position] = value
    }
  }

  /// The places that the rule looks at; none where the definition has none.
  package var places: [Place] {
    let record = host.record
    var places: [Place] = []
    for way in expressions.each {
      if way.isEmpty { places.append((record.root, record.root)) }
      record.forEachPlace(of: way[...], from: record.root) { places.append(($0, $1)) }
    }
    return places
  }

  /// Judges a place; afterwards the variables stand for it.
  package mutating func judge(_ place: Place) -> Outcome {
    host.hasMetUnreadable = false
    variables[RuleSlot.current] = host.value(place.place)
    variables[RuleSlot.parent] = host.value(place.parent)
    let firstLet = expressions.slotCount - expressions.lets.count
    let firstPackLet = firstLet - expressions.packLets.count
    do {
      for (position, binding) in expressions.packLets.enumerated() {
        variables[firstPackLet + position] = try binding.program.evaluate(variables, host: host)
      }
      if let condition = expressions.condition,
        try !condition.evaluateBool(variables, host: host)
      {
        return .notApplicable
      }
      for (position, binding) in expressions.lets.enumerated() {
        variables[firstLet + position] = try binding.program.evaluate(variables, host: host)
      }
      let holds = try expressions.requirement.evaluateBool(variables, host: host)
      // What is written but cannot be read is a finding of its own; to call it missing is untrue.
      if host.hasMetUnreadable { return .notApplicable }
      return holds ? .passed : .failed
    } catch {
      // A required field that is not there is a finding of its own; nothing is left to judge.
      return error.kind == .missingField ? .notApplicable : .fault(error)
    }
  }
}
