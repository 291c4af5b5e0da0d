import BadgeLint
import Testing
import YAMLTree

/// Open Badges 2.0, recognised from the content.
@Suite struct OpenBadges2Tests {
  private func read(_ text: String) throws -> BadgeLint.ReadFile {
    DefinitionReader(try Shipped.library.get()).read(YAMLTree(parsing: Array(text.utf8)))
  }

  @Test(arguments: [
    "{\"type\": \"BadgeClass\", \"name\": \"A\"}",
    "{\"@type\": \"BadgeClass\", \"name\": \"A\"}",
    "{\"type\": [\"BadgeClass\", \"Extension\"], \"name\": \"A\"}",
    "type: BadgeClass\nname: A\n",
  ])
  func `badge classes are recognised`(text: String) throws {
    let file = try read(text)
    #expect(file.definitions.map(\.format?.name) == ["open-badges-2"])
    #expect(try Mapped(#require(file.definitions.first)).text("title") == "A")
    #expect(try Mapped(#require(file.definitions.first)).text("kind") == "badge")
  }

  @Test func `an assertion holds its badge class`() throws {
    let file = try read(#"{"type": "Assertion", "badge": {"type": "BadgeClass", "name": "A"}}"#)
    let mapped = try Mapped(#require(file.definitions.first))
    #expect(file.definitions.map(\.format?.name) == ["open-badges-2"])
    #expect(mapped.text("title") == "A")
  }

  @Test func `an assertion that names its badge class is a reference`() throws {
    let text = #"{"type": "Assertion", "badge": "https://example.edu/badge"}"#
    let file = try read(text)
    let linted = try Linted(text, path: "a.json")
    #expect(!linted.result.holdsNoDefinition)
    #expect(file.definitions.isEmpty)
    #expect(file.referenceCount == 1)
    #expect(linted.result.referenceCount == 1)
    #expect(linted.result.findings.isEmpty)
  }

  @Test(
    arguments: [
      ("\"https://example.edu/c\"", nil, "https://example.edu/c"), ("\"Do it.\"", "Do it.", nil),
      ("{\"narrative\": \"Do it.\", \"id\": \"https://e.edu\"}", "Do it.", "https://e.edu"),
      ("{}", nil, nil), ("null", nil, nil), ("\"  \"", nil, nil),
    ] as [(String, String?, String?)])
  func `criteria are an address or words`(json: String, words: String?, address: String?) throws {
    let file = try read("{\"type\": \"BadgeClass\", \"name\": \"A\", \"criteria\": \(json)}")
    let mapped = try Mapped(#require(file.definitions.first))
    #expect(mapped.text("criteria") == words)
    #expect(mapped.text("criteriaUrl") == address)
  }

  @Test func `alignments of both names come one after the other`() throws {
    let file = try read(
      """
      type: BadgeClass
      name: A
      alignment: {targetName: one}
      alignments: [{targetName: two}, {targetName: three, targetCode: "3"}, {other: 1}]
      issuer: https://example.edu/issuer
      """)
    let mapped = try Mapped(#require(file.definitions.first))
    #expect(mapped.texts("skills", "name") == ["one", "two", "three"])
    #expect(mapped.text("issuer.id") == "https://example.edu/issuer")
  }

  @Test func `a missing name is reported at the badge class`() throws {
    let marked = MarkedText(#"{"type": "BadgeClass", "description": "D", "image": "i.png"}"#)
    let linted = try Linted(marked.text, packs: [], path: "a.json")
    #expect(linted.ids == ["structure/missing-field"])
    #expect(linted.result.findings.map(\.path) == ["title"])
  }

  @Test func `keys of the format that are not mapped are no findings`() throws {
    let linted = try Linted(
      #"{"type": "BadgeClass", "name": "A", "tags": ["x"], "titel": "?"}"#, packs: [],
      path: "a.json")
    #expect(linted.ids.isEmpty)
  }
}
