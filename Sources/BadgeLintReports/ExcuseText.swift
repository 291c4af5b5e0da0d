import BadgeLint

/// What the summary says of waivers and baselines.
enum ExcuseText {
  /// Whether findings are left out of the counts.
  static func hasAny(_ summary: RunSummary) -> Bool {
    summary.waivedCount > 0 || (summary.knownCount ?? 0) > 0
  }

  static func lines(_ summary: RunSummary) -> [String] {
    var lines: [String] = []
    if summary.ignoresWaivers {
      lines.append("waivers were left aside")
    } else if summary.waivedCount > 0 {
      let kinds = WaiverKind.allCases.compactMap { kind in
        summary.waivedCounts[kind].map { "\($0) by \(kind == .comment ? "comment" : "register")" }
      }
      lines.append(
        "waived: \(FindingWords.counted(summary.waivedCount, "finding")) (\(kinds.joined(separator: ", "))); "
          + "verdicts count them")
    }
    guard let known = summary.knownCount else { return lines }
    var line = "\(FindingWords.counted(known, "known finding")) of the baseline"
    if !summary.stale.isEmpty {
      line += "; \(summary.stale.count == 1 ? "1 entry is" : "\(summary.stale.count) entries are")"
      line += " stale: `badgelint baseline --prune` takes them out"
    }
    lines.append(line)
    return lines
  }

  /// Most entries that are named one by one.
  private static let namedEntries = 20

  /// The entries of baselines whose findings are gone.
  static func stale(_ summary: RunSummary, isQuiet: Bool, _ style: TextStyle) -> String {
    guard !isQuiet, !summary.stale.isEmpty else { return "" }
    var text = ""
    for stale in summary.stale.prefix(namedEntries) {
      let entry = stale.entry
      text += style.colour("stale[\(shortened(entry.rule))]", .red)
      text += ": \(shownSafely(stale.baseline)):\(stale.line): "
      text += "\(shortened(entry.file, limit: 200)): \(shortened(entry.message, limit: 120))"
      if entry.count > 1 { text += " (\(stale.missing) of \(entry.count))" }
      text += "\n"
    }
    let more = summary.stale.count - namedEntries
    if more > 0 { text += "and \(more) more are stale\n" }
    return text + "\n"
  }
}
