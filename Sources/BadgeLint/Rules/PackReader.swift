import CEL
import OutcomeText
import YAMLTree

/// Reads a pack: structure, then every rule with its expressions, checked and compiled.
package struct PackReader {
  private let file: LoadedFile
  private let root: ObjectView
  /// What rules may judge, with the types of it.
  private let subjects: [RuleTypes]
  private let judged: Judged
  private let functions: FunctionTable
  private var problems: [LoadProblem] = []
  private var sources: [Pack.Source] = []
  private var parameters: [Parameter] = []
  /// Whether tests compile all of it, so that a run compiles only what it comes to.
  private let isTested: Bool
  /// The expressions that all rules may use.
  private let lets: [ExpressionCompiler.NamedSource]
  /// These expressions by what is judged, as their types hang on it.
  private var families: [String: LetFamily] = [:]

  /// Reads a pack; all problems of the file are reported together.
  /// - Parameter isTested: Whether tests compile all of it: a run compiles only what it comes to.
  package static func read(
    _ file: LoadedFile, schema: Schema, functions: FunctionTable, isTested: Bool = false,
    subjects: (Judged) throws(LoadFailure) -> [RuleTypes]
  ) throws(LoadFailure) -> Pack {
    let root = try DocumentReader.read(file, by: schema)
    let judged = root.text("judges").flatMap(Judged.init) ?? .definitions
    var reader = PackReader(
      file: file, root: root, judged: judged, subjects: try subjects(judged), functions: functions,
      isTested: isTested)
    return try reader.readPack()
  }

  private init(
    file: LoadedFile, root: ObjectView, judged: Judged, subjects: [RuleTypes],
    functions: FunctionTable, isTested: Bool
  ) {
    self.file = file
    self.root = root
    self.judged = judged
    self.subjects = subjects
    self.functions = functions
    self.isTested = isTested
    lets = root.entries("let").map { key, value in
      (key, root.record.string(value) ?? "", root.record.node(value).source)
    }
  }

  private mutating func readPack() throws(LoadFailure) -> Pack {
    for (key, value) in root.entries("sources") {
      sources.append(readSource(key.text, root.view(value)))
    }
    for (key, value) in root.entries("parameters") {
      readParameter(key, root.view(value))
    }
    var rules: [Rule] = []
    for (key, value) in root.entries("rules") {
      if let rule = readRule(key, root.view(value)) { rules.append(rule) }
    }
    let bounds = readBounds()
    if !problems.isEmpty { throw file.failure(problems) }
    return Pack(
      name: root.text("name") ?? "", title: root.text("title") ?? "",
      about: root.text("about") ?? "", file: file,
      sources: sources, mustApply: root.bool("mustApply") ?? false,
      isStandard: root.bool("standard") ?? false, isScheme: root.bool("scheme") ?? false,
      judged: judged,
      parameters: parameters,
      lets: root.entries("let").map { ($0.key.text, root.record.string($0.value) ?? "") },
      bounds: bounds, rules: rules)
  }

  private mutating func readBounds() -> [Bound] {
    let views = root.objects("bounds")
    guard let first = views.first, let types = subjects.first else { return [] }
    if judged != .definitions {
      report(first.span, "only a pack that judges definitions has bounds to draw")
      return []
    }
    var reader = BoundReader(
      file, types: types, functions: functions, parameters: parameters,
      rules: root.entries("rules").map(\.key.text))
    let bounds = views.compactMap { reader.read($0) }
    problems += reader.problems
    return bounds
  }

  private mutating func report(_ span: ByteRange?, _ message: String, help: String? = nil) {
    problems.append(LoadProblem(file: file.name, range: span, message: message, help: help))
  }

  // MARK: - Parameters

  private mutating func readParameter(_ key: RecordKey, _ view: ObjectView) {
    guard let type = ParameterType(rawValue: view.text("type") ?? ""),
      let node = view.raw("default")
    else { return }
    if (RuleSlot.names + subjects.map(\.subject)).contains(key.text) {
      report(key.span, "the name '\(key.text)' is taken", help: "choose another name")
      return
    }
    let (minimum, maximum) = (view.number("minimum"), view.number("maximum"))
    if type != .int, type != .number {
      for bound in ["minimum", "maximum"] where view.has(bound) {
        report(view.span(bound), "only an int or a number has a '\(bound)'")
      }
    }
    if let minimum, let maximum, minimum > maximum {
      report(view.span("minimum"), "'minimum' is above 'maximum', so that no value fits")
    }
    do {
      let value = try ParameterReader.read(node, in: file.tree, as: type)
      parameters.append(
        Parameter(
          name: key.text, type: type, value: value, about: view.text("about") ?? "",
          minimum: minimum, maximum: maximum))
      if let minimum, let maximum, minimum > maximum { return }
      do {
        try ParameterReader.check(value, minimum: minimum, maximum: maximum)
      } catch {
        report(file.tree.span(node), "the default of '\(key.text)': \(error.message)")
      }
    } catch {
      report(
        file.tree.span(node),
        "the default of '\(key.text)' is no \(type.rawValue): \(error.message)")
    }
  }

  // MARK: - Rules

  private mutating func readRule(_ key: RecordKey, _ view: ObjectView) -> Rule? {
    let before = problems.count
    let parts = key.text.utf8.split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if parts.count != 2 || parts.contains(where: \.isEmpty) {
      report(key.span, "a rule is named pack/rule, such as core/credit-unit; found '\(key.text)'")
    }
    checkPeriod(view)
    checkEffect(key, view)
    let examples = readExamples(key, view)
    checkEdits(view)
    let cites = readCitations(view)
    guard let types = subject(of: view) else { return nil }
    let source = source(view)
    let family = families[types.subject] ?? LetFamily(lets)
    families[types.subject] = family
    var compiler = RuleCompiler(
      file: file, view: view, source: source, types: types, functions: functions,
      parameters: parameters, family: family)
    let subject = compiler.readSubject()
    let compiled = subject.flatMap { compile($0.check, by: &compiler, key.text) }
    problems += compiler.problems
    guard problems.count == before, let subject, let compiled else { return nil }
    return Rule(
      id: key.text, pack: root.text("name") ?? "", judged: judged, subject: types.subject,
      title: view.text("title") ?? "",
      severity: Severity(rawValue: view.text("severity") ?? "") ?? .error,
      concern: view.text("concern") ?? "", dimension: view.text("dimension") ?? "",
      why: (view.text("why") ?? "").onOneLine, fix: (view.text("fix") ?? "").onOneLine,
      cites: cites, effect: view.text("effect").flatMap(Effect.init),
      isJudgement: view.bool("judgement") ?? false,
      weight: view.int("weight"), period: view.period,
      source: source, check: subject.check, ways: subject.ways, compiled: compiled,
      related: view.text("related") ?? "", examples: examples)
  }

  /// The parts of a rule that are compiled; nil where there are problems, which the compiler keeps.
  private func compile(
    _ check: StructureCheck?, by compiler: inout RuleCompiler, _ rule: String
  ) -> Lazily<Rule.Compiled>? {
    if isTested {
      return Lazily { [compiler] in
        var compiler = compiler
        guard let body = compiler.compileBody(check) else { Self.fail(rule, compiler.problems) }
        return Rule.Compiled(
          body: body,
          texts: Lazily { [compiler] in
            var compiler = compiler
            guard let texts = compiler.compileTexts() else { Self.fail(rule, compiler.problems) }
            return texts
          })
      }
    }
    let body = compiler.compileBody(check)
    // All problems of a file are told together.
    let texts = compiler.compileTexts()
    guard let body, let texts else { return nil }
    return Lazily(made: Rule.Compiled(body: body, texts: Lazily(made: texts)))
  }

  private static func fail(_ rule: String, _ problems: [LoadProblem]) -> Never {
    preconditionFailure(
      "rule '\(rule)' does not compile: \(problems.map(\.message).joined(separator: "; "))")
  }

  /// What a rule judges: by default the definition, else what `each` begins with.
  private mutating func subject(of view: ObjectView) -> RuleTypes? {
    if judged == .definitions { return subjects.first }
    let names = subjects.map(\.subject)
    let places = view.located("each")
    guard let (text, span) = places.first else {
      report(
        view.span("title"), "the rule does not say what it judges",
        help: "add 'each'; it begins with one of: \(names.joined(separator: ", "))")
      return nil
    }
    let name = PlacePath.parts(of: text).first ?? ""
    guard let types = subjects.first(where: { $0.subject == name }) else {
      report(
        span, "'\(name)' is nothing that a pack that judges \(judged.rawValue) can judge",
        help: closestMatch(to: name, in: names).map { "did you mean '\($0)'?" }
          ?? "there are: \(names.joined(separator: ", "))")
      return nil
    }
    for (other, span) in places.dropFirst() where PlacePath.parts(of: other).first ?? "" != name {
      report(span, "a rule judges one thing; '\(other)' does not begin with '\(name)'")
    }
    return types
  }

  private func source(_ view: ObjectView) -> Rule.Source {
    Rule.Source(
      each: view.texts("each"),
      lets: view.entries("let").map { ($0.key.text, view.record.string($0.value) ?? "") },
      condition: view.text("where"), requirement: view.text("require"),
      messages: [view.text("message") ?? ""] + view.objects("also").compactMap { $0.text("label") })
  }

  private mutating func checkPeriod(_ view: ObjectView) {
    let period = view.period
    if let from = period.from, let until = period.until,
      from.secondsSince1970 > until.secondsSince1970
    {
      report(view.span("until"), "'until' comes before 'from', so that no day is meant")
    }
  }

  /// Rules over changes say what the change means to a holder; others have nothing to say of it.
  private mutating func checkEffect(_ key: RecordKey, _ view: ObjectView) {
    guard let effect = view.text("effect").flatMap(Effect.init) else {
      if judged == .changes {
        report(
          key.span, "rule '\(key.text)' does not say what the change means to a holder",
          help: "add 'effect': \(Effect.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      return
    }
    if judged != .changes {
      report(view.span("effect"), "only rules of a pack that judges changes have an 'effect'")
    } else if !effect.isLoss, view.text("severity") != Severity.info.rawValue {
      report(
        view.span("severity"), "a change that is \(effect.rawValue) is no breach",
        help: "make the severity \(Severity.info.rawValue)")
    }
  }

  private mutating func readExamples(_ key: RecordKey, _ view: ObjectView) -> Rule.Examples {
    let examples = view.object("examples")
    let passes = examples?.raws("passes") ?? []
    let fails = examples?.raws("fails") ?? []
    if passes.isEmpty || fails.isEmpty {
      report(
        key.span, "rule '\(key.text)' needs an example that passes and one that fails",
        help: "give parts of definitions under examples.passes and examples.fails")
    }
    let fixed = (examples?.objects("fixed") ?? []).compactMap { example in
      example.raw("before").flatMap { before in
        example.raw("after").map { (before: before, after: $0) }
      }
    }
    return Rule.Examples(
      passes: passes, fails: fails, ignores: examples?.raws("ignores") ?? [], fixed: fixed)
  }

  /// Edits are of definitions, and each is shown by an example.
  private mutating func checkEdits(_ view: ObjectView) {
    let isFixed = view.object("examples")?.has("fixed") ?? false
    guard view.has("edits") else {
      if isFixed {
        report(
          view.object("examples")?.span("fixed"), "there are examples of edits, but no edits",
          help: "say under 'edits' what changes")
      }
      return
    }
    if judged != .definitions {
      report(view.span("edits"), "only rules about single definitions have edits")
    } else if !isFixed {
      report(
        view.span("edits"), "the edits are shown by no example",
        help: "give a part of a definition before and after them under examples.fixed")
    }
  }

  private mutating func readCitations(_ view: ObjectView) -> [Citation] {
    var result: [Citation] = []
    for cite in view.objects("cites") {
      let key = cite.text("source") ?? ""
      guard let source = sources.first(where: { $0.key == key }) else {
        let suggestion = closestMatch(to: key, in: sources.map(\.key))
        report(
          cite.span("source"), "'\(key)' is not among the sources of this pack",
          help: suggestion.map { "did you mean '\($0)'?" })
        continue
      }
      let clause = cite.text("clause")
      if let clause, !source.clauses.isEmpty,
        !source.clauses.contains(where: { $0.clause == clause })
      {
        let suggestion = closestMatch(to: clause, in: source.clauses.map(\.clause))
        report(
          cite.span("clause"), "'\(clause)' is not among the clauses of '\(key)'",
          help: suggestion.map { "did you mean '\($0)'?" })
      }
      result.append(
        Citation(
          source: key, title: source.title, url: source.url, clause: clause,
          note: cite.text("note") ?? source.note, period: source.period))
    }
    return result
  }

  private mutating func readSource(_ key: String, _ view: ObjectView) -> Pack.Source {
    checkPeriod(view)
    return Pack.Source(
      key: key, title: view.text("title") ?? "", url: view.text("url"), note: view.text("note"),
      period: view.period,
      clauses: view.objects("clauses").map { ($0.text("clause") ?? "", $0.text("note")) })
  }
}
