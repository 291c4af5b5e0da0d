import CEL

/// Where expressions are evaluated: the places of a definition, when they count, and the names
/// that are worked out there.
package struct PlaceScope: Sendable {
  /// The fields from the definition to the places, for each kind of place; an empty way leads to
  /// the definition itself.
  package var each: [[Int]]
  /// Expressions of the document, worked out before the condition.
  package var sharedLets: [(name: String, program: Program)] = []
  /// Expressions of the place, worked out where the condition holds.
  package var lets: [(name: String, program: Program)] = []
  package var condition: Program?
  /// The variables that the expressions may use, by slot: definition, self, parent, today, the
  /// fields of the format, parameters, lets.
  package var variables: [Variable]
}

/// Goes through the places of a scope in one definition.
package struct PlaceEvaluation {
  /// A place, with the object that holds it.
  package typealias Place = (place: RecordID, parent: RecordID)

  private let scope: PlaceScope
  private let host: RecordHost
  /// The values of the variables, which stand for the place that was entered last.
  package private(set) var variables: [Value]

  /// - Parameters:
  ///   - parameters: The values of the parameters, in their order.
  ///   - surroundings: What expressions may ask beside the definition.
  package init(
    _ scope: PlaceScope, parameters: [Value], host: RecordHost, surroundings: Surroundings
  ) {
    self.scope = scope
    self.host = host
    variables = Array(repeating: .null, count: scope.variables.count)
    variables[RuleSlot.definition] = host.value(host.record.root)
    variables[RuleSlot.today] = surroundings.today
    variables[RuleSlot.formatFields] = surroundings.formatFields
    for (position, value) in parameters.enumerated() {
      variables[RuleSlot.firstParameter + position] = value
    }
  }

  /// The places of the scope; none where the definition has none.
  package var places: [Place] {
    let record = host.record
    var places: [Place] = []
    for way in scope.each {
      if way.isEmpty { places.append((record.root, record.root)) }
      record.forEachPlace(of: way[...], from: record.root) { places.append(($0, $1)) }
    }
    return places
  }

  /// Lets the variables stand for a place; false where the condition does not hold there.
  package mutating func enter(_ place: Place) throws(EvaluationError) -> Bool {
    host.forgetMetUnreadable()
    variables[RuleSlot.current] = host.value(place.place)
    variables[RuleSlot.parent] = host.value(place.parent)
    let firstLet = scope.variables.count - scope.lets.count
    let firstSharedLet = firstLet - scope.sharedLets.count
    for (position, binding) in scope.sharedLets.enumerated() {
      variables[firstSharedLet + position] = try binding.program.evaluate(variables, host: host)
    }
    if let condition = scope.condition, try !condition.evaluateBool(variables, host: host) {
      return false
    }
    for (position, binding) in scope.lets.enumerated() {
      variables[firstLet + position] = try binding.program.evaluate(variables, host: host)
    }
    return true
  }
}
