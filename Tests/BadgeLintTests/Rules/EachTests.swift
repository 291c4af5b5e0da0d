import BadgeLint
import Testing

/// The places at which a rule is judged, and what it knows of the format.
@Suite struct EachTests {
  @Test func `a rule is judged at places of several fields in the order of the list`() throws {
    var pack = PackText()
    pack.body = "each: [outcomes.text, title, purpose.statement]\nrequire: \"!self.contains('x')\""
    pack.message = "\"'{self}'\""
    pack.examples = "{passes: [{title: A}], fails: [{title: x}]}"
    let linted = try pack.lint(
      "badgelint: 1\ntitle: x 1\noutcomes: [x 2, y, {text: x 3}]\ndescription: x 4\n")
    #expect(Set(linted.result.findings.map(\.message)) == ["'x 1'", "'x 2'", "'x 3'"])
    #expect(
      Set(linted.result.findings.map(\.path)) == ["title", "outcomes[0].text", "outcomes[2].text"])
    #expect(linted.tally("test/rule").applied == 4)
    #expect(linted.tally("test/rule").failed == 3)
  }

  @Test func `places of one rule are of one type`() throws {
    var pack = PackText()
    pack.body = "each: [title, ‹outcomes›]\nrequire: 'true'"
    let marked = MarkedText(pack.text)
    var library = try Shipped.library.get()
    let problems = loadProblems { () throws(LoadFailure) in
      try library.addPack(LoadedFile(name: "pack.yaml", bytes: marked.bytes))
    }
    #expect(problems.map(\.range) == [marked.places[0]])
    #expect(
      problems.map(\.message) == [
        "the places of a rule must be of one type; 'outcomes' is of another"
      ])
  }

  @Test func `what the definition says is unreadable at every place, and words differ by place`()
    throws
  {
    var pack = PackText()
    pack.lets = "{hasCredit: \"has(definition.kind)\", own: \"hasCredit ? '' : self.text\"}"
    pack.body = "each: outcomes\nrequire: own == ''"
    pack.message = "\"{own}\""
    let readable = try pack.lint("badgelint: 1\ntitle: A\noutcomes: [x 1, x 2, x 3]\n")
    #expect(readable.findings("test/rule").map(\.message) == ["x 1", "x 2", "x 3"])
    let unreadable = try pack.lint("badgelint: 1\ntitle: A\nkind: [a]\noutcomes: [x 1, x 2]\n")
    #expect(unreadable.findings("test/rule").isEmpty)
    #expect(unreadable.tally("test/rule").notApplicable == 2)
  }

  @Test func `rules see which fields a format has`() throws {
    var pack = PackText()
    pack.body = "where: \"'level' in formatFields\"\nrequire: has(definition.kind)"
    let native = try pack.lint("badgelint: 1\ntitle: A\n")
    #expect(native.ids == ["test/rule"])
    let badge = try pack.lint(#"{"type": "BadgeClass", "name": "A"}"#)
    #expect(badge.result.formats == ["open-badges-2"])
    #expect(badge.findings("test/rule").isEmpty)
    #expect(badge.tally("test/rule").applied == 0)
    #expect(badge.tally("test/rule").notApplicable == 1)
  }
}
