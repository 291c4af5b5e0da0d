import BadgeLint
import YAMLTree

/// Policies in a folder of their own, read and made into rule sets.
struct PolicyFiles {
  let tree: TemporaryTree
  let library: RuleLibrary

  init(_ files: [String: String], library: RuleLibrary? = nil) throws {
    tree = try TemporaryTree()
    for (way, text) in files { try tree.make(way, text: text) }
    self.library = try library ?? Shipped.library.get()
  }

  /// Reads a policy; the name of the usual file is `p.yaml`.
  func read(_ way: String = "p.yaml") throws(LoadFailure) -> Policy {
    var reader = PolicyReader(schema: library.policySchema)
    return try reader.read(tree.at(way))
  }

  /// The rules for a file in the folder.
  func rules(for file: String = "a.yaml", _ way: String = "p.yaml") throws(LoadFailure) -> RuleSet {
    let policy = try read(way)
    let overrides = policy.overrides.indices.filter {
      policy.overrides[$0].files.contains(tree.at(file))
    }
    return try RuleSetBuilder(library, packNames: [:], day: Shipped.today)
      .build(policy, overrides: overrides, extraPacks: [])
  }
}

extension RuleSet {
  /// The severity of a rule; nil where it is off or not there.
  func severity(_ rule: String) -> Severity? {
    rules.first { $0.rule.id == rule }?.severity
  }

  /// The packs of which at least one rule is on.
  var packs: Set<String> { Set(rules.filter { $0.severity != nil }.map(\.rule.pack)) }
}
