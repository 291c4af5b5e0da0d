import YAMLTree

/// An entry of a baseline whose finding is gone.
package struct StaleEntry: Sendable {
  /// The baseline as it is shown, and the line of the entry.
  package var baseline: String
  package var line: Int
  package var entry: Baseline.Entry
  /// How many findings fewer there are than the entry says.
  package var missing: Int
}

/// Findings that were there when it was written: a run fails for others only, and for entries whose
/// finding is gone, so that it can only shrink.
package struct Baseline: Sendable {
  /// The name of a baseline for which no other is given.
  package static let fileName = ".badgelint-baseline.yaml"
  package static let version = 1

  /// Findings of one file that cannot be told from each other.
  package struct Entry: Sendable, Equatable {
    /// The path from the folder of the baseline.
    package var file: String
    package var definition: String
    package var rule: String
    package var path: String
    /// What it says, cut short.
    package var message: String
    /// `Finding.identity` as text.
    package var fingerprint: String
    package var count: Int

    /// The order of a baseline.
    package static func comesBefore(_ left: Entry, _ right: Entry) -> Bool {
      func key(_ entry: Entry) -> [String] {
        [
          entry.file, entry.definition, entry.rule, entry.path, entry.message, entry.fingerprint,
        ]
      }
      for (left, right) in zip(key(left), key(right)) where left != right {
        return left.utf8.lexicographicallyPrecedes(right.utf8)
      }
      return false
    }
  }

  /// The absolute path of the file.
  package let path: String
  let file: LoadedFile
  /// The baseline as it is shown.
  package var name: String { file.name }
  /// The absolute path of its folder, from which its files go.
  package var folder: String { Path.parent(path) }
  package let entries: [Entry]
  /// The line of each entry.
  private let lines: [Int]
  /// Where each file is named.
  private let places: [String: ByteRange]
  /// The positions of the entries of a file.
  private let positions: [String: [Int]]

  /// The paths of all files with entries, in the order of the baseline.
  package var files: [String] {
    positions.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Reads a baseline.
  /// - Parameter path: Its absolute path.
  package init(_ file: LoadedFile, path: String, by schema: Schema) throws(LoadFailure) {
    self.path = path
    self.file = file
    let root = try DocumentReader.read(file, by: schema)
    let index = LineIndex(file.tree.bytes)
    var entries: [Entry] = []
    var lines: [Int] = []
    var places: [String: ByteRange] = [:]
    var seen: Set<[String]> = []
    for view in root.objects("files") {
      let name = view.text("file") ?? ""
      places[name] = view.span("file") ?? view.span
      for finding in view.objects("findings") {
        let fingerprint = finding.text("fingerprint") ?? ""
        let span = finding.span("fingerprint") ?? finding.span
        guard Self.isFingerprint(fingerprint) else {
          throw file.failure([
            LoadProblem(
              file: file.name, range: span,
              message:
                "expected a fingerprint of 16 hexadecimal digits, found '\(shortened(fingerprint))'",
              help: "write the baseline anew with `badgelint baseline`")
          ])
        }
        guard seen.insert([name, fingerprint]).inserted else {
          throw file.failure([
            LoadProblem(
              file: file.name, range: span, message: "this finding stands twice in the baseline",
              help: "keep one of the entries, with the count of both")
          ])
        }
        entries.append(
          Entry(
            file: name, definition: finding.text("definition") ?? "",
            rule: finding.text("rule") ?? "", path: finding.text("path") ?? "",
            message: finding.text("message") ?? "", fingerprint: fingerprint,
            count: finding.int("count") ?? 1))
        lines.append(index.position(of: finding.span.start).line)
      }
    }
    self.entries = entries
    self.lines = lines
    self.places = places
    positions = Dictionary(grouping: entries.indices) { entries[$0].file }
  }

  private static func isFingerprint(_ text: String) -> Bool {
    text.utf8.count == 16
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// The path by which entries name a file.
  package func name(of file: String) -> String { Self.name(of: file, from: folder) }

  static func name(of file: String, from folder: String) -> String {
    Path.relative(file, to: folder) ?? file
  }

  /// Marks the findings of a file that are known, after waivers were found, and keeps the entries
  /// whose findings are gone.
  /// - Parameter file: The absolute path of the file.
  package func apply(to result: inout FileResult, file: String, rules: RuleSet) {
    var match = match(file)
    match.apply(to: &result, rules: rules)
    match.finish(&result, rules: rules)
  }

  /// What is known of a file, by its absolute path.
  package func match(_ file: String) -> Match {
    let positions = positions[name(of: file)] ?? []
    return Match(
      baseline: self, positions: positions,
      left: Dictionary(
        positions.map { (entries[$0].fingerprint, entries[$0].count) },
        uniquingKeysWith: { first, _ in first }))
  }

  /// Holds the findings of a file, in their order, against what is known of it.
  package struct Match: Sendable {
    fileprivate let baseline: Baseline
    fileprivate let positions: [Int]
    /// How many findings of each fingerprint were not met yet.
    fileprivate var left: [String: Int]

    /// Marks the findings that are known.
    package mutating func apply(to result: inout FileResult, rules: RuleSet) {
      if left.isEmpty { return }
      for index in result.findings.indices {
        let finding = result.findings[index]
        guard Baseline.mayHold(finding, rules) else { continue }
        let fingerprint = Fingerprint.text(finding.identity)
        guard let count = left[fingerprint], count > 0 else { continue }
        left[fingerprint] = count - 1
        result.findings[index].isKnown = true
      }
    }

    /// Notes the entries whose findings are gone.
    package func finish(_ result: inout FileResult, rules: RuleSet) {
      // Where the text breaks off, findings may stand below.
      guard result.isWhole else { return }
      for position in positions {
        let entry = baseline.entries[position]
        guard let missing = left[entry.fingerprint], missing > 0, Baseline.runs(entry.rule, rules)
        else { continue }
        result.stale.append(baseline.stale(position, missing: missing))
      }
    }
  }

  /// The entries of a file, by its path in the baseline, as those of a file that is gone.
  package func allStale(of file: String) -> [StaleEntry] {
    (positions[file] ?? []).map { stale($0, missing: entries[$0].count) }
  }

  fileprivate func stale(_ position: Int, missing: Int) -> StaleEntry {
    StaleEntry(
      baseline: name, line: lines[position], entry: entries[position], missing: missing)
  }

  /// Where a file is named by its path in the baseline.
  func place(of file: String) -> ByteRange { places[file] ?? ByteRange(start: 0, end: 0) }

  /// Whether a finding may stand in a baseline; questions need not, as they fail no run.
  package static func mayHold(_ finding: Finding, _ rules: RuleSet) -> Bool {
    let rule = rules.rules[finding.rule].rule
    return finding.waiver == nil && !rule.isJudgement && rule.check?.isInexcusable != true
  }

  /// Whether a rule is on for files with these rules; of one that is off nothing can be said, and
  /// one that is nowhere never comes back.
  fileprivate static func runs(_ rule: String, _ rules: RuleSet) -> Bool {
    guard let entry = rules.rules.first(where: { $0.rule.id == rule }) else { return true }
    return entry.severity != nil || entry.schemeSeverity != nil
  }
}
