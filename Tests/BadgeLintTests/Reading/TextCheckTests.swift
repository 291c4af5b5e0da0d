import BadgeLint
import Testing
import YAMLTree

/// The checks that look at the text of a file: syntax, keys that stand twice, portability.
@Suite struct TextCheckTests {
  @Test func `a key that stands twice points at both places`() throws {
    let marked = MarkedText("badgelint: 1\n‹title›: A\nkind: badge\n‹title›: B\n")
    let linted = try Linted(marked.text, packs: ["core"])
    let finding = try #require(linted.findings("structure/duplicate-key").first)
    #expect(finding.span == marked.places[1])
    #expect(finding.labels.map(\.span) == [marked.places[0]])
    #expect(finding.labels.map(\.text) == ["first here"])
    #expect(
      finding.message
        == "the key 'title' stands twice here; programs keep only one of the two values")
    let tally = linted.tally("structure/duplicate-key")
    #expect((tally.applied, tally.failed, tally.passed) == (1, 1, 0))
  }

  @Test func `a syntax error keeps the documents before it`() throws {
    let linted = try Linted("badgelint: 1\ntitle: A\nkind: badge\n---\nbadgelint: 1\ntitle: [B\n")
    #expect(linted.findings("structure/syntax").count == 1)
    #expect(linted.result.definitionCount == 1)
    #expect(!linted.result.holdsNoDefinition)
  }

  @Test func `a file that is broken from the start is not called foreign`() throws {
    let linted = try Linted("title: [B\n")
    #expect(linted.ids == ["structure/syntax"])
    #expect(!linted.result.holdsNoDefinition)
    #expect(linted.result.definitionCount == 0)
  }

  @Test(arguments: ["", "\n", "# a comment\n", "---\n", "a: 1\n", "- 1\n", "text", "{}"])
  func `other files hold no definition and have no findings`(text: String) throws {
    let linted = try Linted(text)
    #expect(linted.result.holdsNoDefinition)
    #expect(linted.result.findings.isEmpty)
    #expect(linted.result.tallies.allSatisfy { $0 == RuleTally() })
  }

  @Test func `what calls itself JSON has to be JSON`() throws {
    let text = "{\"badgelint\": 1, \"title\": \"A\",}"
    for (path, count) in [("a.json", 1), ("a.JSON", 1), ("a.jsonld", 1), ("a.yaml", 0)] {
      #expect(try Linted(text, path: path).findings("structure/portability").count == count)
    }
    let strict = "{\"badgelint\": 1, \"title\": \"A\"}"
    #expect(try Linted(strict, path: "a.json").findings("structure/portability").isEmpty)
  }

  @Test func `bytes that are no UTF-8 are one finding`() throws {
    let linted = try Linted(bytes: Array("badgelint: 1\ntitle: ".utf8) + [0xE4, 0x0A])
    #expect(linted.ids == ["structure/syntax"])
  }
}
