import BadgeLint
import Testing
import YAMLTree

/// Definitions choose packs that are schemes by naming them.
@Suite struct SchemeTests {
  /// The shipped rules with a pack `tiny` that is a scheme and one, `plain`, that is none.
  private func library() throws -> RuleLibrary {
    var library = try Shipped.library.get()
    for (name, scheme) in [("tiny", "scheme: true\n"), ("plain", "")] {
      let text = """
        pack: 1
        name: \(name)
        title: Test
        \(scheme)rules:
          \(name)/url:
            title: There is a page
            severity: error
            concern: incomplete
            dimension: clarity
            require: has(definition.url)
            at: url
            message: no page
            why: It is needed.
            fix: Add it.
            examples:
              passes: [{url: "https://example.edu"}]
              fails: [{title: Data}]

        """
      try library.addPack(LoadedFile(name: "\(name).yaml", bytes: Array(text.utf8)))
    }
    return library
  }

  private func lint(_ schemes: String) throws -> Linted {
    try Linted(
      "badgelint: 1\ntitle: Data\n\(schemes)\n", packs: [], library: try library())
  }

  @Test func `rules apply to definitions that name the scheme`() throws {
    #expect(try lint("").ids == [])
    #expect(try lint("schemes: none").ids == [])
    let named = try lint("schemes: tiny")
    #expect(named.ids == ["tiny/url"])
    #expect(named.tally("tiny/url").failed == 1)
    #expect(try lint("").tally("tiny/url").wasAsked == false)
  }

  @Test func `unknown schemes are findings`() throws {
    let linted = try lint("schemes: [tiny, tinny]")
    #expect(linted.ids == ["tiny/url", "structure/unknown-scheme"])
    let finding = try #require(linted.findings("structure/unknown-scheme").first)
    #expect(finding.message == "there is no scheme 'tinny'; did you mean tiny?")
    #expect(linted.slice(finding) == "tinny")
    // A pack that is no scheme holds for all or for none.
    #expect(try lint("schemes: plain").ids == ["structure/unknown-scheme"])
  }

  private func rules(_ policy: String) throws -> RuleSet {
    try PolicyFiles(["p.yaml": "policy: 1\npacks: [core]\n" + policy], library: library()).rules()
  }

  @Test func `policies may set rules of schemes`() throws {
    func severities(_ policy: String) throws -> [Severity?] {
      let entry = try #require(
        try rules(policy).rules.first { $0.rule.id == "tiny/url" })
      return [entry.severity, entry.schemeSeverity]
    }
    #expect(try severities("") == [nil, .error])
    #expect(try severities("rules: {tiny/url: warning}\n") == [nil, .warning])
    #expect(try severities("rules: {tiny/url: off}\n") == [nil, nil])
  }
}
