extension StandardLibrary {
  /// `base64.encode` and `base64.decode` (RFC 4648, section 4).
  static let encoders: [FunctionDeclaration] = [
    unary("base64.encode", .bytes, .string) { (value, context) throws(EvaluationError) in
      let bytes = try value.octets("base64.encode")
      try context.charge(bytes: bytes.count)
      return .string(Base64.encode(bytes))
    },
    unary("base64.decode", .string, .bytes) { (value, context) throws(EvaluationError) in
      let text = try value.text("base64.decode")
      try context.charge(bytes: text.utf8.count)
      guard let bytes = Base64.decode(Array(text.utf8)) else {
        throw EvaluationError(.invalidArgument, "\(value.quoted) is not base64")
      }
      return .bytes(bytes)
    },
  ]
}
