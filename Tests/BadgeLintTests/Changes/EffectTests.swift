import BadgeLint
import Testing

/// What packs that judge changes have to say, and others may not.
@Suite struct EffectTests {
  private static func pack(_ judges: String, _ body: String) -> String {
    """
    pack: 1
    name: own
    title: Own
    \(judges)
    sources: {law: {title: A law}}
    rules:
      own/rule:
        title: A title
        severity: warning
        concern: unclear
        dimension: clarity
        \(body)
        message: no
        why: because
        fix: do it
        cites: [{source: law, clause: "1"}]
        examples: {passes: [{title: A}], fails: [{title: B}]}

    """
  }

  private static func problems(_ text: String) throws -> [LoadProblem] {
    var library = try Shipped.library.get()
    return loadProblems { () throws(LoadFailure) in
      try library.addPack(LoadedFile(name: "pack.yaml", bytes: Array(text.utf8)))
    }
  }

  @Test func `a rule over changes needs an effect`() throws {
    let problems = try Self.problems(
      Self.pack("judges: changes", "each: change\n    require: change.name != ''"))
    #expect(
      problems.map(\.message) == [
        "rule 'own/rule' does not say what the change means to a holder"
      ])
  }

  @Test func `a gain is no breach`() throws {
    let problems = try Self.problems(
      Self.pack(
        "judges: changes",
        "effect: strengthened\n    each: change\n    require: change.name != ''"))
    #expect(problems.map(\.message) == ["a change that is strengthened is no breach"])
    #expect(problems.map(\.help) == ["make the severity info"])
  }

  @Test func `a rule over definitions has no effect`() throws {
    let problems = try Self.problems(
      Self.pack("judges: definitions", "effect: weakened\n    require: has(definition.kind)"))
    #expect(
      problems.map(\.message)
        == ["only rules of a pack that judges changes have an 'effect'"])
  }

  @Test func `a rule says what it judges`() throws {
    let problems = try Self.problems(
      Self.pack("judges: changes", "effect: weakened\n    each: chang.old\n    require: 'true'"))
    #expect(problems.map(\.help) == ["did you mean 'change'?"])
  }

  @Test func `the gravest effect comes first`() {
    #expect(Effect.allCases.sorted() == [.inflated, .weakened, .strengthened, .editorial])
  }
}
