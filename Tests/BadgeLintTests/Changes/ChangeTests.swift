import BadgeLint
import Testing

/// What is said of a new version, with its places.
@Suite struct ChangeTests {
  private static let old = """
    badgelint: 1
    id: bridge
    title: Bridges
    language: en
    level: EQF 5
    workload: 90 h
    credit: 3 ECTS
    outcomes:
      - {id: LO1, text: Design a bridge of timber.}
      - {id: LO2, text: Describe the loads on a bridge.}
    assessments:
      - {id: A1, title: Plan, type: project, summative: true, outcomes: [LO1, LO2], passMark: 50}

    """

  private static func new(_ changes: (String, String)...) -> String {
    changes.reduce(old) { text, change in text.replacing(change.0, with: change.1) }
  }

  @Test func `a version is the same as itself`() async throws {
    let compared = try await Compared(Self.old, Self.old)
    #expect(compared.comparison.changes.isEmpty)
    #expect(compared.comparison.unchangedCount == 1)
    #expect(!compared.comparison.hasFailed)
  }

  @Test func `another way of writing is no change`() async throws {
    let compared = try await Compared(
      Self.old,
      "# a comment\n"
        + Self.new(
          ("90 h", "{hours: 90}"), ("level: EQF 5", "level: [{framework: EQF, value: \"5\"}]"),
          ("title: Bridges", "title: \"Bridges\"")))
    #expect(compared.ids == [])
    #expect(compared.comparison.unchangedCount == 1)
  }

  @Test func `fewer hours for the same credit are inflated, with figures and both places`()
    async throws
  {
    let compared = try await Compared(Self.old, "# moved\n" + Self.new(("90 h", "60 h")))
    let finding = try #require(compared.findings("less-work-for-credit").first)
    #expect(
      finding.message
        == "90 h for 3 ECTS become 60 h for 3 ECTS: 20 instead of 30 h for one credit")
    #expect(finding.effect == .inflated)
    #expect(finding.old?.start.line == 6)
    #expect(finding.new?.start.line == 7)
    #expect(finding.new?.path == "workload.hours")
    #expect(finding.labels.map(\.place.start.line) == [8])
    #expect(compared.comparison.changes.first?.effect == .inflated)
    #expect(compared.comparison.hasFailed)
  }

  @Test(arguments: [
    ("90 h", "120 h", "hours-raised", Effect.strengthened),
    ("3 ECTS", "2 ECTS", "credit-cut", .weakened),
    ("EQF 5", "EQF 6", "level-raised-alone", .inflated),
    ("EQF 5", "EQF 4", "level-lowered", .weakened),
    ("Design a bridge", "Understand a bridge", "outcome-made-vague", .weakened),
    ("Design a bridge", "Describe a bridge", "outcome-asks-less", .weakened),
    ("type: project", "type: quiz", "assessment-form-weaker", .weakened),
    ("summative: true", "summative: false", "assessment-not-decisive", .weakened),
    ("passMark: 50", "passMark: 40", "pass-mark-lowered", .weakened),
    ("title: Bridges", "title: Advanced Bridges", "title-promises-more", .inflated),
    ("title: Bridges", "title: Timber", "title", .editorial),
  ])
  func `a change is named`(
    _ before: String, _ after: String, _ rule: String, _ effect: Effect
  ) async throws {
    let compared = try await Compared(Self.old, Self.new((before, after)))
    #expect(compared.findings(rule).map(\.effect) == [effect], "\(compared.ids)")
    #expect(compared.comparison.hasFailed == effect.isLoss)
  }

  @Test func `where an outcome is dropped the others are not compared by their new ids`()
    async throws
  {
    let compared = try await Compared(
      Self.old,
      Self.new(
        ("  - {id: LO1, text: Design a bridge of timber.}\n", ""), ("LO2, text", "LO1, text"),
        ("[LO1, LO2]", "[LO1]")))
    #expect(compared.ids == ["outcome-dropped", "outcome-renamed"])
    let dropped = try #require(compared.findings("outcome-dropped").first)
    #expect(dropped.old?.start.line == 9)
    #expect(dropped.old?.isThere == true)
    #expect(dropped.new?.isThere == false)
    #expect(dropped.new?.file == "new/a.yaml")
  }

  @Test func `an outcome that was cut in two is not gone`() async throws {
    let old = "badgelint: 1\ntitle: T\noutcomes: [Weld a long seam and cut plates of steel.]\n"
    let new = "badgelint: 1\ntitle: T\noutcomes: [Weld a long seam., Cut plates of steel.]\n"
    let compared = try await Compared(old, new)
    #expect(compared.ids.contains("outcome-split") || compared.ids.contains("outcome-joined"))
    #expect(!compared.ids.contains("outcome-dropped"))
  }

  @Test func `a reworded outcome in a language without data is a question`() async throws {
    let old =
      "badgelint: 1\ntitle: T\nlanguage: fr\noutcomes: [{id: a, text: Concevoir un pont.}]\n"
    let compared = try await Compared(old, old.replacing("Concevoir", with: "Nommer"))
    #expect(compared.ids == ["outcome-may-be-another"])
    #expect(compared.comparison.changes.first?.effect == nil)
    #expect(!compared.comparison.hasFailed)
  }

  // MARK: - What cannot be read

  @Test func `an unreadable value is no missing one, and what it hides is said`() async throws {
    let compared = try await Compared(Self.old, Self.new(("90 h", "some hours")))
    #expect(!compared.ids.contains("hours-no-longer-stated"))
    #expect(compared.comparison.changes.first?.unjudged.map(\.path) == ["workload"])
    #expect(compared.comparison.failures.count == 1)
    #expect(compared.comparison.failures.first?.contains("new/a.yaml:6") == true)
    #expect(compared.comparison.structure.map(\.isNew) == [true])
  }

  @Test func `an unreadable value that stands there as before hides nothing`() async throws {
    let broken = Self.new(("90 h", "some hours"))
    let compared = try await Compared(broken, broken.replacing("Bridges", with: "Timber"))
    #expect(compared.ids == ["title"])
    #expect(compared.comparison.failures.isEmpty)
    #expect(compared.comparison.structure.count == 2)
  }

  @Test func `a list of which an element cannot be read is not said to lack it`() async throws {
    let compared = try await Compared(
      Self.old, Self.new(("{id: LO2, text: Describe the loads on a bridge.}", "[wrong]")))
    #expect(!compared.ids.contains("outcome-dropped"))
    #expect(!compared.comparison.failures.isEmpty)
  }

  @Test func `a file that ends too early is told`() async throws {
    let compared = try await Compared(Self.old, Self.old + "level: [\n")
    #expect(compared.comparison.failures.contains { $0.contains("cannot be read") })
  }

  @Test func `tallies add up`() async throws {
    let compared = try await Compared(
      Self.old, Self.new(("90 h", "60 h"), ("type: project", "type: quiz")))
    for tally in compared.comparison.tallies {
      #expect(tally.applied == tally.passed + tally.failed)
    }
    let failed = compared.comparison.tallies.reduce(0) { $0 + $1.failed }
    #expect(failed == compared.ids.count)
  }
}
