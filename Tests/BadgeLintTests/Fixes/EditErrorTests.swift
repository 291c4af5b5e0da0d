import BadgeLint
import Testing

/// Edits that are refused when their pack is loaded, each for one thing at one place.
@Suite struct EditErrorTests {
  private static func pack(
    _ edit: String, each: String = "title", require: String = "self == 'B'",
    examples: String =
      "{passes: [{title: B}], fails: [{title: A}], fixed: [{before: {title: A}, after: {title: B}}]}"
  ) -> PackText {
    var pack = PackText()
    pack.body = "each: \(each)\nrequire: \"\(require)\"\nedits: \(edit)"
    pack.examples = examples
    return pack
  }

  private static func set(_ field: String, _ value: String) -> String {
    "{title: t, safe: 'true', set: {field: \(field), value: \(value)}}"
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var pack: PackText
    var message: String
    var help: String?

    init(_ message: String, help: String? = nil, _ pack: PackText) {
      (self.message, self.pack, self.help) = (message, pack, help)
    }

    var testDescription: String { message }
  }

  static let cases: [Case] = [
    Case(
      "an edit is one of set, rename, replace and remove; here is none",
      help: "write each as an edit of its own", pack("‹{title: t, safe: 'true'}›")),
    Case(
      "an edit is one of set, rename, replace and remove; here are set and remove",
      help: "write each as an edit of its own",
      pack("{title: t, safe: 'true', set: {field: self, value: \"'B'\"}, remove: ‹self›}")),
    Case(
      "the value is of type int, and 'self' is of type string", pack(set("self", "‹1›"))),
    Case(
      "'knd' is not a field of definition", help: "did you mean 'kind'?",
      pack(set("‹definition.knd›", "\"'badge'\""))),
    Case(
      "'bagde' is not a value of 'definition.kind'", help: "did you mean 'badge'?",
      pack(set("definition.kind", "‹\"'bagde'\"›"))),
    Case(
      "only a field with a single value can be set",
      help: "set the fields below it, or judge each element",
      pack(set("‹definition.outcomes›", "\"'B'\""))),
    Case(
      "'outcomes' holds several values, and the edit is of one",
      help: "judge each of them with 'each' and write 'self'",
      pack(set("‹definition.outcomes.text›", "\"'B'\""))),
    Case(
      "only a field can be renamed", help: "write its name",
      pack("{title: t, safe: 'true', rename: {field: ‹self›, to: description}}")),
    Case(
      "'descripton' is not a field of definition", help: "did you mean 'description'?",
      pack("{title: t, safe: 'true', rename: {field: definition.title, to: ‹descripton›}}")),
    Case(
      "'kind' holds values of another kind than 'title'",
      pack("{title: t, safe: 'true', rename: {field: definition.title, to: ‹kind›}}")),
    Case(
      "only a part of a text can be replaced",
      pack(
        "{title: t, safe: 'true', replace: {field: ‹definition.workload.hours›, text: \"'a'\", with: \"'b'\"}}"
      )),
    Case(
      "'title' is required, so that it cannot be removed",
      help: "remove what holds it, or set it",
      pack("{title: t, safe: 'true', remove: ‹definition.title›}")),
    Case(
      "the edits are shown by no example",
      help: "give a part of a definition before and after them under examples.fixed",
      pack("‹\(set("self", "\"'B'\""))›", examples: "{passes: [{title: B}], fails: [{title: A}]}")),
  ]

  @Test(arguments: cases) func `an edit is refused at its place`(_ sample: Case) throws {
    let marked = MarkedText(sample.pack.text)
    var library = try Shipped.library.get()
    let problems = loadProblems { () throws(LoadFailure) in
      try library.addPack(LoadedFile(name: "pack.yaml", bytes: marked.bytes))
    }
    expect(problems, in: marked, message: sample.message, help: sample.help)
  }

  @Test func `an edit that reads what may be missing is refused`() throws {
    var library = try Shipped.library.get()
    let text = Self.pack(Self.set("self", "definition.id")).text
    let problems = loadProblems { () throws(LoadFailure) in
      try library.addPack(LoadedFile(name: "pack.yaml", bytes: Array(text.utf8)))
    }
    #expect(problems.count == 1)
    #expect(problems.first?.message.contains("id") == true)
  }

  /// What examples of edits say when they are not as the edits are.
  @Test(arguments: [
    ("{title: A}", "{title: C}", "the edits give:"),
    ("{title: B}", "{title: B}", "no edit is offered"),
  ])
  func `examples of edits are run`(_ before: String, _ after: String, _ outcome: String) throws {
    let pack = Self.pack(
      Self.set("self", "\"'B'\""),
      examples:
        "{passes: [{title: B}], fails: [{title: A}], fixed: [{before: \(before), after: \(after)}]}"
    )
    let library = try pack.library()
    let runner = ExampleRunner(library, today: Shipped.today)
    let (count, failures) = runner.run(try #require(library.pack(named: "test")))
    #expect(count == 3)
    #expect(failures.map(\.expectation) == [.fixed])
    #expect(failures.first?.outcome.hasPrefix(outcome) == true, "\(failures)")
  }
}
