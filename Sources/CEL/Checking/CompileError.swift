/// What is wrong with the source of an expression, and where.
package struct CompileError: Hashable, Sendable {
  /// What is wrong, without a full stop.
  package let message: String
  /// Where it is wrong, in UTF-8 offsets.
  package let range: SourceRange

  /// Makes an error at a place.
  package init(message: String, range: SourceRange) {
    self.message = message
    self.range = range
  }

  /// The error with its line and column, the line itself, and a caret under the place.
  /// - Parameter source: The text that was compiled.
  package func render(_ source: String) -> String {
    let bytes = Array(source.utf8)
    let start = min(range.start, bytes.count)
    let lineStart = bytes[..<start].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let lineEnd = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    let line = bytes[..<start].count { $0 == 0x0A } + 1
    let before = bytes[lineStart..<start]
    let column = before.count { $0 & 0xC0 != 0x80 } + 1
    let text = String(decoding: bytes[lineStart..<lineEnd], as: UTF8.self)
    let margin = before.filter { $0 & 0xC0 != 0x80 }.map { $0 == 0x09 ? "\t" : " " }.joined()
    let marked = bytes[start..<max(start, min(range.end, lineEnd))].count { $0 & 0xC0 != 0x80 }
    let caret = String(repeating: "^", count: max(1, marked))
    return "\(line):\(column): \(message)\n\(text)\n\(margin)\(caret)"
  }
}

/// All independent errors of an expression that does not compile, in the order of the source.
package struct CompileFailure: Error, Hashable, Sendable {
  /// At least one error.
  package let errors: [CompileError]

  /// Makes a failure of at least one error.
  package init(errors: [CompileError]) { self.errors = errors }

  init(_ message: String, at range: SourceRange) {
    errors = [CompileError(message: message, range: range)]
  }
}

extension CompileFailure: CustomStringConvertible {
  /// The messages, one a line.
  package var description: String { errors.map(\.message).joined(separator: "\n") }
}
