extension StandardLibrary {
  /// `int`, `uint`, `double`, `string`, `bytes`, `bool`, `type`, `dyn`.
  static let conversions: [FunctionDeclaration] =
    [
      unary("dyn", anyA, .dyn) { value, _ in value },
      unary("type", anyA, .type(anyA)) { value, context in
        .type(TypeValue(name: value.typeName(context.objectTypes)))
      },
      unary("bool", .bool, .bool) { value, _ in value },
      unary("bool", .string, .bool, readBool),
      unary("bytes", .bytes, .bytes) { value, _ in value },
      unary("bytes", .string, .bytes) { value, context throws(EvaluationError) in
        let text = try value.text("bytes")
        try context.charge(bytes: text.utf8.count)
        return .bytes(Array(text.utf8))
      },
    ]
    + [CELType.int, .uint, .double, .string, .timestamp].map { unary("int", $0, .int, toInt) }
    + [CELType.int, .uint, .double, .string].map { unary("uint", $0, .uint, toUnsigned) }
    + [CELType.int, .uint, .double, .string].map { unary("double", $0, .double, toDouble) }
    + [CELType.string, .bool, .int, .uint, .double, .bytes, .timestamp, .duration]
    .map { unary("string", $0, .string, toText) }

  private static func readBool(
    _ value: Value, _ context: HostContext
  ) throws(EvaluationError) -> Value {
    let text = try value.text("bool")
    switch text {
    case "1", "t", "T", "true", "TRUE", "True": return .bool(true)
    case "0", "f", "F", "false", "FALSE", "False": return .bool(false)
    default: throw .cannotConvert(value, "bool")
    }
  }

  private static func toInt(
    _ value: Value, _ context: HostContext
  ) throws(EvaluationError) -> Value {
    switch value {
    case .int: return value
    case .uint(let number):
      if let result = Int64(exactly: number) { return .int(result) }
    case .double(let number):
      // Both ends are excluded since they stand for many integers beyond the range.
      if number > -0x1p63, number < 0x1p63 { return .int(Int64(number)) }
    case .string(let text):
      if let result = Int64(text), !text.hasPrefix("+") { return .int(result) }
    case .timestamp(let time): return .int(time.seconds)
    default: throw .noOverload("int", value)
    }
    throw .cannotConvert(value, "int")
  }

  private static func toUnsigned(
    _ value: Value, _ context: HostContext
  ) throws(EvaluationError) -> Value {
    switch value {
    case .uint: return value
    case .int(let number):
      if let result = UInt64(exactly: number) { return .uint(result) }
    case .double(let number):
      if number >= 0, number < 0x1p64 { return .uint(UInt64(number)) }
    case .string(let text):
      if let result = UInt64(text), !text.hasPrefix("+") { return .uint(result) }
    default: throw .noOverload("uint", value)
    }
    throw .cannotConvert(value, "uint")
  }

  private static func toDouble(
    _ value: Value, _ context: HostContext
  ) throws(EvaluationError) -> Value {
    switch value {
    case .double: return value
    case .int(let number): return .double(Double(number))
    case .uint(let number): return .double(Double(number))
    case .string(let text):
      switch text {
      case "NaN": return .double(.nan)
      case "Infinity", "+Infinity": return .double(.infinity)
      case "-Infinity": return .double(-.infinity)
      default:
        let isPlain = text.utf8.allSatisfy { isDigit($0) || "+-.eE".utf8.contains($0) }
        if isPlain, let number = Double(text), number.isFinite { return .double(number) }
      }
    default: throw .noOverload("double", value)
    }
    throw .cannotConvert(value, "double")
  }

  private static func toText(
    _ value: Value, _ context: HostContext
  ) throws(EvaluationError) -> Value {
    if case .bytes(let bytes) = value { try context.charge(bytes: bytes.count) }
    guard let text = value.scalarText else { throw .cannotConvert(value, "string") }
    return .string(text)
  }
}

extension EvaluationError {
  static func cannotConvert(_ value: Value, _ type: String) -> EvaluationError {
    EvaluationError(.invalidArgument, "\(value.quoted) cannot be read as \(type)")
  }
}
