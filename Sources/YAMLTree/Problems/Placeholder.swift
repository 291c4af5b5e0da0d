/// A placeholder of a template, such as `{{ title }}`, that stands in JSON where a value belongs.
enum Placeholder {
  /// How placeholders begin and end, in the usual languages of templates.
  private static let forms: [(begin: StaticString, end: StaticString)] = [
    ("{{", "}}"), ("{%", "%}"), ("${", "}"), ("<%", "%>"),
  ]

  /// The bytes of the placeholder at which reading as JSON failed; nil where there is none.
  static func find(_ failure: JSONFailure, _ source: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    let place = Int(failure.span.start)
    switch failure.kind {
    // The first brace was taken for that of an object.
    case .keyExpected where place > 0:
      return range(at: place - 1, source) ?? range(at: place, source)
    case .keyExpected, .valueExpected: return range(at: place, source)
    default: return nil
    }
  }

  private static func range(at start: Int, _ source: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    let lineEnd = source.endOfLine(from: start)
    for form in forms where stands(form.begin, at: start, before: lineEnd, source) {
      var end = start + form.begin.utf8CodeUnitCount
      while end < lineEnd {
        if stands(form.end, at: end, before: lineEnd, source) {
          return start..<end + form.end.utf8CodeUnitCount
        }
        // Keys within keys are sound YAML.
        if source[end] == ASCII.openBrace || source[end] == ASCII.closeBrace { break }
        end += 1
      }
    }
    return nil
  }

  private static func stands(
    _ sign: StaticString, at start: Int, before end: Int, _ source: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    sign.withUTF8Buffer { bytes in
      start + bytes.count <= end
        && bytes.indices.allSatisfy { source[start + $0] == bytes[$0] }
    }
  }
}
