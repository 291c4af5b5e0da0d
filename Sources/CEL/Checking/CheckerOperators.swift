/// Operators and the literals of enumerations.
extension Checker {
  mutating func checkNegation(
    _ id: ExpressionID, _ operand: ExpressionID, _ facts: Facts
  ) -> Outcome {
    let type = relations.resolve(check(operand, facts).type)
    switch type {
    case .int, .double, .dyn: return Outcome(type)
    case .parameter: return Outcome(.dyn)
    default:
      report("'-' needs an int or a double; '\(text(operand))' is \(name(type))", id)
      return Outcome(.dyn)
    }
  }

  mutating func checkBinary(
    _ id: ExpressionID, _ symbol: BinaryOperator, _ left: ExpressionID, _ right: ExpressionID,
    _ facts: Facts
  ) -> Outcome {
    let leftOutcome = check(left, facts)
    let rightOutcome = check(right, facts)
    let leftType = relations.resolve(leftOutcome.type)
    let rightType = relations.resolve(rightOutcome.type)
    let result: CELType?
    switch symbol {
    case .equal, .notEqual:
      let isEqual = relations.assign(leftType, to: rightType)
      result = isEqual || relations.assign(rightType, to: leftType) ? .bool : nil
      requireValues(of: leftType, right)
      requireValues(of: rightType, left)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      result = isOrdered(leftType, rightType) ? .bool : nil
    case .contained:
      return checkContained(id, left, leftType, right, rightType)
    default:
      result = arithmetic(symbol, leftType, rightType)
    }
    guard let result else {
      report(
        "no overload of '\(symbol.rawValue)' for \(name(leftType)) and \(name(rightType))"
          + mixingHint(left, leftType, right, rightType), id)
      return Outcome(symbolGivesBool(symbol) ? .bool : .dyn)
    }
    return Outcome(result)
  }

  private func symbolGivesBool(_ symbol: BinaryOperator) -> Bool {
    switch symbol {
    case .add, .subtract, .multiply, .divide, .modulo: false
    default: true
    }
  }

  private func isOrdered(_ left: CELType, _ right: CELType) -> Bool {
    if relations.isDynamic(left) || relations.isDynamic(right) {
      return isOrderable(left) && isOrderable(right)
    }
    return isOrderable(left) && (left == right || left.isText && right.isText)
  }

  func isOrderable(_ type: CELType) -> Bool {
    switch type {
    case .bool, .int, .uint, .double, .string, .enumeration, .bytes, .timestamp, .duration, .dyn,
      .parameter:
      true
    default: false
    }
  }

  private mutating func arithmetic(
    _ symbol: BinaryOperator, _ left: CELType, _ right: CELType
  ) -> CELType? {
    switch (left, right) {
    case (.dyn, _), (.parameter, _): return mixed(symbol, right)
    case (_, .dyn), (_, .parameter): return mixed(symbol, left)
    case (.int, .int), (.uint, .uint): return left
    case (.double, .double): return symbol == .modulo ? nil : .double
    default: break
    }
    switch (symbol, left, right) {
    case (.add, .bytes, .bytes): return .bytes
    case (.add, .list(let a), .list(let b)):
      return relations.assign(b, to: a) ? .list(relations.join(a, b)) : nil
    case (.add, .timestamp, .duration), (.add, .duration, .timestamp),
      (.subtract, .timestamp, .duration):
      return .timestamp
    case (.add, .duration, .duration), (.subtract, .duration, .duration),
      (.subtract, .timestamp, .timestamp):
      return .duration
    case (.add, _, _): return left.isText && right.isText ? .string : nil
    default: return nil
    }
  }

  /// The result when one side is known at run time only; nil when no type would do.
  private func mixed(_ symbol: BinaryOperator, _ known: CELType) -> CELType? {
    switch known {
    case .int, .uint: known
    case .double: symbol == .modulo ? nil : .double
    case .string, .enumeration: symbol == .add ? .string : nil
    case .bytes: symbol == .add ? .bytes : nil
    case .list: symbol == .add ? .list(.dyn) : nil
    case .timestamp, .duration: symbol == .add || symbol == .subtract ? .dyn : nil
    case .dyn, .parameter: .dyn
    default: nil
    }
  }

  private mutating func checkContained(
    _ id: ExpressionID, _ left: ExpressionID, _ leftType: CELType, _ right: ExpressionID,
    _ rightType: CELType
  ) -> Outcome {
    let element: CELType
    switch rightType {
    case .list(let inner): element = inner
    case .map(let key, _): element = key
    case .dyn, .parameter: return Outcome(.bool)
    default:
      report("'in' needs a list or a map; '\(text(right))' is \(name(rightType))", id)
      return Outcome(.bool)
    }
    if !relations.assign(leftType, to: element) {
      report(
        "'in' looks for \(name(leftType)) among \(name(element))"
          + mixingHint(left, leftType, right, element), id)
    }
    if case .enumeration = leftType {
      requireValues(of: .list(leftType), right)
      if case .map(let items) = tree[right].kind {
        for item in items { requireValues(of: leftType, item.key) }
      }
    }
    requireValues(of: relations.resolve(element), left)
    return Outcome(.bool)
  }

  /// How to write mixed numbers, or how to ask for a missing value.
  func mixingHint(
    _ left: ExpressionID, _ leftType: CELType, _ right: ExpressionID, _ rightType: CELType
  ) -> String {
    let leftType = relations.resolve(leftType)
    let rightType = relations.resolve(rightType)
    if case .null = leftType { return "; ask with has(…) whether a value is there" }
    if case .null = rightType { return "; ask with has(…) whether a value is there" }
    guard leftType.isNumeric, rightType.isNumeric, leftType != rightType else { return "" }
    if let hint = literalHint(left, rightType) ?? literalHint(right, leftType) { return hint }
    let target = leftType == .double || rightType == .double ? "double" : name(leftType)
    return "; convert one of them with \(target)(…)"
  }

  private func literalHint(_ id: ExpressionID, _ wanted: CELType) -> String? {
    guard case .literal(let value) = tree[id].kind else { return nil }
    switch (value, wanted) {
    case (.int(let number), .double): return "; write \(number).0"
    case (.uint(let number), .double): return "; write \(number).0"
    case (.int(let number), .uint) where number >= 0: return "; write \(number)u"
    case (.uint(let number), .int): return "; write \(number)"
    case (.double(let number), .int): return Int64(exactly: number).map { "; write \($0)" }
    case (.double(let number), .uint): return UInt64(exactly: number).map { "; write \($0)u" }
    default: return nil
    }
  }

  // MARK: Enumerations

  /// Reports the string literals of an expression that are no value of the enumeration.
  mutating func requireValues(of type: CELType, _ id: ExpressionID) {
    guard isStrict else { return }
    switch (type, tree[id].kind) {
    case (.enumeration(let enumeration), .literal(.string(let text))):
      let declared = environment.enumerations[enumeration.index]
      guard !declared.values.contains(where: { $0.hasSameBytes(as: text) }) else { return }
      var hint = suggestion(for: text, in: declared.values)
      if hint.isEmpty {
        let values = declared.values.prefix(12).map { "'\($0)'" }.joined(separator: ", ")
        hint = "; expected \(declared.values.count > 12 ? "one of its values" : values)"
      }
      let error = CompileError(
        message: "'\(text)' is no value of \(declared.name)\(hint)", range: tree[id].range)
      if !errors.contains(error) { errors.append(error) }
    case (.enumeration, .conditional(_, let first, let second)):
      requireValues(of: type, first)
      requireValues(of: type, second)
    case (.enumeration, .identifier(let name, false)):
      let local = scope.last { $0.name.hasSameBytes(as: name) }
      for literal in local?.literals ?? [] { requireValues(of: type, literal) }
    case (.list(let element), .list(let items)):
      let element = relations.resolve(element)
      for item in items { requireValues(of: element, item.value) }
    case (.list, .conditional(_, let first, let second)):
      requireValues(of: type, first)
      requireValues(of: type, second)
    case (.list(let element), .identifier(let name, false)):
      let local = scope.last { $0.name.hasSameBytes(as: name) }
      let element = relations.resolve(element)
      for literal in local?.literals ?? [] { requireValues(of: element, literal) }
    default: return
    }
  }
}
