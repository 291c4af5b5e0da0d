import CEL
import YAMLTree

/// Checks and compiles the expressions of one part of a file: a rule, or an entry of a label.
///
/// Problems are collected with their places, so that all of a file are told together.
struct ExpressionCompiler {
  /// An expression with a name, as it stands in the file.
  typealias NamedSource = (key: RecordKey, source: String, node: Int32)

  let file: LoadedFile
  let types: RuleTypes
  let functions: FunctionTable
  /// The part that problems without a place of their own are shown at.
  let fallback: ByteRange
  private(set) var problems: [LoadProblem] = []
  private(set) var variables: [Variable] = []
  /// What the expressions may use, made anew when a variable was added.
  private var environment: Environment?

  init(
    file: LoadedFile, types: RuleTypes, functions: FunctionTable, fallback: ByteRange
  ) {
    self.file = file
    self.types = types
    self.functions = functions
    self.fallback = fallback
  }

  mutating func report(_ span: ByteRange?, _ message: String, help: String? = nil) {
    problems.append(
      LoadProblem(file: file.name, range: span ?? fallback, message: message, help: help))
  }

  // MARK: - Variables

  /// Lets expressions use these variables and no others.
  mutating func use(_ variables: [Variable]) {
    self.variables = variables
    environment = nil
  }

  /// Lets expressions use what all places have, and the parameters of the file.
  mutating func use(placesOf each: Each, parameters: [Variable]) {
    let subject = CELType.object(ObjectTypeID(index: types.schema.root))
    use(
      [
        Variable(name: types.subject, type: subject),
        Variable(name: "self", type: RuleTypes.elementType(of: each.current)),
        // Without a name the slot cannot be used.
        Variable(
          name: each.parent == nil ? "" : "parent",
          type: each.parent.map(RuleTypes.elementType) ?? .dyn),
        Variable(name: "today", type: .timestamp),
        Variable(name: "formatFields", type: .list(.string)),
      ] + parameters)
  }

  /// Compiles an expression with a name and adds it to the variables.
  mutating func compileLet(
    _ key: RecordKey, _ source: String, node: Int32, presuming: [Presumption]
  ) -> (name: String, program: Program)? {
    guard
      let program = compile(source, expecting: nil, presuming: presuming, node: node, offset: 0)
    else { return nil }
    return declare(key, program).map { (key.text, $0) }
  }

  /// Adds a compiled expression to the variables by its name; nil where the name is taken.
  mutating func declare(_ key: RecordKey, _ program: Program) -> Program? {
    if variables.contains(where: { $0.name == key.text }) {
      report(key.span, "the name '\(key.text)' is taken")
      return nil
    }
    variables.append(Variable(name: key.text, type: program.resultType))
    return program
  }

  /// Keeps a slot for a variable that is not used; without a name it cannot be.
  mutating func reserveSlot() { variables.append(Variable(name: "", type: .dyn)) }

  /// The expressions with a name that are used somewhere, with those that they use themselves.
  static func needed(
    of lets: [NamedSource], _ isUsed: (String) -> Bool
  ) -> [NamedSource] {
    var needed: [NamedSource] = []
    for binding in lets.reversed() {
      let name = binding.key.text
      let isNeeded = needed.contains { Rule.Source.mentions(name, in: $0.source) }
      if isNeeded || isUsed(name) { needed.insert(binding, at: 0) }
    }
    return needed
  }

  // MARK: - Places

  /// The places named by `each`: the ways to them, their type, and the type of what holds them,
  /// which is nil where it differs.
  struct Each {
    var ways: [[Int]]
    var current: FieldKind
    var parent: FieldKind?
  }

  mutating func readEach(_ owner: ObjectView) -> Each? {
    let root = FieldKind.object(types.schema.root)
    var result: Each?
    for (text, span) in owner.located("each") {
      do {
        let (fields, kinds) = try PlacePath.each(text, in: types)
        let current = kinds.last ?? root
        let parent = kinds.isEmpty ? nil : kinds.dropLast().last ?? root
        guard let before = result else {
          result = Each(ways: [fields], current: current, parent: parent)
          continue
        }
        guard RuleTypes.elementType(of: before.current) == RuleTypes.elementType(of: current)
        else {
          report(span, "the places of a rule must be of one type; '\(text)' is of another")
          return nil
        }
        result = Each(
          ways: before.ways + [fields], current: current,
          parent: before.parent == parent ? parent : nil)
      } catch {
        report(span, error.message, help: error.help)
        return nil
      }
    }
    return result ?? Each(ways: [[]], current: root, parent: nil)
  }

  mutating func readPlace(
    _ owner: ObjectView, _ field: String, _ each: Each
  ) -> PlacePath? {
    guard let text = owner.text(field) else { return nil }
    do {
      return try PlacePath.at(
        text, current: each.current, parent: each.parent, in: types)
    } catch {
      report(owner.span(field), error.message, help: error.help)
      return nil
    }
  }

  // MARK: - Expressions

  mutating func compileField(
    _ owner: ObjectView, _ name: String, expecting type: CELType?, presuming: [Presumption]
  ) -> Program? {
    guard let text = owner.text(name) else { return nil }
    return compile(
      text, expecting: type, presuming: presuming, node: owner.source(name)?.index ?? -1,
      offset: 0, fallback: owner.span(name))
  }

  /// What stands at the place itself.
  mutating func compilePlace(expecting type: CELType) -> Program? {
    compile("self", expecting: type, presuming: [], node: -1, offset: 0)
  }

  mutating func compileTemplate(
    _ owner: ObjectView, _ name: String, presuming: [Presumption]
  ) -> MessageTemplate? {
    guard let text = owner.text(name) else { return nil }
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
            source, expecting: nil, presuming: presuming,
            node: owner.source(name)?.index ?? -1, offset: offset, fallback: owner.span(name))
        else { return nil }
        parts.append(.expression(program))
      }
    }
    return MessageTemplate(parts: parts)
  }

  private mutating func compile(
    _ source: String, expecting type: CELType?, presuming: [Presumption], node: Int32,
    offset: Int, fallback: ByteRange? = nil
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
        report(place(fault, node: node, offset: offset) ?? fallback, fault.message)
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

  /// The place of an error of an expression in the file.
  private func place(_ error: CompileError, node: Int32, offset: Int) -> ByteRange? {
    guard node >= 0 else { return nil }
    let start = Int(error.range.start) + offset
    let end = max(Int(error.range.end) + offset, start + 1)
    return file.tree.sourceRange(of: start..<end, in: NodeID(index: node))
  }
}
