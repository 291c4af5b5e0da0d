import CEL
import YAMLTree

/// Reads files of `verdicts/` and checks their conditions against the fields of definitions.
struct VerdictReader {
  let schema: Schema
  let types: RuleTypes
  let functions: FunctionTable
  /// The packs that there are.
  let packs: [Pack]

  func read(_ file: LoadedFile) throws(LoadFailure) -> Verdict {
    let root = try DocumentReader.read(file, by: schema)
    var problems: [LoadProblem] = []
    let names = packs.map(\.name)
    let parametersOf = root.text("parametersOf")
    var named = root.located("packs").map { ($0.0, Optional($0.1)) }
    if let parametersOf { named.append((parametersOf, root.span("parametersOf"))) }
    for (pack, span) in named where !names.contains(pack) {
      problems.append(
        LoadProblem(
          file: file.name, range: span, message: "there is no pack '\(pack)'",
          help: closestMatch(to: pack, in: names).map { "did you mean '\($0)'?" }))
    }
    let doubts = root.located("doubts")
    let rules = packs.filter { root.texts("packs").contains($0.name) || Self.isStructure($0) }
      .flatMap { $0.rules.map(\.id) }
    for (rule, span) in doubts where !rules.contains(rule) {
      problems.append(
        LoadProblem(
          file: file.name, range: span,
          message: "there is no rule '\(rule)' in the packs of this verdict",
          help: closestMatch(to: rule, in: rules).map { "did you mean '\($0)'?" }))
    }
    let parameters = packs.first { $0.name == parametersOf }?.parameters ?? []
    var compiler = ExpressionCompiler(
      file: file, types: types, functions: functions, fallback: root.span)
    compiler.use(
      placesOf: ExpressionCompiler.Each(
        ways: [[]], current: .object(types.schema.root), parent: nil),
      parameters: parameters.map { Variable(name: $0.name, type: $0.type.celType) })
    let needs = conditions(root.objects("needs"), &compiler)
    let judged = conditions(root.objects("judged"), &compiler)
    problems += compiler.problems
    if !problems.isEmpty { throw file.failure(problems) }
    return Verdict(
      name: root.text("name") ?? "", title: root.text("title") ?? "",
      about: root.text("about") ?? "", concern: root.text("concern") ?? "",
      packs: root.texts("packs"), parametersOf: parametersOf, defaults: parameters.map(\.value),
      threshold: root.int("from") ?? 1,
      weights: table(root.object("weights"), Severity.allCases) { $0.int($1) },
      words: table(root.object("words"), Verdict.State.allCases) { $0.text($1) },
      needs: needs, judged: judged, doubts: doubts.map(\.0))
  }

  /// The checks of structure apply everywhere, so no verdict has to name their pack.
  private static func isStructure(_ pack: Pack) -> Bool { pack.name == Policy.structurePack }

  /// The values of an object whose fields have the names of cases.
  private func table<Case: RawRepresentable<String> & Hashable, Element>(
    _ object: ObjectView?, _ cases: [Case], _ value: (ObjectView, String) -> Element?
  ) -> [Case: Element] {
    guard let object else { return [:] }
    return Dictionary(
      cases.compactMap { name in value(object, name.rawValue).map { (name, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  private func conditions(
    _ views: [ObjectView], _ compiler: inout ExpressionCompiler
  ) -> [Verdict.Condition] {
    views.compactMap { view in
      let program = compiler.compileField(view, "that", expecting: .bool, presuming: [])
      let says = compiler.compileTemplate(view, "says", presuming: [])
      guard let program, let says else { return nil }
      return Verdict.Condition(says: says, program: program)
    }
  }
}
