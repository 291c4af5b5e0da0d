import BadgeLint
import Testing

@Suite struct GlobPatternTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var pattern: String
    var takes: [String]
    var leaves: [String]
    var testDescription: String { pattern }
  }

  static let cases: [Case] = [
    Case(pattern: "a.yaml", takes: ["a.yaml", "x/y/a.yaml"], leaves: ["a.yaml/x", "ba.yaml"]),
    Case(pattern: "*.yaml", takes: [".yaml", "x/b.c.yaml"], leaves: ["a.yml", "a.yaml.bak"]),
    Case(pattern: "x*", takes: ["x", "xy", "a/xy"], leaves: ["ax", "x/a", ""]),
    Case(pattern: "/a", takes: ["a"], leaves: ["x/a"]),
    Case(pattern: "./a", takes: ["a"], leaves: ["x/a"]),
    Case(pattern: "x//a", takes: ["x/a"], leaves: ["x//a/b", "a"]),
    Case(pattern: "x/*", takes: ["x/a", "x/.b"], leaves: ["x", "x/a/b", "y/x/a"]),
    Case(pattern: "x/*/z", takes: ["x/y/z"], leaves: ["x/z", "x/y/y/z"]),
    Case(pattern: "**/a", takes: ["a", "x/a", "x/y/a"], leaves: ["ba", "a/b"]),
    Case(pattern: "x/**", takes: ["x/a", "x/y/a"], leaves: ["x", "y/x/a"]),
    Case(pattern: "x/**/a", takes: ["x/a", "x/y/a", "x/y/z/a"], leaves: ["xa", "x/ya", "a"]),
    Case(pattern: "**/x/**/a/**", takes: ["x/a/b", "q/x/r/s/a/b/c"], leaves: ["x/a", "x/b/c"]),
    Case(pattern: "**", takes: ["a", "a/b"], leaves: []),
    Case(pattern: "x/**/**/a", takes: ["x/a", "x/y/a"], leaves: ["x"]),
    Case(pattern: "x/a**b", takes: ["x/ab", "x/a-b"], leaves: ["x/a/b"]),
    Case(pattern: "?.yaml", takes: ["a.yaml", "ä.yaml", "🎓.yaml"], leaves: [".yaml", "ab.yaml"]),
    Case(pattern: "a?b/c", takes: ["axb/c"], leaves: ["a/b/c", "ab/c"]),
    Case(pattern: "[a-c]", takes: ["a", "b", "c"], leaves: ["d", "-", "ab"]),
    Case(pattern: "[!a-c]", takes: ["d", "ä"], leaves: ["a", "", "de"]),
    Case(pattern: "[^a]", takes: ["b"], leaves: ["a"]),
    Case(pattern: "x[!y]z/q", takes: ["xaz/q"], leaves: ["x/z/q", "xyz/q"]),
    Case(pattern: "[]a]", takes: ["]", "a"], leaves: ["b"]),
    Case(pattern: "[!]a]", takes: ["b"], leaves: ["]", "a"]),
    Case(pattern: "[a-]", takes: ["a", "-"], leaves: ["b"]),
    Case(pattern: "[-a]", takes: ["a", "-"], leaves: ["b"]),
    Case(pattern: "[\\]]", takes: ["]"], leaves: ["\\"]),
    Case(pattern: "[à-ü]x", takes: ["äx"], leaves: ["ax", "x"]),
    Case(pattern: "[[:digit:]x]", takes: ["0", "x"], leaves: ["a", ":"]),
    Case(pattern: "[[:upper:]]", takes: ["A"], leaves: ["a", "["]),
    Case(pattern: "[{,}]", takes: ["{", ",", "}"], leaves: ["a"]),
    Case(pattern: "{a,b}.yaml", takes: ["a.yaml", "x/b.yaml"], leaves: ["c.yaml", "{a,b}.yaml"]),
    Case(pattern: "x{,y}", takes: ["x", "xy"], leaves: ["y"]),
    Case(pattern: "{a,b{c,d}}e", takes: ["ae", "bce", "bde"], leaves: ["be", "ace"]),
    Case(pattern: "{a,x/b}", takes: ["a", "q/a", "x/b"], leaves: ["q/x/b", "b"]),
    Case(pattern: "x/{**,y}/a", takes: ["x/a", "x/y/a", "x/q/r/a"], leaves: ["xa"]),
    Case(pattern: "\\*", takes: ["*"], leaves: ["a"]),
    Case(pattern: "\\{a,b\\}", takes: ["{a,b}"], leaves: ["a"]),
    Case(pattern: "\\!a", takes: ["!a"], leaves: ["a"]),
    Case(pattern: "a,b", takes: ["a,b"], leaves: ["a"]),
    Case(pattern: "a b\nc", takes: ["a b\nc"], leaves: ["a b"]),
    Case(pattern: "*a*b*c*", takes: ["abc", "xaxbxcx", "aabbcc"], leaves: ["acb", "cab"]),
    Case(pattern: "*ab", takes: ["ab", "aab", "abab"], leaves: ["aba"]),
    Case(pattern: "*?b", takes: ["äb", "aab"], leaves: ["b"]),
    Case(pattern: "é", takes: ["é"], leaves: ["e\u{301}"]),
  ]

  @Test(arguments: cases) func table(_ item: Case) throws {
    let pattern = try GlobPattern(item.pattern)
    for path in item.takes { #expect(pattern.matches(path), "should take '\(path)'") }
    for path in item.leaves { #expect(!pattern.matches(path), "should leave '\(path)'") }
  }

  @Test func anchoredPatternStartsAtTheFolder() throws {
    let pattern = try GlobPattern("*.yaml", anchored: true)
    #expect(pattern.matches("a.yaml"))
    #expect(!pattern.matches("x/a.yaml"))
  }

  @Test func slashAtTheEndTakesFoldersOnly() throws {
    for text in ["build/", "x/build/", "{build,x/build}/"] {
      let pattern = try GlobPattern(text)
      #expect(pattern.matches("x/build", isFolder: true))
      #expect(!pattern.matches("x/build", isFolder: false))
    }
    #expect(!(try GlobPattern("/build/").matches("x/build", isFolder: true)))
  }

  @Test func takesWhatIsBelowAFolder() throws {
    let pattern = try GlobPattern("build/")
    #expect(pattern.matchesPathOrParent("x/build/a/b.yaml"))
    #expect(!pattern.matchesPathOrParent("x/build"))
    #expect(!pattern.matchesPathOrParent("x/builds/a"))
  }

  @Test(arguments: [
    ("", 0, GlobError.Flaw.empty), ("/", 0, .empty), ("./", 0, .empty),
    ("ab[c", 2, .unclosedBracket), ("a[]", 1, .emptyBracket), ("[!]", 0, .emptyBracket),
    ("x[z-a]", 2, .reversedRange), ("[[:digits:]]", 1, .unknownClass("digits")),
    ("a{b,c", 1, .unclosedBrace), ("a{b,{c}", 1, .unclosedBrace), ("ab}", 2, .strayBrace),
    ("a{}", 1, .emptyBraces), ("a{,}", 1, .emptyBraces), ("ä\\", 2, .trailingBackslash),
    ("!a", 0, .negation), ("a\0b", 1, .nulCharacter),
    ("x{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}", 46, .tooManyAlternatives(limit: 1000)),
  ])
  func flaws(pattern: String, offset: Int, flaw: GlobError.Flaw) {
    #expect(throws: GlobError(pattern: pattern, offset: offset, flaw: flaw)) {
      try GlobPattern(pattern)
    }
  }

  @Test func bracesInEachOtherAreLimited() {
    let text = String(repeating: "{a", count: 100_000)
    #expect(throws: GlobError.self) { try GlobPattern(text) }
  }

  @Test func messageNamesThePlace() {
    let error = #expect(throws: GlobError.self) { try GlobPattern("äö[x") }
    #expect(
      error?.description == "bad glob pattern 'äö[x' at character 3: '[' is never closed,"
        + " expected ']' (write '\\[' for the character itself)")
  }

  @Test func workIsBoundedByTheProductOfTheLengths() throws {
    let name = String(repeating: "a", count: 2000)
    let stars = try GlobPattern(String(repeating: "*a", count: 30) + "b")
    #expect(!stars.matches(name))
    #expect(stars.steps(matching: name) <= 62 * 2001)
    let path = String(repeating: "a/", count: 1000) + "a"
    let depths = try GlobPattern(String(repeating: "**/a/", count: 30) + "b")
    #expect(!depths.matches(path))
    #expect(depths.steps(matching: path) <= 125 * 2001)
    let mixed = try GlobPattern(String(repeating: "**/*a*a*/", count: 15) + "b")
    #expect(!mixed.matches(path))
    #expect(mixed.steps(matching: path) <= 140 * 2001)
  }
}
