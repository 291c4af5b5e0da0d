extension HostContext {
  /// Whether two values are equal: numbers across their types, values of different types never.
  package func equal(_ left: Value, _ right: Value) throws(EvaluationError) -> Bool {
    switch (left, right) {
    case (.int(let a), .int(let b)): return a == b
    case (.string(let a), .string(let b)):
      guard a.utf8.count == b.utf8.count else { return false }
      if a.utf8.count > 256 { try charge(bytes: a.utf8.count) }
      return a.hasSameBytes(as: b)
    case (.bool(let a), .bool(let b)): return a == b
    case (.null, .null): return true
    case (.int, .uint), (.int, .double), (.uint, .int), (.uint, .uint), (.uint, .double),
      (.double, .int), (.double, .uint), (.double, .double):
      return compareNumbers(left, right) == .some(0)
    case (.bytes(let a), .bytes(let b)):
      guard a.count == b.count else { return false }
      try charge(bytes: a.count)
      return a == b
    case (.timestamp(let a), .timestamp(let b)): return a == b
    case (.duration(let a), .duration(let b)): return a == b
    case (.type(let a), .type(let b)): return a == b
    case (.list(let a), .list(let b)): return try equalLists(a, b)
    case (.map(let a), .map(let b)): return try equalMaps(a, b)
    case (.optional(let a), .optional(let b)):
      switch (a.wrapped, b.wrapped) {
      case (nil, nil): return true
      case (let a?, let b?): return try equal(a, b)
      default: return false
      }
    case (.object(let a), .object(let b)): return try equalObjects(a, b)
    default: return false
    }
  }

  private func equalLists(_ left: ListValue, _ right: ListValue) throws(EvaluationError) -> Bool {
    let count = count(left)
    guard count == self.count(right) else { return false }
    for index in 0..<count {
      try charge(1)
      guard try equal(element(left, index), element(right, index)) else { return false }
    }
    return true
  }

  private func equalMaps(_ left: MapValue, _ right: MapValue) throws(EvaluationError) -> Bool {
    guard left.count == right.count else { return false }
    for (key, value) in zip(left.keys, left.values) {
      try charge(1)
      guard let other = right.value(for: key), try equal(value, other) else { return false }
    }
    return true
  }

  /// Objects are equal when they are of one type and all fields are.
  private func equalObjects(
    _ left: HostReference, _ right: HostReference
  ) throws(EvaluationError) -> Bool {
    if left == right { return true }
    guard left.type == right.type, objectTypes.indices.contains(Int(left.type)) else {
      return false
    }
    for index in objectTypes[Int(left.type)].fields.indices {
      try charge(1)
      switch (field(left, index), field(right, index)) {
      case (nil, nil): continue
      case (let a?, let b?): guard try equal(a, b) else { return false }
      default: return false
      }
    }
    return true
  }

  /// The value of a field, or nil when it or its object is absent.
  func field(_ object: HostReference, _ index: Int) -> Value? {
    object.isAbsent ? nil : host.field(object, index)
  }

  /// The order of two values: negative, zero or positive, or nil when a NaN has none.
  func order(_ left: Value, _ right: Value) throws(EvaluationError) -> Int? {
    switch (left, right) {
    case (.int(let a), .int(let b)): return a < b ? -1 : (a == b ? 0 : 1)
    case (.string(let a), .string(let b)): return a.compareBytes(with: b)
    case (.bool(let a), .bool(let b)): return (a ? 1 : 0) - (b ? 1 : 0)
    case (.bytes(let a), .bytes(let b)):
      try charge(bytes: min(a.count, b.count))
      return a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { compareBuffers(a, $0) } }
    case (.timestamp(let a), .timestamp(let b)): return a < b ? -1 : (a == b ? 0 : 1)
    case (.duration(let a), .duration(let b)): return a < b ? -1 : (a == b ? 0 : 1)
    case (.int, .uint), (.int, .double), (.uint, .int), (.uint, .uint), (.uint, .double),
      (.double, .int), (.double, .uint), (.double, .double):
      return compareNumbers(left, right)
    default: throw .noOverload("<", left, right)
    }
  }
}

/// The order of two numbers across their types, or nil when one is NaN.
func compareNumbers(_ left: Value, _ right: Value) -> Int? {
  switch (left, right) {
  case (.int(let a), .int(let b)): a < b ? -1 : (a == b ? 0 : 1)
  case (.uint(let a), .uint(let b)): a < b ? -1 : (a == b ? 0 : 1)
  case (.double(let a), .double(let b)):
    a < b ? -1 : (a == b ? 0 : (a > b ? 1 : nil))
  case (.int(let a), .uint(let b)): a < b ? -1 : (a == b ? 0 : 1)
  case (.uint(let a), .int(let b)): a < b ? -1 : (a == b ? 0 : 1)
  case (.int(let a), .double(let b)): compare(a, b)
  case (.double(let a), .int(let b)): compare(b, a).map { -$0 }
  case (.uint(let a), .double(let b)): compare(a, b)
  case (.double(let a), .uint(let b)): compare(b, a).map { -$0 }
  default: nil
  }
}

/// Compares an integer with a double; beyond the range of the integer the double decides.
private func compare<Number: FixedWidthInteger>(_ integer: Number, _ double: Double) -> Int? {
  if double.isNaN { return nil }
  let converted = Double(integer)
  if converted != double { return converted < double ? -1 : 1 }
  return 0
}
