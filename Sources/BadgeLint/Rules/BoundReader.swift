import CEL
import YAMLTree

/// Reads the bounds of a pack and checks their expressions.
struct BoundReader {
  let file: LoadedFile
  let types: RuleTypes
  let functions: FunctionTable
  let parameters: [Parameter]
  /// The names of the rules of the pack.
  let rules: [String]
  private(set) var problems: [LoadProblem] = []

  init(
    _ file: LoadedFile, types: RuleTypes, functions: FunctionTable,
    parameters: [Parameter], rules: [String]
  ) {
    self.file = file
    self.types = types
    self.functions = functions
    self.parameters = parameters
    self.rules = rules
  }

  mutating func read(_ view: ObjectView) -> Bound? {
    for (rule, span) in view.located("rules") where !rules.contains(rule) {
      problems.append(
        LoadProblem(
          file: file.name, range: span, message: "there is no rule '\(rule)' in this pack",
          help: closestMatch(to: rule, in: rules).map { "did you mean '\($0)'?" }))
    }
    let ends = ["least", "most", "below"].filter(view.has)
    if ends.isEmpty || ends == ["most", "below"] || ends.count == 3 {
      problems.append(
        LoadProblem(
          file: file.name, range: view.span,
          message: ends.isEmpty
            ? "the figure has no bound" : "the figure has two upper bounds",
          help: "give 'least', and one of 'most' and 'below'"))
    }
    var compiler = ExpressionCompiler(
      file: file, types: types, functions: functions, fallback: view.span)
    defer { problems += compiler.problems }
    guard let each = compiler.readEach(view),
      let measure = view.text("measure").flatMap(Bound.Measure.init)
    else { return nil }
    compiler.use(
      placesOf: each,
      parameters: parameters.map { Variable(name: $0.name, type: $0.type.celType) })
    let condition = compiler.compileField(view, "where", expecting: .bool, presuming: [])
    // What the condition proves is unknown where it is broken; more errors would be untrue.
    if view.has("where"), condition == nil { return nil }
    let applies = condition.map { [Presumption(program: $0, holds: true)] } ?? []
    func number(_ name: String) -> Program? {
      compiler.compileField(view, name, expecting: .double, presuming: applies)
    }
    let (value, least, most, below) = (
      number("value"), number("least"), number("most"), number("below")
    )
    let unit = compiler.compileTemplate(view, "unit", presuming: applies)
    let note = compiler.compileTemplate(view, "note", presuming: applies)
    guard let value, let unit else { return nil }
    return Bound(
      measure: measure, rules: view.texts("rules"),
      scope: PlaceScope(each: each.ways, condition: condition, variables: compiler.variables),
      value: value, least: least, most: most, below: below, unit: unit, note: note)
  }
}
