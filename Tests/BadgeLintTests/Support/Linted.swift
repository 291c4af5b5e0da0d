import BadgeLint
import CEL
import Testing
import YAMLTree

/// A text after linting, with its findings by rule.
struct Linted {
  var rules: RuleSet
  var result: FileResult

  /// Lints a text by packs of the library.
  init(
    _ text: String, packs: [String] = ["core"], path: String = "test.yaml",
    library: RuleLibrary? = nil, forced: DefinitionReader.Forced? = nil
  ) throws {
    try self.init(
      bytes: Array(text.utf8), packs: packs, path: path, library: library, forced: forced)
  }

  init(
    bytes: [UInt8], packs: [String] = ["core"], path: String = "test.yaml",
    library: RuleLibrary? = nil, forced: DefinitionReader.Forced? = nil
  ) throws {
    let isShipped = library == nil
    let library = try library ?? Shipped.library.get()
    rules = try isShipped ? Self.shippedRules(packs, library) : Self.rules(packs, library)
    result = FileLinter(library, forced: forced, today: Shipped.today)
      .lint(bytes, path: path, rules: rules)
  }

  /// Lints a text by rules that were worked out before.
  init(bytes: [UInt8], rules: RuleSet, path: String) throws {
    self.rules = rules
    result = FileLinter(try Shipped.library.get(), forced: nil, today: Shipped.today)
      .lint(bytes, path: path, rules: rules)
  }

  /// The rules of shipped packs, worked out once for each choice.
  private static let known = Locked<[[String]: RuleSet]>([:])

  private static func shippedRules(_ packs: [String], _ library: RuleLibrary) throws -> RuleSet {
    if let rules = known.withLock({ $0[packs] }) { return rules }
    let rules = try rules(packs, library)
    known.withLock { $0[packs] = rules }
    return rules
  }

  /// The rules of packs at their defaults, with the structure checks.
  static func rules(_ packs: [String], _ library: RuleLibrary) throws -> RuleSet {
    var policy = Policy.standard
    policy.packs = packs.map { Policy.Named($0) }
    return try RuleSetBuilder(library, packNames: [:], day: Shipped.today).build(
      policy, overrides: [], extraPacks: [])
  }

  func id(_ finding: Finding) -> String { rules.rules[finding.rule].rule.id }

  /// The findings of a rule.
  func findings(_ rule: String) -> [Finding] { result.findings.filter { id($0) == rule } }

  /// The rules that found something, in the order of the findings.
  var ids: [String] { result.findings.map(id) }

  /// The tally of a rule; all zero for a rule that is not there.
  func tally(_ rule: String) -> RuleTally {
    rules.rules.firstIndex { $0.rule.id == rule }.map { result.tallies[$0] } ?? RuleTally()
  }

  /// The source text of a finding.
  func slice(_ finding: Finding) -> String { BadgeLintTests.slice(finding.span, of: result.bytes) }
}
