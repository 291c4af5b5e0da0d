import BadgeLint
import Testing
import YAMLTree

/// Fields that are not there, say nothing, or cannot be read.
@Suite struct AbsentFieldTests {
  @Test(arguments: ["", "~", "null", "NULL"])
  func `a key without a value counts as no key`(value: String) throws {
    let bound = try BoundText(
      "badgelint: 1\ntitle: T\nkind: \(value)\ncredit: \(value)\nissuer: {name: \(value), country: IE}\n"
    )
    #expect(!bound.has("kind"))
    #expect(!bound.has("credit"))
    #expect(bound.problems.map(\.check) == [.missingField])
    #expect(bound.problems.map(\.field) == ["name"])
  }

  @Test(arguments: [
    ("quality", "{type: , body: ~, url: null}"), ("quality", "{}"),
    ("workload", "{hours: , parts: }"),
    ("issuer", "{name: , country: }"), ("purpose", "{statement: ''}"), ("delivery", "{mode: }"),
    ("stacking", "{into: {id: }}"), ("assessments", "[{id: , title: }]"),
    ("outcomes", "[~, {text: }]"),
  ])
  func `keys that are all without a value count as no key`(field: String, value: String) throws {
    let bound = try BoundText("badgelint: 1\ntitle: T\n\(field): \(value)\n")
    #expect(bound.problems.isEmpty && !bound.has(field))
    let position = try #require(bound.schema.types[bound.schema.root].field(named: field))
    #expect(!bound.record.isUnreadable(bound.record.root, position))
  }

  @Test(arguments: [
    ("quality", "{typ: }"), ("quality", "{reviewed: soon}"), ("stacking", "{into: []}"),
    ("issuer", "{x-note: }"), ("workload", "{hours: many}"), ("quality", "[~]"),
  ])
  func `what may say something is not missing`(field: String, value: String) throws {
    let bound = try BoundText("badgelint: 1\ntitle: T\n\(field): \(value)\n")
    let position = try #require(bound.schema.types[bound.schema.root].field(named: field))
    #expect(bound.has(field) || bound.record.isUnreadable(bound.record.root, position))
  }

  @Test func `rules tell of a block without values`() throws {
    let empty = "badgelint: 1\ntitle: T\nkind: microcredential\nquality:\n  type:\n  body:\n"
    #expect(try Linted(empty).ids.contains("core/quality-not-shown"))
    let unread = "badgelint: 1\ntitle: T\nkind: microcredential\nquality:\n  reviewed: soon\n"
    #expect(try !Linted(unread).ids.contains("core/quality-not-shown"))
  }

  @Test func `a quoted null is a text`() throws {
    #expect(try BoundText("badgelint: 1\ntitle: 'null'\n").text("title") == "null")
  }

  @Test func `empty elements of lists are passed over`() throws {
    let bound = try BoundText("badgelint: 1\ntitle: T\noutcomes:\n  - A\n  -\n  - ~\n  - B\n")
    #expect(bound.problems.isEmpty)
    #expect(bound.text("outcomes.0.text") == "A")
    #expect(bound.text("outcomes.1.text") == "B")
    #expect(bound.count("outcomes") == 2)
  }

  @Test func `a missing title is reported once, at the definition`() throws {
    let linted = try Linted("# c\nbadgelint: 1\nkind: badge\n", packs: [])
    let finding = try #require(linted.findings("structure/missing-field").first)
    #expect(linted.findings("structure/missing-field").count == 1)
    #expect(linted.slice(finding) == "badgelint: 1")
    #expect(finding.path == "title")
    #expect(
      finding.message == "'title' is missing here: Title as it will stand on the credential")
  }

  @Test func `a missing field of an object points at its key`() throws {
    let marked = MarkedText("badgelint: 1\ntitle: T\n‹issuer›:\n  country: IE\n")
    let linted = try Linted(marked.text, packs: [])
    let finding = try #require(linted.findings("structure/missing-field").first)
    #expect(finding.span == marked.places[0])
    #expect(finding.path == "issuer.name")
  }

  @Test func `a missing field of an element points at what names it`() throws {
    let marked = MarkedText(
      "badgelint: 1\ntitle: T\noutcomes:\n  - text: A\n  - type: skill\n    id: ‹LO2›\n")
    let linted = try Linted(marked.text, packs: [])
    let finding = try #require(linted.findings("structure/missing-field").first)
    #expect(finding.span == marked.places[0])
    #expect(finding.path == "outcomes[LO2].text")
  }

  @Test func `a value that cannot be read is not missing as well`() throws {
    let bound = try BoundText("badgelint: 1\ntitle: [a]\n")
    #expect(bound.problems.map(\.check) == [.wrongType])
    let title = bound.schema.types[bound.schema.root].field(named: "title")
    #expect(title.map { bound.record.isUnreadable(bound.record.root, $0) } == true)
  }

  @Test func `a misspelt field is not missing as well`() throws {
    let bound = try BoundText("badgelint: 1\ntitel: T\n")
    #expect(bound.problems.map(\.check) == [.unknownField])
  }

  static let suppressed: [(String, String)] = [
    ("assesments: [{title: Quiz, type: quiz}]", "core/assessment-missing"),
    ("assessments: quiz", "core/assessment-missing"),
    ("assessments: [quiz]", "core/assessment-missing"),
    ("skils: [a]", "core/no-skill"),
    ("quality: {type: review, reviewd: 2026-01-01}", "core/review-missing"),
    ("quality: {type: review, reviewed: soon}", "core/review-missing"),
  ]

  @Test(arguments: suppressed)
  func `a misspelt or unreadable field silences rules that miss it`(
    line: String, rule: String
  ) throws {
    let start = "badgelint: 1\ntitle: T\nkind: microcredential\n"
    let linted = try Linted(start + line + "\n")
    #expect(linted.findings(rule).isEmpty)
    #expect(linted.tally(rule).notApplicable == 1)
    #expect(linted.tally(rule).applied == 0)
    #expect(linted.result.findings.contains { linted.id($0).hasPrefix("structure/") })
    // Without the field at all the rule speaks.
    let absent = line.hasPrefix("quality") ? "quality: {type: review}\n" : ""
    #expect(try Linted(start + absent).findings(rule).count == 1)
  }

  @Test func `a list of which a part can be read is judged by that part`() throws {
    let linted = try Linted(
      "badgelint: 1\ntitle: T\nkind: microcredential\nassessments: [quiz, {title: A}]\n")
    #expect(linted.tally("core/assessment-missing").passed == 1)
    #expect(linted.findings("structure/wrong-type").count == 1)
  }

  @Test func `a misspelt field of an outcome silences rules that miss it`() throws {
    let linted = try Linted(
      """
      badgelint: 1
      title: T
      kind: microcredential
      outcomes: [{text: Analyse data., skils: [{name: a, url: "https://a.example"}]}]
      """)
    #expect(linted.findings("structure/unknown-field").count == 1)
    #expect(linted.findings("core/no-skill").isEmpty)
  }
}
