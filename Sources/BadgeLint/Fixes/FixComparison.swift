import YAMLTree

/// What became of the findings of a text by edits: which came, which are excused and which no
/// longer are. A finding is known again by its rule and by the bytes at which it begins.
struct FixComparison {
  /// Open findings of which there was none before.
  private(set) var brought: [Finding] = []
  /// Excused findings that were open before.
  private(set) var excused: [Finding] = []
  /// Open findings that were excused before.
  private(set) var freed: [Finding] = []

  private let offsets: OldOffsets
  private let old: [Int: FindingsByPlace]
  private let oldByStart: [Start: [Finding]]
  private let oldByPath: [Path: [Finding]]
  private let keepsPaths: Bool

  private struct Start: Hashable {
    var rule: Int
    var offset: UInt32
  }

  private struct Path: Hashable {
    var rule: Int
    var path: String
  }

  /// - Parameters:
  ///   - edits: What was made of the old text, with places in it.
  ///   - before: The findings of the old text.
  ///   - after: The findings of the new text.
  init(_ edits: [TreeEdit], before: [Finding], after: [Finding]) {
    offsets = OldOffsets(edits.flatMap(\.edits))
    old = Dictionary(grouping: before, by: \.rule).mapValues(FindingsByPlace.init)
    oldByPath = Dictionary(grouping: before) { Path(rule: $0.rule, path: $0.path) }
    oldByStart = Dictionary(grouping: before) { Start(rule: $0.rule, offset: $0.span.start) }
    // Taking elements out gives those behind them other paths.
    keepsPaths = !edits.contains(where: \.removes)
    for finding in after {
      let same = earlier(finding)
      if finding.isOpen {
        if same.isEmpty {
          brought.append(finding)
        } else if !same.contains(where: \.isOpen) {
          freed.append(finding)
        }
      } else if !same.isEmpty, same.allSatisfy(\.isOpen) {
        excused.append(finding)
      }
    }
  }

  /// What a finding was before.
  private func earlier(_ finding: Finding) -> [Finding] {
    let range = offsets.old(of: finding.span.start)
    if range.isEmpty {
      let same = oldByStart[Start(rule: finding.rule, offset: range.start)] ?? []
      if !same.isEmpty { return same }
    } else {
      let same = old[finding.rule]?.touching(range) ?? []
      if !same.isEmpty { return same }
    }
    // What is missing is told at the title, of which another may be left.
    guard keepsPaths || !finding.path.utf8.contains(UInt8(ascii: "[")) else { return [] }
    return (oldByPath[Path(rule: finding.rule, path: finding.path)] ?? []).filter {
      !finding.path.isEmpty || $0.identity == finding.identity
    }
  }
}

/// Findings by the bytes that they are about.
private struct FindingsByPlace {
  /// In the order in which they begin.
  private let findings: [Finding]
  /// For each, where it and those before it end at the latest.
  private let ends: [UInt32]

  init(_ findings: [Finding]) {
    self.findings = findings.sorted { $0.span.start < $1.span.start }
    var latest: UInt32 = 0
    ends = self.findings.map { finding in
      latest = max(latest, finding.span.end)
      return latest
    }
  }

  /// The findings between which and a range nothing stands.
  func touching(_ range: ByteRange) -> [Finding] {
    var (low, high) = (0, findings.count)
    while low < high {
      let middle = (low + high) / 2
      if findings[middle].span.start <= range.end { low = middle + 1 } else { high = middle }
    }
    var result: [Finding] = []
    while low > 0, ends[low - 1] >= range.start {
      low -= 1
      if findings[low].span.end >= range.start { result.append(findings[low]) }
    }
    return result.reversed()
  }
}

/// Finds the bytes of a text that those of its edited version come from.
struct OldOffsets {
  private struct Piece {
    /// Where the text that came begins and ends in the new text.
    var start: Int
    var end: Int
    var old: ByteRange
  }

  private var pieces: [Piece] = []

  /// - Parameter edits: Edits that do not meet, in any order.
  init(_ edits: [TextEdit]) {
    var growth = 0
    for edit in edits.sorted(by: { $0.range.start < $1.range.start }) {
      let start = Int(edit.range.start) + growth
      pieces.append(Piece(start: start, end: start + edit.text.count, old: edit.range))
      growth += edit.text.count - edit.range.count
    }
  }

  /// Where a byte of the new text stood; all that was replaced for one that an edit wrote.
  func old(of offset: UInt32) -> ByteRange {
    var (low, high) = (0, pieces.count)
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].start <= Int(offset) { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return ByteRange(start: offset, end: offset) }
    let piece = pieces[low - 1]
    if Int(offset) < piece.end, !piece.old.isEmpty { return piece.old }
    let place = UInt32(Int(piece.old.end) + max(0, Int(offset) - piece.end))
    return ByteRange(start: place, end: place)
  }
}
