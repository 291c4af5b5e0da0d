extension StandardLibrary {
  /// The functions of `math` on the bits of integers.
  static let bits: [FunctionDeclaration] =
    operation("math.bitAnd", &) + operation("math.bitOr", |) + operation("math.bitXor", ^)
    + [CELType.int, .uint].flatMap { type in
      [
        unary("math.bitNot", type, type) { (value, _) throws(EvaluationError) in
          switch value {
          case .int(let number): return .int(~number)
          case .uint(let number): return .uint(~number)
          default: throw .noOverload("math.bitNot", value)
          }
        },
        // Shifts to the right fill with zeros, also those of negative numbers.
        shift("math.bitShiftLeft", type) { $1 > 63 ? 0 : $0 << $1 },
        shift("math.bitShiftRight", type) { $1 > 63 ? 0 : $0 >> $1 },
      ]
    }

  private static func operation(
    _ name: String, _ combine: @escaping @Sendable (UInt64, UInt64) -> UInt64
  ) -> [FunctionDeclaration] {
    [CELType.int, .uint].map { type in
      binary(name, type, type, type) { (left, right, _) throws(EvaluationError) in
        switch (left, right) {
        case (.int(let a), .int(let b)):
          return .int(
            Int64(bitPattern: combine(UInt64(bitPattern: a), UInt64(bitPattern: b))))
        case (.uint(let a), .uint(let b)): return .uint(combine(a, b))
        default: throw .noOverload(name, left, right)
        }
      }
    }
  }

  private static func shift(
    _ name: String, _ type: CELType, _ move: @escaping @Sendable (UInt64, UInt64) -> UInt64
  ) -> FunctionDeclaration {
    binary(name, type, .int, type) { (value, count, _) throws(EvaluationError) in
      let count = try count.number(name)
      guard count >= 0 else {
        throw EvaluationError(.invalidArgument, "'\(name)' cannot shift by \(count)")
      }
      switch value {
      case .int(let number):
        return .int(Int64(bitPattern: move(UInt64(bitPattern: number), UInt64(count))))
      case .uint(let number): return .uint(move(number, UInt64(count)))
      default: throw .noOverload(name, value)
      }
    }
  }
}
