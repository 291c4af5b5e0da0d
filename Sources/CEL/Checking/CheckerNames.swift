/// Names, fields and presence guards.
extension Checker {
  mutating func checkIdentifier(
    _ id: ExpressionID, _ name: String, isAbsolute: Bool
  ) -> Outcome {
    if !isAbsolute, let local = scope.last(where: { $0.name.hasSameBytes(as: name) }) {
      resolutions[Int(id)] = .local(local.slot)
      var outcome = Outcome(local.type)
      outcome.path = local.path
      outcome.origin = local.origin
      outcome.mayBeAbsent = local.mayBeAbsent
      outcome.elementParts = local.elementParts
      return outcome
    }
    if let found = resolveQualified(id, name, isAbsolute: isAbsolute) { return found }
    let known = scope.map(\.name) + environment.variables.map(\.name)
    let hint = suggestion(for: name, in: known)
    report("unknown variable '\(name)'\(hint)", id)
    return Outcome(.dyn)
  }

  /// A variable or type of that full name in the container or around it.
  private mutating func resolveQualified(
    _ id: ExpressionID, _ name: String, isAbsolute: Bool
  ) -> Outcome? {
    for candidate in environment.candidateNames(name, isAbsolute: isAbsolute) {
      if let slot = environment.slot(of: candidate) {
        resolutions[Int(id)] = .variable(slot)
        var outcome = Outcome(environment.variables[slot].type)
        outcome.path = paths.root(.variable(slot))
        let chain = FieldChain(variable: slot, steps: [])
        outcome.origin = chain
        reads.append(chain)
        return outcome
      }
      if let type = typeDenotations[candidate] {
        resolutions[Int(id)] = .constant(.type(TypeValue(name: candidate)))
        return Outcome(.type(type))
      }
    }
    return nil
  }

  /// The names of a chain of selections such as `a.b.c`, unless it starts at a macro variable.
  func qualifiedName(_ id: ExpressionID) -> (name: String, isAbsolute: Bool)? {
    guard mayBeQualified(id) else { return nil }
    var parts: [String] = []
    var current = id
    while true {
      switch tree[current].kind {
      case .select(let operand, let field, false):
        parts.append(field)
        current = operand
      case .identifier(let name, let isAbsolute):
        if !isAbsolute, scope.contains(where: { $0.name.hasSameBytes(as: name) }) { return nil }
        parts.append(name)
        return (parts.reversed().joined(separator: "."), isAbsolute)
      default: return nil
      }
    }
  }

  /// Whether the first name of the chain begins any qualified name.
  private func mayBeQualified(_ id: ExpressionID) -> Bool {
    var current = id
    while true {
      switch tree[current].kind {
      case .select(let operand, _, false): current = operand
      case .identifier(let name, _): return environment.mayQualify(name)
      default: return false
      }
    }
  }

  mutating func checkSelect(_ id: ExpressionID, _ facts: Facts, needsGuard: Bool) -> Outcome {
    guard case .select(let operand, let field, let isOptional) = tree[id].kind else {
      return check(id, facts)
    }
    if !isOptional, let (name, isAbsolute) = qualifiedName(id),
      let found = resolveQualified(id, name, isAbsolute: isAbsolute)
    {
      types[Int(id)] = found.type
      return found
    }
    let isSelect = if case .select = tree[operand].kind { true } else { false }
    let inner: Outcome
    if isSelect, isOptional || !needsGuard {
      // Below `?` and `has` an absent object is an answer, not an error.
      inner = checkSelect(operand, facts, needsGuard: false)
      types[Int(operand)] = isStrict ? inner.type : .dyn
    } else {
      inner = check(operand, facts)
    }
    var type = relations.resolve(inner.type)
    var wraps = isOptional
    if case .optional(let wrapped) = type {
      type = relations.resolve(wrapped)
      wraps = true
    }
    guard var outcome = part(id, field, of: inner, type) else { return Outcome(.dyn) }
    if case .field(let index, let presence, _) = resolutions[Int(id)], !wraps, needsGuard {
      guardField(id, index, presence, inner, outcome, facts)
    }
    if case .field(_, let presence, let fieldType) = resolutions[Int(id)] {
      let isObject = if case .object = fieldType { true } else { false }
      let isKnown = outcome.path.map(facts.contains) ?? false
      outcome.mayBeAbsent =
        isObject && !isKnown && (presence != .required || inner.mayBeAbsent)
    }
    if wraps { outcome = optionalOutcome(outcome) }
    return outcome
  }

  private func optionalOutcome(_ part: Outcome) -> Outcome {
    var outcome = Outcome(.optional(part.type))
    outcome.origin = part.origin
    return outcome
  }

  /// The part of a value that a selection names; nil after an error.
  private mutating func part(
    _ id: ExpressionID, _ field: String, of inner: Outcome, _ type: CELType
  ) -> Outcome? {
    let step: FieldStep
    var outcome: Outcome
    switch type {
    case .object(let objectID):
      let object = environment.objectTypes[objectID.index]
      guard let index = object.index(of: field) else {
        let hint = suggestion(for: field, in: object.fields.map(\.name))
        report("\(object.name) has no field '\(field)'\(hint)", id, at: fieldRange(id, field))
        return nil
      }
      let declared = object.fields[index]
      resolutions[Int(id)] = .field(
        index: index, presence: declared.presence, type: declared.type)
      outcome = Outcome(declared.type)
      step = .field(object: objectID, index: index)
    case .map(let key, let value):
      guard relations.assign(.string, to: key) else {
        report("the map has no string keys; its keys are \(name(key))", id)
        return nil
      }
      outcome = Outcome(value)
      step = .key(UTF8Key(field))
    case .dyn, .parameter:
      outcome = Outcome(.dyn)
      step = .key(UTF8Key(field))
    default:
      report("\(name(type)) has no field '\(field)'", id, at: fieldRange(id, field))
      return nil
    }
    outcome.path = inner.path.map { paths.path($0, step) }
    outcome.origin = inner.origin.map { $0.appending(step) }
    if let chain = outcome.origin { reads.append(chain) }
    return outcome
  }

  private func fieldRange(_ id: ExpressionID, _ field: String) -> SourceRange {
    let range = tree[id].range
    let start = max(range.start, range.end - field.utf8.count)
    if case .presence = tree[id].kind { return range }
    return SourceRange(start: start, end: range.end)
  }

  /// Reports a field that is read where it may be absent.
  private mutating func guardField(
    _ id: ExpressionID, _ index: Int, _ presence: ObjectType.Presence, _ inner: Outcome,
    _ outcome: Outcome, _ facts: Facts
  ) {
    if let path = outcome.path, facts.contains(path) { return }
    switch presence {
    case .defaulted: return
    case .optional: reportMissing(id, hasPath: outcome.path != nil)
    case .required:
      guard inner.mayBeAbsent else { return }
      switch outcome.type {
      case .list, .map, .object, .dyn: return
      default:
        guard case .select(let operand, _, _) = tree[id].kind else { return }
        reportMissing(operand, hasPath: inner.path != nil)
      }
    }
  }

  private mutating func reportMissing(_ id: ExpressionID, hasPath: Bool) {
    let path = text(id)
    if hasPath, case .select = tree[id].kind {
      report("'\(path)' may be missing here; guard it with has(\(path)) && …", id)
    } else {
      report(
        "'\(path)' may be missing here; name its object with cel.bind and guard the field with "
          + "has, or read it with '.?'", id)
    }
  }

  mutating func checkPresence(
    _ id: ExpressionID, _ operand: ExpressionID, _ field: String, _ facts: Facts
  ) -> Outcome {
    var inner: Outcome
    if case .select = tree[operand].kind {
      inner = checkSelect(operand, facts, needsGuard: false)
      types[Int(operand)] = isStrict ? inner.type : .dyn
    } else {
      inner = check(operand, facts)
    }
    var outcome = Outcome(.bool)
    var type = relations.resolve(inner.type)
    if case .optional(let wrapped) = type {
      type = relations.resolve(wrapped)
      inner.path = nil
    }
    guard let part = part(id, field, of: inner, type) else { return outcome }
    if let path = part.path { outcome.whenTrue.known = paths.prefixes(path) }
    return outcome
  }

  mutating func checkIndex(
    _ id: ExpressionID, _ operand: ExpressionID, _ index: ExpressionID, isOptional: Bool,
    _ facts: Facts
  ) -> Outcome {
    let inner = check(operand, facts)
    let key = check(index, facts)
    var type = relations.resolve(inner.type)
    var wraps = isOptional
    if case .optional(let wrapped) = type {
      type = relations.resolve(wrapped)
      wraps = true
    }
    var outcome = Outcome(.dyn)
    switch type {
    case .list(let element):
      if !relations.assign(key.type, to: .int) {
        report("the position in a list is an int; '\(text(index))' is \(name(key.type))", index)
      }
      outcome.type = element
    case .map(let keyType, let value):
      if !relations.assign(key.type, to: keyType) {
        report(
          "the keys of the map are \(name(keyType)); '\(text(index))' is \(name(key.type))"
            + mixingHint(index, key.type, operand, keyType), index)
      }
      if case .enumeration(let enumeration) = relations.resolve(key.type),
        case .map(let items) = tree[operand].kind
      {
        for item in items { requireValues(of: .enumeration(enumeration), item.key) }
      }
      outcome.type = value
    case .dyn, .parameter: break
    default:
      report("'[…]' needs a list or a map; '\(text(operand))' is \(name(type))", id)
    }
    outcome.origin = inner.origin.map { $0.appending(.element) }
    if let chain = outcome.origin { reads.append(chain) }
    outcome.path = inner.path.flatMap { path in
      switch tree[index].kind {
      case .literal(.int(let position)): paths.path(path, .position(Int(position)))
      case .literal(.string(let key)): paths.path(path, .key(UTF8Key(key)))
      default: nil
      }
    }
    if wraps { outcome = optionalOutcome(outcome) }
    return outcome
  }
}

/// The names by which expressions denote types.
let typeDenotations: [String: CELType] = [
  "bool": .bool, "int": .int, "uint": .uint, "double": .double, "string": .string,
  "bytes": .bytes, "list": .list(.dyn), "map": .map(key: .dyn, value: .dyn),
  "null_type": .null, "type": .type(.dyn), "optional_type": .optional(.dyn),
  "google.protobuf.Timestamp": .timestamp, "google.protobuf.Duration": .duration,
]
