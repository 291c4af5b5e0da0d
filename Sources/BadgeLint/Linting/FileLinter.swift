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
  /// How many problems of the text are not told, as there are so many.
  package var untoldProblemCount = 0
  package var portion = FilePortion.whole
  /// Where the text begins in its file; all offsets count from the start of the file.
  package var origin = TextOrigin.start
  /// Whether nothing is known of what follows behind the text.
  package var breaksOff = false
  /// Whether a piece begins with a document that could not be read.
  package var beginsBroken = false
  /// How often each check of the text as such failed, by the position of its rule; of a piece only.
  var textFailures: [Int: Int] = [:]
  /// The rules of which a finding was told in pieces before.
  package var explainedRules: Set<Int> = []
  /// The lines of places, where the text is gone.
  var places: [UInt32: Position]?
  /// The length and the hash of a file whose text is gone.
  package var digest: FileDigest?
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
    var result = lint(
      YAMLTree(parsing: bytes, path: path), path: path, rules: rules, waivers: waivers)
    Self.makeFingerprintsUnique(&result.findings)
    return result
  }

  /// Lints a piece of a file; what hangs on other pieces is left to a `PieceJoiner`.
  /// - Parameter endsInDoubt: Whether a document that cannot be read follows behind it.
  package func lint(
    _ piece: FilePiece, path: String, rules: RuleSet, waivers: WaiverScope? = nil,
    endsInDoubt: Bool = false
  ) -> FileResult {
    var tree = YAMLTree(parsing: piece.bytes, layout: piece.layout, origin: piece.origin)
    if tree.breaksOff, !piece.ahead.isEmpty {
      let further = YAMLTree(
        parsing: piece.bytes + piece.ahead, layout: piece.layout, origin: piece.origin)
      if further.breaksOff { tree = further }
    }
    var result = lint(
      tree, path: path, rules: rules, waivers: waivers, isPiece: true, endsInDoubt: endsInDoubt)
    result.moveToFile()
    return result
  }

  private func lint(
    _ tree: YAMLTree, path: String, rules: RuleSet, waivers: WaiverScope?, isPiece: Bool = false,
    endsInDoubt: Bool = false
  ) -> FileResult {
    var result = FileResult(
      path: path, bytes: tree.bytes,
      tallies: Array(repeating: RuleTally(), count: rules.rules.count))
    result.origin = tree.origin
    result.breaksOff = tree.breaksOff
    if isPiece {
      result.portion = .piece
      result.beginsBroken = tree.losesFirstDocument
    }
    let file = reader.read(tree, isPart: isPiece)
    result.definitionCount = file.definitions.count
    result.referenceCount = file.referenceCount
    result.holdsNoDefinition = file.holdsNoDefinition(in: tree)
    result.isBlank = tree.isBlank
    result.isWhole = tree.isComplete
    result.unknownDocuments =
      isPiece ? file.unknownDocuments.map { tree.span($0).start } : file.unknownPlaces(in: tree)
    let editor = TreeEditor(tree)
    if result.holdsNoDefinition {
      result.resemblesDefinition = reader.meetsResemblance(in: file, tree)
    }
    // Whether a file holds a definition is not known from one piece.
    let isJudged = isPiece || !result.holdsNoDefinition
    if isJudged {
      lintText(editor, rules, &result)
      result.untoldProblemCount = tree.droppedProblemCount
    }
    var judge = waivers.flatMap { scope in
      isJudged
        ? WaiverJudge(scope, editor, rules, names: ruleNames, endsInDoubt: endsInDoubt) : nil
    }
    for (position, definition) in file.definitions.enumerated() {
      var linter = DefinitionLinter(
        definition, rules: rules, schema: schema,
        surroundings: surroundings.of(definition.format), bytes: tree.bytes, file: path,
        editor: editor, position: position)
      linter.lint(definition.problems, tallies: &result.tallies)
      result.verdicts.append(linter.verdicts(verdicts, in: tree, endsInDoubt: endsInDoubt))
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
    return result
  }

  /// Most keys that stand twice and of which it is looked whether they have one value, as each is held
  /// against its whole mapping; of a document.
  private static let mostComparedKeys = 100

  /// Problems of the text as such: syntax, keys that stand twice, and what only some programs read.
  private func lintText(_ editor: TreeEditor, _ rules: RuleSet, _ result: inout FileResult) {
    let tree = editor.tree
    for check in [StructureCheck.syntax, .duplicateKey, .portability] {
      guard let index = rules.structureRule(check), let severity = rules.rules[index].severity
      else { continue }
      var problems = tree.problems.filter { Self.check($0) == check }
      // What calls itself JSON is read by programs that know nothing else.
      if check == .portability, tree.isComplete, TextLayout.isNamedJSON(result.path),
        let problem = tree.jsonProblem
      {
        problems.append(problem)
      }
      if result.portion == .piece {
        result.textFailures[index] = problems.count
      } else {
        result.tallies[index].addStructure(failures: problems.count)
      }
      let comparable =
        check == .duplicateKey ? Self.comparableKeys(problems, in: tree) : []
      let rule = rules.rules[index].rule
      for problem in problems {
        let written = shortened(
          String(
            decoding: tree.bytes[Int(problem.span.start)..<Int(problem.span.end)], as: UTF8.self))
        let key =
          comparable.contains(problem.span)
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

  /// The places of the keys that stand twice, of documents in which such keys are few.
  private static func comparableKeys(
    _ problems: [YAMLProblem], in tree: YAMLTree
  ) -> Set<ByteRange> {
    let starts = tree.documents.map { tree.span($0).start }
    var index = 0
    var groups: [Int: [ByteRange]] = [:]
    for problem in problems {
      while index < starts.count, starts[index] <= problem.span.start { index += 1 }
      groups[index, default: []].append(problem.span)
    }
    return Set(groups.values.filter { $0.count <= mostComparedKeys }.joined())
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
    var count = FingerprintCount()
    for index in findings.indices {
      findings[index].fingerprint = count.unique(findings[index].fingerprint)
    }
  }
}
