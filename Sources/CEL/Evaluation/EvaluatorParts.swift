/// Parts of values by name and position, where only the run time knows the types.
extension Evaluator {
  private func name(_ index: Int32) -> String {
    guard case .string(let name) = constants[Int(index)] else { return "" }
    return name
  }

  func select(_ value: Value, _ name: Int32, _ id: PlanID) throws(EvaluationError) -> Value {
    switch value {
    case .map(let map):
      if let found = map.value(for: constants[Int(name)]) { return found }
      throw fail(.noSuchKey, "the map has no key '\(self.name(name))'", id)
    case .object(let reference):
      let object = plan.objectTypes[Int(reference.type)]
      guard let index = object.index(of: self.name(name)) else {
        throw fail(.unresolved, "\(object.name) has no field '\(self.name(name))'", id)
      }
      if let found = context.field(reference, index) { return found }
      let field = object.fields[index]
      if field.presence != .optional,
        let absent = Value.absentValue(
          of: field.type, isDefaulted: field.presence == .defaulted)
      {
        return absent
      }
      throw fail(.missingField, "the \(object.name) has no value for '\(field.name)'", id)
    case .optional(let optional):
      guard let wrapped = optional.wrapped else { return .emptyOptional }
      return .optional(OptionalValue(try optionalSelect(wrapped, name, id)))
    default:
      throw fail(.noSuchOverload, "\(typeName(value)) has no field '\(self.name(name))'", id)
    }
  }

  /// The part, or nil when the value could have it but has not.
  func optionalSelect(
    _ value: Value, _ name: Int32, _ id: PlanID
  ) throws(EvaluationError) -> Value? {
    switch value {
    case .map(let map): return map.value(for: constants[Int(name)])
    case .object(let reference):
      let object = plan.objectTypes[Int(reference.type)]
      guard let index = object.index(of: self.name(name)) else {
        throw fail(.unresolved, "\(object.name) has no field '\(self.name(name))'", id)
      }
      return context.field(reference, index)
    case .optional(let optional):
      guard let wrapped = optional.wrapped else { return nil }
      return try optionalSelect(wrapped, name, id)
    default:
      throw fail(.noSuchOverload, "\(typeName(value)) has no field '\(self.name(name))'", id)
    }
  }

  func hasPart(_ value: Value, _ name: Int32, _ id: PlanID) throws(EvaluationError) -> Bool {
    if case .optional(let optional) = value, optional.wrapped == nil { return false }
    return try optionalSelect(value, name, id) != nil
  }

  func index(_ value: Value, _ key: Value, _ id: PlanID) throws(EvaluationError) -> Value {
    switch value {
    case .optional(let optional):
      guard let wrapped = optional.wrapped else { return .emptyOptional }
      return .optional(OptionalValue(try optionalIndex(wrapped, key, id)))
    case .list(let list):
      let position = try position(key, id)
      let count = context.count(list)
      guard let position, position >= 0, position < count else {
        throw fail(
          .indexOutOfRange,
          "the list has no position \(key.quoted); it has \(counted(count, "element"))", id)
      }
      return context.element(list, position)
    case .map(let map):
      try requireKey(key, id)
      if let found = map.value(for: key) { return found }
      throw fail(.noSuchKey, "the map has no key \(key.quoted)", id)
    default:
      throw fail(.noSuchOverload, "\(typeName(value)) has no elements", id)
    }
  }

  /// The element, or nil when the position or key is not there.
  func optionalIndex(
    _ value: Value, _ key: Value, _ id: PlanID
  ) throws(EvaluationError) -> Value? {
    switch value {
    case .optional(let optional):
      guard let wrapped = optional.wrapped else { return nil }
      return try optionalIndex(wrapped, key, id)
    case .list(let list):
      guard let position = try position(key, id), position >= 0,
        position < context.count(list)
      else { return nil }
      return context.element(list, position)
    case .map(let map):
      try requireKey(key, id)
      return map.value(for: key)
    case .object:
      guard case .string(let name) = key else { break }
      throw fail(.noSuchOverload, "an object has no elements; write '.\(name)'", id)
    default: break
    }
    throw fail(.noSuchOverload, "\(typeName(value)) has no elements", id)
  }

  /// The position in a list that a number means; nil for one that no list has.
  private func position(_ key: Value, _ id: PlanID) throws(EvaluationError) -> Int? {
    switch key {
    case .int(let number): return Int(exactly: number)
    case .uint(let number): return Int(exactly: number)
    case .double(let number):
      if let position = Int(exactly: number) { return position }
    default: break
    }
    throw fail(.invalidArgument, "\(key.quoted) is no position in a list", id)
  }

  private func requireKey(_ key: Value, _ id: PlanID) throws(EvaluationError) {
    switch key {
    case .bool, .int, .uint, .string, .double: return
    default: throw fail(.noSuchOverload, "\(typeName(key)) is never the key of a map", id)
    }
  }

  func contained(
    _ element: Value, _ collection: Value, _ id: PlanID
  ) throws(EvaluationError) -> Bool {
    switch collection {
    case .map(let map): return map.contains(element)
    case .list(let list):
      do {
        return try context.contains(list, element)
      } catch {
        throw error.located(range(id))
      }
    default:
      throw fail(
        .noSuchOverload, "'in' needs a list or a map; found \(typeName(collection))", id)
    }
  }

  // MARK: Lists and maps

  func aggregate(_ id: PlanID) throws(EvaluationError) -> Value {
    switch nodes[Int(id)] {
    case .list(let start, let count):
      try context.charge(Int(count))
      var elements: [Value] = []
      elements.reserveCapacity(Int(count))
      for position in start..<(start + count) {
        elements.append(try evaluate(operands[Int(position)]))
      }
      return .list(elements)
    case .listWithOptionals(let start, let count):
      try context.charge(Int(count))
      var elements: [Value] = []
      for position in 0..<count {
        let value = try evaluate(operands[Int(start + 2 * position)])
        guard operands[Int(start + 2 * position + 1)] == 1 else {
          elements.append(value)
          continue
        }
        if let wrapped = try unwrap(value, id) { elements.append(wrapped) }
      }
      return .list(elements)
    case .map(let start, let count):
      try context.charge(Int(count))
      var builder = MapValue.Builder()
      for position in 0..<count {
        let base = Int(start + 3 * position)
        let key = try evaluate(operands[base])
        var value = try evaluate(operands[base + 1])
        if operands[base + 2] == 1 {
          guard let wrapped = try unwrap(value, id) else { continue }
          value = wrapped
        }
        do {
          try builder.add(key, value)
        } catch {
          throw error.located(range(id))
        }
      }
      return .map(builder.build())
    default:
      return .null
    }
  }

  private func unwrap(_ value: Value, _ id: PlanID) throws(EvaluationError) -> Value? {
    guard case .optional(let optional) = value else {
      throw fail(.noSuchOverload, "'?' needs an optional value; found \(typeName(value))", id)
    }
    return optional.wrapped
  }

  func optionalMap(
    _ target: PlanID, _ body: PlanID, _ slotAndFlat: Int32, _ id: PlanID
  ) throws(EvaluationError) -> Value {
    let value = try evaluate(target)
    guard let wrapped = try unwrap(value, id) else { return .emptyOptional }
    locals[Int(slotAndFlat / 2)] = wrapped
    let result = try evaluate(body)
    guard slotAndFlat % 2 == 1 else { return .optional(OptionalValue(result)) }
    guard case .optional = result else {
      throw fail(
        .noSuchOverload, "the result of 'optFlatMap' is \(typeName(result)); expected an optional",
        id)
    }
    return result
  }
}

extension HostContext {
  /// Whether an element of the list is equal to a value.
  func contains(_ list: ListValue, _ wanted: Value) throws(EvaluationError) -> Bool {
    if case .native(let elements) = list, case .string(let text) = wanted {
      return try contains(elements, text)
    }
    for index in 0..<count(list) {
      try charge(1)
      if try equal(element(list, index), wanted) { return true }
    }
    return false
  }

  /// Whether an element is a string of the same bytes; no other value is equal to a string.
  private func contains(_ elements: [Value], _ wanted: String) throws(EvaluationError) -> Bool {
    let length = wanted.utf8.count
    for element in elements {
      try charge(1)
      guard case .string(let text) = element, text.utf8.count == length else { continue }
      if length > 256 { try charge(bytes: length) }
      if text.hasSameBytes(as: wanted) { return true }
    }
    return false
  }
}
