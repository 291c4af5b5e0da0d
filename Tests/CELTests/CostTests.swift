import CEL
import Testing

/// Static bounds of the steps of an evaluation.
struct CostTests {
  private func bound(_ source: String) throws -> Int? {
    try Badge.environment.compile(source).costBound { chain in
      switch chain.steps.last {
      case .field(Badge.badge, Badge.outcomes): 10
      case .field(Badge.outcome, 0): 160
      case .field(Badge.badge, Badge.title): 80
      default: nil
      }
    }
  }

  @Test(arguments: [
    ("limit > 1", 0), ("self.outcomes.all(o, o.hours > 1)", 10),
    ("self.outcomes.all(o, self.outcomes.all(p, p.hours > o.hours))", 110),
    ("self.outcomes.size() > 1", 1), ("true || limit > 1", 0),
    ("self.title == 'x'", 1), ("limit > 1 ? self.outcomes.all(o, true) : false", 10),
  ])
  func boundsAreExact(source: String, steps: Int) throws {
    #expect(try bound(source) == steps)
  }

  @Test(arguments: [
    "levels.all(l, true)", "self.title.hasWord('x')", "lists.range(limit).size() == 1",
    "self.note.?x == levels",
  ])
  func whatHasNoSizeHasNoBound(source: String) throws {
    let program = try Badge.environment.compile(source, checking: false)
    #expect(program.costBound { _ in nil } == nil)
  }

  @Test(arguments: [
    "self.outcomes.all(o, o.text.contains('x') || true)",
    "self.outcomes.map(o, o.text + self.title).exists(t, t == 'x')",
    "self.outcomes.filter(o, o.hours > 3).sortBy(o, o.hours).size() == 1",
    "self.outcomes.exists(i, o, i == 7 && o.text.size() > 3)",
    "cel.bind(t, self.title, [t, t].exists(x, x.matches('a+')))",
    "self.title.replace('', self.title).size() > 1",
    "sets.contains(self.outcomes.map(o, o.text), ['a', 'b', 'c'])",
    "self.outcomes.map(o, o.text).distinct().sort().reverse().exists(t, t == 'x')",
    "self.outcomes.map(o, [o.text, self.title]).flatten().size() > 1",
    "self.title.split(' ').distinct().exists(w, w == 'x')",
  ])
  func evaluationsStayWithinTheirBounds(source: String) throws {
    let steps = try #require(try bound(source))
    let program = try Badge.environment.compile(source)
    let host = FakeHost()
    _ = try program.evaluate(Badge.variables(host), host: host, limit: steps)
  }
}
