import BadgeLint
import Testing

/// A label that is broken does not load, and says where.
@Suite struct LabelReaderTests {
  @Test func `the shipped label loads`() throws {
    let label = try Shipped.library.get().label()
    #expect(label.rows.count > 10)
    #expect(Set(label.rows.map(\.name)).count == label.rows.count)
  }

  /// One wrong place in a label, between ‹ and ›.
  private func check(
    _ message: String, help: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation, _ change: (inout LabelSample) -> Void
  ) throws {
    var sample = LabelSample()
    change(&sample)
    let marked = MarkedText(sample.text)
    let library = try LabelSample.library(marked.text)
    let problems = loadProblems { () throws(LoadFailure) in _ = try library.label() }
    expect(problems, in: marked, message: message, help: help, sourceLocation: sourceLocation)
    #expect(problems.first?.file == "rules/label.yaml", sourceLocation: sourceLocation)
  }

  @Test func `a sample without a mistake loads`() throws {
    _ = try LabelSample.library(LabelSample().text).label()
  }

  @Test func `unknown keys`() throws {
    try check(
      "unknown key 'titel'", help: "did you mean 'title'?"
    ) { $0.rows = "[{name: a, ‹titel›: A, title: A, values: \"['a']\"}]" }
  }

  @Test func `unknown fields in texts and conditions`() throws {
    try check("outcome has no field 'txt'; did you mean 'text'?") {
      $0.rows = "[{name: a, title: A, values: [{each: outcomes, text: \"{self.‹txt›}\"}]}]"
    }
    try check("definition has no field 'levle'; did you mean 'level'?") {
      $0.rows =
        "[{name: a, title: A, values: [{where: \"size(definition.‹levle›) > 0\", text: b}]}]"
    }
    try check("'outcome' is not a field of definition", help: "did you mean 'outcomes'?") {
      $0.rows = "[{name: a, title: A, values: [{each: ‹outcome›, text: b}]}]"
    }
    try check("'leve' is not a field of definition", help: "did you mean 'level'?") {
      $0.rows = "[{name: a, title: A, about: ‹leve›, values: [{text: b}]}]"
    }
  }

  @Test func `fields that may be missing need a guard`() throws {
    var sample = LabelSample()
    sample.rows = "[{name: a, title: A, values: [{text: \"{definition.purpose.statement}\"}]}]"
    let library = try LabelSample.library(sample.text)
    let problems = loadProblems { () throws(LoadFailure) in _ = try library.label() }
    #expect(problems.count == 1)
    #expect(problems.first?.message.contains("may be missing") == true, "\(problems)")
    sample.rows = """
      [{name: a, title: A, values: [{where: has(definition.purpose.statement), \
      text: "{definition.purpose.statement}"}]}]
      """
    _ = try LabelSample.library(sample.text).label()
  }

  @Test func `an entry has a text or a list`() throws {
    try check("an entry has either 'text' or 'list'") {
      $0.rows = "[{name: a, title: A, values: [‹{where: \"true\"}›]}]"
    }
    try check("an entry has either 'text' or 'list'") {
      $0.rows = "[{name: a, title: A, values: [‹{text: a, list: \"['a']\"}›]}]"
    }
  }

  @Test func `an expression gives a list of texts`() throws {
    for values in ["size(definition.outcomes)", "{list: size(definition.outcomes)}"] {
      var sample = LabelSample()
      sample.rows = "[{name: a, title: A, values: \(values)}]"
      let library = try LabelSample.library(sample.text)
      let problems = loadProblems { () throws(LoadFailure) in _ = try library.label() }
      #expect(problems.first?.message.contains("list(string)") == true, "\(problems)")
    }
  }

  @Test func `a value without a key is an expression`() throws {
    try check("definition has no field 'outcome'; did you mean 'outcomes'?") {
      $0.rows = "[{name: a, title: A, values: \"definition.‹outcome›.map(o, o.text)\"}]"
    }
    var sample = LabelSample()
    sample.rows = "[{name: a, title: A, values: \"definition.outcomes.map(o,  o.text)\"}]"
    let label = try sample.label(of: "badgelint: 1\ntitle: T\noutcomes: [One, Two]\n")
    #expect(label.values("a") == ["One", "Two"])
  }

  @Test func `names of rows are unique`() throws {
    try check("there is a row 'a' already", help: "choose another name") {
      $0.rows =
        "[{name: a, title: A, values: [{text: b}]}, {name: ‹a›, title: B, values: [{text: b}]}]"
    }
  }

  @Test func `words cover a list of values`() throws {
    let mode = "online: O, onsite: S, blended: B, work-based: W, project-based: P"
    try check("there are no words for the value 'research-based' of 'mode'") {
      $0.words = "[{choice: mode, words: ‹{\(mode)}›}]"
    }
    try check("'onlin' is not a value of 'mode'", help: "did you mean 'online'?") {
      $0.words = "[{choice: mode, words: {\(mode), research-based: R, ‹onlin›: O}}]"
    }
    try check("definitions have no list of values 'mod'", help: "did you mean 'mode'?") {
      $0.words = "[{choice: ‹mod›, words: {\(mode)}}]"
    }
    try check("'words' has no list 'kind'") {
      $0.rows = """
        [{name: a, title: A, values: [{where: has(definition.kind), \
        text: "{‹inWords('kind', definition.kind)›}"}]}]
        """
    }
  }

  @Test func `names that nobody uses are told`() throws {
    try check("no entry uses 'other'", help: "drop it") { $0.lets = "{‹other›: \"1 + 1\"}" }
  }

  @Test func `a broken expression with a name is told once`() throws {
    try check("definition has no field 'titel'; did you mean 'title'?") {
      $0.lets = "{other: \"definition.‹titel› == ''\"}"
      $0.rows = """
        [{name: a, title: A, values: [{where: other, text: a}, {where: "!other", text: b}]}]
        """
    }
  }

  @Test func `a brace that is not closed`() throws {
    try check(
      "a brace is not closed", help: "write {{ and }} for braces that are part of the text"
    ) { $0.rows = "[{name: a, title: A, values: [{text: ‹\"{definition\"›}]}]" }
    try check(
      "a brace is not closed", help: "write {{ and }} for braces that are part of the text"
    ) { $0.rows = "[{name: a, title: A, missing: ‹\"{a\"›, values: [{text: b}]}]" }
  }
}
