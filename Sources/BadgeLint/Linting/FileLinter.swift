import CEL
import YAMLTree

/// What linting a file gave.
package struct FileResult: Sendable {
  package var path: String
  package var bytes: [UInt8]
  /// In the order of their places, then of the rules.
  package var findings: [Finding] = []
  package var faults: [RuleFault] = []
  /// For each definition, in the order of the file.
  package var verdicts: [DefinitionVerdicts] = []
  package var tallies: [RuleTally]
  package var definitionCount = 0
  package var referenceCount = 0
  /// Names of the formats of its definitions.
  package var formats: [String] = []
  /// Where documents begin that are no definition, in a file that holds others.
  package var unknownDocuments: [UInt32] = []
  /// Whether nothing in the file is a definition.
  package var holdsNoDefinition = false
  /// What became of the entries of the register of waivers in this file.
  package var registerUse = RegisterUse()
  /// Entries of the baseline for this file whose findings are gone.
  package var stale: [StaleEntry] = []
  /// Whether the text was read to its end.
  package var isWhole = true
  /// Whether there is nothing in the file at all, or comments only.
  package var isBlank = false
  /// Whether it holds no definition but something that looks like one without its marker.
  package var resemblesDefinition = false
}

/// Lints the text of one file.
package struct FileLinter: Sendable {
  package let reader: DefinitionReader
  package let schema: Schema
  private let verdicts: [Verdict]
  private let surroundings: SurroundingsByFormat
  /// The names of all rules, which waivers may name.
  private let ruleNames: [String]

  /// - Parameter verdicts: The verdicts that are given; by default all of the library.
  package init(
    _ library: RuleLibrary, forced: DefinitionReader.Forced?, today: CalendarDate,
    verdicts: [Verdict]? = nil
  ) {
    reader = DefinitionReader(library, forced: forced)
    schema = library.definition
    self.verdicts = verdicts ?? library.verdicts
    surroundings = SurroundingsByFormat(library, today: today)
    ruleNames = library.ruleNames
  }

  /// Lints the text of a file.
  /// - Parameter waivers: The waivers that hold for it; without, comments waive nothing either.
  package func lint(
    _ bytes: [UInt8], path: String, rules: RuleSet, waivers: WaiverScope? = nil
  ) -> FileResult {
    let tree = YAMLTree(parsing: bytes)
    var result = FileResult(
      path: path, bytes: tree.bytes,
      tallies: Array(repeating: RuleTally(), count: rules.rules.count))
    let file = reader.read(tree)
    result.definitionCount = file.definitions.count
    result.referenceCount = file.referenceCount
    result.holdsNoDefinition = file.holdsNoDefinition(in: tree)
    result.isBlank = tree.isBlank
    result.isWhole = tree.isComplete
    result.unknownDocuments = file.unknownPlaces(in: tree)
    let editor = TreeEditor(tree)
    if result.holdsNoDefinition {
      result.resemblesDefinition = reader.meetsResemblance(in: file, tree)
    } else {
      lintText(editor, rules, &result)
    }
    var judge = waivers.flatMap { scope in
      result.holdsNoDefinition ? nil : WaiverJudge(scope, editor, rules, names: ruleNames)
    }
    for definition in file.definitions {
      var linter = DefinitionLinter(
        definition, rules: rules, schema: schema,
        surroundings: surroundings.of(definition.format), bytes: tree.bytes, file: path,
        editor: editor)
      linter.lint(definition.problems, tallies: &result.tallies)
      result.verdicts.append(linter.verdicts(verdicts, in: tree))
      judge?.judged.append(linter.judgedRules)
      result.findings += linter.findings
      result.faults += linter.faults
      let format = definition.format?.name ?? RuleLibrary.nativeFormat
      if !result.formats.contains(format) { result.formats.append(format) }
    }
    judge?.apply(to: &result)
    result.findings.sort {
      ($0.span.start, $0.rule, $0.span.end) < ($1.span.start, $1.rule, $1.span.end)
    }
    Self.makeFingerprintsUnique(&result.findings)
    return result
  }

  /// Most keys that stand twice and of which it is looked whether they have one value, as each is held
  /// against its whole mapping.
  private static let mostComparedKeys = 100

  /// Problems of the text as such: syntax, keys that stand twice, and what only some programs read.
  private func lintText(_ editor: TreeEditor, _ rules: RuleSet, _ result: inout FileResult) {
    let tree = editor.tree
    for check in [StructureCheck.syntax, .duplicateKey, .portability] {
      guard let index = rules.structureRule(check), let severity = rules.rules[index].severity
      else { continue }
      var problems = tree.problems.filter { Self.check($0) == check }
      // What calls itself JSON is read by programs that know nothing else.
      if check == .portability, tree.isComplete, Self.isNamedJSON(result.path),
        let problem = tree.jsonProblem
      {
        problems.append(problem)
      }
      result.tallies[index].addStructure(failures: problems.count)
      let rule = rules.rules[index].rule
      let omitted = tree.omittedProblems.reduce(0) {
        $0 + (Self.check($1.key) == check ? $1.value : 0)
      }
      if omitted > 0 {
        result.faults.append(
          RuleFault(
            rule: rule.id,
            message:
              "the text has so many problems that \(omitted) of this kind are not shown; mend the "
              + "others first",
            definition: "", span: ByteRange(start: 0, end: 0)))
      }
      for problem in problems {
        let written = shortened(
          String(
            decoding: tree.bytes[Int(problem.span.start)..<Int(problem.span.end)], as: UTF8.self))
        let key =
          check == .duplicateKey && problems.count <= Self.mostComparedKeys
          ? editor.node(at: problem.span, isCollection: false) : nil
        let values = RuleCompiler.structureValues(
          field: written, value: written, expected: problem.message, suggestion: "",
          isSame: key.map(editor.hasOneValue) ?? false)
        let message = rule.message.text(with: values, EmptyHost()) { error in
          result.faults.append(
            RuleFault(
              rule: rule.id, message: error.message, definition: "", span: problem.span))
        }
        let fix = FixMaker.fix(rule.edits, values, EmptyHost()) { error in
          result.faults.append(
            RuleFault(
              rule: rule.id, message: "in an edit: \(error.message)", definition: "",
              span: problem.span))
        } _: { action in
          if case .remove = action { key.flatMap { editor.remove($0) } } else { nil }
        }
        var fingerprint = Fingerprint()
        for part in [rule.id, result.path, problem.message] { fingerprint.add(part) }
        var identity = Fingerprint()
        for part in [rule.id, problem.message, written] { identity.add(part) }
        result.findings.append(
          Finding(
            rule: index, severity: severity, message: message, span: problem.span,
            labels: rule.relatedLabel(problem.related), path: "", definition: "", notes: [],
            fingerprint: fingerprint.value, identity: identity.value, fix: fix))
      }
    }
  }

  private static func isNamedJSON(_ path: String) -> Bool {
    ["json", "jsonld"].contains(Path.extension(of: path).lowercased())
  }

  static func check(_ problem: YAMLProblem) -> StructureCheck { check(problem.kind) }

  private static func check(_ kind: YAMLProblem.Kind) -> StructureCheck {
    switch kind {
    case .duplicateKey: .duplicateKey
    case .portability: .portability
    default: .syntax
    }
  }

  /// Equal breaches in one file are told apart by their order.
  static func makeFingerprintsUnique(_ findings: inout [Finding]) {
    var seen: [UInt64: Int] = [:]
    for index in findings.indices {
      let fingerprint = findings[index].fingerprint
      let count = seen[fingerprint, default: 0]
      seen[fingerprint] = count + 1
      findings[index].fingerprint = fingerprint &+ UInt64(count)
    }
  }
}
