import CEL
import Testing

/// Objects and lists of the host, functions of the host, and enumerations.
struct HostTests {
  @Test(arguments: [
    "self.title == 'Baking'", "self.outcomes.size() == 2", "size(self.outcomes) == 2",
    "self.outcomes.exists(o, o.hours > limit)", "!self.outcomes.all(o, o.hours > limit)",
    "self.outcomes.exists_one(o, o.hours == 3)", "self.outcomes[1].text == 'Know it'",
    "self.outcomes.map(o, o.hours) == [3, 5]",
    "self.outcomes.filter(o, o.hours > 3).size() == 1",
    "self.outcomes.exists(i, o, i == 1 && o.hours == 5)",
    "self.outcomes[0] == self.outcomes[0]", "self.outcomes[0] != self.outcomes[1]",
    "self.outcomes[0] in self.outcomes", "self.level in levels",
    "self.level in ['beginner', 'advanced']", "'advanced' in levels",
    "self.title.hasWord('award-words')", "!self.title.hasWord('weak-verbs')",
    "self.level.startsWith('beg')", "self.level + '!' == 'beginner!'",
    "self.outcomes.map(o, o.hours).exists(h, h * 2 == 10)",
  ])
  func holds(source: String) throws {
    #expect(try Badge.holds(source))
  }

  @Test func dynamicReadsGoByName() throws {
    let host = FakeHost()
    let program = try Badge.environment.compile(
      "self.outcomes[1].hours + self.extra.tags.size()", checking: false)
    let value = try program.evaluate(Badge.variables(host), host: host)
    guard case .int(5) = value else {
      Issue.record("found \(value)")
      return
    }
  }

  @Test(arguments: [
    ("self.level == 'beginer'", "'beginer' is no value of level; did you mean 'beginner'?"),
    (
      "'x' != self.level",
      "'x' is no value of level; expected 'beginner', 'intermediate', "
        + "'advanced'"
    ),
    (
      "self.level in ['beginner', 'advnced']",
      "'advnced' is no value of level; did you mean 'advanced'?"
    ),
    (
      "levels.exists(l, l == 'advancd')",
      "'advancd' is no value of level; did you mean 'advanced'?"
    ),
    (
      "['advancd'].exists(l, l == self.level)",
      "'advancd' is no value of level; did you mean 'advanced'?"
    ),
    ("'advancd' in levels", "'advancd' is no value of level; did you mean 'advanced'?"),
    (
      "self.level == (limit > 1 ? 'advancd' : 'beginner')",
      "'advancd' is no value of level; did you mean 'advanced'?"
    ),
    (
      "{'advancd': 1}[self.level] == 1",
      "'advancd' is no value of level; did you mean 'advanced'?"
    ),
  ])
  func literalsOfEnumerationsAreChecked(source: String, message: String) {
    #expect(Badge.errors(source) == [message])
  }

  @Test func readsAndCallsAreListed() throws {
    let program = try Badge.environment.compile(
      "self.outcomes.all(o, o.hours > limit) && self.title.hasWord('award-words')")
    #expect(
      program.fieldsRead == [
        FieldChain(
          variable: 0, steps: [.field(object: Badge.badge, index: Badge.title)]),
        FieldChain(
          variable: 0,
          steps: [
            .field(object: Badge.badge, index: Badge.outcomes), .element,
            .field(object: Badge.outcome, index: 2),
          ]),
        FieldChain(variable: 1, steps: []),
      ])
    #expect(program.functionsCalled == ["hasWord"])
  }
}
