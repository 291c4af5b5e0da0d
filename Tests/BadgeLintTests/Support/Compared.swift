import BadgeLint
import Testing

/// Two states of definitions after comparison by the shipped rules over changes.
struct Compared {
  let comparison: Comparison
  private let rules: [RuleSet.Entry]

  /// Compares two texts as if both were named.
  init(_ old: String, _ new: String) async throws {
    try await self.init(old: ["a.yaml": old], new: ["a.yaml": new], areChosen: true)
  }

  /// Compares files by their paths.
  init(old: [String: String], new: [String: String], areChosen: Bool = false) async throws {
    func files(_ texts: [String: String], _ state: String) -> [VersionFile] {
      texts.sorted { $0.key < $1.key }.map { path, text in
        VersionFile(name: "\(state)/\(path)", key: path, bytes: Array(text.utf8), rules: 0)
      }
    }
    let library = try Shipped.library.get()
    func rules(_ judged: Judged) throws -> RuleSet {
      try RuleSetBuilder(library, packNames: [:], day: Shipped.today, judged: judged).build(
        .standard, overrides: [], extraPacks: [])
    }
    let changes = try rules(.changes)
    self.rules = changes.rules
    comparison = try await Comparison(
      old: files(old, "old"), new: files(new, "new"),
      rules: [
        ComparisonRules(changes: changes, structure: try rules(.definitions), failOn: .warning)
      ],
      library: library, forced: nil, today: Shipped.today, areChosen: areChosen, mayBeOther: false,
      workers: 2)
  }

  func id(_ finding: ChangeFinding) -> String { rules[finding.rule].rule.id }

  /// The rules that speak of all changes together, without the name of the pack.
  var ids: [String] {
    comparison.changes.flatMap(\.findings).map { String(id($0).dropFirst("changes/".count)) }
  }

  func findings(_ rule: String) -> [ChangeFinding] {
    comparison.changes.flatMap(\.findings).filter { id($0) == "changes/\(rule)" }
  }

  /// How many rules of each effect speak, questions left out.
  func count(_ effect: Effect) -> Int {
    comparison.changes.flatMap(\.findings).filter { $0.effect == effect && !$0.isJudgement }.count
  }
}
