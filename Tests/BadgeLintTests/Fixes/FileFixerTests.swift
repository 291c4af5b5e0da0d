import BadgeLint
import Testing

/// What is mended, what is left alone, and why.
@Suite struct FileFixerTests {
  private static let head = "badgelint: 1\n"

  @Test(arguments: [
    // An alias would show the change elsewhere, too.
    ("x-k: &k Badge\ntitle: A\nkind: *k\n", nil),
    ("title: A\nissuer: &i {name: B, country: ie}\nx-i: *i\n", nil),
    // A key that is there already stays the only one.
    ("title: A\nworklaod: 1 h\nworkload: 2 h\n", nil),
    ("title: A\nkind: !!str Badge\n", nil),
    ("title: A\ntitle: 'A'\n", "title: A\n"), ("title: A\ntitle: B\n", nil),
    ("title: A\nworkload: 1,500 h\n", nil),
    ("title: A\nstacking: none\n", nil),
    (
      "title: A\nissuer: {name: B, country: no}\n", "title: A\nissuer: {name: B, country: \"NO\"}\n"
    ),
    ("title: A\nawards: {since: 2024/9}\n", "title: A\nawards: {since: 2024-09}\n"),
    ("title: A\nawards: {since: 3/4/2024}\n", nil),
    (
      "title: A\n--- # next\nbadgelint: 1\ntitle: B\nkind: Badge\n",
      "title: A\n--- # next\nbadgelint: 1\ntitle: B\nkind: badge\n"
    ),
    ("title: A\nkind: >-\n  Badge\n", "title: A\nkind: >-\n  badge\n"),
    ("? title\n: A\n? knid\n: badge\n", nil),
  ])
  func `safe edits`(_ text: String, _ wanted: String?) throws {
    let fixed = try Fixed(Self.head + text, packs: [], unsafe: false)
    #expect(fixed.string == Self.head + (wanted ?? text))
    #expect(fixed.text.isChanged == (wanted != nil))
    #expect(fixed.text.held == [])
  }

  @Test func `a misspelt marker is mended`() throws {
    #expect(try Fixed("badgelnit: 1\ntitle: A\n", packs: []).string == "badgelint: 1\ntitle: A\n")
  }

  @Test func `a value that a slip hid keeps the slip`() throws {
    let text = Self.head + "title: A\nworklaod: a few days\nknid: badge\n"
    let fixed = try Fixed(text, packs: [], unsafe: true)
    #expect(fixed.string == text.replacing("knid", with: "kind"))
    #expect(
      fixed.text.held == [
        FixedText.Held(
          rule: "structure/unknown-field", path: "worklaod", reason: .breaks("structure/wrong-type")
        )
      ])
    // One that can be mended in turn is no hindrance.
    let both = try Fixed(Self.head + "title: A\nworklaod: 1,5 h\n", packs: [])
    #expect(both.string == Self.head + "title: A\nworkload: 1.5 h\n")
    #expect(both.text.rounds == 2)
  }

  @Test func `a text that cannot be read to its end stays`() throws {
    let text = Self.head + "title: A\nkind: Badge\n---\na: [\n"
    let fixed = try Fixed(text, packs: [])
    #expect(fixed.string == text)
    #expect(!fixed.text.result.isWhole)
  }

  @Test func `waived findings stay`() throws {
    let text =
      Self.head
      + "title: A\nkind: Badge # badgelint: allow structure/value-not-listed -- an old tool\n"
    #expect(try Fixed(text, packs: []).string == text)
  }

  // MARK: - Other formats

  private static let badge = """
    {"@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
     "id": "https://example.edu/a", "type": ["Achievement"],
     "name": "Data  Visualisation", "inLanguage": "EN",
     "criteria": {"narrative": "Students will  be able to draw."},
     "description": "Draw   charts"}
    """

  @Test func `a mapped definition is mended in its own format`() throws {
    let fixed = try Fixed(Self.badge, packs: ["core", "tidy"], path: "a.json")
    #expect(fixed.string.contains("\"name\": \"Data Visualisation\""), "\(fixed.string)")
    #expect(fixed.string.contains("\"description\": \"Draw charts\""))
    #expect(fixed.text.held == [])
    // Keys are those of the other format.
    #expect(fixed.counts["structure/unknown-field"] == nil)
  }

  // MARK: - Packs that go wrong

  private func library(_ rules: [(name: String, require: String, edit: String)]) throws
    -> RuleLibrary
  {
    var library = try Shipped.library.get()
    var text = "pack: 1\nname: odd\ntitle: Odd\nrules:\n"
    for rule in rules {
      text += """
          odd/\(rule.name):
            title: A title
            severity: warning
            concern: unclear
            dimension: clarity
            each: title
            require: "\(rule.require)"
            message: a title
            why: because
            fix: do it
            edits: [{title: change it, safe: "true", \(rule.edit)}]
            examples: {passes: [{title: Z}], fails: [{title: A}], fixed: [{before: {title: A}, after: {title: B}}]}

        """
    }
    try library.addPack(LoadedFile(name: "odd.yaml", bytes: Array(text.utf8)))
    return library
  }

  private func fixed(_ rules: [(name: String, require: String, edit: String)]) throws -> Fixed {
    try Fixed("badgelint: 1\ntitle: A\n", packs: ["odd"], library: library(rules))
  }

  @Test func `an edit that does not end its finding is taken back`() throws {
    let result = try fixed([("stuck", "self == 'Z'", "set: {field: self, value: \"self + 'a'\"}")])
    #expect(result.string == "badgelint: 1\ntitle: A\n")
    #expect(
      result.text.held == [
        FixedText.Held(rule: "odd/stuck", path: "title", reason: .staysBroken)
      ])
  }

  @Test func `edits that undo each other are told`() throws {
    let result = try fixed([
      ("there", "self != 'A'", "set: {field: self, value: \"'B'\"}"),
      ("back", "self != 'B'", "set: {field: self, value: \"'A'\"}"),
    ])
    #expect(result.text.held.map(\.reason) == [.goesInCircles])
    #expect(["A", "B"].contains(result.string.dropFirst(20).prefix(1)))
  }

  @Test func `an edit that grows without end is told`() throws {
    let result = try fixed([
      ("a", "!self.endsWith('a') && self != 'A'", "set: {field: self, value: \"self + 'b'\"}"),
      ("b", "!self.endsWith('b')", "set: {field: self, value: \"self + 'a'\"}"),
    ])
    #expect(result.text.held.map(\.reason) == [.goesInCircles])
    #expect(result.text.bytes.count < 60)
  }

  @Test func `a field is put in, renamed and taken out`() throws {
    let result = try fixed([
      (
        "add", "has(definition.language) || self == 'Z'",
        "set: {field: definition.language, value: \"'en'\"}"
      )
    ])
    #expect(result.string == "badgelint: 1\ntitle: A\nlanguage: en\n")
    let library = try library([
      (
        "move", "!has(definition.description)",
        "rename: {field: definition.description, to: criteria}"
      ),
      ("drop", "!has(definition.language)", "remove: definition.language"),
    ])
    let moved = try Fixed(
      "badgelint: 1\ntitle: A\nlanguage: en # why\n\"description\": x # y\n", packs: ["odd"],
      library: library)
    #expect(moved.string == "badgelint: 1\ntitle: A\n\"criteria\": x # y\n")
  }
}
