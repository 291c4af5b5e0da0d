/// The entries of a baseline to be written.
package struct BaselineDraft: Sendable {
  package private(set) var entries: [Baseline.Entry] = []
  /// The absolute path of the folder of the baseline.
  private let folder: String
  /// The position of an entry by file and fingerprint.
  private var positions: [[String]: Int] = [:]

  package init(folder: String) { self.folder = folder }

  /// How many findings the entries stand for.
  package var findingCount: Int { entries.reduce(0) { $0 + $1.count } }

  /// The entries in the order in which they are written.
  package var sorted: [Baseline.Entry] { entries.sorted(by: Baseline.Entry.comesBefore) }

  /// Takes over an entry of another baseline.
  package mutating func add(_ entry: Baseline.Entry) {
    let key = [entry.file, entry.fingerprint]
    if let known = positions[key] {
      entries[known].count += entry.count
    } else {
      positions[key] = entries.count
      entries.append(entry)
    }
  }

  /// Most characters of a message that are kept.
  private static let excerpt = 120

  /// Adds the findings of a file that may stand in a baseline.
  /// - Parameter file: The absolute path of the file.
  package mutating func add(_ result: FileResult, file: String, rules: RuleSet) {
    let name = Baseline.name(of: file, from: folder)
    for finding in result.findings where Baseline.mayHold(finding, rules) {
      add(
        Baseline.Entry(
          file: name, definition: finding.definition, rule: rules.rules[finding.rule].rule.id,
          path: finding.path, message: shortened(finding.message, limit: Self.excerpt),
          fingerprint: Fingerprint.text(finding.identity), count: 1))
    }
  }
}
