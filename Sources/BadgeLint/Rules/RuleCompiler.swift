import CEL
import YAMLTree

/// Checks and compiles the expressions of one rule.
struct RuleCompiler {
  struct Compiled {
    var body: Rule.Body
    var message: MessageTemplate
    var labels: [Rule.Label]
  }

  let file: LoadedFile
  let view: ObjectView
  let source: Rule.Source
  let types: RuleTypes
  let functions: [FunctionDeclaration]
  let parameters: [Parameter]
  /// The expressions of the pack that all its rules may use.
  let packLets: [(key: RecordKey, source: String, node: Int32)]
  private(set) var problems: [LoadProblem] = []
  private var variables: [Variable] = []
  /// What the expressions may use, made anew when a variable was added.
  private var environment: Environment?

  init(
    file: LoadedFile, view: ObjectView, source: Rule.Source, types: RuleTypes,
    functions: [FunctionDeclaration],
    parameters: [Parameter], packLets: [(key: RecordKey, source: String, node: Int32)]
  ) {
    self.file = file
    self.view = view
    self.source = source
    self.types = types
    self.functions = functions
    self.parameters = parameters
    self.packLets = packLets
  }

  /// Nil where there are problems.
  mutating func compile() -> Compiled? {
    view.has("check") ? compileStructureCheck() : compileExpressions()
  }

  // MARK: - Structure checks

  /// The variables of messages of structure checks, all texts.
  private static let structureVariables = ["field", "value", "expected", "suggestion"]

  /// The values of these variables, in their order.
  static func structureValues(
    field: String, value: String, expected: String, suggestion: String
  ) -> [Value] {
    [.string(field), .string(value), .string(expected), .string(suggestion)]
  }

  private mutating func compileStructureCheck() -> Compiled? {
    let name = view.text("check") ?? ""
    for other in ["each", "where", "require", "at", "let"] where view.has(other) {
      report(view.span(other), "a rule with 'check' has no '\(other)'")
    }
    guard let check = StructureCheck(rawValue: name) else {
      let names = StructureCheck.allCases.map(\.rawValue)
      let suggestion = closestMatch(to: name, in: names)
      report(
        view.span("check"), "there is no structure check '\(name)'",
        help: suggestion.map { "did you mean '\($0)'?" }
          ?? "there are: \(names.joined(separator: ", "))")
      return nil
    }
    variables = Self.structureVariables.map { Variable(name: $0, type: .string) }
    guard let message = compileTemplate(view, "message", presuming: []) else { return nil }
    return problems.isEmpty ? Compiled(body: .structure(check), message: message, labels: []) : nil
  }

  // MARK: - Expressions

  private mutating func compileExpressions() -> Compiled? {
    guard let (each, current, parent) = readEach() else { return nil }
    let definition = CELType.object(ObjectTypeID(index: types.schema.root))
    variables = [
      Variable(name: "definition", type: definition),
      Variable(name: "self", type: RuleTypes.elementType(of: current)),
      // Without a name the slot cannot be used.
      Variable(
        name: parent == nil ? "" : "parent", type: parent.map(RuleTypes.elementType) ?? .dyn),
      Variable(name: "today", type: .timestamp),
      Variable(name: "formatFields", type: .list(.string)),
    ]
    for parameter in parameters {
      variables.append(Variable(name: parameter.name, type: parameter.type.celType))
    }
    let early = neededPackLets().compactMap {
      compileLet($0.key, $0.source, node: $0.node, presuming: [])
    }
    let condition = compileField("where", expecting: .bool, presuming: [])
    // What the condition proves is unknown where it is broken; more errors would be untrue.
    if view.has("where"), condition == nil { return nil }
    let applies = condition.map { [Presumption(program: $0, holds: true)] } ?? []
    let lets = compileLets(presuming: applies)
    if !problems.isEmpty { return nil }
    guard view.has("require") else {
      report(view.span, "the rule has no 'require'", help: "say in CEL what must hold")
      return nil
    }
    let requirement = compileField("require", expecting: .bool, presuming: applies)
    let broken = applies + (requirement.map { [Presumption(program: $0, holds: false)] } ?? [])
    let message = compileTemplate(view, "message", presuming: broken)
    let at = readPlace(view, "at", current, parent) ?? .current
    let labels = view.objects("also").compactMap { label -> Rule.Label? in
      guard let text = compileTemplate(label, "label", presuming: broken),
        let place = readPlace(label, "at", current, parent)
      else { return nil }
      return Rule.Label(at: place, text: text)
    }
    guard problems.isEmpty, let requirement, let message else { return nil }
    return Compiled(
      body: .expressions(
        Rule.Expressions(
          each: each, packLets: early, lets: lets, condition: condition, requirement: requirement,
          variables: variables, at: at)),
      message: message, labels: labels)
  }

  /// The places that are judged: the ways to them, their type, and the type of what holds them,
  /// which is nil where it differs.
  private mutating func readEach() -> (
    ways: [[Int]], current: FieldKind, parent: FieldKind?
  )? {
    let root = FieldKind.object(types.schema.root)
    var result: (ways: [[Int]], current: FieldKind, parent: FieldKind?)?
    for (text, span) in view.located("each") {
      do {
        let (fields, kinds) = try PlacePath.each(text, in: types.schema)
        let current = kinds.last ?? root
        let parent = kinds.isEmpty ? nil : kinds.dropLast().last ?? root
        guard let before = result else {
          result = ([fields], current, parent)
          continue
        }
        guard RuleTypes.elementType(of: before.current) == RuleTypes.elementType(of: current)
        else {
          report(span, "the places of a rule must be of one type; '\(text)' is of another")
          return nil
        }
        result = (before.ways + [fields], current, before.parent == parent ? parent : nil)
      } catch {
        report(span, error.message, help: error.help)
        return nil
      }
    }
    return result ?? ([[]], root, nil)
  }

  private mutating func readPlace(
    _ owner: ObjectView, _ field: String, _ current: FieldKind, _ parent: FieldKind?
  ) -> PlacePath? {
    guard let text = owner.text(field) else { return nil }
    do {
      return try PlacePath.at(text, current: current, parent: parent, in: types.schema)
    } catch {
      report(owner.span(field), error.message, help: error.help)
      return nil
    }
  }

  /// The expressions of the pack that the rule uses, with those that they use themselves.
  private func neededPackLets() -> [(key: RecordKey, source: String, node: Int32)] {
    var needed: [(key: RecordKey, source: String, node: Int32)] = []
    for binding in packLets.reversed() {
      let name = binding.key.text
      let isNeeded = needed.contains { Rule.Source.mentions(name, in: $0.source) }
      if isNeeded || source.mentions(name) { needed.insert(binding, at: 0) }
    }
    return needed
  }

  private mutating func compileLets(
    presuming: [Presumption]
  ) -> [(name: String, program: Program)] {
    view.entries("let").compactMap { key, value in
      compileLet(
        key, view.record.string(value) ?? "", node: view.record.node(value).source,
        presuming: presuming)
    }
  }

  private mutating func compileLet(
    _ key: RecordKey, _ source: String, node: Int32, presuming: [Presumption]
  ) -> (name: String, program: Program)? {
    guard
      let program = compile(source, expecting: nil, presuming: presuming, node: node, offset: 0)
    else { return nil }
    if variables.contains(where: { $0.name == key.text }) {
      report(key.span, "the name '\(key.text)' is taken")
      return nil
    }
    variables.append(Variable(name: key.text, type: program.resultType))
    return (key.text, program)
  }

  private mutating func compileField(
    _ name: String, expecting type: CELType, presuming: [Presumption]
  ) -> Program? {
    guard let text = view.text(name), let node = view.source(name) else { return nil }
    return compile(text, expecting: type, presuming: presuming, node: node.index, offset: 0)
  }

  private mutating func compileTemplate(
    _ owner: ObjectView, _ name: String, presuming: [Presumption]
  ) -> MessageTemplate? {
    guard let text = owner.text(name), let node = owner.source(name) else { return nil }
    guard let pieces = MessageTemplate.pieces(of: text) else {
      report(
        owner.span(name), "a brace is not closed",
        help: "write {{ and }} for braces that are part of the text")
      return nil
    }
    var parts: [MessageTemplate.Part] = []
    for piece in pieces {
      switch piece {
      case .text(let text): parts.append(.text(text))
      case .expression(let source, let offset):
        guard
          let program = compile(
            source, expecting: nil, presuming: presuming, node: node.index, offset: offset)
        else { return nil }
        parts.append(.expression(program))
      }
    }
    return MessageTemplate(parts: parts)
  }

  private mutating func compile(
    _ source: String, expecting type: CELType?, presuming: [Presumption], node: Int32,
    offset: Int
  ) -> Program? {
    do {
      if environment?.variables.count != variables.count {
        environment = types.environment(variables, functions)
      }
      guard let environment else { return nil }
      let program = try environment.compile(source, expecting: type, presuming: presuming)
      checkCost(of: program, node: node, offset: offset)
      return program
    } catch {
      for fault in error.errors {
        report(place(fault, node: node, offset: offset), fault.message)
      }
      return nil
    }
  }

  /// Steps that an expression may take for a definition of usual size.
  private static let mostSteps = 100_000_000

  /// Refuses expressions that could take very long.
  private mutating func checkCost(of program: Program, node: Int32, offset: Int) {
    let schema = types.schema
    let steps = program.costBound { chain in
      guard case .field(let object, let index)? = chain.steps.last else {
        return schema.usualElements
      }
      let field = schema.types[object.index].fields[index]
      if field.container != .single { return schema.usualElements }
      return field.kind == .text ? schema.usualBytes : schema.usualNameBytes
    }
    if let steps, steps <= Self.mostSteps { return }
    let span =
      node >= 0
      ? file.tree.sourceRange(
        of: offset..<offset + program.source.utf8.count, in: NodeID(index: node)) : nil
    report(
      span,
      steps.map {
        "the expression may take \($0) steps for a definition of usual size; "
          + "at most \(Self.mostSteps) are allowed"
      }
        ?? "nobody can say how many steps the expression takes",
      help: "avoid macros inside macros over long lists")
  }

  /// The place of an error of an expression in the pack's file.
  private func place(_ error: CompileError, node: Int32, offset: Int) -> ByteRange? {
    guard node >= 0 else { return nil }
    let start = Int(error.range.start) + offset
    let end = max(Int(error.range.end) + offset, start + 1)
    return file.tree.sourceRange(of: start..<end, in: NodeID(index: node))
  }

  private mutating func report(_ span: ByteRange?, _ message: String, help: String? = nil) {
    problems.append(
      LoadProblem(file: file.name, range: span ?? view.span, message: message, help: help))
  }
}
