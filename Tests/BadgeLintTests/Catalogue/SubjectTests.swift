import BadgeLint
import Testing

/// What packs over catalogues may judge.
@Suite struct SubjectTests {
  private static let pack = """
    pack: 1
    name: test
    title: Test
    judges: catalogue
    rules:
      test/rule:
        title: A title
        severity: warning
        concern: unclear
        dimension: clarity
        each: pair
        require: self.likeness < 0.9
        at: self.second
        message: "{self.likeness}"
        why: because
        fix: do it
        examples: {passes: [{likeness: 0.1}], fails: [{likeness: 0.95}]}

    """

  @Test(arguments: [
    ("each: pair", "each: pairs", "'pairs' is nothing that a pack that judges catalogue can judge"),
    ("each: pair", "each: definition", "'definition' is nothing"),
    ("    each: pair\n", "", "the rule does not say what it judges"),
    ("each: pair", "each: [pair, link]", "'link' does not begin with 'pair'"),
    ("self.likeness < 0.9", "self.likenes < 0.9", "pair has no field 'likenes'"),
    ("at: self.second", "at: self.third", "'third' is not a field of pair"),
    ("judges: catalogue", "judges: catalogues", "expected definitions, catalogue, changes"),
  ])
  func `mistakes stop the load`(_ old: String, _ new: String, _ message: String) throws {
    var library = try Shipped.library.get()
    let text = Self.pack.replacing(old, with: new)
    #expect(text != Self.pack)
    let problems = loadProblems { () throws(LoadFailure) in
      try library.addPack(LoadedFile(name: "pack.yaml", bytes: Array(text.utf8)))
    }
    #expect(problems.contains { $0.message.contains(message) }, "\(problems.map(\.message))")
  }

  @Test func `a pack over catalogues finds nothing in a definition, and the other way round`()
    throws
  {
    let library = try Shipped.library.get()
    let linted = try Linted("badgelint: 1\ntitle: T\n", packs: ["catalogue", "core"])
    #expect(
      linted.rules.rules.filter { $0.rule.judged == .catalogue }.allSatisfy { $0.severity == nil })
    let rules = try RuleSetBuilder(
      library, packNames: [:], day: Shipped.today, judged: .catalogue
    ).build(Policy.standard, overrides: [], extraPacks: [])
    #expect(rules.rules.contains { $0.severity != nil })
    #expect(
      rules.rules.allSatisfy { $0.severity == nil || $0.rule.judged == .catalogue })
  }
}
