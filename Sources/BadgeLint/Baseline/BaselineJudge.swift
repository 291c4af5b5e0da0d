import YAMLTree

/// Judges a baseline when a run is over.
package enum BaselineJudge {
  /// Most rules that are named for a file.
  private static let namedRules = 5

  /// The entries whose findings are gone, as the result of a file: one finding for each file that
  /// the baseline names.
  /// - Parameters:
  ///   - stale: Those of this baseline.
  ///   - rules: The rules of the files that the baseline is for.
  package static func judge(
    _ baseline: Baseline, stale: [StaleEntry], rules: RuleSet
  ) -> FileResult {
    var problems = ExcuseProblems(rules, names: [], path: baseline.name)
    let byFile = Dictionary(grouping: stale, by: \.entry.file)
    for file in baseline.files {
      guard let gone = byFile[file] else {
        problems.pass(.baselineStale)
        continue
      }
      problems.report(
        .baselineStale, at: baseline.place(of: file), field: shortened(file, limit: 200),
        value: "\(gone.reduce(0) { $0 + $1.missing })", expected: named(gone))
    }
    var result = FileResult(
      path: baseline.name, bytes: baseline.file.tree.bytes,
      tallies: Array(repeating: RuleTally(), count: rules.rules.count))
    problems.add(to: &result)
    result.findings.sort { ($0.span.start, $0.rule) < ($1.span.start, $1.rule) }
    return result
  }

  private static func named(_ entries: [StaleEntry]) -> String {
    var rules: [String] = []
    for entry in entries where !rules.contains(entry.entry.rule) { rules.append(entry.entry.rule) }
    let more = rules.count - namedRules
    return rules.prefix(namedRules).map { shortened($0) }.joined(separator: ", ")
      + (more > 0 ? " …" : "")
  }
}
