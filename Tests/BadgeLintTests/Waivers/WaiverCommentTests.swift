import BadgeLint
import Testing
import YAMLTree

/// Comments waive findings of the rules that they name, at their place, with a reason.
@Suite struct WaiverCommentTests {
  /// Lints with waivers; returns the open findings and those that are waived, by rule and line.
  private func lint(
    _ text: String, register: WaiverRegister? = nil
  ) throws -> (open: [String], waived: [String]) {
    let library = try Shipped.library.get()
    let rules = try Linted.rules([], library)
    let scope = WaiverScope(register: register, file: "/a/test.yaml", today: Shipped.today)
    let result = FileLinter(library, forced: nil, today: Shipped.today)
      .lint(Array(text.utf8), path: "test.yaml", rules: rules, waivers: scope)
    let lines = LineIndex(result.bytes)
    func names(_ findings: [Finding]) -> [String] {
      findings.map { finding in
        let id = rules.rules[finding.rule].rule.id.split(separator: "/")[1]
        return "\(id) \(lines.position(of: finding.span.start).line)"
      }
    }
    return (
      names(result.findings.filter(\.isOpen)), names(result.findings.filter { $0.waiver != nil })
    )
  }

  /// A comment that waives unknown fields.
  private static let allow = "# badgelint: allow structure/unknown-field -- an old tool wrote it"

  @Test(arguments: [
    // At the end of the line.
    ("badgelint: 1\ntitle: A\nworklaod: 1 h \(allow)\n", 3),
    ("badgelint: 1\r\ntitle: A\r\nworklaod: 1 h \(allow)\r\n", 3),
    ("badgelint: 1\ntitle: A\nissuer: {name: B, countri: IE} \(allow)\n", 3),
    // Above the place, or above a key with all below it.
    ("badgelint: 1\ntitle: A\n\(allow)\nworklaod: 1 h\n", 4),
    ("badgelint: 1\ntitle: A\n\(allow)\n# and more\nworklaod: 1 h\n", 5),
    ("badgelint: 1\ntitle: A\nissuer:\n  name: B\n  \(allow)\n  countri: IE\n", 6),
    ("badgelint: 1\ntitle: A\n\(allow)\nissuer:\n  name: B\n  countri: IE\n", 6),
    ("badgelint: 1\ntitle: A\noutcomes:\n  \(allow)\n  - id: x\n    text: B\n    txet: C\n", 7),
    ("badgelint: 1\ntitle: A\noutcomes:\n  - text: B\n    \(allow)\n    txet: C\n", 6),
    // At the top of a definition.
    ("\(allow)\nbadgelint: 1\ntitle: A\nworklaod: 1 h\n", 4),
    ("\(allow)\n\n---\nbadgelint: 1\ntitle: A\nworklaod: 1 h\n", 6),
    ("badgelint: 1\ntitle: A\n---\n\(allow)\nbadgelint: 1\ntitle: B\nworklaod: 1 h\n", 7),
  ])
  func `places`(text: String, line: Int) throws {
    let found = try lint(text)
    #expect(found.open == [], "\(text)")
    #expect(found.waived == ["unknown-field \(line)"], "\(text)")
  }

  @Test(arguments: [
    // On another line, with a gap, above the neighbour, below.
    ("badgelint: 1\ntitle: A \(allow)\nworklaod: 1 h\n", 2, 3),
    ("badgelint: 1\ntitle: A\n\(allow)\n\nworklaod: 1 h\n", 3, 5),
    ("badgelint: 1\n\(allow)\ntitle: A\nworklaod: 1 h\n", 2, 4),
    ("badgelint: 1\ntitle: A\nworklaod: 1 h\n\(allow)\n", 4, 3),
    ("badgelint: 1\ntitle: A\nissuer:\n  \(allow)\n  name: B\n  countri: IE\n", 4, 6),
    ("\(allow)\nbadgelint: 1\ntitle: A\n---\nbadgelint: 1\ntitle: B\nworklaod: 1 h\n", 1, 7),
  ])
  func `what stands elsewhere waives nothing and is unused`(
    text: String, comment: Int, line: Int
  ) throws {
    let found = try lint(text)
    #expect(found.waived == [])
    let expected = [(comment, "waiver-unused \(comment)"), (line, "unknown-field \(line)")]
    #expect(found.open == expected.sorted { $0.0 < $1.0 }.map(\.1), "\(text)")
  }

  @Test(arguments: [
    ("# badgelint: allow structure/unknown-field", "waiver-without-reason"),
    ("# badgelint: allow structure/unknown-field --", "waiver-without-reason"),
    ("# badgelint: allow structure/unknown-field -- ...", "waiver-without-reason"),
    ("# badgelint: allow -- because", "waiver-form"),
    ("# badgelint: alow structure/unknown-field -- because", "waiver-form"),
    ("# badgelint: allow structure/unknwon-field -- because", "waiver-unknown-rule"),
    ("# badgelint: allow unknown-field -- because", "waiver-unknown-rule"),
    ("# badgelint: allow structure/syntax -- because", "waiver-not-possible"),
    ("# badgelint: allow structure/waiver-unused -- because", "waiver-not-possible"),
  ])
  func `what is wrong with a waiver waives nothing`(comment: String, rule: String) throws {
    let found = try lint("badgelint: 1\ntitle: A\nworklaod: 1 h \(comment)\n")
    #expect(found.waived == [])
    #expect(Set(found.open) == ["unknown-field 3", "\(rule) 3"])
  }

  @Test func `several rules in one comment`() throws {
    let found = try lint(
      """
      badgelint: 1
      title: A
      # badgelint: allow structure/unknown-field, structure/wrong-type -- both from an old tool
      issuer: {name: B, countri: IE, url: [a]}
      """)
    #expect(found.open.filter { $0.hasPrefix("unknown") } == [])
    #expect(found.waived.contains("unknown-field 4"))
  }

  @Test(arguments: ["# badgelint: 1", "# see badgelint: allow x -- y", "# badgelint is good"])
  func `other comments are no waivers`(comment: String) throws {
    let found = try lint("badgelint: 1\ntitle: A\nworklaod: 1 h \(comment)\n")
    #expect(found.open == ["unknown-field 3"])
  }

  @Test func `a text that looks like a comment is none`() throws {
    let found = try lint("badgelint: 1\ntitle: 'A \(Self.allow)'\nworklaod: 1 h\n")
    #expect(found.open == ["unknown-field 3"])
  }

  @Test func `syntax errors are not waived, and nothing is called unused then`() throws {
    let found = try lint(
      "# badgelint: allow structure/unknown-field -- why not\nbadgelint: 1\ntitle: [A\n")
    #expect(found.waived == [])
    #expect(found.open.allSatisfy { $0.hasPrefix("syntax") })
  }

  @Test func `waivers improve no verdict`() throws {
    let library = try Shipped.library.get()
    let rules = try Linted.rules(["core"], library)
    let linter = FileLinter(library, forced: nil, today: Shipped.today)
    let scope = WaiverScope(register: nil, file: "/a.yaml", today: Shipped.today)
    let body = "badgelint: 1\nid: a\ntitle: A\nworkload: 20 h\ncredit: 6 ECTS\n"
    let bare = linter.lint(Array(body.utf8), path: "a.yaml", rules: rules, waivers: scope)
    let excused = "# badgelint: allow core/credit-hours-gross -- being counted\n" + body
    let waived = linter.lint(Array(excused.utf8), path: "a.yaml", rules: rules, waivers: scope)
    #expect(waived.findings.filter { $0.waiver != nil }.count == 1)
    #expect(
      waived.verdicts.map(\.results).map { "\($0)" } == bare.verdicts.map(\.results).map { "\($0)" }
    )
  }
}
