/// A block of README.md that a marker ties to what the program prints or to a file.
///
/// A marker is a comment on a line of its own: `<!-- output: badgelint ARGUMENTS | EXCERPT -->`,
/// `<!-- shared: … -->` for the same over public data, or `<!-- file: PATH -->`. A fenced block
/// follows it; for the excerpt `raw`, Markdown up to `<!-- end -->`.
struct ReadmeBlock {
  enum Kind: String {
    case output
    case shared
    case file
  }

  var kind: Kind
  /// The arguments for the program, or the path of the file.
  var words: [String]
  var excerpt: ReadmeExcerpt
  /// The line of the marker, from 1.
  var line: Int
  /// Positions of the lines behind the marker that belong to the block.
  var lines: Range<Int>

  /// What a README gets wrong about its markers.
  struct Mistake: Error, CustomStringConvertible {
    var line: Int
    var message: String
    var description: String { "README.md:\(line): \(message)" }
  }

  static func all(in lines: [String]) throws -> [ReadmeBlock] {
    try lines.indices.compactMap { try ReadmeBlock(at: $0, in: lines) }
  }

  /// Reads the block behind a marker; nil where the line is none.
  private init?(at index: Int, in lines: [String]) throws {
    guard lines[index].hasPrefix("<!-- "), lines[index].hasSuffix(" -->") else { return nil }
    let marker = lines[index].dropFirst(5).dropLast(4)
    guard let colon = marker.firstIndex(of: ":") else { return nil }
    line = index + 1
    guard let kind = Kind(rawValue: String(marker[..<colon])) else {
      throw Mistake(line: line, message: "no marker is called '\(marker[..<colon])'")
    }
    let parts = marker[marker.index(after: colon)...].split(separator: " | ")
    let words = parts.first.map { $0.split(separator: " ").map(String.init) } ?? []
    let isRun = kind != .file
    guard words.count > (isRun ? 1 : 0), !isRun || words[0] == "badgelint" else {
      throw Mistake(line: line, message: "expected a command or a path, found '\(marker)'")
    }
    self.kind = kind
    self.words = isRun ? Array(words.dropFirst()) : words
    guard let excerpt = ReadmeExcerpt(parts.count > 1 ? String(parts[1]) : "") else {
      throw Mistake(line: line, message: "no excerpt is called '\(parts[1])'")
    }
    self.excerpt = excerpt
    let start = index + 1
    let isRaw = excerpt == .raw
    let close = isRaw ? "<!-- end -->" : "```"
    guard isRaw || (start < lines.count && lines[start].hasPrefix("```")),
      let end = lines.indices.first(where: { $0 > (isRaw ? index : start) && lines[$0] == close })
    else { throw Mistake(line: line, message: "no block follows the marker") }
    self.lines = start..<(end + 1)
  }

  /// The lines that the block should have for a text.
  func lines(holding text: String) -> [String] {
    let body = excerpt.select(from: text).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    if excerpt == .raw { return [""] + body + ["", "<!-- end -->"] }
    return ["```\(kind == .file ? "yaml" : "text")"] + body + ["```"]
  }
}

/// Which part of an output README.md shows.
enum ReadmeExcerpt: Equatable {
  case all
  /// The first line of each finding.
  case heads
  /// The findings of some rules, each up to its first empty line.
  case only([String])
  /// The verdicts, each up to its first empty line.
  case verdicts
  /// The last paragraph.
  case tail
  /// All, as Markdown.
  case raw

  /// Reads what stands behind the bar of a marker; nil for what is no excerpt.
  init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    switch (words.first, words.count) {
    case (nil, _): self = .all
    case ("heads", 1): self = .heads
    case ("verdicts", 1): self = .verdicts
    case ("tail", 1): self = .tail
    case ("raw", 1): self = .raw
    case ("only", 2...): self = .only(Array(words.dropFirst()))
    default: return nil
    }
  }

  /// The part of a text, without line breaks at its end.
  func select(from text: String) -> String {
    let trimmed = String(text.reversed().drop { $0 == "\n" }.reversed())
    let paragraphs = trimmed.split(separator: "\n\n").map {
      String($0.drop { $0 == "\n" })
    }
    switch self {
    case .all, .raw: return trimmed
    case .tail: return paragraphs.last ?? ""
    case .verdicts:
      return paragraphs.filter { $0.hasPrefix("verdict[") }.joined(separator: "\n\n")
    case .heads:
      return trimmed.split(separator: "\n").filter { Self.rule(of: $0) != nil }
        .joined(separator: "\n")
    case .only(let rules):
      return paragraphs.filter { paragraph in
        paragraph.split(separator: "\n").first.flatMap(Self.rule).map(rules.contains) == true
      }.joined(separator: "\n\n")
    }
  }

  /// The rule of the line with which a finding begins, such as `error[core/no-skill]: …`.
  private static func rule(of line: Substring) -> String? {
    guard let open = line.firstIndex(of: "["), let close = line.firstIndex(of: "]"), open < close,
      ["error", "warning", "info", "question"].contains(line[..<open])
    else { return nil }
    return String(line[line.index(after: open)..<close])
  }
}
