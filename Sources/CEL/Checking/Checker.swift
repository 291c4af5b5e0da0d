/// What the name or operation of an expression turned out to mean.
enum Resolution: Sendable {
  case none
  case variable(Int)
  /// Places in the frame of the evaluation.
  case local(Int)
  case locals([Int])
  case constant(Value)
  /// A field of a host object with what reading it gives when it is absent.
  case field(index: Int, presence: ObjectType.Presence, type: CELType)
  case function(FunctionMatch)
  /// An error that unchecked compilation leaves to the run time.
  case failure(String)
}

/// The overloads that a call may reach.
struct FunctionMatch: Sendable {
  let candidates: [Int]
  /// Whether the types of the arguments have to be looked at in each call.
  let isDynamic: Bool
  /// Whether the target is the first argument, not the namespace of the function.
  let takesTarget: Bool
}

/// What the check of an expression found.
struct Outcome {
  var type: CELType
  /// The path that the value is at, for presence facts.
  var path: PathID?
  /// What it reads, for `Program.fieldsRead`.
  var origin: FieldChain?
  /// What is known to be present when the value is true, and when it is false.
  var whenTrue = Facts.none
  var whenFalse = Facts.none
  /// Whether it may be an absent object that reads as one with all fields absent.
  var mayBeAbsent = false
  /// Parts that every element of the value is known to have.
  var elementParts: Set<[FieldStep]> = []

  init(_ type: CELType) { self.type = type }
}

/// The result of checking a tree.
struct CheckedTree {
  let tree: SyntaxTree
  let types: [CELType]
  let resolutions: [Resolution]
  /// The places that the variables of macros need.
  let localCount: Int
  let reads: [FieldChain]
  let functionsCalled: Set<String>
  let presentWhenTrue: [FieldChain]
  let presentWhenFalse: [FieldChain]
}

/// A variable that a macro brought in.
struct LocalVariable {
  let name: String
  let type: CELType
  let slot: Int
  let path: PathID?
  let origin: FieldChain?
  let mayBeAbsent: Bool
  /// The literals that it ranges over, where they are known.
  let literals: [ExpressionID]
  var elementParts: Set<[FieldStep]> = []
}

/// Finds the type and meaning of every expression, and what is wrong.
struct Checker {
  let environment: Environment
  let tree: SyntaxTree
  /// Without checks everything is `dyn` and errors are left to the run time.
  let isStrict: Bool
  let source: [UInt8]
  var types: [CELType]
  var resolutions: [Resolution]
  var relations = TypeRelations()
  var paths = PathTable()
  var scope: [LocalVariable] = []
  var nextSlot = 0
  var localCount = 0
  var bindingCount = 0
  var reads: [FieldChain] = []
  var functionsCalled: Set<String> = []
  var errors: [CompileError] = []

  init(environment: Environment, tree: SyntaxTree, source: String, isStrict: Bool) {
    self.environment = environment
    self.tree = tree
    self.isStrict = isStrict
    self.source = Array(source.utf8)
    types = Array(repeating: .dyn, count: tree.expressions.count)
    resolutions = Array(repeating: .none, count: tree.expressions.count)
  }

  /// Checks a whole tree.
  mutating func run(
    expecting: CELType?, presuming: [Presumption]
  ) throws(CompileFailure) -> CheckedTree {
    var facts = Facts.none
    for presumption in presuming {
      let known = presumption.program.facts(holds: presumption.holds)
      for chain in known {
        let path = paths.path(of: chain)
        facts.known.formUnion(paths.prefixes(path))
      }
    }
    let outcome = check(tree.root, facts)
    if let expecting, isStrict, !relations.assign(outcome.type, to: expecting) {
      report(
        "the expression gives \(name(outcome.type)); expected \(name(expecting))", tree.root)
    }
    if let expecting { requireValues(of: expecting, tree.root) }
    guard errors.isEmpty else {
      let ordered = errors.sorted {
        ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end)
      }
      throw CompileFailure(errors: ordered)
    }
    return CheckedTree(
      tree: tree, types: types.map(relations.final), resolutions: resolutions,
      localCount: localCount, reads: reads, functionsCalled: functionsCalled,
      presentWhenTrue: outcome.whenTrue.known.compactMap(paths.chain),
      presentWhenFalse: outcome.whenFalse.known.compactMap(paths.chain))
  }

  /// Notes an error; without checks the expression fails when it is evaluated.
  mutating func report(_ message: String, _ id: ExpressionID, at range: SourceRange? = nil) {
    guard isStrict else {
      resolutions[Int(id)] = .failure(message)
      return
    }
    errors.append(CompileError(message: message, range: range ?? tree[id].range))
  }

  func text(_ id: ExpressionID) -> String {
    let range = tree[id].range
    return String(decoding: source[range.start..<range.end], as: UTF8.self)
  }

  func name(_ type: CELType) -> String { environment.name(of: relations.final(type)) }

  // MARK: Expressions

  mutating func check(_ id: ExpressionID, _ facts: Facts) -> Outcome {
    var outcome = outcome(id, facts)
    if !isStrict { outcome.type = .dyn }
    types[Int(id)] = outcome.type
    return outcome
  }

  private mutating func outcome(_ id: ExpressionID, _ facts: Facts) -> Outcome {
    switch tree[id].kind {
    case .literal(let value): return literal(value)
    case .identifier(let name, let isAbsolute):
      return checkIdentifier(id, name, isAbsolute: isAbsolute)
    case .select: return checkSelect(id, facts, needsGuard: true)
    case .presence(let operand, let field): return checkPresence(id, operand, field, facts)
    case .index(let operand, let index, let isOptional):
      return checkIndex(id, operand, index, isOptional: isOptional, facts)
    case .call(let call): return checkCall(id, call, facts)
    case .not(let operand):
      let inner = check(operand, facts)
      requireBool(inner.type, operand, "'!'")
      var outcome = Outcome(.bool)
      outcome.whenTrue = inner.whenFalse
      outcome.whenFalse = inner.whenTrue
      return outcome
    case .negate(let operand): return checkNegation(id, operand, facts)
    case .and(let operands): return checkConnective(operands, facts, isAnd: true)
    case .or(let operands): return checkConnective(operands, facts, isAnd: false)
    case .conditional(let condition, let first, let second):
      return checkConditional(id, condition, first, second, facts)
    case .binary(let symbol, let left, let right):
      return checkBinary(id, symbol, left, right, facts)
    case .list(let items): return checkList(items, facts)
    case .map(let items): return checkMap(items, facts)
    case .comprehension(let comprehension):
      return checkComprehension(id, comprehension, facts)
    case .optionalMap(let map): return checkOptionalMap(id, map, facts)
    case .binding(let variable, let value, let body):
      return checkBinding(id, variable, value, body, facts)
    case .block(let items, let body): return checkBlock(id, items, body, facts)
    }
  }

  private func literal(_ value: Value) -> Outcome {
    switch value {
    case .bool(let flag):
      var outcome = Outcome(.bool)
      if flag { outcome.whenFalse = .unreachable } else { outcome.whenTrue = .unreachable }
      return outcome
    case .int: return Outcome(.int)
    case .uint: return Outcome(.uint)
    case .double: return Outcome(.double)
    case .string: return Outcome(.string)
    case .bytes: return Outcome(.bytes)
    case .null: return Outcome(.null)
    default: return Outcome(.dyn)
    }
  }

  mutating func requireBool(_ type: CELType, _ id: ExpressionID, _ user: String) {
    guard isStrict, !relations.assign(type, to: .bool) else { return }
    report("\(user) needs a bool; '\(text(id))' is \(name(type))", id)
  }

  private mutating func checkConnective(
    _ operands: [ExpressionID], _ facts: Facts, isAnd: Bool
  ) -> Outcome {
    var running = facts
    var decided = Facts.none
    var undecided = Facts.unreachable
    for (position, operand) in operands.enumerated() {
      let inner = check(operand, running)
      requireBool(inner.type, operand, isAnd ? "'&&'" : "'||'")
      let passed = isAnd ? inner.whenTrue : inner.whenFalse
      let stopped = isAnd ? inner.whenFalse : inner.whenTrue
      running = running.union(passed)
      decided = position == 0 ? passed : decided.union(passed)
      undecided = undecided.intersection(stopped)
    }
    var outcome = Outcome(.bool)
    outcome.whenTrue = isAnd ? decided : undecided
    outcome.whenFalse = isAnd ? undecided : decided
    return outcome
  }

  private mutating func checkConditional(
    _ id: ExpressionID, _ condition: ExpressionID, _ first: ExpressionID, _ second: ExpressionID,
    _ facts: Facts
  ) -> Outcome {
    let test = check(condition, facts)
    requireBool(test.type, condition, "'?'")
    let left = check(first, facts.union(test.whenTrue))
    let right = check(second, facts.union(test.whenFalse))
    var outcome = Outcome(.dyn)
    if relations.assign(left.type, to: right.type) {
      outcome.type = relations.join(left.type, right.type)
    } else {
      report(
        "both values of '?' need one type; found \(name(left.type)) and \(name(right.type))"
          + mixingHint(first, left.type, second, right.type), id)
    }
    outcome.whenTrue = test.whenTrue.union(left.whenTrue)
      .intersection(test.whenFalse.union(right.whenTrue))
    outcome.whenFalse = test.whenTrue.union(left.whenFalse)
      .intersection(test.whenFalse.union(right.whenFalse))
    outcome.mayBeAbsent = left.mayBeAbsent || right.mayBeAbsent
    return outcome
  }

  private mutating func checkList(_ items: [ListItem], _ facts: Facts) -> Outcome {
    var element: CELType?
    for item in items {
      var type = check(item.value, facts).type
      if item.isOptional { type = unwrapOptional(type, item.value) }
      element = element.map { relations.join($0, type) } ?? type
    }
    return Outcome(.list(element ?? relations.fresh()))
  }

  private mutating func checkMap(_ items: [MapItem], _ facts: Facts) -> Outcome {
    var key: CELType?
    var value: CELType?
    for item in items {
      let keyType = check(item.key, facts).type
      switch relations.resolve(keyType) {
      case .bool, .int, .uint, .string, .enumeration, .dyn, .parameter: break
      default:
        report(
          "a \(name(keyType)) cannot be the key of a map; expected bool, int, uint or string",
          item.key)
      }
      var valueType = check(item.value, facts).type
      if item.isOptional { valueType = unwrapOptional(valueType, item.value) }
      key = key.map { relations.join($0, keyType) } ?? keyType
      value = value.map { relations.join($0, valueType) } ?? valueType
    }
    return Outcome(.map(key: key ?? relations.fresh(), value: value ?? relations.fresh()))
  }

  private mutating func unwrapOptional(_ type: CELType, _ id: ExpressionID) -> CELType {
    switch relations.resolve(type) {
    case .optional(let wrapped): return wrapped
    case .dyn, .parameter: return .dyn
    default:
      report("'?' needs an optional value; '\(text(id))' is \(name(type))", id)
      return .dyn
    }
  }
}
