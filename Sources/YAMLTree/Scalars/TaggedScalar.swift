/// Finds the type of a scalar with a tag of the core schema.
enum TaggedScalar {
  /// The type that a tag gives, and a problem when the content is not of that type.
  ///
  /// Tags outside the core schema make a scalar a string; `!!int` and its like on other content
  /// leave it a string too.
  static func type(
    tag: UnsafePointer<UInt8>, content: UnsafeBufferPointer<UInt8>, untagged: ScalarType,
    isPlain: Bool, at span: ByteRange
  ) -> (ScalarType, YAMLProblem?) {
    let name = String(decodingCString: tag, as: UTF8.self)
    let prefix = "tag:yaml.org,2002:"
    guard name.utf8.starts(with: prefix.utf8) else { return (.string, nil) }
    let own = isPlain ? untagged : CoreSchema.type(of: content)
    let wanted: ScalarType
    switch String(name.dropFirst(prefix.count)) {
    case "null": wanted = .null
    case "bool": wanted = .bool
    case "int": wanted = .int
    case "float": wanted = .float
    case "merge" where content.count == 2: return (.string, nil)
    default: return (.string, nil)
    }
    if own == wanted || wanted == .float && own == .int { return (wanted, nil) }
    let short = "!!" + String(name.dropFirst(prefix.count))
    let problem = YAMLProblem(
      kind: .invalidTag,
      message: "the tag \(short) does not fit the value \(quoted(content)); remove the tag or "
        + "correct the value",
      span: span)
    return (.string, problem)
  }
}
