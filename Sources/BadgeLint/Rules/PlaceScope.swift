import CEL
import OutcomeText

/// Where expressions are evaluated: the places of a definition, when they count, and the names
/// that are worked out there.
///
/// Shared, as each definition that is judged looks at all of them.
package final class PlaceScope: Sendable {
  /// The fields from the definition to the places, for each kind of place; an empty way leads to
  /// the definition itself.
  package let each: [[Int]]
  /// Expressions of the document, worked out before the condition.
  package let sharedLets: [SharedLet]
  /// The pack whose expressions these are; nil where no other scope shares them.
  let family: LetFamily?
  /// Expressions of the place, worked out where the condition holds.
  package let lets: [(name: String, program: Program)]
  package let condition: Program?
  /// The variables that the expressions may use, by slot: definition, self, parent, today, the
  /// fields of the format, parameters, lets.
  package let variables: [Variable]

  /// An expression with a name that several scopes may use.
  package struct SharedLet: Sendable {
    package var name: String
    package var program: Program
    /// The slot of its value.
    var slot: Int
    /// Whether it has one value for all places.
    var isOfDefinition: Bool
    /// Its position in the family.
    var position: Int
  }

  init(
    each: [[Int]], sharedLets: [SharedLet] = [], family: LetFamily? = nil,
    lets: [(name: String, program: Program)] = [], condition: Program? = nil, variables: [Variable]
  ) {
    self.each = each
    self.sharedLets = sharedLets
    self.family = family
    self.lets = lets
    self.condition = condition
    self.variables = variables
  }

  /// Makes a scope of expressions that no other scope shares; their slots are the last.
  convenience init(
    each: [[Int]], ownLets: [(name: String, program: Program)], condition: Program? = nil,
    variables: [Variable]
  ) {
    let areOfDefinition = Self.areOfDefinition(ownLets.map { ($0.name, $0.program.source) })
    let first = variables.count - ownLets.count
    self.init(
      each: each,
      sharedLets: ownLets.enumerated().map { index, binding in
        SharedLet(
          name: binding.name, program: binding.program, slot: first + index,
          isOfDefinition: areOfDefinition[index], position: index)
      },
      condition: condition, variables: variables)
  }

  /// Which expressions have one value for all places: those that use neither the place nor another
  /// one that does.
  static func areOfDefinition(_ lets: [(name: String, source: String)]) -> [Bool] {
    var namesOfPlace = ["self", "parent"]
    return lets.map { binding in
      let isOfPlace = namesOfPlace.contains { Rule.Source.mentions($0, in: binding.source) }
      if isOfPlace { namesOfPlace.append(binding.name) }
      return !isOfPlace
    }
  }
}

/// The expressions of a pack that all its rules may use; stands for the pack when their values are
/// kept.
final class LetFamily: Sendable {
  let lets: [ExpressionCompiler.NamedSource]
  /// Whether each has one value for all places of a definition.
  let areOfDefinition: [Bool]
  /// Those that are the same in all rules, once one of these was compiled.
  let programs: [KeptOnce<Program>]

  init(_ lets: [ExpressionCompiler.NamedSource]) {
    self.lets = lets
    areOfDefinition = PlaceScope.areOfDefinition(lets.map { ($0.key.text, $0.source) })
    programs = lets.map { _ in KeptOnce() }
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
  /// The expressions of the definition that were worked out, by position, where no other scope
  /// shares them.
  private var known: [KnownValue?]

  /// - Parameters:
  ///   - parameters: The values of the parameters, in their order.
  ///   - surroundings: What expressions may ask beside the definition.
  package init(
    _ scope: PlaceScope, parameters: [Value], host: RecordHost, surroundings: Surroundings
  ) {
    self.scope = scope
    self.host = host
    known = []
    if scope.family == nil { for _ in scope.sharedLets { known.append(nil) } }
    // All rules of a pack begin with the same values.
    variables = scope.family.flatMap(host.takeVariables) ?? []
    if !variables.isEmpty {
      while variables.count > scope.variables.count { variables.removeLast() }
      while variables.count < scope.variables.count { variables.append(.null) }
      return
    }
    // One by one, as `Array(repeating:)` looks its type up in every call.
    variables.reserveCapacity(scope.variables.count)
    variables.append(host.value(host.record.root))
    for _ in RuleSlot.current...RuleSlot.parent { variables.append(.null) }
    variables.append(surroundings.today)
    variables.append(surroundings.formatFields)
    variables += parameters
    while variables.count < scope.variables.count { variables.append(.null) }
  }

  /// Most places times values of the definition: an expression may look at every value for each
  /// place, and beyond this bound that would take minutes.
  private static let mostWork = 20_000_000
  /// Most values of a definition; rules that look at all of them for one place would take seconds.
  private static let mostValues = 250_000

  /// Why so many places of a definition cannot be gone through; nil where they can.
  /// - Parameter definitions: How many definitions the record may hold.
  static func excess(_ places: Int, in record: Record, definitions: Int = 1) -> String? {
    if record.nodes.count > mostValues * definitions {
      return "\(definitions == 1 ? "the definition is" : "the definitions are") too large: "
        + "\(record.nodes.count) values, and at most \(mostValues * definitions) are judged"
    }
    guard places * record.nodes.count > mostWork else { return nil }
    return "the definition is too large: \(places) places to judge among \(record.nodes.count) "
      + "values, more than can be judged in a reasonable time"
  }

  /// The places of the scope; none where the definition has none.
  package var places: [Place] {
    Self.places(along: scope.each, in: host.record)
  }

  /// The places to which ways of fields lead; none where the definition has none.
  static func places(along ways: [[Int]], in record: Record) -> [Place] {
    var places: [Place] = []
    find(&places, along: ways, in: record)
    return places
  }

  /// The same in a list that was used before.
  static func find(_ places: inout [Place], along ways: [[Int]], in record: Record) {
    places.removeAll(keepingCapacity: true)
    for way in ways {
      if way.isEmpty { places.append((record.root, record.root)) }
      record.forEachPlace(of: way[...], from: record.root) { places.append(($0, $1)) }
    }
  }

  /// Lets the variables stand for a place; false where the condition does not hold there.
  package mutating func enter(_ place: Place) throws(EvaluationError) -> Bool {
    host.forgetMetUnreadable()
    variables[RuleSlot.current] = host.value(place.place)
    variables[RuleSlot.parent] = host.value(place.parent)
    let firstLet = scope.variables.count - scope.lets.count
    for binding in scope.sharedLets { variables[binding.slot] = try value(of: binding) }
    if let condition = scope.condition, try !condition.evaluateBool(variables, host: host) {
      return false
    }
    for (position, binding) in scope.lets.enumerated() {
      variables[firstLet + position] = try binding.program.evaluate(variables, host: host)
    }
    return true
  }

  /// Hands the variables on to the next rule of the pack; call it when all places were entered.
  mutating func handOn() {
    guard let family = scope.family else { return }
    let variables = variables
    self.variables = []
    host.keep(variables: variables, of: family)
  }

  /// The value of an expression of the document; it is worked out once where it is the same for
  /// all places.
  private mutating func value(of binding: PlaceScope.SharedLet) throws(EvaluationError) -> Value {
    guard binding.isOfDefinition else {
      return try binding.program.evaluate(variables, host: host)
    }
    let kept =
      if let family = scope.family {
        host.known(binding.position, in: family)
      } else {
        known[binding.position]
      }
    if let kept {
      host.meet(kept.unreadable)
      return kept.value
    }
    let before = host.metUnreadable.count
    let value = try binding.program.evaluate(variables, host: host)
    let made = KnownValue(value: value, unreadable: Array(host.metUnreadable[before...]))
    if let family = scope.family {
      host.keep(made, at: binding.position, in: family)
    } else {
      known[binding.position] = made
    }
    return value
  }
}
