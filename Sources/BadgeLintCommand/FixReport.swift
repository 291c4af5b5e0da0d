import BadgeLint
import BadgeLintReports

/// What `badgelint fix` says of its work.
///
/// Beside a diff, or the text itself, on standard output it goes to standard error.
struct FixReport {
  let showsDiff: Bool
  let isQuiet: Bool
  let isUnsafe: Bool
  var failures: [String] = []
  private(set) var changedFileCount = 0
  private var fixedCount = 0
  private var unsafeLeft = 0
  private var left = 0
  private var lines: [String] = []
  private var notes: [String] = []
  private let isFilter: Bool

  /// - Parameter isFilter: Whether the mended text itself goes to standard output.
  init(showsDiff: Bool, isQuiet: Bool, isUnsafe: Bool, isFilter: Bool) {
    self.isFilter = isFilter
    self.showsDiff = showsDiff
    self.isQuiet = isQuiet
    self.isUnsafe = isUnsafe
  }

  /// Counts what was done to a file, and writes the diff where one is wanted.
  mutating func add(_ name: String, _ text: FixedText, from bytes: [UInt8], _ rules: RuleSet) {
    if showsDiff {
      Terminal.write(
        UnifiedDiff.bytes(bytes, text.bytes, path: name), to: .standardOutput)
    }
    let shown = shownSafely(name)
    for held in text.held {
      let message = "\(shown): \(held.text); it was not made"
      // What a slip hides may be wrong, too; that is no fault of the edit.
      switch held.reason {
      case .breaks, .excuses: notes.append(message)
      case .staysBroken, .changesMore, .goesInCircles: failures.append(message)
      }
    }
    failures += text.result.faults.map { "\(shown): \($0.rule): \($0.message)" }
    left += text.result.findings.count { $0.isOpen }
    unsafeLeft += isUnsafe ? 0 : text.unsafeLeft
    if !text.result.isWhole {
      failures.append("\(shown) cannot be read to its end, so that nothing in it was mended")
    }
    guard text.isChanged else { return }
    changedFileCount += 1
    fixedCount += text.fixedCount
    let parts = text.counts.sorted { $0.key < $1.key }.map {
      "\($0.value) \(rules.rules[$0.key].rule.id)"
    }
    lines.append("\(shown): \(parts.joined(separator: ", "))")
  }

  /// Notes files that were left alone because links lead to them from the folders that were named.
  mutating func leaveLinked(_ files: [(name: String, target: String)]) {
    for file in files.prefix(Self.mostLinked) {
      notes.append(
        "\(shownSafely(file.name)) leads to \(shownSafely(file.target)), outside of what was named, "
          + "and was left alone; name it to mend it")
    }
    if files.count > Self.mostLinked {
      notes.append(
        "\(FindingWords.counted(files.count - Self.mostLinked, "more file")) outside of what was named "
          + "that links lead to; left alone, too")
    }
  }

  /// Most files behind links that are told one by one.
  private static let mostLinked = 5

  /// Writes what was done, and what could not be.
  func writeSummary() {
    let stream: Terminal.Stream = showsDiff || isFilter ? .standardError : .standardOutput
    var text = ""
    if !isQuiet, !showsDiff { text += lines.map { $0 + "\n" }.joined() }
    let style = TextStyle(usesColour: Terminal.wantsColour(.standardError))
    for note in notes { Terminal.write("note: \(note)\n", to: .standardError) }
    for failure in failures {
      Terminal.write(
        style.colour("failure", .red) + style.bold(": \(failure)") + "\n", to: .standardError)
    }
    var summary =
      "\(showsDiff ? "would mend" : "mended") \(FindingWords.counted(fixedCount, "finding"))"
    if fixedCount > 0 { summary += " in \(FindingWords.counted(changedFileCount, "file"))" }
    if unsafeLeft > 0 { summary += "; \(unsafeLeft) more with --unsafe" }
    summary += "; \(left) \(left == 1 ? "remains" : "remain")"
    Terminal.write(text + summary + "\n", to: stream)
  }
}
