import BadgeLint
import CEL
import Testing
import YAMLTree

/// Templates of messages: how they are cut, and how values stand in them.
@Suite struct MessageTemplateTests {
  typealias Piece = MessageTemplate.Piece

  static let templates: [(String, [Piece]?)] = [
    ("", []),
    ("plain", [.text("plain")]),
    ("{a}", [.expression(source: "a", offset: 1)]),
    ("ü {a} b", [.text("ü "), .expression(source: "a", offset: 4), .text(" b")]),
    (
      "{a}{b}",
      [.expression(source: "a", offset: 1), .expression(source: "b", offset: 4)]
    ),
    ("{{}}", [.text("{}")]),
    ("{{a}}", [.text("{a}")]),
    ("{{{a}}}", [.text("{"), .expression(source: "a", offset: 3), .text("}")]),
    ("{ {'k': 1}['k'] }", [.expression(source: " {'k': 1}['k'] ", offset: 1)]),
    ("{size({'k': {'l': 1}})}", [.expression(source: "size({'k': {'l': 1}})", offset: 1)]),
    ("{a == '}' ? '{' : \"}\"}", [.expression(source: "a == '}' ? '{' : \"}\"", offset: 1)]),
    (#"{'\'}'}"#, [.expression(source: #"'\'}'"#, offset: 1)]),
    ("{'\"}'}", [.expression(source: "'\"}'", offset: 1)]),
    ("{}", [.expression(source: "", offset: 1)]),
    ("{", nil), ("}", nil), ("a {b", nil), ("a } b", nil), ("{'}", nil), ("{{'k': 1}}}", nil),
    ("{a}}", nil), ("{{{", nil),
  ]

  @Test(arguments: templates)
  func `templates are cut at their braces`(template: String, pieces: [Piece]?) {
    #expect(MessageTemplate.pieces(of: template) == pieces)
  }

  @Test func `a backslash in a raw string escapes nothing`() {
    #expect(
      MessageTemplate.pieces(of: #"{r'\'}"#) == [.expression(source: #"r'\'"#, offset: 1)])
  }

  /// Messages with the text that they come to for one definition.
  static let messages: [(String, String)] = [
    ("{definition.title}", "Title {x}"),
    ("{{definition.title}}", "{definition.title}"),
    ("{definition.credit}", "3 ECTS, 4.5 UK, 2"),
    ("{definition.level}", "EQF 6, RQF Entry 3"),
    ("{definition.issuer}", "University"),
    ("{definition.assessments}", "A1, Quiz, assessment"),
    ("{definition.validity}", "36"),
    ("{definition.outcomes}", "Analyse data."),
    ("{definition.workload}", "0.333"),
    ("{size(definition.credit)} credits", "3 credits"),
    ("{1.0 / 3.0}, {2.0}, {-0.5}", "0.333, 2, -0.5"),
    ("{true} {false}", "true false"),
    ("{[1, 2]} {['a', 'b']} {[]}", "1, 2 a, b "),
    ("{ {'a': 'b'}['a'] }", "b"),
    ("{'}'}{'{'}", "}{"),
    ("{definition.quality.reviewed}", "2026-03-01"),
    ("{definition.quality.type}", "one…"),
    ("{definition.kind == 'badge' ? 'yes' : 'no'}", "yes"),
  ]

  @Test(arguments: messages)
  func `values stand in messages as people write them`(message: String, text: String) throws {
    var pack = PackText()
    pack.body =
      "where: has(definition.quality.reviewed) && has(definition.quality.type)"
      + " && has(definition.kind)\nrequire: size(definition.title) < 3"
    pack.message =
      "'\(message.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'"
    let linted = try pack.lint(
      """
      badgelint: 1
      title: Title {x}
      kind: badge
      issuer: University
      credit: [3.0 ECTS, 4.5 UK, 2]
      level: [EQF 6, RQF Entry 3]
      workload: 20 min
      outcomes: Analyse data.
      assessments: [{id: A1, title: A}, {title: Quiz}, {type: quiz}]
      validity: 36 months
      quality: {reviewed: 2026-03, type: "one\\ntwo"}
      """)
    let finding = try #require(linted.findings("test/rule").first)
    #expect(linted.result.faults.isEmpty)
    #expect(finding.message == text)
  }

  @Test func `an expression that fails in a message is told and leaves the finding`() throws {
    var pack = PackText()
    pack.body = "require: has(definition.kind)"
    pack.message = "'at {[1][size(definition.title)]} here'"
    let linted = try pack.lint("badgelint: 1\ntitle: T\n")
    #expect(linted.findings("test/rule").map(\.message) == ["at ? here"])
    #expect(linted.result.faults.map(\.rule) == ["test/rule"])
    #expect(linted.result.faults.allSatisfy { $0.message.hasPrefix("in the message: ") })
  }

  @Test func `a message that names a required field which is missing is no fault`() throws {
    // The missing field is a finding of its own, and the definition is only incomplete.
    let linted = try Linted("badgelint: 1\ntitle: T\nkind: badge\nissuer: {country: IE}\n")
    #expect(linted.findings("structure/missing-field").count == 1)
    #expect(linted.result.faults.isEmpty)
  }

  @Test func `an expression that fails is a fault and no finding`() throws {
    var pack = PackText()
    pack.body = "require: \"[true][size(definition.title)]\""
    let linted = try pack.lint("badgelint: 1\ntitle: T\n")
    #expect(linted.ids.isEmpty)
    #expect(linted.result.faults.count == 1)
    #expect(linted.tally("test/rule").applied == 0)
  }

  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (75, "75"), (1.5, "1.5"), (2.0 / 3, "0.667"), (-12.25, "-12.25"),
    (.infinity, "inf"), (999_999_999_999_999, "999999999999999"), (0.0006, "0.001"),
  ])
  func numbers(number: Double, text: String) {
    #expect(BadgeLint.numberText(number) == text)
  }

  @Test(arguments: [
    (0.0004, "0.0004"), (-0.000_123_45, "-0.00012"), (0.000_1, "0.0001"), (1e-8, "0.00000001"),
    (1e-17, "0"), (1e20, "1e+20"),
  ])
  func `very small and large numbers have no ending of their own`(number: Double, text: String) {
    #expect(BadgeLint.numberText(number) == text)
  }

  @Test func `whole numbers from ten to the fifteenth have no ending of their own`() {
    #expect(BadgeLint.numberText(1e15) == "1000000000000000")
  }
}
