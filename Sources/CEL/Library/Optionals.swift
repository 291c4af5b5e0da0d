extension StandardLibrary {
  /// `optional.of`, `optional.none` and the methods of optional values.
  static let optionals: [FunctionDeclaration] = [
    unary("optional.of", anyA, .optional(anyA)) { value, _ in .optional(OptionalValue(value)) },
    unary("optional.ofNonZeroValue", anyA, .optional(anyA)) { value, context in
      .optional(OptionalValue(value.isZero(context) ? nil : value))
    },
    FunctionDeclaration(
      name: "optional.none", parameters: [], result: .optional(anyA), isPure: true,
      implementation: .nullary { _ in .emptyOptional }),
    unary("hasValue", .optional(anyA), .bool, isMethod: true) {
      (value, _) throws(EvaluationError) in
      .bool(try value.optionalValue("hasValue").wrapped != nil)
    },
    unary("value", .optional(anyA), anyA, isMethod: true) {
      (value, _) throws(EvaluationError) in
      guard let wrapped = try value.optionalValue("value").wrapped else {
        throw EvaluationError(.missingField, "the optional has no value")
      }
      return wrapped
    },
    binary("or", .optional(anyA), .optional(anyA), .optional(anyA), isMethod: true) {
      (value, other, _) throws(EvaluationError) in
      try value.optionalValue("or").wrapped != nil ? value : other
    },
    binary("orValue", .optional(anyA), anyA, anyA, isMethod: true) {
      (value, other, _) throws(EvaluationError) in
      try value.optionalValue("orValue").wrapped ?? other
    },
    unary("optional.unwrap", .list(.optional(anyA)), .list(anyA), unwrap),
    unary("unwrapOpt", .list(.optional(anyA)), .list(anyA), isMethod: true, unwrap),
  ]

  private static func unwrap(
    _ value: Value, _ context: HostContext
  ) throws(EvaluationError) -> Value {
    var elements: [Value] = []
    for element in try context.elements(try value.listValue("unwrapOpt")) {
      if let wrapped = try element.optionalValue("unwrapOpt").wrapped { elements.append(wrapped) }
    }
    return .list(elements)
  }
}

extension Value {
  /// Whether it is the value that its type has when nothing is set.
  fileprivate func isZero(_ context: HostContext) -> Bool {
    switch self {
    case .null: true
    case .bool(let flag): !flag
    case .int(let number): number == 0
    case .uint(let number): number == 0
    case .double(let number): number == 0
    case .string(let text): text.isEmpty
    case .bytes(let bytes): bytes.isEmpty
    case .list(let list): context.count(list) == 0
    case .map(let map): map.count == 0
    case .duration(let span): span.nanoseconds == 0
    case .timestamp(let time): time.seconds == 0 && time.nanoseconds == 0
    case .optional(let optional): optional.wrapped == nil
    case .object(let reference): reference.isAbsent
    case .type: false
    }
  }
}
