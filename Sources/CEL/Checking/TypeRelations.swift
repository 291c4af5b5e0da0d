/// Which types go where others are expected, with the type variables bound so far.
struct TypeRelations: Sendable {
  private var bindings: [String: CELType] = [:]
  private var freshCount = 0

  /// A type variable that stands for no type yet.
  mutating func fresh() -> CELType {
    freshCount += 1
    return .parameter("?\(freshCount)")
  }

  /// The type with its outermost variable replaced by what it is bound to.
  func resolve(_ type: CELType) -> CELType {
    var current = type
    while case .parameter(let name) = current, let bound = bindings[name] { current = bound }
    return current
  }

  /// The type with all variables replaced; those bound to nothing become `dyn`.
  func final(_ type: CELType) -> CELType {
    switch resolve(type) {
    case .parameter: .dyn
    case .list(let element): .list(final(element))
    case .map(let key, let value): .map(key: final(key), value: final(value))
    case .optional(let wrapped): .optional(final(wrapped))
    case .type(let inner): .type(final(inner))
    case let other: other
    }
  }

  /// The signature type with its parameters replaced by the variables of one call.
  mutating func instantiate(_ type: CELType, _ parameters: inout [String: CELType]) -> CELType {
    switch type {
    case .parameter(let name):
      if let known = parameters[name] { return known }
      let variable = fresh()
      parameters[name] = variable
      return variable
    case .list(let element): return .list(instantiate(element, &parameters))
    case .map(let key, let value):
      return .map(key: instantiate(key, &parameters), value: instantiate(value, &parameters))
    case .optional(let wrapped): return .optional(instantiate(wrapped, &parameters))
    case .type(let inner): return .type(instantiate(inner, &parameters))
    default: return type
    }
  }

  /// Whether a value of one type may be given where another is expected; binds variables when so.
  mutating func assign(_ source: CELType, to target: CELType) -> Bool {
    let before = bindings
    if relate(source, target) { return true }
    bindings = before
    return false
  }

  private mutating func relate(_ source: CELType, _ target: CELType) -> Bool {
    let source = resolve(source)
    let target = resolve(target)
    if source == target { return true }
    switch (source, target) {
    case (_, .parameter(let name)): return bind(name, source)
    case (.dyn, _), (_, .dyn): return true
    case (.parameter(let name), _): return bind(name, target)
    case (.enumeration, .string), (.string, .enumeration): return true
    case (.list(let a), .list(let b)): return relate(a, b)
    case (.map(let a, let x), .map(let b, let y)): return relate(a, b) && relate(x, y)
    case (.optional(let a), .optional(let b)): return relate(a, b)
    case (.type, .type): return true
    default: return false
    }
  }

  private mutating func bind(_ name: String, _ type: CELType) -> Bool {
    guard !occurs(name, in: type) else { return false }
    bindings[name] = type
    return true
  }

  private func occurs(_ name: String, in type: CELType) -> Bool {
    switch resolve(type) {
    case .parameter(let other): other == name
    case .list(let inner), .optional(let inner), .type(let inner): occurs(name, in: inner)
    case .map(let key, let value): occurs(name, in: key) || occurs(name, in: value)
    default: false
    }
  }

  /// The type of a list or map whose parts are of both types: the more general one, or `dyn`.
  mutating func join(_ left: CELType, _ right: CELType) -> CELType {
    guard assign(right, to: left) else { return .dyn }
    return general(left, right)
  }

  private func general(_ left: CELType, _ right: CELType) -> CELType {
    let left = resolve(left)
    let right = resolve(right)
    switch (left, right) {
    case (.dyn, _), (_, .dyn): return .dyn
    case (.parameter, _): return right
    case (_, .parameter): return left
    case (.enumeration, .string), (.string, .enumeration): return .string
    case (.list(let a), .list(let b)): return .list(general(a, b))
    case (.map(let a, let x), .map(let b, let y)):
      return .map(key: general(a, b), value: general(x, y))
    case (.optional(let a), .optional(let b)): return .optional(general(a, b))
    default: return left
    }
  }

  /// Whether only the run time can tell the type.
  func isDynamic(_ type: CELType) -> Bool {
    switch resolve(type) {
    case .dyn, .parameter: true
    default: false
    }
  }

  /// Whether only the run time can tell the type or the type of a part of it.
  func hasDynamicPart(_ type: CELType) -> Bool {
    switch resolve(type) {
    case .dyn, .parameter: true
    case .list(let inner), .optional(let inner): hasDynamicPart(inner)
    case .map(let key, let value): hasDynamicPart(key) || hasDynamicPart(value)
    default: false
    }
  }
}
