import CEL
import YAMLTree

/// Reads `label.yaml`: structure, then every entry with its expressions, checked and compiled.
struct LabelReader {
  /// The number of problems of structure, which expressions may use beside what rules have.
  static let problemCount = Variable(name: "problemCount", type: .int)

  private let file: LoadedFile
  private let root: ObjectView
  private let types: RuleTypes
  private let functions: FunctionTable
  private let lets: [ExpressionCompiler.NamedSource]
  private var problems: [LoadProblem] = []
  /// The names of all rules.
  private let rules: [String]

  /// Reads a label; all problems of the file are reported together.
  static func read(
    _ file: LoadedFile, schema: Schema, types: RuleTypes, functions: FunctionTable,
    rules: [String]
  ) throws(LoadFailure) -> Label {
    let root = try DocumentReader.read(file, by: schema)
    var reader = LabelReader(
      file: file, root: root, types: types, functions: functions, rules: rules)
    return try reader.readLabel()
  }

  private init(
    file: LoadedFile, root: ObjectView, types: RuleTypes, functions: FunctionTable,
    rules: [String]
  ) {
    self.rules = rules
    self.file = file
    self.root = root
    self.types = types
    let (words, problems) = LabelWords.read(root, in: file, types.schema)
    self.problems = problems
    self.functions = FunctionTable(functions.functions + [words.function])
    lets = root.entries("let").map { key, value in
      (key, root.record.string(value) ?? "", root.record.node(value).source)
    }
  }

  private mutating func readLabel() throws(LoadFailure) -> Label {
    let heading = readEntries(root, "heading")
    let rows = readRows()
    let notices = readEntries(root, "notices")
    let alignment = readAlignment()
    checkLets()
    guard problems.isEmpty, let alignment else { throw file.failure(distinctProblems) }
    return Label(
      language: root.text("language") ?? "", title: root.text("title") ?? "",
      longestText: root.int("longestText") ?? .max, heading: heading, rows: rows,
      notSaid: root.text("notSaid") ?? "", nothingMissing: root.text("nothingMissing") ?? "",
      unreadable: root.text("unreadable") ?? "",
      partlyUnreadable: root.text("partlyUnreadable") ?? "", notices: notices,
      verdicts: readVerdictWords(), alignment: alignment)
  }

  private mutating func report(_ span: ByteRange?, _ message: String, help: String? = nil) {
    problems.append(
      LoadProblem(file: file.name, range: span ?? root.span, message: message, help: help))
  }

  /// A broken expression with a name is met wherever the name is used, but told once.
  private var distinctProblems: [LoadProblem] {
    var result: [LoadProblem] = []
    for problem in problems
    where !result.contains(where: { $0.range == problem.range && $0.message == problem.message }) {
      result.append(problem)
    }
    return result
  }

  /// Names are compiled where they are used; one that nobody uses would go unchecked.
  private mutating func checkLets() {
    var texts: [String] = []
    for node in root.record.nodes where node.kind == .text {
      texts.append(root.record.strings[Int(node.payload)])
    }
    for binding in lets {
      let uses = texts.count { Rule.Source.mentions(binding.key.text, in: $0) }
      if uses == 0 {
        report(binding.key.span, "no entry uses '\(binding.key.text)'", help: "drop it")
      }
    }
  }

  private func readVerdictWords() -> Label.VerdictWords {
    let view = root.object("verdicts")
    func text(_ name: String) -> String { view?.text(name) ?? "" }
    return Label.VerdictWords(
      title: text("title"), notSaid: text("notSaid"), notJudged: text("notJudged"),
      off: text("off"), unreadable: text("unreadable"), failed: text("failed"),
      doubted: text("doubted"))
  }

  // MARK: - Rows and entries

  private mutating func readRows() -> [Label.Row] {
    var rows: [Label.Row] = []
    var names: Set<String> = []
    for view in root.objects("rows") {
      let name = view.text("name") ?? ""
      if !names.insert(name).inserted {
        report(view.span("name"), "there is a row '\(name)' already", help: "choose another name")
      }
      rows.append(
        Label.Row(
          name: name, title: view.text("title") ?? "", about: readAbout(view),
          values: readEntries(view, "values"), missing: readMissing(view),
          gaps: readEntries(view, "gaps")))
    }
    return rows
  }

  private mutating func readAbout(_ row: ObjectView) -> [[Int]] {
    var ways: [[Int]] = []
    for (text, span) in row.located("about") {
      do {
        ways.append(try PlacePath.each(text, in: types).fields)
      } catch {
        report(span, error.message, help: error.help)
      }
    }
    return ways
  }

  private mutating func readMissing(_ row: ObjectView) -> Label.Entry? {
    guard let text = row.text("missing") else { return nil }
    var compiler = makeCompiler(row)
    let each = ExpressionCompiler.Each(
      ways: [[]], current: .object(types.schema.root), parent: nil)
    defer { problems += compiler.problems }
    guard let early = begin(&compiler, each, [text]) else { return nil }
    return compiler.compileTemplate(row, "missing", presuming: []).map {
      Label.Entry(
        scope: PlaceScope(each: each.ways, ownLets: early, variables: compiler.variables),
        body: .text($0), isQuote: false)
    }
  }

  private mutating func readEntries(_ owner: ObjectView, _ field: String) -> [Label.Entry] {
    var entries: [Label.Entry] = []
    for view in owner.objects(field) {
      if let entry = readEntry(view) { entries.append(entry) }
    }
    return entries
  }

  private mutating func readEntry(_ view: ObjectView) -> Label.Entry? {
    guard view.has("text") != view.has("list") else {
      report(view.span, "an entry has either 'text' or 'list'")
      return nil
    }
    var compiler = makeCompiler(view)
    defer { problems += compiler.problems }
    guard let each = compiler.readEach(view) else { return nil }
    let sources = ["where", "text", "list"].compactMap { view.text($0) }
    guard let early = begin(&compiler, each, sources) else { return nil }
    let condition = compiler.compileField(view, "where", expecting: .bool, presuming: [])
    // What the condition proves is unknown where it is broken; more errors would be untrue.
    if view.has("where"), condition == nil { return nil }
    let applies = condition.map { [Presumption(program: $0, holds: true)] } ?? []
    let body: Label.Entry.Body?
    if view.has("text") {
      body = compiler.compileTemplate(view, "text", presuming: applies).map { .text($0) }
    } else {
      body = compiler.compileField(
        view, "list", expecting: .list(.string), presuming: applies
      ).map { .list($0) }
    }
    guard let body else { return nil }
    return Label.Entry(
      scope: PlaceScope(
        each: each.ways, ownLets: early, condition: condition, variables: compiler.variables),
      body: body, isQuote: view.bool("quotes") ?? false)
  }

  private func makeCompiler(_ view: ObjectView) -> ExpressionCompiler {
    ExpressionCompiler(file: file, types: types, functions: functions, fallback: view.span)
  }

  /// Sets the variables of an entry and compiles the names that its texts use; nil where one is
  /// broken.
  private func begin(
    _ compiler: inout ExpressionCompiler, _ each: ExpressionCompiler.Each, _ texts: [String]
  ) -> [(name: String, program: Program)]? {
    compiler.use(placesOf: each, parameters: [Self.problemCount])
    var early: [(name: String, program: Program)] = []
    let needed = ExpressionCompiler.needed(of: lets) { name in
      texts.contains { Rule.Source.mentions(name, in: $0) }
    }
    for binding in needed {
      let compiled = compiler.compileLet(
        binding.key, binding.source, node: binding.node, presuming: [])
      if let compiled { early.append(compiled) }
    }
    return compiler.problems.isEmpty ? early : nil
  }

  // MARK: - Alignment

  private mutating func readAlignment() -> Label.Alignment? {
    guard let view = root.object("alignment") else { return nil }
    let outcomes = view.object("outcomes").flatMap { readAxis($0) }
    let assessments = view.object("assessments").flatMap { readAxis($0) }
    let notes = readEntries(view, "notes")
    guard let outcomes, let assessments, let signs = view.object("legend") else { return nil }
    let legend = AlignmentContent.Legend(
      assessed: signs.text("assessed") ?? "", doubtful: signs.text("doubtful") ?? "",
      empty: signs.text("empty") ?? "", unreadable: signs.text("unreadable") ?? "")
    let fitRule = view.text("fitRule") ?? ""
    if !rules.contains(fitRule) {
      problems.append(
        LoadProblem(
          file: file.name, range: view.span("fitRule"), message: "there is no rule '\(fitRule)'",
          help: closestMatch(to: fitRule, in: rules).map { "did you mean '\($0)'?" }))
    }
    return Label.Alignment(
      outcomes: outcomes, assessments: assessments, notes: notes, legend: legend,
      fitRule: fitRule)
  }

  private mutating func readAxis(_ view: ObjectView) -> Label.Axis? {
    var compiler = makeCompiler(view)
    defer { problems += compiler.problems }
    guard let each = compiler.readEach(view) else { return nil }
    let sources = ["names", "label", "text"].compactMap { view.text($0) }
    guard let early = begin(&compiler, each, sources) else { return nil }
    let names = compiler.compileField(view, "names", expecting: .list(.string), presuming: [])
    let label = compiler.compileTemplate(view, "label", presuming: [])
    let text = compiler.compileTemplate(view, "text", presuming: [])
    guard let names, let text else { return nil }
    return Label.Axis(
      title: view.text("title") ?? "",
      scope: PlaceScope(each: each.ways, ownLets: early, variables: compiler.variables),
      names: names, label: label, text: text)
  }
}
