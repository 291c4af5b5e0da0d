import CLibYAML

/// Owns a libyaml parser and the event it read last.
///
/// libyaml keeps pointers into its own structure, so the structure lives on the heap at one place
/// for as long as this value lives. The bytes it reads must outlive it.
struct EventParser: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  /// The event that `next` read; its texts are valid until the next call.
  let event: UnsafeMutablePointer<yaml_event_t>

  /// What libyaml says when it cannot go on; indices count code points.
  struct Failure {
    var problem: String
    var problemIndex: Int
    var context: String
    var contextIndex: Int
    var isMemory: Bool
  }

  /// Makes a parser for UTF-8 without a byte order mark; nil when there is no memory.
  init?(_ source: UnsafeBufferPointer<UInt8>) {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    guard yaml_parser_initialize(parser) != 0 else {
      parser.deallocate()
      return nil
    }
    self.parser = parser
    event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
    event.initialize(to: yaml_event_t())
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    // libyaml asserts that the input is not NULL, even when its length is 0.
    if let base = source.baseAddress {
      yaml_parser_set_input_string(parser, base, source.count)
    } else {
      yaml_parser_set_input_string(parser, Self.noInput.utf8Start, 0)
    }
  }

  private static let noInput: StaticString = ""

  deinit {
    yaml_event_delete(event)
    yaml_parser_delete(parser)
    event.deallocate()
    parser.deallocate()
  }

  /// Reads one event into `event`; false when the text breaks the rules.
  @inline(__always)
  mutating func next() -> Bool {
    yaml_event_delete(event)
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
      isMemory: state.error == YAML_MEMORY_ERROR)
  }
}
