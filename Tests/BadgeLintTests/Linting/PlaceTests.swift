import BadgeLint
import Testing
import YAMLTree

/// How findings name their places, and what they point at.
@Suite struct PlaceTests {
  private static let start = "badgelint: 1\ntitle: T\nkind: microcredential\n"

  /// Definitions with the path and the marked place of the finding of a rule.
  static let places: [(String, String, String)] = [
    ("credit: [30 ECTS, ‹3›]\n", "core/credit-without-system", "credit[1].value"),
    ("credit: ‹3›\n", "core/credit-without-system", "credit.value"),
    ("credit: [‹3›]\n", "core/credit-without-system", "credit[0].value"),
    ("level: [EQF 6, EQF ‹9›]\n", "core/level-range", "level[1].value"),
    ("level: EQF ‹9›\n", "core/level-range", "level.value"),
    ("level: {framework: ‹EFQ›, value: 6}\n", "core/level-framework-misspelt", "level.framework"),
    ("level: {framework: ‹DQR›, value: 6}\n", "core/level-framework-unknown", "level.framework"),
    ("quality: {type: r, nextReview: ‹2020-01-01›}\n", "core/review-overdue", "quality.nextReview"),
    ("workload: {hours: 150, weeks: ‹1›}\n", "core/hours-per-week", "workload.weeks"),
    (
      "issuer:\n  name: A\n  accreditation:\n    - {body: ‹QQI›}\n    - {body: X, url: 'a:b'}\n",
      "core/accreditation-url-missing", "issuer.accreditation[QQI].body"
    ),
    (
      "outcomes:\n  - id: LO1\n    text: A\n    skills:\n      - framework: ESCO\n"
        + "        name: ‹data analysis›\n      - {name: b, url: 'a:b'}\n",
      "core/outcome-skill-without-address", "outcomes[LO1].skills[0]"
    ),
    (
      "outcomes:\n  - text: A\n    skills: {name: ‹b›}\n", "core/outcome-skill-without-address",
      "outcomes[0].skills"
    ),
    ("skills: {name: ‹b›}\n", "core/skill-without-address", "skills"),
    (
      "stacking:\n  into:\n    - {id: dip, issuer: ‹Other›}\n    - dip2\n",
      "core/stack-foreign-target", "stacking.into[dip].issuer"
    ),
    ("‹assessments›: none\n", "core/no-assessment", "assessments"),
  ]

  @Test(arguments: places)
  func `paths and places`(line: String, rule: String, path: String) throws {
    let marked = MarkedText(Self.start + line)
    let linted = try Linted(marked.text)
    let finding = try #require(linted.findings(rule).first)
    #expect(linted.findings(rule).count == 1)
    #expect(finding.path == path)
    #expect(finding.span == marked.places[0], "\(linted.slice(finding))")
  }

  @Test func `what is missing points at the name of the definition`() throws {
    for (text, slice) in [
      ("badgelint: 1\ntitle: T\nid: d\n", "T"), ("badgelint: 1\nid: d\n", "d"),
      ("badgelint: 1\nversion: 1\n", "badgelint: 1"), ("{badgelint: 1}", "{badgelint: 1}"),
      ("{\"badgelint\": 1,\r\n\"title\": \"T\"}", "\"T\""),
    ] {
      let linted = try Linted(text)
      let finding = try #require(linted.findings("core/kind-missing").first)
      #expect(linted.slice(finding) == slice)
      #expect(finding.path == "kind")
    }
  }

  @Test func `what is missing in an object points at the key of the object`() throws {
    let marked = MarkedText(Self.start + "‹quality›:\n  type: review\n")
    let finding = try #require(try Linted(marked.text).findings("core/review-missing").first)
    #expect(finding.span == marked.places[0])
    #expect(finding.path == "quality.reviewed")
  }

  @Test func `labels point at what is there and not at the same place again`() throws {
    let marked = MarkedText(Self.start + "credit: ‹6› ECTS\nworkload: {hours: ‹100›}\n")
    let finding = try #require(try Linted(marked.text).findings("core/credit-hours").first)
    #expect(finding.span == marked.places[0])
    #expect(finding.labels.map(\.span) == [marked.places[1]])
    #expect(finding.labels.map(\.text) == ["100 h here"])
    var pack = PackText()
    pack.body = "require: has(definition.kind)\nat: title"
    pack.also = "[{at: title, label: same}, {at: credit, label: absent}, {at: id, label: there}]"
    let labels = try pack.lint("badgelint: 1\ntitle: T\nid: d\n").findings("test/rule").map {
      $0.labels.map(\.text)
    }
    #expect(labels == [["there"]])
  }

  @Test func `a finding goes by the id of its definition, else by the title`() throws {
    for (text, name) in [("id: d\ntitle: T\n", "d"), ("title: T\n", "T"), ("version: 1\n", "")] {
      let linted = try Linted("badgelint: 1\n" + text)
      #expect(linted.findings("core/kind-missing").map(\.definition) == [name])
    }
  }

  @Test func `parent is the object that holds the place`() throws {
    var pack = PackText()
    pack.body = "each: outcomes.skills\nrequire: has(self.url)\nat: parent.text"
    pack.message = "'{parent.text}: {self}'"
    let linted = try pack.lint(
      "badgelint: 1\ntitle: T\noutcomes: [{text: A, skills: [x, {url: 'a:b'}]}, {text: B, skills: y}]\n"
    )
    #expect(linted.result.findings.map(\.message) == ["A: x", "B: y"])
    #expect(linted.result.findings.map(\.path) == ["outcomes[0].text", "outcomes[1].text"])
    #expect(linted.tally("test/rule").applied == 3)
  }
}
