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
}
