@testable import BadgeLint
import BadgeLintReports
import OutcomeText
import Testing

/// Many definitions together.
@Suite struct CatalogueTests {
  private static func definition(_ id: String, _ rest: String = "") -> String {
    "---\nbadgelint: 1\nid: \(id)\ntitle: Title of \(id)\nissuer: Example College\n\(rest)\n"
  }

  private static func into(_ targets: String...) -> String {
    "stacking: {into: [\(targets.map { "{id: \($0)}" }.joined(separator: ", "))]}"
  }

  // MARK: - The same whatever the order

  @Test func `order, workers and spilled hashes do not show in what is found`() async throws {
    let profiles = try Catalogued.fixtures()
    let expected = try await Catalogued(profiles).lines
    #expect(expected.count > 20)
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<3 {
      let shuffled = profiles.shuffled(using: &generator)
      #expect(try await Catalogued(shuffled, workers: 4).lines == expected)
    }
    #expect(try await Catalogued(profiles.reversed(), memoryBytes: 64).lines == expected)
  }

  @Test func `profiles that differ at one place have an order of their own`() async throws {
    let profiles = try Catalogued.profiles(
      Self.definition("a", Self.into("c")) + Self.definition("b", Self.into("d")))
    #expect(profiles.count == 2)
    let same = profiles.map { read in
      var read = read
      read.profile.line = 1
      return read
    }
    let lines = try await Catalogued(same).lines
    #expect(!lines.isEmpty)
    #expect(try await Catalogued(same.reversed()).lines == lines)
  }

  @Test func `texts are kept once`() {
    var table = TextTable()
    let texts = (0..<5_000).map { "text \($0 % 1_700) \($0 % 1_700 < 3 ? "ä" : "a\u{308}")" }
    let positions = texts.map { table.position(of: $0) }
    #expect(Set(positions).count == 1_700)
    #expect(positions.map { Array(table[$0].utf8) } == texts.map { Array($0.utf8) })
    // Texts that mean the same but have other bytes are others.
    #expect(table.position(of: "text 1 a\u{308}") != table.position(of: "text 1 ä"))
    let long = String(repeating: "x", count: 3 << 20)
    let (ofLong, ofEmpty) = (table.position(of: long), table.position(of: ""))
    #expect(table[ofLong] == long && table[ofEmpty] == "")
  }

  @Test func `profiles that were written and read find the same`() async throws {
    let layout = try Catalogued.layout()
    let reader = ProfileLineReader(layout)
    let profiles = try Catalogued.fixtures()
    let read = try profiles.map { profile in
      let line = ProfileLine.bytes(profile, layout: layout)
      #expect(line.last == UInt8(ascii: "\n"))
      #expect(!line.dropLast().contains(UInt8(ascii: "\n")))
      let again = try reader.read(line, file: "p.jsonl", line: 1)
      #expect(again.profile == profile.profile)
      #expect(again.shingles == profile.shingles)
      return again
    }
    #expect(try await Catalogued(read).lines == Catalogued(profiles).lines)
  }

  @Test func `a profile that came twice counts once`() async throws {
    let profiles = try Catalogued.fixtures()
    let once = try await Catalogued(profiles)
    let twice = try await Catalogued(profiles + profiles.prefix(5))
    #expect(twice.lines == once.lines)
    #expect(twice.result.repeatedCount == 5)
    #expect(twice.result.summary?.count == profiles.count)
  }

  @Test func `a store gives back what it was given`() throws {
    let layout = try Catalogued.layout()
    var generator = SeededGenerator(seed: 8)
    var store = ProfileStore(layout)
    var profiles: [Profile] = []
    for index in 0..<300 {
      let values = layout.fields.map { field -> Profile.Value? in
        if Bool.random(using: &generator) { return nil }
        switch field.type {
        case .text: return .text("text ä \(Int.random(in: 0..<99, using: &generator))")
        case .number:
          let numbers = [0, 1, -1, 0.1, 1e300, -2.5, 9e15, 1_234_567]
          return .number(numbers.randomElement(using: &generator) ?? 0)
        case .bool: return .bool(Bool.random(using: &generator))
        case .texts: return .texts(["", "a", "日本"])
        case .date: return .date(Int64.random(in: -99...99, using: &generator) * 86_400)
        }
      }
      let link = Profile.Link(
        kind: 0, target: "t", issuer: "", hasAgreement: true, credit: index == 3 ? nil : 2.5,
        system: "ECTS", total: index == 4 ? nil : 60, totalSystem: index == 4 ? "" : "UK",
        line: index * 300)
      profiles.append(
        Profile(
          file: "dir/\(index).yaml", line: index * 1000 + 1, name: "n", values: values,
          lines: values.indices.map { $0 % 3 == 0 ? $0 * index : 0 },
          links: Array(repeating: link, count: index % 3)))
    }
    for profile in profiles { try store.append(ReadProfile(profile, Shingles(["a b c"]))) }
    for (index, profile) in profiles.enumerated() { #expect(store[index] == profile) }
  }

  // MARK: - Pairs

  @Test func `dates tell which came first, and places where there are none`() async throws {
    let outcomes = "outcomes: [Write a letter that asks for one thing and gives the reason for it.]"
    let dated = try await Catalogued(
      Self.definition("a", "\(outcomes)\nawards: {since: 2025-01}")
        + Self.definition("b", "\(outcomes)\nawards: {since: 2024-01}"))
    #expect(dated.result.findings.map(\.place?.name) == ["a"])
    #expect(dated.result.findings.flatMap { $0.labels.map(\.text) } == ["the earlier one"])
    let undated = try await Catalogued(
      Self.definition("a", outcomes) + Self.definition("b", outcomes))
    #expect(undated.result.findings.map(\.place?.name) == ["b"])
    #expect(undated.result.findings.flatMap { $0.labels.map(\.text) } == ["the other one"])
  }

  @Test func `versions of an id are no duplicates, and texts that stand for others are told`()
    async throws
  {
    let text = "outcomes: [Write a letter that asks for one thing and gives the reason for it.]"
    let versions = try await Catalogued(
      Self.definition("v", "version: '1'\n\(text)") + Self.definition("v", "version: '2'\n\(text)"))
    #expect(versions.lines == [])
    let collision = try await Catalogued(Self.definition("v", text) + Self.definition("v", text))
    #expect(
      collision.result.findings.map { collision.rules.rules[$0.rule].rule.id }
        == ["catalogue/identifier-collision"])
    let near = text.replacing("for it", with: "for asking")
    let copies = try await Catalogued(
      Self.definition("a", text) + Self.definition("b", text) + Self.definition("c", near))
    #expect(
      copies.messages("catalogue/near-duplicate").contains {
        $0.hasSuffix("; a stands for 2 definitions with one text")
      })
  }

  @Test func `definitions without texts are like nothing`() async throws {
    let none = try await Catalogued(Self.definition("a") + Self.definition("b"))
    #expect(none.lines == [])
  }

  // MARK: - Links

  @Test func `circles are told once, chains of any length are none`() async throws {
    let ring = (0..<40).map { Self.definition("r\($0)", Self.into("r\(($0 + 1) % 40)")) }.joined()
    let rings = try await Catalogued(
      ring + Self.definition("self", Self.into("self")))
    #expect(rings.messages("catalogue/circle").count == 2)
    #expect(rings.messages("catalogue/circle").contains("counts towards itself: self → self"))
    let chain = (0..<600).map { Self.definition("c\($0)", Self.into("c\($0 + 1)")) }.joined()
    let chained = try await Catalogued(chain + Self.definition("c600"))
    #expect(chained.lines.filter { !$0.hasPrefix("catalogue/issuer-assessed") } == [])
  }

  @Test func `what counts twice`() async throws {
    let text =
      Self.definition("a", Self.into("b", "d")) + Self.definition("b", Self.into("c"))
      + Self.definition("c", Self.into("d")) + Self.definition("d")
    let twice = try await Catalogued(text)
    #expect(
      twice.messages("catalogue/counted-twice")
        == ["counts towards d by itself and again as a part of b"])
  }

  @Test func `targets are found by id, title and programme, and not at another issuer`()
    async throws
  {
    let found = try await Catalogued(
      Self.definition("a", Self.into("B", "p")) + Self.definition("b", "programme: p")
        + Self.definition("c", "stacking: {into: [{title: title of B}]}"))
    #expect(found.messages("catalogue/target-missing") == [])
    let foreign = try await Catalogued(
      Self.definition(
        "a", "stacking: {into: [{id: b, issuer: Other, agreement: https://example.org/a}]}")
        + Self.definition("b", "level: EQF 2"))
    #expect(foreign.lines == [])
    let misspelt = try await Catalogued(
      Self.definition("data-charts") + Self.definition("a", Self.into("data-chrts")))
    #expect(misspelt.messages("catalogue/target-misspelt").first?.contains("did you mean") == true)
    #expect(misspelt.messages("catalogue/target-missing") == [])
  }

  @Test func `a suggestion is neither the definition itself nor closes a circle`() async throws {
    let own = try await Catalogued(
      Self.definition("dip-ethics-1", Self.into("dip-ethics-2")))
    #expect(
      own.messages("catalogue/target-missing")
        == ["counts towards 'dip-ethics-2', which is not among these definitions"])
    // All that name what is missing would count towards each other.
    let siblings = try await Catalogued(
      Self.definition("u1", Self.into("u7")) + Self.definition("u2", Self.into("u7")))
    #expect(siblings.messages("catalogue/target-misspelt") == [])
    let circle = try await Catalogued(
      Self.definition("charts-a", Self.into("charts-z"))
        + Self.definition("charts-b", Self.into("charts-a")))
    #expect(circle.messages("catalogue/target-misspelt") == [])
  }

  @Test func `links are shown at their lines`() async throws {
    let text =
      Self.definition("a", "level: EQF 6\nstacking:\n  into:\n    - b\n    - {id: gone}")
      + Self.definition("b", "level: EQF 5")
    let found = try await Catalogued(text)
    #expect(found.lines.count { $0.contains("level-falls") && $0.contains("[\"a.yaml:9\"") } == 1)
    // Both levels at their lines.
    #expect(
      found.lines.count { $0.contains("[\"a.yaml:9\", \"a.yaml:16\"]") } == 1, "\(found.lines)")
    #expect(
      found.lines.count { $0.contains("target-missing") && $0.contains("[\"a.yaml:10\"]") } == 1)
  }

  @Test func `a target that is retired, named twice or said to be of another size`() async throws {
    let found = try await Catalogued(
      Self.definition(
        "a", "stacking: {into: [{id: b, total: 60 ECTS}, {title: Title of b}, c]}")
        + Self.definition("b", "credit: 30 ECTS") + Self.definition("c", "status: retired"))
    #expect(
      found.messages("catalogue/total-contradicts")
        == ["says that b has 60 ECTS in all; its own definition says 30"])
    #expect(found.messages("catalogue/target-twice").count == 1)
    #expect(found.messages("catalogue/target-retired") == ["counts towards c, which is retired"])
  }

  @Test func `slices of one larger credential are named with their places`() async throws {
    let parts = (1...7).map { Self.definition("s\($0)", "credit: 0.2 ECTS\n" + Self.into("whole")) }
    let found = try await Catalogued(
      parts.joined() + Self.definition("whole", "credit: 1.4 ECTS"))
    #expect(
      found.messages("catalogue/stack-of-slices") == [
        "7 definitions count towards whole, and at least half of them carry no more than 0.2 ECTS: "
          + "s1, s2, s3, s4, s5 and 2 more"
      ])
    let slices = try #require(
      found.result.findings.first {
        found.rules.rules[$0.rule].rule.id == "catalogue/stack-of-slices"
      })
    #expect(slices.labels.map(\.place.name) == ["s1", "s2", "s3", "s4", "s5"])
    // The line of what each counts towards.
    #expect(slices.labels.map(\.place.line) == [7, 14, 21, 28, 35])
  }

  @Test func `what nobody assesses is known to be unassessed`() async throws {
    let found = try await Catalogued((1...5).map { Self.definition("d\($0)") }.joined())
    #expect(
      found.messages("catalogue/issuer-assessed") == [
        "0 of 5 definitions of this issuer assess more than attendance or completion"
      ])
  }

  @Test func `prerequisites in words are no links`() async throws {
    let words = try await Catalogued(
      Self.definition("a", "prerequisites: [A first course in statistics]"))
    #expect(words.lines == [])
  }

  // MARK: - Lines of profiles

  @Test(arguments: [
    ("", "one JSON object is expected"),
    ("[1]", "one JSON object is expected"),
    ("{\"profile\": 2}", "of another version"),
    ("{\"file\": \"a\"}", "'profile' is missing"),
    (#"{"profile": 1, "fields": {"hurs": 3}}"#, "has a field 'hurs'"),
    (#"{"profile": 1, "fields": {"hours": "x"}}"#, "'hours' should be a number"),
    (#"{"profile": 1, "fields": {}, "links": [{"kind": "x"}]}"#, "a link of the kind 'x'"),
    (#"{"profile": 1, "fields": {}, "links": [], "text": "AAA"}"#, "in Base64"),
    (#"{"profile": 1, "fields": {}, "links": [], "text": "", "line": 0}"#, "'line'"),
  ])
  func `lines that are no profiles are told`(_ line: String, _ message: String) throws {
    let reader = ProfileLineReader(try Catalogued.layout())
    let error = #expect(throws: ProfileLineError.self) {
      _ = try reader.read(Array(line.utf8), file: "p.jsonl", line: 7)
    }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    #expect(error?.description.hasPrefix("p.jsonl:7: ") == true)
  }
}
