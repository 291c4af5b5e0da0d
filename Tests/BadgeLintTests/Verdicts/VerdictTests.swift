import BadgeLint
import Testing
import YAMLTree

/// What the findings of a definition come to together.
@Suite struct VerdictTests {
  /// Shipped files with one verdict in place of the shipped ones.
  private func library(_ verdict: String) throws(LoadFailure) -> RuleLibrary {
    try RuleLibrary(
      RuleFiles(files: Shipped.fewFiles + [("verdicts/test.yaml", Array(verdict.utf8))]))
  }

  private static let verdict = """
    verdict: 1
    name: inflated
    title: Inflated
    about: A test
    concern: inflated
    packs: [core]
    from: 4
    weights: {error: 4, warning: 2, info: 1}
    words: {reached: a, signs: b, incomplete: c, unjudged: d, clear: e}
    needs: [{says: hours, that: has(definition.workload.hours)}]
    judged: [{says: url, that: "!has(definition.url)"}]

    """

  private func judge(
    _ text: String, packs: [String] = ["core"], verdict: String = Self.verdict
  ) throws -> VerdictResult {
    let linted = try Linted(
      "badgelint: 1\ntitle: Data\n" + text, packs: packs, library: try library(verdict))
    let verdicts = try #require(linted.result.verdicts.first)
    #expect(verdicts.definition == "Data")
    return try #require(verdicts.results.first)
  }

  @Test func `a definition that says too little is incomplete and not clear`() throws {
    let result = try judge("")
    #expect(result.state == .incomplete)
    #expect(result.missing == ["hours"])
    #expect(try judge("workload: 30 h\n").state == .clear)
  }

  @Test func `findings count by the severity of their rule, once for each rule`() throws {
    // One warning, in two places, weighs less than the verdict asks for.
    let signs = try judge(
      "workload: 30 h\nissuer: {name: X, country: IE}\nlevel: [RQF 6, SCQF 9]\n")
    #expect(signs.state == .signs)
    #expect(signs.weight == 2)
    #expect(signs.parts.map(\.places) == [2])
    let reached = try judge("workload: 1 h\ncredit: 900 ECTS\n")
    #expect(reached.state == .reached)
    #expect(reached.weight == 6)
    #expect(reached.parts.map(\.weight) == [4, 2])
  }

  /// The parameters of a pack hold for the conditions, so that a policy reaches them.
  @Test(arguments: [("en", Verdict.State.clear), ("de", .unjudged)])
  func `conditions use the parameters of a pack`(
    _ language: String, _ state: Verdict.State
  ) throws {
    let text = Self.verdict.replacing(
      "!has(definition.url)", with: "defaultLanguage == 'en'"
    ).replacing("from: 4", with: "parametersOf: core\nfrom: 4")
    let library = try library(text)
    var entries = try Linted.rules(["core"], library).rules
    let pack = try #require(library.pack(named: "core"))
    let index = try #require(pack.parameters.firstIndex { $0.name == "defaultLanguage" })
    for position in entries.indices where entries[position].rule.pack == "core" {
      entries[position].parameters[index] = .string(language)
    }
    let rules = RuleSet(entries, schemes: library.schemes)
    let result = FileLinter(library, forced: nil, today: Shipped.today).lint(
      Array("badgelint: 1\ntitle: Data\nworkload: 30 h\n".utf8), path: "a.yaml", rules: rules)
    #expect(result.verdicts.first?.results.first?.state == state)
  }

  @Test func `a condition without a value is a failure of the run`() throws {
    let text = Self.verdict.replacing(
      "!has(definition.url)", with: "1 / size(definition.title) > 0"
    )
    .replacing("size(definition.title)", with: "(size(definition.title) - 4)")
    let linted = try Linted(
      "badgelint: 1\ntitle: Data\nworkload: 30 h\n", library: try library(text))
    #expect(linted.result.verdicts.first?.results.first?.state == .unjudged)
    #expect(linted.result.faults.map(\.rule) == ["inflated"])
  }

  @Test func `what could not be judged is not clear`() throws {
    let result = try judge("workload: 30 h\nurl: https://example.edu\n")
    #expect(result.state == .unjudged)
    #expect(result.unjudged == [.condition("url")])
    let unchosen = try judge("workload: 30 h\n", packs: ["eu-2022"])
    #expect(unchosen.state == .unjudged)
    #expect(unchosen.unjudged == [.pack("core")])
  }

  private static let doubts =
    verdict + "doubts: [core/level-range, structure/unknown-scheme, structure/duplicate-key]\n"

  @Test(arguments: [
    ("level: EQF 9\n", "core/level-range"), ("schemes: [cmff]\n", "structure/unknown-scheme"),
    ("language: en\nlanguage: de\n", "structure/duplicate-key"),
  ])
  func `a finding that leaves it in doubt keeps a verdict from being clear`(
    _ line: String, _ rule: String
  ) throws {
    let result = try judge("workload: 30 h\n" + line, verdict: Self.doubts)
    #expect(result.state == .unjudged)
    #expect(result.unjudged == [.doubt(rule)])
    #expect(try judge("workload: 30 h\n" + line).state == .clear)
    // It takes nothing back, and adds nothing to what was found.
    let reached = try judge("workload: 1 h\ncredit: 900 ECTS\n" + line, verdict: Self.doubts)
    #expect(reached.state == .reached)
    #expect(reached.unjudged == [.doubt(rule)])
    #expect(try judge(line, verdict: Self.doubts).state == .incomplete)
  }

  @Test func `a finding in another definition of the file leaves no doubt`() throws {
    let text = "badgelint: 1\ntitle: A\nworkload: 30 h\n---\nbadgelint: 1\ntitle: B\nid: a\nid: b\n"
    let linted = try Linted(text, library: try library(Self.doubts))
    #expect(linted.result.verdicts.flatMap(\.results).map(\.state) == [.clear, .incomplete])
  }

  @Test func `a rule by which a verdict would be in doubt is named where it is off`() throws {
    let library = try self.library(Self.doubts)
    var entries = try Linted.rules(["core"], library).rules
    let index = try #require(entries.firstIndex { $0.rule.id == "core/level-range" })
    entries[index].severity = nil
    let rules = RuleSet(entries, schemes: library.schemes)
    let result = FileLinter(library, forced: nil, today: Shipped.today).lint(
      Array("badgelint: 1\ntitle: Data\nworkload: 30 h\n".utf8), path: "a.yaml", rules: rules)
    #expect(result.verdicts.first?.results.first?.unjudged == [.rule("core/level-range")])
  }

  @Test func `what a condition says may hold figures`() throws {
    let text = Self.verdict.replacing(
      "says: url", with: "says: \"{size(definition.title)} letters\"")
    let result = try judge("workload: 30 h\nurl: https://example.edu\n", verdict: text)
    #expect(result.unjudged == [.condition("4 letters")])
  }

  @Test func `what is written but cannot be read is not called missing`() throws {
    let result = try judge("workload: {hours: lots}\n")
    #expect(result.state == .unjudged)
    #expect(result.missing == [])
    #expect(result.unjudged.contains(.condition("hours")))
  }

  @Test(arguments: [
    ("packs: [core]", "packs: [cor]", "there is no pack 'cor'"),
    ("definition.workload.hours", "definition.workload.ours", "workload has no field 'ours'"),
    ("from: 4", "from: 0", "'from': expected between 1 and 1000, found '0'"),
    ("error: 4", "error: 9223372036854775807", "expected between 0 and 1000"),
    ("from: 4", "parametersOf: cor\nfrom: 4", "there is no pack 'cor'"),
    ("words:", "word:", "unknown key 'word'"),
    ("says: url", "says: \"{definition.ulr}\"", "definition has no field 'ulr'"),
    (
      "from: 4", "doubts: [core/level-rang]\nfrom: 4",
      "there is no rule 'core/level-rang' in the packs of this verdict"
    ),
    (
      "from: 4", "doubts: [inflation/low-demand]\nfrom: 4",
      "there is no rule 'inflation/low-demand' in the packs of this verdict"
    ),
    ("!has(definition.url)", "definition.title", "the expression gives string; expected bool"),
  ])
  func `mistakes in a verdict stop the load`(_ old: String, _ new: String, _ message: String) {
    let text = Self.verdict.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
      .joined(separator: new)
    let problems = loadProblems { () throws(LoadFailure) in _ = try library(text) }
    #expect(problems.contains { $0.message.contains(message) }, "\(problems.map(\.message))")
    #expect(problems.allSatisfy { $0.file == "rules/verdicts/test.yaml" })
  }
}
