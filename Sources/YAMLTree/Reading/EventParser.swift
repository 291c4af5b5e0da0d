import CLibYAML

/// Owns a libyaml parser and the event it read last.
///
/// libyaml keeps pointers into its own structure, so the structure lives on the heap at one place
/// for as long as this value lives. The bytes it reads must outlive it.
struct EventParser: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutablePointer<Input>
  /// The event that `next` read; its texts are valid until the next call.
  let event: UnsafeMutablePointer<yaml_event_t>

  /// The bytes that libyaml asks for, a part at a time.
  private struct Input {
    let source: UnsafeBufferPointer<UInt8>
    var offset = 0
    /// Up to where it may read before the next event.
    var limit = 0
    /// Whether it wanted to read beyond.
    var isBeyondLimit = false
  }

  /// What libyaml says when it cannot go on; indices count code points.
  struct Failure {
    var problem: String
    var problemIndex: Int
    var context: String
    var contextIndex: Int
    var isMemory: Bool
    /// Whether a text, or what stands between two, is longer than may be.
    var isLongText: Bool
  }

  /// Makes a parser for UTF-8 without a byte order mark; nil when there is no memory.
  init?(_ source: UnsafeBufferPointer<UInt8>) {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    guard yaml_parser_initialize(parser) != 0 else {
      parser.deallocate()
      return nil
    }
    self.parser = parser
    input = UnsafeMutablePointer<Input>.allocate(capacity: 1)
    input.initialize(to: Input(source: source))
    event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
    event.initialize(to: yaml_event_t())
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input(parser, { Self.read($0, $1, $2, $3) }, input)
  }

  /// Gives libyaml the next bytes; 0 where it asks for more than one text may have, as it would keep
  /// all of it several times.
  private static func read(
    _ data: UnsafeMutableRawPointer?, _ buffer: UnsafeMutablePointer<UInt8>?, _ size: Int,
    _ count: UnsafeMutablePointer<Int>?
  ) -> Int32 {
    guard let input = data?.assumingMemoryBound(to: Input.self), let buffer, let count else {
      return 0
    }
    let available = input.pointee.source.count - input.pointee.offset
    if available > 0, input.pointee.offset >= input.pointee.limit {
      input.pointee.isBeyondLimit = true
      return 0
    }
    let length = min(size, available)
    if length > 0, let base = input.pointee.source.baseAddress {
      buffer.update(from: base + input.pointee.offset, count: length)
    }
    input.pointee.offset += length
    count.pointee = length
    return 1
  }

  deinit {
    yaml_event_delete(event)
    yaml_parser_delete(parser)
    event.deallocate()
    input.deallocate()
    parser.deallocate()
  }

  /// Reads one event into `event`; false when the text breaks the rules.
  /// - Parameter longest: The most bytes up to the end of the event.
  @inline(__always)
  mutating func next(longest: Int) -> Bool {
    yaml_event_delete(event)
    let left = input.pointee.source.count - input.pointee.offset
    input.pointee.limit = input.pointee.offset + min(longest, left)
    return yaml_parser_parse(parser, event) != 0
  }

  /// Why the last call of `next` gave false.
  var failure: Failure {
    let state = parser.pointee
    return Failure(
      problem: state.problem.map { String(cString: $0) } ?? "",
      problemIndex: Int(state.problem_mark.index),
      context: state.context.map { String(cString: $0) } ?? "",
      contextIndex: Int(state.context_mark.index),
      isMemory: state.error == YAML_MEMORY_ERROR, isLongText: input.pointee.isBeyondLimit)
  }
}
