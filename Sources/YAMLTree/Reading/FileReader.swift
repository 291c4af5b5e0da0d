/// Chooses how to read a file: as strict JSON, as JSON Lines or as YAML.
enum FileReader {
  /// What reading gave.
  struct Result {
    var builder: TreeBuilder
    var comments: [Comment]
    /// Why a text that begins like JSON is not strict JSON.
    var jsonProblem: YAMLProblem?
    var isJSON = false
  }

  /// Reads a file or a part of one; never fails, problems are in the result.
  static func read(
    _ source: UnsafeBufferPointer<UInt8>, layout: TextLayout = .documents,
    origin: TextOrigin = .start, limits: YAMLLimits
  ) -> Result {
    guard source.count <= limits.bytes, UInt32(exactly: source.count) != nil else {
      var builder = TreeBuilder(source: source, limits: limits)
      builder.stop(EncodingMessage.tooLarge(limit: limits.bytes))
      return Result(builder: builder, comments: [])
    }
    let encoding = EncodingCheck(source, isStart: origin.isStart)
    if layout == .lines {
      return LinesReader.read(source, encoding, origin: origin, limits: limits)
    }
    if let fault = encoding.fault {
      return read(source, before: fault, origin: origin, limits: limits)
    }
    guard JSONReader.isLikely(source, base: encoding.markLength) else {
      return readYAML(source, encoding, origin: origin, limits: limits)
    }
    var builder = TreeBuilder(source: source, limits: limits)
    var json = JSONReader(source, base: encoding.markLength)
    guard let failure = json.read(into: &builder) else {
      return Result(builder: builder, comments: [], isJSON: true)
    }
    let problem = JSONMessage.problem(failure, source: source, origin: MessageOrigin(origin))
    if JSONMessage.endsAtPlaceholder(failure, source: source, base: encoding.markLength) {
      var broken = TreeBuilder(source: source, limits: limits)
      broken.stop(problem)
      return Result(builder: broken, comments: [])
    }
    var result = readYAML(source, encoding, origin: origin, limits: limits)
    JSONMessage.improve(
      &result.builder, with: problem, failure: failure, source: source, base: encoding.markLength)
    result.jsonProblem = problem
    return result
  }

  /// Reads the documents that end before bytes which cannot be read, as before a syntax error.
  private static func read(
    _ source: UnsafeBufferPointer<UInt8>,
    before fault: (kind: EncodingCheck.Fault, span: ByteRange),
    origin: TextOrigin, limits: YAMLLimits
  ) -> Result {
    let end =
      fault.kind.isOfWholeFile
      ? 0 : DocumentBounds(source).last(upTo: Int(fault.span.start))?.start ?? 0
    // What lies before holds no fault.
    var result = read(
      UnsafeBufferPointer(rebasing: source[..<end]), origin: origin, limits: limits)
    result.builder.stop(
      EncodingMessage.problem(
        fault.kind, at: fault.span, source: source, origin: MessageOrigin(origin)))
    return result
  }

  private static func readYAML(
    _ source: UnsafeBufferPointer<UInt8>, _ encoding: EncodingCheck, origin: TextOrigin,
    limits: YAMLLimits
  ) -> Result {
    var builder = TreeBuilder(source: source, limits: limits)
    var reader = EventReader(
      source, base: encoding.markLength, isASCII: encoding.isASCII, origin: origin)
    let comments = reader.read(into: &builder)
    return Result(builder: builder, comments: comments)
  }
}
