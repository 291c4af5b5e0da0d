import CEL
import OutcomeText
import YAMLTree

/// Checks and compiles the expressions of one rule: first its body, then what its findings say.
struct RuleCompiler {
  private let view: ObjectView
  private let source: Rule.Source
  private let parameters: [Parameter]
  /// The expressions of the pack that all its rules may use.
  private let family: LetFamily
  private var compiler: ExpressionCompiler
  /// The places that are judged; nil for structure checks.
  private var each: ExpressionCompiler.Each?
  /// What is known where the rule is broken; nil where that cannot be told.
  private var broken: [Presumption]?

  var problems: [LoadProblem] { compiler.problems }

  init(
    file: LoadedFile, view: ObjectView, source: Rule.Source, types: RuleTypes,
    functions: FunctionTable, parameters: [Parameter], family: LetFamily
  ) {
    self.view = view
    self.source = source
    self.parameters = parameters
    self.family = family
    compiler = ExpressionCompiler(
      file: file, types: types, functions: functions, fallback: view.span)
  }

  /// The structure check that the rule stands for, and the ways to the places that it judges; nil
  /// where there are problems. Call it before the rest.
  mutating func readSubject() -> (check: StructureCheck?, ways: [[Int]])? {
    if view.has("check") { return readStructureCheck().map { ($0, []) } }
    each = compiler.readEach(view)
    return each.map { (nil, $0.ways) }
  }

  /// Nil where there are problems.
  mutating func compileBody(_ check: StructureCheck?) -> Rule.Body? {
    if let check {
      compiler.use(Self.structureVariables)
      broken = []
      return .structure(check)
    }
    return compileExpressions().map { .expressions($0) }
  }

  /// What findings say, after the body was compiled; nil where there are problems.
  mutating func compileTexts() -> Rule.FindingTexts? {
    guard let broken else { return nil }
    let message = compiler.compileTemplate(view, "message", presuming: broken)
    var labels: [Rule.Label] = []
    if let each {
      for label in view.objects("also") {
        guard let text = compiler.compileTemplate(label, "label", presuming: broken),
          let place = compiler.readPlace(label, "at", each)
        else { continue }
        labels.append(Rule.Label(at: place, text: text))
      }
    }
    let edits = EditCompiler(each: each, broken: broken).compile(view, by: &compiler)
    guard problems.isEmpty, let message else { return nil }
    return Rule.FindingTexts(message: message, labels: labels, edits: edits)
  }

  // MARK: - Structure checks

  /// The variables of messages and edits of structure checks.
  private static let structureVariables =
    ["field", "value", "expected", "suggestion"].map { Variable(name: $0, type: .string) }
    + [Variable(name: "isSame", type: .bool)]

  /// The values of these variables, in their order.
  /// - Parameter isSame: Whether what stands at a second place says the same.
  static func structureValues(
    field: String, value: String, expected: String, suggestion: String, isSame: Bool = false
  ) -> [Value] {
    [
      .string(field), .string(value), .string(expected), .string(suggestion), .bool(isSame),
    ]
  }

  private mutating func readStructureCheck() -> StructureCheck? {
    let name = view.text("check") ?? ""
    for other in ["each", "where", "require", "at", "let"] where view.has(other) {
      compiler.report(view.span(other), "a rule with 'check' has no '\(other)'")
    }
    guard let check = StructureCheck(rawValue: name) else {
      let names = StructureCheck.allCases.map(\.rawValue)
      let suggestion = closestMatch(to: name, in: names)
      compiler.report(
        view.span("check"), "there is no structure check '\(name)'",
        help: suggestion.map { "did you mean '\($0)'?" }
          ?? "there are: \(names.joined(separator: ", "))")
      return nil
    }
    return check
  }

  // MARK: - Expressions

  private mutating func compileExpressions() -> Rule.Expressions? {
    guard let each else { return nil }
    compiler.use(
      placesOf: each,
      parameters: parameters.map { Variable(name: $0.name, type: $0.type.celType) })
    let early = compileShared()
    let condition = compiler.compileField(view, "where", expecting: .bool, presuming: [])
    // What the condition proves is unknown where it is broken; more errors would be untrue.
    if view.has("where"), condition == nil { return nil }
    let applies = condition.map { [Presumption(program: $0, holds: true)] } ?? []
    let lets = compileLets(presuming: applies)
    if !problems.isEmpty { return nil }
    guard view.has("require") else {
      compiler.report(view.span, "the rule has no 'require'", help: "say in CEL what must hold")
      return nil
    }
    let requirement = compiler.compileField(
      view, "require", expecting: .bool, presuming: applies)
    let at = compiler.readPlace(view, "at", each) ?? .current
    broken = applies + (requirement.map { [Presumption(program: $0, holds: false)] } ?? [])
    guard problems.isEmpty, let requirement else { return nil }
    let scope = PlaceScope(
      each: each.ways, sharedLets: early, family: family, lets: lets, condition: condition,
      variables: compiler.variables)
    return Rule.Expressions(scope: scope, requirement: requirement, at: at)
  }

  /// Compiles the expressions of the pack that the rule needs. Each of the pack has a slot of its
  /// own in every rule, so that one that does not look at the place is compiled once for all.
  private mutating func compileShared() -> [PlaceScope.SharedLet] {
    let needed = Set(
      ExpressionCompiler.needed(of: family.lets) { source.mentions($0) }.map(\.key.text))
    var lets: [PlaceScope.SharedLet] = []
    for (position, binding) in family.lets.enumerated() {
      let slot = compiler.variables.count
      guard needed.contains(binding.key.text) else {
        compiler.reserveSlot()
        continue
      }
      let program =
        if let program = family.programs[position].value {
          compiler.declare(binding.key, program)
        } else {
          compiler.compileLet(binding.key, binding.source, node: binding.node, presuming: [])?
            .program
        }
      guard let program else {
        compiler.reserveSlot()
        continue
      }
      if family.areOfDefinition[position] { family.programs[position].keep(program) }
      lets.append(
        PlaceScope.SharedLet(
          name: binding.key.text, program: program, slot: slot,
          isOfDefinition: family.areOfDefinition[position], position: position))
    }
    return lets
  }

  private mutating func compileLets(
    presuming: [Presumption]
  ) -> [(name: String, program: Program)] {
    var lets: [(name: String, program: Program)] = []
    for (key, value) in view.entries("let") {
      let binding = compiler.compileLet(
        key, view.record.string(value) ?? "", node: view.record.node(value).source,
        presuming: presuming)
      if let binding { lets.append(binding) }
    }
    return lets
  }
}
