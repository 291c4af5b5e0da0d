import Testing
import YAMLTree

@testable import BadgeLint

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
    // Where the last key wins, the title would no longer be the same.
    ("title: A\ntitle: B\ntitle: A\n", nil), ("title: A\ntitle: A\ntitle: A\n", "title: A\n"),
    ("title: A\n# of the second\ntitle: A\n", nil), ("title: A\ntitle: A # of the second\n", nil),
    ("title: A\nworkload: 1,500 h\n", nil),
    // A comma of a number leaves a key without a value.
    ("title: A\nworkload: {contact: 10,5, independent: 27,5, hours: 38}\n", nil),
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

  /// Blanks in texts that stand for a whole entry, and commas in parts of a short form.
  @Test(arguments: [
    ("outcomes:\n  - Read  a map\n", "outcomes:\n  - Read a map\n"),
    ("outcomes: ['  Read  a map. ', Draw]\n", "outcomes: ['Read a map.', Draw]\n"),
    ("outcomes:\n  - >-\n    Read  a\n    map\n", "outcomes:\n  - >-\n    Read a\n    map\n"),
    ("prerequisites: [Some  reading]\n", "prerequisites: [Some reading]\n"),
    ("issuer: \"A  B\"\n", "issuer: \"A B\"\n"),
    ("credit: 2,5 ECTS\n", "credit: 2.5 ECTS\n"), ("credit: '2,5'\n", "credit: '2.5'\n"),
    ("credit: 1,500 ECTS\n", "credit: 1,500 ECTS\n"),
    (
      "outcomes:\n  - Learn to fetch data?\n  - Learn to map data\n  - Learn to cite data\n",
      "outcomes:\n  - Learn to fetch data?\n  - Map data\n  - Cite data\n"
    ),
    // The first waits for its blanks, and the others, which share the opening, for the first.
    (
      "outcomes:\n  - Learn to  fetch data\n  - Learn to map data\n  - Learn to cite data\n",
      "outcomes:\n  - Fetch data\n  - Map data\n  - Cite data\n"
    ),
  ])
  func `slips in short forms`(_ text: String, _ wanted: String) throws {
    let head = Self.head + "title: A\n"
    let fixed = try Fixed(head + text, packs: ["tidy"])
    #expect(fixed.string == head + wanted)
    #expect(fixed.text.held == [])
  }

  @Test func `slips in JSON`() throws {
    let text = """
      {"badgelint": 1, "title": "A", "credit": "2,5 ECTS", "outcomes": ["Read  a map", "Draw"]}
      """
    #expect(
      try Fixed(text, packs: ["tidy"], path: "a.json").string
        == text.replacing("2,5", with: "2.5").replacing("Read  a", with: "Read a"))
  }

  /// With work for each that grows with their number, this takes minutes.
  @Test(.timeLimit(.minutes(1))) func `many slips in one file`() throws {
    let slip = "badgelint: 1\ntitle: A\nkind: Badge\nlanguage: de_at\n"
    let text = Array(repeating: slip, count: 4000).joined(separator: "---\n")
    let fixed = try Fixed(text, packs: [])
    #expect(fixed.text.fixedCount == 8000)
    #expect(!fixed.string.contains("Badge") && !fixed.string.contains("_"))
  }

  @Test func `edits that meet are not taken together`() {
    func edit(_ start: UInt32, _ end: UInt32) -> TreeEdit {
      TreeEdit(edits: [TextEdit(ByteRange(start: start, end: end), [0x20])])
    }
    var taken = TakenEdits()
    let wanted: [(TreeEdit, Bool)] = [
      (edit(500, 2000), true), (edit(511, 513), false), (edit(1999, 2100), false),
      (edit(500, 500), false), (edit(2000, 2001), true), (edit(0, 499), true), (TreeEdit(), false),
    ]
    for (edit, isTaken) in wanted {
      let result = taken.take(edit)
      #expect(result == isTaken, "\(edit)")
    }
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

  /// What goes and what stays of outcomes that say the same.
  @Test(arguments: [
    ("  - Draw a chart!\n", true, true), ("  - text: Draw a chart\n", true, true),
    ("  - {text: Draw a chart., type: skill}\n", false, true),
    ("  - {text: Draw a chart., type: skil}\n", false, true),
    ("  - {text: Draw a chart., x-note: n}\n", false, true),
    ("  - {id: LO2, text: Draw a chart.}\n", false, true),
    ("  - Draw a chart. # see the minutes\n", false, false),
    ("  # agreed with the union\n  - Draw a chart.\n", false, false),
    ("  - Draw a chart. # badgelint: allow core/outcome-verb -- old\n", false, false),
    // Signs may be all that differs.
    ("  - Draw a chart++.\n", false, false),
  ])
  func `outcomes that say the same`(_ other: String, _ safely: Bool, _ unsafely: Bool) throws {
    let text = Self.head + "title: A\noutcomes:\n  - Draw a chart.\n  - Weld a gate.\n"
    for isUnsafe in [false, true] {
      let fixed = try Fixed(text + other, packs: ["core"], unsafe: isUnsafe)
      #expect(fixed.counts["core/duplicate-outcome"] == ((isUnsafe ? unsafely : safely) ? 1 : nil))
      if isUnsafe ? unsafely : safely { #expect(fixed.string == text) }
    }
  }

  @Test func `an edit that brings another finding is taken back, and others are made`() throws {
    let text =
      Self.head + "title: A\noutcomes:\n  - {id: LO1, text: Draw a chart.}\n"
      + "  - {id: LO2, text: Draw a chart!}\n"
    let tests = "assessments:\n  - {title: Test, outcomes: [LO1, LO2]}\n"
    let fixed = try Fixed(text + "  - Draw a chart\n" + tests, packs: ["core"])
    #expect(fixed.string == text + tests)
    #expect(
      fixed.text.held == [
        FixedText.Held(
          rule: "core/duplicate-outcome", path: "outcomes[LO2].text",
          reason: .breaks("core/outcome-reference"))
      ])
  }

  @Test func `an edit that hands a waiver to another finding is taken back`() throws {
    // The first line would move up to the comment that ends the second.
    let text =
      Self.head + "title: A\noutcomes: [Understand things., Weld a gate.,\n  Understand things!]"
    let waiver = " # badgelint: allow outcomes/vague-verb -- old\n"
    let packs = ["core", "outcomes"]
    let fixed = try Fixed(text + waiver, packs: packs)
    #expect(fixed.string == text + waiver)
    #expect(
      fixed.text.held == [
        FixedText.Held(
          rule: "core/duplicate-outcome", path: "outcomes[2].text",
          reason: .excuses("outcomes/vague-verb"))
      ])
    #expect(
      try Fixed(text + " # old\n", packs: packs).string.hasSuffix("Weld a gate.] # old\n"))
    let above =
      Self.head
      + "title: A\n# badgelint: allow structure/unknown-field -- old tool\ntitle: A\nbogus: 1\n"
    #expect(try Fixed(above, packs: [], unsafe: false).string == above)
  }

  @Test func `findings are known again after edits`() throws {
    let bytes = Array("badgelint: 1\ntitle: T\nbogus: 1\n".utf8)
    let linted = try Linted(bytes: bytes, packs: [])
    let found = try #require(linted.result.findings.first)
    var moved = found
    moved.span = ByteRange(start: found.span.start - 9, end: found.span.end - 9)
    moved.waiver = Waiver(kind: .comment, reason: "old")
    let edit = TreeEdit(
      edits: [TextEdit(ByteRange(start: 13, end: 22), [])], changes: [.removed(NodeID(index: 3))])
    let comparison = FixComparison([edit], before: [found], after: [moved])
    #expect(comparison.excused.count == 1)
    #expect(comparison.brought.isEmpty && comparison.freed.isEmpty)
    #expect(FixComparison([edit], before: [moved], after: [found]).freed.count == 1)
    #expect(FixComparison([], before: [moved], after: [moved]).excused.isEmpty)
    var known = found
    known.isKnown = true
    #expect(FixComparison([], before: [known], after: [found]).freed.count == 1)
  }

  @Test(arguments: [
    (
      "level: \"eqf level 6\"\ncredit: ['3 ects']\n", "level: \"EQF level 6\"\ncredit: ['3 ECTS']\n"
    ),
    ("credit:\n  - \"3  ects\"\n", "credit:\n  - \"3  ECTS\"\n"),
  ])
  func `short forms keep their quotes`(_ text: String, _ wanted: String) throws {
    let head = Self.head + "title: A\n"
    #expect(try Fixed(head + text, packs: ["tidy"], unsafe: false).string == head + wanted)
  }

  @Test func `short forms in JSON are mended`() throws {
    let fixed = try Fixed(
      "{\"badgelint\": 1, \"title\": \"A\", \"level\": \"eqf level 6\", \"credit\": [\"3 ects\"]}",
      packs: ["tidy"], path: "a.json")
    #expect(fixed.string.contains("\"level\": \"EQF level 6\", \"credit\": [\"3 ECTS\"]"))
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
    #expect(result.text.held.map(\.reason) == [.goesInCircles, .breaks("odd/back")])
    #expect(["A", "B"].contains(result.string.dropFirst(20).prefix(1)))
  }

  @Test func `an edit that grows without end is told`() throws {
    let result = try fixed([
      ("a", "!self.endsWith('a') && self != 'A'", "set: {field: self, value: \"self + 'b'\"}"),
      ("b", "!self.endsWith('b')", "set: {field: self, value: \"self + 'a'\"}"),
    ])
    #expect(result.text.held.map(\.reason) == [.goesInCircles, .breaks("odd/b")])
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
      "badgelint: 1\ntitle: A\nlanguage: en\n\"description\": x # y\n", packs: ["odd"],
      library: library)
    #expect(moved.string == "badgelint: 1\ntitle: A\n\"criteria\": x # y\n")
  }
}
