import BadgeLint
import Testing
import YAMLTree

/// Packs that are refused, each for one thing at one place of the file.
@Suite struct PackErrorTests {
  /// A pack whose text has one wrong place between marks.
  struct Case: Sendable, CustomTestStringConvertible {
    var pack: PackText
    var message: String
    var help: String?

    init(_ message: String, help: String? = nil, _ change: (inout PackText) -> Void) {
      var pack = PackText()
      change(&pack)
      self.pack = pack
      self.message = message
      self.help = help
    }

    var testDescription: String { message }
  }

  private func check(_ sample: Case) throws {
    let marked = MarkedText(sample.pack.text)
    var library = try Shipped.library.get()
    let problems = loadProblems { () throws(LoadFailure) in
      try library.addPack(LoadedFile(name: "pack.yaml", bytes: marked.bytes))
    }
    expect(problems, in: marked, message: sample.message, help: sample.help)
    #expect(problems.allSatisfy { $0.file == "pack.yaml" })
  }

  @Test func `the pack without mistakes loads`() throws {
    #expect(try PackText().library().pack(named: "test")?.rules.map(\.id) == ["test/rule"])
    let linted = try PackText().lint("badgelint: 1\ntitle: T\n")
    #expect(linted.result.findings.map(\.message) == ["no kind"])
    #expect(try PackText().lint("badgelint: 1\ntitle: T\nkind: badge\n").ids.isEmpty)
  }

  static let names: [Case] = [
    Case("a rule is named pack/rule, such as core/credit-unit; found 'rule'") { $0.id = "‹rule›" },
    Case("a rule is named pack/rule, such as core/credit-unit; found 'a/b/c'") {
      $0.id = "‹a/b/c›"
    },
    Case("'statute' is not among the sources of this pack") { $0.cites = "[{source: ‹statute›}]" },
    Case("'lwa' is not among the sources of this pack", help: "did you mean 'law'?") {
      $0.cites = "[‹lwa›]"
    },
    Case("'outcoms' is not a field of definition", help: "did you mean 'outcomes'?") {
      $0.body = "each: ‹outcoms›\nrequire: 'true'"
    },
    Case("'txet' is not a field of outcome", help: "did you mean 'text'?") {
      $0.body = "each: ‹outcomes.txet›\nrequire: 'true'"
    },
    Case("'title' is a single value and has no fields") {
      $0.body = "each: ‹title.text›\nrequire: 'true'"
    },
    Case("'knd' is not a field of definition", help: "did you mean 'kind'?") {
      $0.body = "require: has(definition.kind)\nat: ‹knd›"
    },
    Case("'valeu' is not a field of credit", help: "did you mean 'value'?") {
      $0.body = "each: credit\nrequire: self.value > 0.0\nat: ‹self.valeu›"
    },
    Case("there is no parent of the definition") {
      $0.body = "require: has(definition.kind)\nat: ‹parent.kind›"
    },
    Case("'self' is a single value and has no fields") {
      $0.body = "each: assessments.evidence\nrequire: self != 'none'\nat: ‹self.name›"
    },
    Case("'lvel' is not a field of definition", help: "did you mean 'level'?") {
      $0.also = "[{at: ‹definition.lvel›, label: here}]"
    },
    Case("the name 'self' is taken") {
      $0.body = "let: {‹self›: '1'}\nrequire: has(definition.kind)"
    },
    Case("the name 'limit' is taken") {
      $0.parameters = "{limit: {type: int, default: 1, about: L}}"
      $0.body = "let: {‹limit›: '1'}\nrequire: has(definition.kind)"
    },
    Case("the name 'shared' is taken") {
      $0.lets = "{shared: '1'}"
      $0.body = "let: {‹shared›: '2'}\nrequire: shared == 1"
    },
    Case("the default of 'limit' is no int: expected a whole number") {
      $0.parameters = "{limit: {type: int, default: ‹1.5›, about: L}}"
    },
    Case("the default of 'words' is no texts: expected a list of texts") {
      $0.parameters = "{words: {type: texts, default: ‹one›, about: L}}"
    },
    Case("the default of 'limit': expected at least 0, found -1") {
      $0.parameters = "{limit: {type: int, default: ‹-1›, minimum: 0, about: L}}"
    },
    Case("the default of 'limit': expected at most 1, found 1.5") {
      $0.parameters = "{limit: {type: number, default: ‹1.5›, maximum: 1, about: L}}"
    },
    Case("only an int or a number has a 'minimum'") {
      $0.parameters = "{limit: {type: text, default: a, minimum: ‹0›, about: L}}"
    },
    Case("'minimum' is above 'maximum', so that no value fits") {
      $0.parameters = "{limit: {type: int, default: 1, minimum: ‹2›, maximum: 0, about: L}}"
    },
    Case("'type': expected int, number, text, bool, texts, found 'integer'") {
      $0.parameters = "{limit: {type: ‹integer›, default: 1, about: L}}"
    },
    Case("there is no structure check 'sintax'", help: "did you mean 'syntax'?") {
      $0.body = "check: ‹sintax›"
    },
    Case("a rule with 'check' has no 'require'") {
      $0.body = "check: syntax\nrequire: ‹has(definition.kind)›"
    },
    Case("a brace is not closed", help: "write {{ and }} for braces that are part of the text") {
      $0.message = "‹\"a {definition.title\"›"
    },
    Case("a brace is not closed", help: "write {{ and }} for braces that are part of the text") {
      $0.message = "‹\"a } b\"›"
    },
    Case("a brace is not closed", help: "write {{ and }} for braces that are part of the text") {
      $0.also = "[{at: kind, label: ‹'{a'›}]"
    },
    Case("unknown key 'requires'", help: "did you mean 'require'?") {
      $0.body = "‹requires›: has(definition.kind)\nrequire: has(definition.kind)"
    },
  ]

  @Test(arguments: names)
  func `a wrong name`(_ sample: Case) throws { try check(sample) }

  @Test(arguments: ["{passes: [], fails: []}", "{passes: [{kind: badge}], fails: []}"])
  func `a rule without examples`(examples: String) throws {
    try check(
      Case(
        "rule 'test/rule' needs an example that passes and one that fails",
        help: "give parts of definitions under examples.passes and examples.fails"
      ) {
        $0.id = "‹test/rule›"
        $0.examples = examples
      })
  }

  @Test func `a rule without a list of examples`() throws {
    try check(
      Case("'fails' is missing here (Parts of definitions that break it)") {
        $0.examples = "‹{passes: [{kind: badge}]}›"
      })
  }

  @Test func `a rule without a requirement`() throws {
    var pack = PackText()
    pack.body = "each: credit"
    let problems = loadProblems { () throws(LoadFailure) in
      var library = try Shipped.library.get()
      try library.addPack(LoadedFile(name: "pack.yaml", bytes: Array(pack.text.utf8)))
    }
    #expect(problems.map(\.message) == ["the rule has no 'require'"])
    #expect(problems.map(\.help) == ["say in CEL what must hold"])
  }

  @Test func `all problems of a pack are reported together`() throws {
    var pack = PackText()
    pack.cites = "[lex]"
    pack.body = "require: has(definition.knd)"
    pack.message = "'{definitoin}'"
    pack.parameters = "{limit: {type: int, default: one, about: L}}"
    #expect(throws: LoadFailure.self) { _ = try pack.library() }
    let problems = loadProblems { () throws(LoadFailure) in
      var library = try Shipped.library.get()
      try library.addPack(LoadedFile(name: "pack.yaml", bytes: Array(pack.text.utf8)))
    }
    #expect(problems.count == 4)
  }

  @Test func `packs and rules have names of their own`() throws {
    var library = try PackText().library()
    let again = loadProblems { () throws(LoadFailure) in
      try library.addPack(LoadedFile(name: "b.yaml", bytes: Array(PackText().text.utf8)))
    }
    #expect(again.map(\.message) == ["there is a pack 'test' already"])
    var other = PackText()
    other.name = "other"
    let bytes = Array(other.text.utf8)
    let rule = loadProblems { () throws(LoadFailure) in
      try library.addPack(LoadedFile(name: "b.yaml", bytes: bytes))
    }
    #expect(rule.map(\.message) == ["there is a rule 'test/rule' in pack 'test' already"])
    #expect(library.packs.last?.name == "test")
  }
}
