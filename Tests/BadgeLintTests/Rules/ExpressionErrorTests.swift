import BadgeLint
import Testing
import YAMLTree

/// Expressions that do not compile point at the place in the file of the pack, whatever the style
/// of the scalar they stand in.
@Suite struct ExpressionErrorTests {
  /// The rule's lines with one wrong place, what is said of it, and the message of the rule.
  struct Case: Sendable, CustomTestStringConvertible {
    var body: String
    var said: String
    var message = "'no'"
    var lets = "{}"
    var also = "[]"
    var parameters = "{}"

    var testDescription: String { said + " " + body + message + lets + also }
  }

  static let cases: [Case] = [
    Case(
      body: "require: definition.‹titel› != ''",
      said: "definition has no field 'titel'; did you mean 'title'?"),
    Case(
      body: "require: \"definition.‹titel› != ''\"",
      said: "definition has no field 'titel'; did you mean 'title'?"),
    Case(
      body: "require: >-\n  has(definition.kind)\n  && definition.‹titel› != ''",
      said: "definition has no field 'titel'; did you mean 'title'?"),
    Case(
      body: "require: |\n  has(definition.kind)\n    && definition.‹titel› != ''",
      said: "definition has no field 'titel'; did you mean 'title'?"),
    Case(
      body: "require: 'definition.title == ''ü'' || ‹slef›.title == '''''",
      said: "unknown variable 'slef'; did you mean 'self'?"),
    Case(
      body: "require: \"definition.title == \\\"\\u00fc\\\" && ‹slef›.title == ''\"",
      said: "unknown variable 'slef'; did you mean 'self'?"),
    Case(
      body: "require: ‹wrods›(definition.title) > 1",
      said: "unknown function 'wrods'; did you mean 'words'?"),
    Case(
      body: "require: has(definition.kind) && definition.kind == ‹'bagde'›",
      said: "'bagde' is no value of kind; did you mean 'badge'?"),
    Case(
      body: "require: ‹phraseIn(definition.title, 'award-wrods', 'en')› == ''",
      said: "there is no lexicon 'award-wrods'; did you mean 'award-words'?"),
    Case(
      body: "let: {x: definition.‹titel›}\nrequire: has(definition.kind)",
      said: "definition has no field 'titel'; did you mean 'title'?"),
    Case(
      body: "where: definition.‹titel› == ''\nrequire: has(definition.kind)",
      said: "definition has no field 'titel'; did you mean 'title'?"),
    Case(
      body: "require: has(definition.kind)",
      said: "definition has no field 'titel'; did you mean 'title'?",
      message: "\"{{ü}} {definition.‹titel›} {definition.title}\""),
    Case(
      body: "require: has(definition.kind)",
      said: "definition has no field 'titel'; did you mean 'title'?",
      also: "[{at: kind, label: 'a {definition.‹titel›}'}]"),
    Case(
      body: "require: limit > ‹1.5›", said: "",
      parameters: "{limit: {type: int, default: 1, about: L}}"),
  ]

  @Test(arguments: cases)
  func `the place of a mistake`(_ sample: Case) throws {
    var pack = PackText()
    pack.body = sample.body
    pack.message = sample.message
    pack.lets = sample.lets
    pack.also = sample.also
    pack.parameters = sample.parameters
    let marked = MarkedText(pack.text)
    var library = try Shipped.library.get()
    let problems = loadProblems { () throws(LoadFailure) in
      try library.addPack(LoadedFile(name: "pack.yaml", bytes: marked.bytes))
    }
    if sample.said.isEmpty {
      #expect(problems.count == 1)
    } else {
      #expect(problems.map(\.message) == [sample.said])
      #expect(
        problems.compactMap(\.range) == marked.places,
        "\(problems.compactMap(\.range).map { slice($0, of: marked.bytes) })")
    }
  }

  /// Fields that may be absent have to be asked for first.
  static let guards: [(String, Bool)] = [
    ("require: definition.kind == 'badge'", false),
    ("require: has(definition.kind) && definition.kind == 'badge'", true),
    ("require: has(definition.kind) || definition.kind == 'badge'", false),
    ("require: \"!has(definition.kind) || definition.kind == 'badge'\"", true),
    ("where: has(definition.kind)\nrequire: definition.kind == 'badge'", true),
    ("where: has(definition.id)\nrequire: definition.kind == 'badge'", false),
    ("let: {k: definition.kind}\nrequire: has(definition.kind)", false),
    ("where: has(definition.kind)\nlet: {k: definition.kind}\nrequire: k == 'badge'", true),
    ("each: credit\nrequire: self.value > 0.0", true),
    ("each: credit\nrequire: self.system == 'ECTS'", false),
    ("each: credit\nrequire: \"has(parent.title) && parent.language == 'en'\"", false),
    ("require: definition.issuer.name == 'A'", false),
    ("require: definition.outcomes.all(o, o.id != '')", false),
    ("require: definition.outcomes.all(o, has(o.id) && o.id != '')", true),
    ("require: size(definition.outcomes) > 0", true),
  ]

  @Test(arguments: guards)
  func `an optional field is guarded or refused`(body: String, loads: Bool) throws {
    var pack = PackText()
    pack.body = body
    if loads {
      _ = try pack.library()
    } else {
      #expect(throws: LoadFailure.self) { _ = try pack.library() }
    }
  }

  @Test func `a message may use what the breach implies`() throws {
    var pack = PackText()
    pack.body = "require: \"!has(definition.kind) || definition.kind == 'badge'\""
    pack.message = "'it is {definition.kind}'"
    let linted = try pack.lint("badgelint: 1\ntitle: T\nkind: course\n")
    #expect(linted.result.findings.map(\.message) == ["it is course"])
    pack.message = "'it is {definition.id}'"
    #expect(throws: LoadFailure.self) { _ = try pack.library() }
  }

  @Test func `expressions of a pack may use each other`() throws {
    var pack = PackText()
    pack.lets = "{first: definition.title, second: \"first + '!'\"}"
    pack.body = "require: second == 'T!'"
    let linted = try pack.lint("badgelint: 1\ntitle: T\n")
    #expect(linted.ids.isEmpty)
    pack.body = "require: second == 'T!' && first == 'T'"
    #expect(try pack.lint("badgelint: 1\ntitle: T\n").ids.isEmpty)
  }

  @Test func `a mistake in an expression of the pack is told once`() throws {
    var pack = PackText()
    pack.lets = "{shared: definition.‹titel›}"
    pack.body = "require: shared == ''"
    let marked = MarkedText(pack.text)
    var library = try Shipped.library.get()
    let problems = loadProblems { () throws(LoadFailure) in
      try library.addPack(LoadedFile(name: "pack.yaml", bytes: marked.bytes))
    }
    #expect(problems.first?.message == "definition has no field 'titel'; did you mean 'title'?")
    #expect(problems.first?.range == marked.places[0])
    #expect(problems.count == 1)
  }

  @Test(arguments: ["self", "parent", "today"])
  func `a parameter cannot take the name of a variable`(name: String) throws {
    var pack = PackText()
    pack.parameters = "{\(name): {type: int, default: 1, about: P}}"
    #expect(throws: LoadFailure.self) { _ = try pack.library() }
  }

  @Test(arguments: ["/", "test/", "/rule"])
  func `both parts of a rule's name are there`(id: String) throws {
    var pack = PackText()
    pack.id = id
    #expect(throws: LoadFailure.self) { _ = try pack.library() }
  }
}
