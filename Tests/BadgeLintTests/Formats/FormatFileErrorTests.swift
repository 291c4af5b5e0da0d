import BadgeLint
import Testing
import YAMLTree

/// Format files that are refused, each for one thing at one place.
@Suite struct FormatFileErrorTests {
  /// A format file with some lines of `fields:`.
  private static func file(
    fields: String, recognise: String = "[{when: [{field: type, is: X}]}]"
  ) -> MarkedText {
    MarkedText(
      "# ü\nformat: 1\nname: x\ntitle: X\nrecognise: \(recognise)\nfields:\n"
        + fields.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)\n" }
        .joined())
  }

  private func problems(_ marked: MarkedText) throws -> [LoadProblem] {
    var library = try Shipped.library.get()
    return loadProblems { () throws(LoadFailure) in
      try library.addFormat(LoadedFile(name: "x.yaml", bytes: marked.bytes))
    }
  }

  static let pathHelp = "write names with dots between them, and [] for each element of a list"

  static let fields: [(String, String, String?)] = [
    ("‹titel›: name", "'titel' is not a field of definition", "did you mean 'title'?"),
    ("‹elephant›: name", "'elephant' is not a field of definition", nil),
    (
      "issuer: {from: by, fields: {‹nam›: name}}", "'nam' is not a field of issuer",
      "did you mean 'name'?"
    ),
    ("title: {from: ‹a..b›}", "'a..b' is no path", pathHelp),
    ("title: {from: ‹'a[0]'›}", "'a[0]' is no path", pathHelp),
    ("title: {from: ‹a.›}", "'a.' is no path", pathHelp),
    (
      "title: ‹{from: ''}›",
      "say either where the value comes from (from) or what it is (value)", nil
    ),
    ("kind: ‹{value: badg}›", "'badg' is not a value of 'kind'", "did you mean 'badge'?"),
    (
      "kind: ‹{from: t, values: {A: badge, B: curse}}›", "'curse' is not a value of 'kind'",
      "did you mean 'course'?"
    ),
    (
      "kind: ‹{from: t, values: {A: badge}, otherwise: elephant}›",
      "'elephant' is not a value of 'kind'",
      "there are: microcredential, badge, certificate, certification, recognition, course, "
        + "qualification"
    ),
    (
      "title: ‹{from: t, read: sentences}›", "'title' holds one value; 'sentences' gives several",
      nil
    ),
    (
      "outcomes: {from: t, read: ‹sentence›, fields: {text: .}}",
      "'read': expected text, sentences, items, lines, parts, found 'sentence'",
      "did you mean 'sentences'?"
    ),
    ("prerequisites: ‹{from: t, read: parts}›", "'read: parts' needs a separator", nil),
    (
      "title: ‹{from: a, value: b}›",
      "say either where the value comes from (from) or what it is (value)", nil
    ),
    (
      "title: ‹{except: [TODO]}›",
      "say either where the value comes from (from) or what it is (value)", nil
    ),
    ("title: {‹form›: name}", "unknown key 'form'", "did you mean 'from'?"),
    (
      "issuer: ‹name›",
      "'issuer' has fields of its own: say under 'fields' where they come from", nil
    ),
    (
      "title: {from: name, fields: ‹{text: .}›}", "'title' is a single value and has no fields", nil
    ),
    ("issuer: {from: by, fields: ‹[name]›}", "expected fields of issuer", nil),
    (
      "title: {from: name, when: [‹{field: a}›]}", "the condition says nothing about the value", nil
    ),
    ("title: {from: name, when: [{field: ‹'a[b'›, exists: true}]}", "'a[b' is no path", pathHelp),
    ("title: [name, {from: ‹'b[]c'›}]", "'b[]c' is no path", pathHelp),
  ]

  @Test(arguments: fields)
  func `a wrong field`(fields: String, message: String, help: String?) throws {
    let marked = Self.file(fields: fields)
    try expect(problems(marked), in: marked, message: message, help: help)
  }

  @Test func `a wrong way to recognise`() throws {
    let marked = Self.file(
      fields: "title: name",
      recognise: "[{when: [{field: type, kind: ‹map›}], definitions: a}]")
    try expect(
      problems(marked), in: marked,
      message: "'kind': expected mapping, list, scalar, found 'map'")
    let path = Self.file(
      fields: "title: name", recognise: "[{when: [{field: t, is: X}], definitions: ‹'a[].'›}]")
    try expect(problems(path), in: path, message: "'a[].' is no path", help: Self.pathHelp)
  }

  @Test func `what a format file cannot do without`() throws {
    let marked = MarkedText("‹format: 1\nname: x›\n")
    let found = try problems(marked)
    #expect(found.count == 3)
    #expect(found.allSatisfy { $0.range == marked.places[0] })
    #expect(
      found.first?.message == "'title' is missing here (Title for people)")
  }

  @Test func `a file that is no YAML or several documents`() throws {
    #expect(try problems(MarkedText("format: [1\n")).count == 1)
    #expect(
      try problems(MarkedText("format: 1\n---\nformat: 1\n")).map(\.message) == [
        "expected one YAML document, found 2"
      ])
    #expect(
      try problems(MarkedText("")).map(\.message) == [
        "the file is empty: expected one YAML document"
      ])
  }

  @Test(arguments: ["a", "a.b", "a[].b", "[]", "[].a", "a[][]", ".", "/a", "/[].a", "a b.ü"])
  func `paths`(text: String) {
    #expect(SourcePath(text) != nil)
  }

  @Test(arguments: ["", "a.", ".a", "a..b", "a[0]", "a[", "a.[]", "/", "[]a"])
  func `what is no path`(text: String) {
    #expect(SourcePath(text) == nil)
  }
}
