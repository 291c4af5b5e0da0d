/// Chooses how to read a file: as strict JSON or as YAML.
enum FileReader {
  /// What reading gave.
  struct Result {
    var builder: TreeBuilder
    var comments: [Comment]
    /// Why a text that begins like JSON is not strict JSON.
    var jsonProblem: YAMLProblem?
    var isJSON = false
  }

  /// Reads a file; never fails, problems are in the result.
  static func read(_ source: UnsafeBufferPointer<UInt8>, limits: YAMLLimits) -> Result {
    var builder = TreeBuilder(source: source, limits: limits)
    guard source.count <= limits.bytes, UInt32(exactly: source.count) != nil else {
      builder.stop(EncodingMessage.tooLarge(limit: limits.bytes))
      return Result(builder: builder, comments: [])
    }
    let encoding = EncodingCheck(source)
    if let fault = encoding.fault {
      builder.stop(EncodingMessage.problem(fault.kind, at: fault.span, source: source))
      return Result(builder: builder, comments: [])
    }
    guard JSONReader.isLikely(source, base: encoding.markLength) else {
      return readYAML(source, encoding, limits: limits)
    }
    var json = JSONReader(source, base: encoding.markLength)
    guard let failure = json.read(into: &builder) else {
      return Result(builder: builder, comments: [], isJSON: true)
    }
    let problem = JSONMessage.problem(failure, source: source)
    if JSONMessage.endsAtPlaceholder(failure, source: source, base: encoding.markLength) {
      var broken = TreeBuilder(source: source, limits: limits)
      broken.stop(problem)
      return Result(builder: broken, comments: [])
    }
    var result = readYAML(source, encoding, limits: limits)
    JSONMessage.improve(
      &result.builder, with: problem, failure: failure, source: source, base: encoding.markLength)
    result.jsonProblem = problem
    return result
  }

  private static func readYAML(
    _ source: UnsafeBufferPointer<UInt8>, _ encoding: EncodingCheck, limits: YAMLLimits
  ) -> Result {
    var builder = TreeBuilder(source: source, limits: limits)
    var reader = EventReader(source, base: encoding.markLength, isASCII: encoding.isASCII)
    let comments = reader.read(into: &builder)
    return Result(builder: builder, comments: comments)
  }
}
