import YAMLTree

/// Runs the examples of rules: they are the tests of a pack.
package struct ExampleRunner: Sendable {
  package enum Expectation: String, Sendable {
    case passes, fails, ignores, fixed
  }

  /// An example that does not do what it is there to show.
  package struct Failure: Sendable {
    package var rule: String
    package var expectation: Expectation
    /// What happened instead.
    package var outcome: String
    package var span: ByteRange
  }

  private let library: RuleLibrary
  private let surroundings: Surroundings
  private let linter: FileLinter
  private let today: CalendarDate

  package init(_ library: RuleLibrary, today: CalendarDate) {
    self.library = library
    self.today = today
    surroundings = Surroundings(today: today, schema: library.definition)
    linter = FileLinter(library, forced: .native, today: today)
  }

  /// The number of examples of a pack and those that fail.
  package func run(_ pack: Pack) -> (count: Int, failures: [Failure]) {
    var count = 0
    var failures: [Failure] = []
    for rule in pack.rules {
      let examples =
        rule.examples.passes.map { ($0, Expectation.passes) }
        + rule.examples.fails.map { ($0, .fails) } + rule.examples.ignores.map { ($0, .ignores) }
      for (node, expectation) in examples {
        count += 1
        if let outcome = unexpectedOutcome(of: node, expectation, rule, pack) {
          failures.append(
            Failure(
              rule: rule.id, expectation: expectation, outcome: outcome,
              span: pack.file.tree.span(node)))
        }
      }
      for example in rule.examples.fixed {
        count += 1
        if let outcome = unexpectedEdit(example, rule, pack) {
          failures.append(
            Failure(
              rule: rule.id, expectation: .fixed, outcome: outcome,
              span: pack.file.tree.span(example.before)))
        }
      }
    }
    return (count, failures)
  }

  // MARK: - Edits

  /// What the edits of a rule make of an example instead of what is expected.
  private func unexpectedEdit(
    _ example: (before: NodeID, after: NodeID), _ rule: Rule, _ pack: Pack
  ) -> String? {
    let before = text(of: example.before, in: pack.file.tree)
    let wanted = text(of: example.after, in: pack.file.tree)
    let rules = ruleSet(for: rule, pack)
    let path = before.first == UInt8(ascii: "{") ? "example.json" : "example.yaml"
    let scope =
      rule.check?.isOfExcuses == true
      ? WaiverScope(register: nil, file: path, today: today) : nil
    let linter = linter
    let fixer = FileFixer(rules: rules, allowsUnsafe: true) { bytes in
      linter.lint(bytes, path: path, rules: rules, waivers: scope)
    }
    let fixed = fixer.fix(before)
    if let fault = fixed.result.faults.first { return "an edit failed: \(fault.message)" }
    if let held = fixed.held.first { return held.text }
    if !fixed.isChanged { return "no edit is offered for it" }
    let position = rules.rules.firstIndex { $0.rule.id == rule.id }
    if let left = fixed.result.findings.first(where: { $0.rule == position }) {
      return "the rule still finds: \(left.message)"
    }
    // The examples of structure checks are texts, of which every byte counts.
    let isSame =
      rule.check != nil
      ? fixed.bytes == wanted
      : EditCheck.holds(
        [], from: YAMLTree(parsing: wanted), to: YAMLTree(parsing: fixed.bytes))
    return isSame ? nil : "the edits give: \(shown(fixed.bytes))"
  }

  private func shown(_ bytes: [UInt8]) -> String {
    shortened(String(decoding: bytes.map { $0 == 0x0A ? 0x20 : $0 }, as: UTF8.self), limit: 200)
  }

  /// An example as a file of its own.
  private func text(of node: NodeID, in tree: YAMLTree) -> [UInt8] {
    if tree.kind(node) == .scalar { return Array(tree.text(node).utf8) }
    let span = tree.span(node)
    // The first line gets the indentation that the others have.
    let line = tree.bytes[..<Int(span.start)].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return Array(repeating: 0x20, count: Int(span.start) - line)
      + tree.bytes[Int(span.start)..<Int(span.end)] + [0x0A]
  }

  /// The rule alone; what waivers are for are findings of other rules.
  private func ruleSet(for rule: Rule, _ pack: Pack) -> RuleSet {
    RuleSet(
      (rule.check?.isOfExcuses == true ? pack.rules : [rule]).map {
        RuleSet.Entry(
          rule: $0, severity: $0.severity, parameters: pack.parameters.map(\.value))
      }, schemes: library.schemes)
  }

  // MARK: - Judging

  /// What an example does instead of what is expected; nil where it does that.
  private func unexpectedOutcome(
    of node: NodeID, _ expectation: Expectation, _ rule: Rule, _ pack: Pack
  ) -> String? {
    let rules = ruleSet(for: rule, pack)
    let tally: RuleTally
    let faults: [RuleFault]
    let messages: [String]
    if let check = rule.check {
      guard pack.file.tree.kind(node) == .scalar else {
        return "an example of a structure check is the text of a file"
      }
      let text = pack.file.tree.text(node)
      let result: FileResult
      do {
        result = try lint(text, rule, pack)
      } catch {
        return error.problems.first?.message ?? "the example cannot be read"
      }
      let position = check.isOfExcuses ? pack.rules.firstIndex { $0.id == rule.id } ?? 0 : 0
      (tally, faults) = (result.tallies[position], result.faults)
      messages = result.findings.filter { $0.rule == position }.map(\.message)
    } else if rule.judged != .definitions {
      let schema = library.types(of: rule).schema
      let (record, problems) = Binder.bind(node, in: pack.file.tree, by: schema)
      if let problem = problems.first(where: { $0.check != .missingField }) {
        return "the example does not fit: '\(problem.field)' (\(problem.check.rawValue))"
      }
      var judge = SubjectJudge(record, schema: schema, surroundings: surroundings)
      var tallies = [RuleTally()]
      judge.judge(rules, at: rules.positions(over: rule.subject), tallies: &tallies)
      (tally, faults) = (tallies[0], judge.faults)
      messages = judge.breaches.map(\.message)
    } else {
      let (record, problems) = Binder.bind(node, in: pack.file.tree, by: library.definition)
      let broken = problems.filter { $0.check != .missingField }
      if let problem = broken.first {
        return "the example does not fit the format: '\(problem.field)' (\(problem.check.rawValue))"
      }
      var linter = DefinitionLinter(
        ReadDefinition(record: record, problems: StructureProblems(), format: nil), rules: rules,
        schema: library.definition,
        surroundings: surroundings,
        bytes: pack.file.tree.bytes, file: "example")
      var tallies = [RuleTally()]
      linter.lint(StructureProblems(), tallies: &tallies)
      (tally, faults) = (tallies[0], linter.faults)
      messages = linter.findings.map(\.message)
    }
    if let fault = faults.first { return "the rule could not be judged: \(fault.message)" }
    return unexpected(tally, expectation, messages)
  }

  /// Lints the example of a structure check; one of waivers may be a register.
  private func lint(
    _ text: String, _ rule: Rule, _ pack: Pack
  ) throws(LoadFailure) -> FileResult {
    let isOfExcuses = rule.check?.isOfExcuses == true
    let rules = ruleSet(for: rule, pack)
    let path = text.utf8.first == UInt8(ascii: "{") ? "example.json" : "example.yaml"
    let bytes = Array(text.utf8)
    guard isOfExcuses else { return linter.lint(bytes, path: path, rules: rules) }
    if rule.check == .waiverExpired {
      let register = try WaiverRegister(
        LoadedFile(name: path, bytes: bytes), path: path, by: library.waiverSchema)
      return RegisterJudge.judge(
        register, use: RegisterUse(), rules: rules, names: library.ruleNames, today: today
      ) { _ in true }
    }
    if rule.check == .baselineStale { return try judgeBaseline(text, rules) }
    let scope = WaiverScope(register: nil, file: path, today: today)
    return linter.lint(bytes, path: path, rules: rules, waivers: scope)
  }

  /// Judges a baseline that stands behind the definition that it is for.
  private func judgeBaseline(_ text: String, _ rules: RuleSet) throws(LoadFailure) -> FileResult {
    let parts = text.split(separator: "---\n", maxSplits: 1)
    guard parts.count == 2 else {
      let message = "an example is a definition, a line '---' and a baseline"
      throw LoadFailure(LoadProblem(file: "example", range: nil, message: message))
    }
    let path = "example.yaml"
    let baseline = try Baseline(
      LoadedFile(name: "baseline.yaml", bytes: Array(parts[1].utf8)), path: "baseline.yaml",
      by: library.baselineSchema)
    var result = linter.lint(Array(parts[0].utf8), path: path, rules: rules)
    baseline.apply(to: &result, file: path, rules: rules)
    return BaselineJudge.judge(baseline, stale: result.stale, rules: rules)
  }

  /// What came of an example instead of what is expected.
  private func unexpected(
    _ tally: RuleTally, _ expectation: Expectation, _ messages: [String]
  ) -> String? {
    switch expectation {
    case .passes:
      if tally.failed > 0 { return "it fails: \(messages.first ?? "")" }
      return tally.passed == 0 ? "the rule does not apply to it" : nil
    case .fails:
      if tally.applied == 0 { return "the rule does not apply to it" }
      return tally.failed == 0 ? "it passes" : nil
    case .ignores:
      return tally.applied > 0 ? "the rule applies to it" : nil
    case .fixed: return nil
    }
  }
}
