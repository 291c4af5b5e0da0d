/// One step from the root of a document towards a place.
enum OutlineStep: Sendable, Equatable {
  case key(String)
  case element
}

/// What may be written at a place of a text.
struct OutlineContext: Sendable {
  enum Role: Sendable, Equatable {
    /// The name of a key.
    case key
    /// The value of the last key of the path, or an element of its list.
    case value
    /// A key of a new element, or an element that is written as one value.
    case keyOrElement
    case comment
  }

  var role: Role
  var path: [OutlineStep]
  /// The bytes before the place that belong to what is being written.
  var typed: Range<Int>
  /// Whether what is being written began with a quotation mark.
  var quote: UInt8?
  /// The mapping that keys would be added to; nil where it is not there yet.
  var mapping: Int?
  /// The list that an element would be added to; nil where it is not there yet.
  var list: Int?
  /// Whether braces or brackets are around it.
  var isFlow: Bool
  /// The blanks before a key that is written here.
  var indent: Int
}

/// A value that stands in a text on one line.
struct OutlineScalar: Sendable {
  /// The keys that lead to it, with dots between them; elements of lists are not counted.
  var path: String
  var mapping: Int
  /// The list whose element it is; nil for others.
  var list: Int?
  var key: String
  var text: String
}
