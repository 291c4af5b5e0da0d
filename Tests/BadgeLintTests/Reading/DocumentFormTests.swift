import BadgeLint
import Testing
import YAMLTree

/// Definitions as YAML with aliases, merge keys and several documents, and as JSON.
@Suite struct DocumentFormTests {
  @Test func `keys that begin with x- are an institution's own`() throws {
    let bound = try BoundText(
      """
      badgelint: 1
      title: T
      x-room: {titel: [1, {a: b}]}
      issuer: {name: A, x-code: 1}
      outcomes: [{text: A, x-: 2}]
      """)
    #expect(bound.problems.isEmpty)
    #expect(bound.text("outcomes.0.text") == "A")
  }

  @Test func `keys are compared byte by byte`() throws {
    // The composed and the decomposed letter are the same text to Swift, not to other programs.
    let bound = try BoundText("badgelint: 1\ntitle: T\ntitl\u{65}\u{301}: U\n")
    #expect(bound.problems.map(\.check) == [.unknownField])
    #expect(bound.text("title") == "T")
  }

  @Test func `an alias reads like its anchor and is judged where it stands`() throws {
    let marked = MarkedText(
      """
      badgelint: 1
      title: T
      x-body: &body {country: ‹Ireland›}
      issuer: ‹*body›
      """)
    let bound = try BoundText(marked.text)
    let byCheck = Dictionary(grouping: bound.problems, by: \.check).mapValues { $0.map(\.span) }
    #expect(byCheck == [.unreadableValue: [marked.places[0]], .missingField: [marked.places[1]]])
  }

  @Test func `merged keys count, own keys win`() throws {
    let bound = try BoundText(
      """
      badgelint: 1
      title: T
      x-body: &body {name: A, country: IE, url: "https://a.example"}
      issuer:
        <<: *body
        name: B
      """)
    #expect(bound.problems.isEmpty)
    #expect(bound.text("issuer.name") == "B")
    #expect(bound.text("issuer.country") == "IE")
    #expect(bound.source("issuer.country") == "IE")
  }

  @Test func `every document is a definition of its own`() throws {
    let marked = MarkedText(
      """
      # first
      badgelint: 1
      title: A
      kind: ‹bagde›
      ---
      badgelint: 1
      title: B
      kind: ‹corse›
      ---
      a: document of another kind
      ---
      """)
    let linted = try Linted(marked.text, packs: [])
    #expect(linted.result.definitionCount == 2)
    #expect(linted.findings("structure/value-not-listed").map(\.span) == marked.places)
    #expect(linted.findings("structure/value-not-listed").map(\.definition) == ["A", "B"])
    #expect(linted.tally("structure/value-not-listed").applied == 2)
    #expect(!linted.result.holdsNoDefinition)
  }

  @Test func `JSON is read like YAML, with places in quotes`() throws {
    let marked = MarkedText(
      #"""
      {"badgelint": 1, "title": "Caf\u00e9", "kind": ‹"bagde"›,
       "workload": {"hours": ‹"P60M"›}, ‹"levle"›: "EQF 6", "credit": [{"value": 3.5}],
       "outcomes": null}
      """#)
    let bound = try BoundText(marked.text)
    #expect(bound.tree.isJSON)
    #expect(bound.text("title") == "Café")
    #expect(bound.number("credit.0.value") == 3.5)
    #expect(bound.problems.map(\.check) == [.valueNotListed, .calendarDuration, .unknownField])
    #expect(bound.problems.map(\.span) == marked.places)
  }

  @Test func `numbers in scientific notation are numbers`() throws {
    let bound = try BoundText(#"{"badgelint": 1, "title": "T", "workload": {"hours": 7.5E1}}"#)
    #expect(bound.problems.isEmpty)
    #expect(bound.number("workload.hours") == 75)
  }

  @Test func `truth values are read in every spelling of YAML`() throws {
    for (text, value) in [("true", true), ("True", true), ("FALSE", false), ("'true'", true)] {
      let bound = try BoundText("badgelint: 1\ntitle: T\nassessments: [{summative: \(text)}]\n")
      #expect(bound.problems.isEmpty)
      #expect(bound.bool("assessments.0.summative") == value)
    }
  }

  @Test func `a text that looks like a number stays as it is written`() throws {
    let bound = try BoundText("badgelint: 1\ntitle: 007\nversion: 1.10\nid: 0x1F\n")
    #expect(bound.text("title") == "007")
    #expect(bound.text("version") == "1.10")
    #expect(bound.text("id") == "0x1F")
  }

  @Test func `a native definition is told by its key`() throws {
    let library = try Shipped.library.get()
    func read(_ text: String, forced: DefinitionReader.Forced? = nil) -> BadgeLint.ReadFile {
      DefinitionReader(library, forced: forced).read(YAMLTree(parsing: Array(text.utf8)))
    }
    #expect(read("badgelint: 1\n").definitions.count == 1)
    #expect(read("badgelint:\n").definitions.count == 1)
    #expect(read("title: A\n").unknownDocuments.count == 1)
    #expect(read("- badgelint: 1\n").unknownDocuments.count == 1)
    #expect(read("title: A\n", forced: .native).definitions.count == 1)
    #expect(read("type: Achievement\nbadgelint: 1\n").definitions.map(\.format?.name) == [nil])
  }
}
