import CEL
import Testing

/// What is said about sources that do not compile, and where.
struct MessageTests {
  @Test(arguments: [
    ("slef.title == ''", "unknown variable 'slef'; did you mean 'self'?"),
    ("self.titel == ''", "badge has no field 'titel'; did you mean 'title'?"),
    ("self.title.startWith('a')", "unknown function 'startWith'; did you mean 'startsWith'?"),
    ("self.outcomes.al(o, true)", "unknown function 'al'; did you mean 'all'?"),
    ("sze(self.title) == 1", "unknown function 'sze'; did you mean 'size'?"),
    ("self.outcomes.all(o)", "'all' has 1 argument; expected all(x, condition)"),
    ("1 + 1.5 == 2.5", "no overload of '+' for int and double; write 1.0"),
    ("self.title + 1 == ''", "no overload of '+' for string and int"),
    ("limit > 1.0", "no overload of '>' for int and double; write 1"),
    ("limit > 1.5", "no overload of '>' for int and double; convert one of them with double(…)"),
    (
      "self.title == null",
      "no overload of '==' for string and null_type; ask with has(…) whether a value is there"
    ),
    (
      "self.title.startsWith(1)",
      "no overload for string.startsWith(int); expected string.startsWith(string)"
    ),
    ("self.title.substring()", "'substring' has 0 arguments; expected 1 or 2"),
    ("self.title && true", "'&&' needs a bool; 'self.title' is string"),
    (
      "self.title.hasWord('awrd-words')",
      "no lexicon 'awrd-words'; did you mean 'award-words'?"
    ),
    ("startsWith('a', 'b')", "'startsWith' is called as value.startsWith(…)"),
    ("1 +", "the expression ends; expected a value"),
    ("self.title = 'x'", "'=' is not an operator; expected '=='"),
    ("has(self)", "'has' needs the field of an object; expected has(object.field)"),
    ("'abc", "this string has no closing quote"),
    (
      "9223372036854775808 > 1",
      "9223372036854775808 is out of range; "
        + "expected a number from -9223372036854775808 to 9223372036854775807"
    ),
    ("1e400 > 1.0", "1e400 is out of the range of double"),
    ("badge{}", "'badge' is no message type; messages cannot be made here"),
    ("'\\q' == ''", "'\\q' is not an escape sequence"),
    ("'\\é' == ''", "'\\é' is not an escape sequence"),
    ("1 == 1 1", "found '1'; expected an operator or the end"),
    ("if == 1", "'if' is a reserved word and names no value"),
    ("#", "'#' is not part of an expression"),
    ("self.title in self.title", "'in' needs a list or a map; 'self.title' is string"),
    ("[1].map(x, x + y).size() == 1", "unknown variable 'y'"),
  ])
  func messages(source: String, message: String) {
    #expect(Badge.errors(source) == [message])
  }

  @Test func allIndependentErrorsAreReported() {
    let messages = Badge.errors("self.titel == '' && slef.title == 1 || limit == 'x'")
    #expect(
      messages == [
        "badge has no field 'titel'; did you mean 'title'?",
        "unknown variable 'slef'; did you mean 'self'?",
        "no overload of '==' for int and string",
      ])
  }

  @Test func errorsShowTheirPlace() {
    let source = "self.title == 'é' &&\n  self.level == 'beginer'"
    do {
      _ = try Badge.environment.compile(source)
      Issue.record("compiled")
    } catch {
      #expect(
        error.errors.map { $0.render(source) } == [
          """
          2:17: 'beginer' is no value of level; did you mean 'beginner'?
            self.level == 'beginer'
                          ^^^^^^^^^
          """
        ])
    }
  }

  @Test func theResultTypeIsChecked() {
    #expect(throws: CompileFailure.self) {
      try Badge.environment.compile("self.title", expecting: .bool)
    }
    #expect(throws: CompileFailure.self) {
      try Badge.environment.compile("'begginer'", expecting: .enumeration(Badge.level))
    }
  }

  @Test(
    arguments: [
      ("awrd", ["award", "badge"], "award"), ("xyz", ["award"], nil), ("", ["a"], nil),
      ("tilte", ["title", "tile"], "title"), ("a", ["b"], nil),
      ("uk", ["ie", "uk-qaa"], "uk-qaa"), ("us", ["es", "us-ceu", "us-suny"], "us-ceu"),
      ("u", ["uk-qaa"], nil),
    ] as [(String, [String], String?)])
  func closestMatches(name: String, candidates: [String], expected: String?) {
    #expect(closestMatch(to: name, in: candidates) == expected)
  }
}
