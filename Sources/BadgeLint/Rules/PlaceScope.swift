import CEL

/// Where expressions are evaluated: the places of a definition, when they count, and the names
/// that are worked out there.
package struct PlaceScope: Sendable {
  /// The fields from the definition to the places, for each kind of place; an empty way leads to
  /// the definition itself.
  package var each: [[Int]]
  /// Expressions of the document, worked out before the condition.
  package let sharedLets: [(name: String, program: Program)]
  /// Which of them have one value for all places.
  let areOfDefinition: [Bool]
  /// Expressions of the place, worked out where the condition holds.
  package var lets: [(name: String, program: Program)] = []
  package var condition: Program?
  /// The variables that the expressions may use, by slot: definition, self, parent, today, the
  /// fields of the format, parameters, lets.
  package var variables: [Variable]

  init(
    each: [[Int]], sharedLets: [(name: String, program: Program)] = [],
    lets: [(name: String, program: Program)] = [], condition: Program? = nil, variables: [Variable]
  ) {
    self.each = each
    self.sharedLets = sharedLets
    self.lets = lets
    self.condition = condition
    self.variables = variables
    // An expression is of the place if it uses it itself or through another.
    var namesOfPlace = ["self", "parent"]
    areOfDefinition = sharedLets.map { binding in
      let isOfPlace = namesOfPlace.contains {
        Rule.Source.mentions($0, in: binding.program.source)
      }
      if isOfPlace { namesOfPlace.append(binding.name) }
      return !isOfPlace
    }
  }
}

/// Goes through the places of a scope in one definition.
package struct PlaceEvaluation {
  /// A place, with the object that holds it.
  package typealias Place = (place: RecordID, parent: RecordID)

  private let scope: PlaceScope
  private let host: RecordHost
  /// The values of the variables, which stand for the place that was entered last.
  package private(set) var variables: [Value]
  /// The expressions of the definition that were worked out, by position, with the fields that
  /// they could not read.
  private var known: [Int: (value: Value, unreadable: [UnreadableField])] = [:]

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

  /// Most places times values of the definition: an expression may look at every value for each
  /// place, and beyond this bound that would take minutes.
  private static let mostWork = 20_000_000

  /// Why so many places of a definition cannot be gone through; nil where they can.
  static func excess(_ places: Int, in record: Record) -> String? {
    guard places * record.nodes.count > mostWork else { return nil }
    return "the definition is too large: \(places) places to judge among \(record.nodes.count) "
      + "values, more than can be judged in a reasonable time"
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
      variables[firstSharedLet + position] = try value(of: binding.program, position)
    }
    if let condition = scope.condition, try !condition.evaluateBool(variables, host: host) {
      return false
    }
    for (position, binding) in scope.lets.enumerated() {
      variables[firstLet + position] = try binding.program.evaluate(variables, host: host)
    }
    return true
  }

  /// The value of an expression of the document; it is worked out once where it is the same for
  /// all places.
  private mutating func value(
    of program: Program, _ position: Int
  ) throws(EvaluationError) -> Value {
    guard scope.areOfDefinition[position] else {
      return try program.evaluate(variables, host: host)
    }
    if let known = known[position] {
      host.meet(known.unreadable)
      return known.value
    }
    let before = host.metUnreadable.count
    let value = try program.evaluate(variables, host: host)
    known[position] = (value, Array(host.metUnreadable[before...]))
    return value
  }
}
