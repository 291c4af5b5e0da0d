import Testing

/// What policies get wrong is told with its place, and stops the run.
@Suite struct PolicyMistakeTests {
  struct Mistake: CustomTestStringConvertible {
    var policy: String
    var words: [String]
    var testDescription: String { policy }
  }

  static let mistakes: [Mistake] = [
    Mistake(policy: "rulez: {}", words: ["unknown key 'rulez'", ":3:1", "'rules'"]),
    Mistake(
      policy: "overrides: [{file: [a]}]", words: ["unknown key 'file'", "did you mean 'files'?"]),
    Mistake(policy: "overrides: [{rules: {}}]", words: ["'files' is missing here"]),
    Mistake(
      policy: "rules: {probe/erorr: off}",
      words: ["no rule 'probe/erorr'", ":3:9", "did you mean 'probe/error'?"]),
    Mistake(
      policy: "rules: {probe/error: of}", words: ["found 'of'", ":3:22", "did you mean 'off'?"]),
    Mistake(
      policy: "rules: {probe/error: false}",
      words: ["found 'false'", ":3:22", "did you mean 'off'?"]),
    Mistake(
      policy: "rules: {core/no-skill: off}",
      words: ["'core/no-skill' is in pack 'core'", "add core to 'packs'"]),
    Mistake(
      policy: "overrides: [{files: [none], rules: {probe/erorr: off}}]",
      words: ["no rule 'probe/erorr'", "did you mean 'probe/error'?"]),
    Mistake(
      policy: "parameters: {prob: {longest: 3}}",
      words: ["no pack 'prob'", "did you mean 'probe'?"]),
    Mistake(
      policy: "parameters: {probe: {longst: 3}}", words: ["'longst'", "did you mean 'longest'?"]),
    Mistake(
      policy: "parameters: {probe: {longest: three}}", words: ["'longest'", "a whole number"]),
    Mistake(
      policy: "failOn: sometimes",
      words: ["'failOn'", "error, warning, info, never", "found 'sometimes'"]),
    Mistake(policy: "exclude: ['[']", words: ["'['", "never closed", ":3:11"]),
    Mistake(policy: "formats: [none.yaml]", words: ["none.yaml", "no such file"]),
    Mistake(policy: "extends: none.yaml", words: ["none.yaml", "no such file"]),
    Mistake(policy: "extends: .badgelint.yaml", words: ["in a circle", ":3:10"]),
    Mistake(policy: "exclude: [a]\nexclude: [b]", words: ["exclude"]),
    Mistake(policy: "rules: [", words: [".badgelint.yaml:"]),
  ]

  @Test(arguments: mistakes) func `mistakes of policies are told`(_ mistake: Mistake) throws {
    let workspace = try Workspace(policy: mistake.policy + "\n")
    let run = try workspace.lint(".")
    #expect(run.status == 2)
    #expect(run.output == "")
    for word in mistake.words { #expect(run.errors.contains(word), "\(run.errors)") }
  }

  @Test(arguments: [
    ("policy: 2\n", "expected 1, found '2'"), ("packs: [core]\n", "'policy' is missing"),
    ("", "the file is empty"), ("# nothing yet\n", "the file is empty"),
    ("policy: 1\npacks: [cor]\n", "did you mean 'core'?"),
    ("policy: 1\npacks: [none.yaml]\n", "none.yaml"),
  ])
  func `mistakes of whole policies are told`(_ policy: String, _ words: String) throws {
    let workspace = try Workspace()
    try workspace.write(".badgelint.yaml", policy)
    try workspace.write("a.yaml", Probe.clean)
    let run = try workspace.lint("a.yaml")
    #expect(run.status == 2)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test func `a file of a policy that is not there is told with the place that names it`() throws {
    let workspace = try Workspace()
    try workspace.write("a.yaml", Probe.clean)
    for key in ["packs", "formats", "extends"] {
      try workspace.write(".badgelint.yaml", "policy: 1\n\(key): [none.yaml]\n")
      let run = try workspace.lint("a.yaml")
      #expect(run.status == 2)
      #expect(run.errors.contains(".badgelint.yaml:2:"), "\(run.errors)")
    }
  }

  @Test func `a policy of the command line that is not there goes by its name`() throws {
    let workspace = try Workspace()
    try workspace.write("a.yaml", Probe.clean)
    let run = try workspace.lint("--policy", "none.yaml", "a.yaml")
    #expect(run.status == 2)
    #expect(
      run.errors.contains("the policy cannot be read: no such file or folder\n  in none.yaml"))
  }

  @Test func `a policy that cannot be read is not passed over`() throws {
    let workspace = try Workspace(policy: "")
    try workspace.link("sub/.badgelint.yaml", to: "none.yaml")
    let run = try workspace.lint("sub/b.yaml")
    #expect(run.status == 2, "\(run.said)")
  }

  @Test func `a circle of policies in two folders is told`() throws {
    let workspace = try Workspace(policy: "extends: sub/base.yaml\n")
    try workspace.write("sub/base.yaml", "policy: 1\nextends: ../.badgelint.yaml\n")
    let run = try workspace.lint("a.yaml", seconds: 10)
    #expect(run.status == 2)
    #expect(run.errors.contains("in a circle"), "\(run.errors.prefix(300))")
  }
}
