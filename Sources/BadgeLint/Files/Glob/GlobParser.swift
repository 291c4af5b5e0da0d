/// Reads a glob without braces into its parts.
struct GlobParser {
  /// A byte of the pattern with its offset in the text it was written in.
  struct Source {
    var byte: UInt8
    var offset: Int
  }

  /// A flaw and the offset it is at.
  struct Failure: Error {
    var offset: Int
    var flaw: GlobError.Flaw
  }

  /// The rules for what the documentation of git leaves open.
  enum Dialect {
    /// Patterns of users: Unicode scalars, doubled slashes and "." vanish, bad ranges are flaws.
    case strict
    /// Patterns of ignore files, byte for byte as git reads them.
    case git
  }

  private let source: [Source]
  private let dialect: Dialect
  private var place = 0

  private init(_ source: [Source], dialect: Dialect) {
    self.source = source
    self.dialect = dialect
  }

  /// The parts of the glob, those of a leading or a trailing slash included as empty parts.
  static func parts(
    _ source: [Source], dialect: Dialect
  ) throws(Failure) -> [[GlobComponent.Token]] {
    var parser = GlobParser(source, dialect: dialect)
    return try parser.parse()
  }

  private mutating func parse() throws(Failure) -> [[GlobComponent.Token]] {
    var parts: [[GlobComponent.Token]] = []
    var tokens: [GlobComponent.Token] = []
    while let byte = peek() {
      let start = place
      place += 1
      switch byte {
      case UInt8(ascii: "/"):
        parts.append(tokens)
        tokens = []
      case UInt8(ascii: "*"):
        tokens.append(.star)
      case UInt8(ascii: "?"):
        tokens.append(.anyCharacter)
      case UInt8(ascii: "["):
        tokens.append(.set(try bracket(from: start)))
      case UInt8(ascii: "\\"):
        guard let escaped = peek() else { throw failure(.trailingBackslash, at: start) }
        place += 1
        if escaped == UInt8(ascii: "/") {
          // git lets "**" stand for no folder only before a bare slash.
          if dialect == .git, tokens.isAnyDepth { parts.append([.star]) }
          parts.append(tokens)
          tokens = []
        } else {
          tokens.append(.byte(escaped))
        }
      default:
        tokens.append(.byte(byte))
      }
    }
    parts.append(tokens)
    return parts
  }

  /// Reads a bracket expression, the "[" already taken.
  private mutating func bracket(from start: Int) throws(Failure) -> GlobSet {
    let isNegated = peek() == UInt8(ascii: "!") || peek() == UInt8(ascii: "^")
    if isNegated { place += 1 }
    var set = GlobSet(isNegated: isNegated)
    let firstPlace = place
    while true {
      guard let byte = peek() else {
        let isEmpty = firstPlace < source.count && source[firstPlace].byte == UInt8(ascii: "]")
        throw failure(isEmpty ? .emptyBracket : .unclosedBracket, at: start)
      }
      if byte == UInt8(ascii: "]"), place > firstPlace {
        place += 1
        return set
      }
      if byte == UInt8(ascii: "["), peek(1) == UInt8(ascii: ":"), let name = className() {
        let classStart = place
        place += name.count + 4
        guard set.insert(className: name) else {
          let text = String(decoding: name, as: UTF8.self)
          throw failure(.unknownClass(text), at: classStart)
        }
        continue
      }
      let itemPlace = place
      let lower = try member(of: start)
      // "-" is a range only between two characters.
      guard peek() == UInt8(ascii: "-"), let after = peek(1), after != UInt8(ascii: "]") else {
        set.insert(lower...lower)
        continue
      }
      place += 1
      let upper = try member(of: start)
      if lower <= upper {
        set.insert(lower...upper)
      } else if dialect == .strict {
        throw failure(.reversedRange, at: itemPlace)
      } else {
        // git takes the first character of a reversed range for itself.
        set.insert(lower...lower)
      }
    }
  }

  /// Reads one character of a bracket expression.
  private mutating func member(of start: Int) throws(Failure) -> UInt32 {
    if peek() == UInt8(ascii: "\\") { place += 1 }
    guard let first = peek() else { throw failure(.unclosedBracket, at: start) }
    place += 1
    guard dialect == .strict, first >= 0xC0 else { return UInt32(first) }
    let width = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = UInt32(first) & (0x7F >> UInt32(width))
    for _ in 1..<width {
      guard let byte = peek() else { break }
      value = value << 6 | UInt32(byte & 0x3F)
      place += 1
    }
    return value
  }

  /// The name in "[:name:]" at the place; nil when it is not of that form.
  private func className() -> [UInt8]? {
    var end = place + 2
    while end < source.count, source[end].byte != UInt8(ascii: "]") { end += 1 }
    guard end < source.count, end > place + 2, source[end - 1].byte == UInt8(ascii: ":") else {
      return nil
    }
    return source[(place + 2)..<(end - 1)].map(\.byte)
  }

  private func peek(_ ahead: Int = 0) -> UInt8? {
    place + ahead < source.count ? source[place + ahead].byte : nil
  }

  private func failure(_ flaw: GlobError.Flaw, at index: Int) -> Failure {
    Failure(offset: source[index].offset, flaw: flaw)
  }
}

extension GlobSequence {
  /// Makes the matcher of parsed parts; a part of two or more stars stands for any folders.
  init(_ parts: [[GlobComponent.Token]], unit: GlobComponent.Unit) {
    self.init(
      parts.map { tokens in
        tokens.isAnyDepth ? .anyDepth : .component(GlobComponent(tokens, unit: unit))
      })
  }
}

extension [GlobComponent.Token] {
  /// Whether the part stands for any number of folders.
  var isAnyDepth: Bool { count > 1 && allSatisfy { $0 == .star } }
}
