/// A flaw in a glob pattern, with its place.
package struct GlobError: Error, Sendable, Hashable {
  /// What is wrong.
  package enum Flaw: Sendable, Hashable {
    case empty
    case unclosedBracket
    case emptyBracket
    case reversedRange
    case unknownClass(String)
    case unclosedBrace
    case strayBrace
    case emptyBraces
    case tooManyAlternatives(limit: Int)
    case tooDeep(Int)
    case trailingBackslash
    case negation
    case nulCharacter
  }

  /// The pattern as it was given.
  package let pattern: String
  /// The place of the flaw: an offset in bytes of UTF-8 from the start of the pattern.
  package let offset: Int
  package let flaw: Flaw

  package init(pattern: String, offset: Int, flaw: Flaw) {
    self.pattern = pattern
    self.offset = offset
    self.flaw = flaw
  }

  /// The place as a column from 1, counted in Unicode scalars.
  package var column: Int {
    // A byte that continues a scalar has the form 10xxxxxx.
    pattern.utf8.prefix(offset).lazy.filter { $0 & 0xC0 != 0x80 }.count + 1
  }
}

extension GlobError.Flaw {
  /// What is wrong and what was expected, in plain words.
  package var text: String {
    switch self {
    case .empty: "the pattern names nothing, expected a name or a wildcard such as '**'"
    case .unclosedBracket:
      "'[' is never closed, expected ']' (write '\\[' for the character itself)"
    case .emptyBracket: "'[]' holds no character, expected at least one"
    case .reversedRange: "the range runs backwards, expected the lower character first"
    case .unknownClass(let name):
      "unknown class '[:\(name):]', expected one such as '[:alpha:]' or '[:digit:]'"
    case .unclosedBrace:
      "'{' is never closed, expected '}' (write '\\{' for the character itself)"
    case .strayBrace: "'}' without '{' before it (write '\\}' for the character itself)"
    case .emptyBraces: "'{}' holds no alternative, expected a list such as '{a,b}'"
    case .tooManyAlternatives(let limit):
      "the braces stand for more than \(limit) patterns, expected fewer alternatives"
    case .tooDeep(let limit): "more than \(limit) braces in each other, expected fewer"
    case .trailingBackslash: "'\\' at the end, expected a character after it"
    case .negation:
      "'!' at the start is not supported, expected a pattern of files to take"
        + " (write '\\!' for the character itself)"
    case .nulCharacter: "a NUL character, expected characters that a file name can hold"
    }
  }
}

extension GlobError: CustomStringConvertible {
  package var description: String {
    "bad glob pattern '\(pattern)' at character \(column): \(flaw.text)"
  }
}
