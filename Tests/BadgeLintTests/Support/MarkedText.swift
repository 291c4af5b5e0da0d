import YAMLTree

/// A text in which ‹ and › stand around the places that a test expects, without the marks.
struct MarkedText {
  private(set) var bytes: [UInt8] = []
  /// The marked places in the order of their first mark.
  private(set) var places: [ByteRange] = []

  init(_ marked: String) {
    var open: [Int] = []
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "‹":
        open.append(places.count)
        places.append(ByteRange(start: UInt32(bytes.count), end: UInt32(bytes.count)))
      case "›":
        if let place = open.popLast() { places[place].end = UInt32(bytes.count) }
      default: bytes += Array(String(scalar).utf8)
      }
    }
    precondition(open.isEmpty, "a mark is not closed")
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// The text at a place, for comparison in tests.
func slice(_ range: ByteRange, of bytes: [UInt8]) -> String {
  guard range.start <= range.end, Int(range.end) <= bytes.count else { return "(out of bounds)" }
  return String(decoding: bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
}
