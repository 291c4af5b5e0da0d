extension StandardLibrary {
  /// `size` of texts, bytes, lists and maps, as a function and as a method.
  static let sizes: [FunctionDeclaration] = [false, true].flatMap { isMethod in
    [CELType.string, .bytes, .list(anyA), .map(key: anyA, value: anyB)].map {
      unary("size", $0, .int, isMethod: isMethod, size)
    }
  }

  private static func size(
    _ value: Value, _ context: HostContext
  ) throws(EvaluationError) -> Value {
    switch value {
    case .string(let text):
      try context.charge(bytes: text.utf8.count)
      return .int(Int64(text.codePointCount))
    case .bytes(let bytes): return .int(Int64(bytes.count))
    case .list(let list): return .int(Int64(context.count(list)))
    case .map(let map): return .int(Int64(map.count))
    default: throw .noOverload("size", value)
    }
  }
}

extension String {
  /// The number of code points, which is what the language counts and indexes.
  var codePointCount: Int {
    let counted = utf8.withContiguousStorageIfAvailable { bytes in
      var count = 0
      for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
      return count
    }
    return counted ?? unicodeScalars.count
  }
}
