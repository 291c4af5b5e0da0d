/// Reads JSON Lines: every line is a strict JSON text of its own.
///
/// A line that is broken is dropped with its problem; the lines below it are read.
struct LinesReader {
  private let source: UnsafeBufferPointer<UInt8>
  private let origin: TextOrigin
  /// Up to where line breaks were counted, and the line there; only problems need the number.
  private var counted: Int
  private var line: Int

  private init(_ source: UnsafeBufferPointer<UInt8>, origin: TextOrigin) {
    self.source = source
    self.origin = origin
    counted = 0
    line = origin.line
  }

  /// Reads all lines; what is wrong is in the result.
  static func read(
    _ source: UnsafeBufferPointer<UInt8>, _ encoding: EncodingCheck, origin: TextOrigin,
    limits: YAMLLimits
  ) -> FileReader.Result {
    var builder = TreeBuilder(source: source, limits: limits)
    if let fault = encoding.fault, fault.kind.isOfWholeFile {
      builder.stop(
        EncodingMessage.problem(
          fault.kind, at: fault.span, source: source, origin: MessageOrigin(origin)))
      return FileReader.Result(builder: builder, comments: [])
    }
    var reader = LinesReader(source, origin: origin)
    // Bytes before the first fault need no second look.
    let firstFault = encoding.fault.map { Int($0.span.start) } ?? source.count
    var start = encoding.markLength
    while start < source.count {
      let end = source.firstOffset(of: ASCII.lineFeed, from: start) ?? source.count
      if source[start..<end].contains(where: { $0 > ASCII.space }) {
        reader.readLine(start..<end, isSound: end <= firstFault, into: &builder)
      }
      start = end + 1
    }
    return FileReader.Result(builder: builder, comments: [], isJSON: true)
  }

  private mutating func readLine(
    _ range: Range<Int>, isSound: Bool, into builder: inout TreeBuilder
  ) {
    if !isSound, let fault = EncodingCheck(rebased(range), isStart: false).fault {
      let start = UInt32(range.lowerBound)
      builder.beginDocument()
      builder.report(
        EncodingMessage.problem(
          fault.kind,
          at: ByteRange(start: fault.span.start + start, end: fault.span.end + start),
          source: source, origin: place(of: range)))
      builder.abandonDocument()
      return
    }
    let upToEnd = UnsafeBufferPointer(rebasing: source[..<range.upperBound])
    var json = JSONReader(upToEnd, base: range.lowerBound)
    if let failure = json.read(into: &builder) {
      builder.report(
        JSONMessage.problem(failure, source: upToEnd, origin: place(of: range), unit: "line"))
      builder.abandonDocument()
    }
    // A bound of one line ends no other.
    builder.resume()
  }

  private func rebased(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: source[range])
  }

  /// From where lines are counted for messages on a line.
  private mutating func place(of range: Range<Int>) -> MessageOrigin {
    line += source.editorLineBreaks(in: counted..<range.lowerBound)
    counted = range.lowerBound
    return MessageOrigin(bytesBefore: origin.offset, place: counted, line: line)
  }
}
