/// Replaces the braces of a glob: `a{b,c}` stands for `ab` and `ac`.
enum GlobBraces {
  /// The number of patterns that one pattern may stand for.
  static let limit = 1000

  /// The number of braces that may stand in each other.
  static let depthLimit = 16

  private typealias Source = [GlobParser.Source]

  /// All patterns that the source stands for, in the order they are written.
  static func expand(
    _ source: [GlobParser.Source]
  ) throws(GlobParser.Failure) -> [[GlobParser.Source]] {
    var place = 0
    return try alternatives(source, from: &place, brace: nil, depth: 0)
  }

  /// Reads a list of alternatives up to the closing brace, or to the end without a brace.
  private static func alternatives(
    _ source: Source, from place: inout Int, brace: Int?, depth: Int
  ) throws(GlobParser.Failure) -> [Source] {
    var finished: [Source] = []
    var current: [Source] = [[]]
    while place < source.count {
      let start = place
      switch source[place].byte {
      case UInt8(ascii: "\\"):
        place = min(place + 2, source.count)
      case UInt8(ascii: "["):
        place = endOfBracket(source, from: place)
      case UInt8(ascii: "{"):
        guard depth < depthLimit else { throw failure(source, place, .tooDeep(depthLimit)) }
        place += 1
        let inner = try alternatives(source, from: &place, brace: start, depth: depth + 1)
        guard current.count * inner.count + finished.count <= limit else {
          throw failure(source, start, .tooManyAlternatives(limit: limit))
        }
        current = current.flatMap { head in inner.map { head + $0 } }
        continue
      case UInt8(ascii: "}"):
        guard let brace else { throw failure(source, place, .strayBrace) }
        place += 1
        finished += current
        guard finished.contains(where: { !$0.isEmpty }) else {
          throw failure(source, brace, .emptyBraces)
        }
        return finished
      case UInt8(ascii: ",") where brace != nil:
        place += 1
        finished += current
        current = [[]]
        continue
      default:
        place += 1
      }
      for index in current.indices { current[index] += source[start..<place] }
    }
    if let brace { throw failure(source, brace, .unclosedBrace) }
    return current
  }

  /// The index behind a bracket expression; that of the next byte when it is never closed.
  private static func endOfBracket(_ source: Source, from start: Int) -> Int {
    var place = start + 1
    if place < source.count, "!^".utf8.contains(source[place].byte) { place += 1 }
    let first = place
    while place < source.count {
      let byte = source[place].byte
      if byte == UInt8(ascii: "]"), place > first { return place + 1 }
      if byte == UInt8(ascii: "["), let end = endOfClass(source, from: place) {
        place = end
        continue
      }
      place += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    return start + 1
  }

  /// The index behind "[:name:]"; nil when there is none at the place.
  private static func endOfClass(_ source: Source, from start: Int) -> Int? {
    guard start + 1 < source.count, source[start + 1].byte == UInt8(ascii: ":") else { return nil }
    let closing = source[(start + 2)...].firstIndex { $0.byte == UInt8(ascii: "]") }
    guard let closing, closing > start + 2, source[closing - 1].byte == UInt8(ascii: ":") else {
      return nil
    }
    return closing + 1
  }

  private static func failure(
    _ source: Source, _ place: Int, _ flaw: GlobError.Flaw
  ) -> GlobParser.Failure {
    GlobParser.Failure(offset: source[place].offset, flaw: flaw)
  }
}
