import BadgeLint
import Testing

/// What must hold before a verdict is clear; each test takes one thing away from a definition whose
/// verdicts are.
@Suite struct ClearVerdictTests {
  private static let fixture = "fixtures/definitions/good/annex-sample.yaml"

  private func judge(
    replacing old: String = "", with new: String = "", _ change: (inout Policy) -> Void = { _ in }
  ) throws -> [String: VerdictResult] {
    var text = String(decoding: try PackageFolder.read(Self.fixture), as: UTF8.self)
    if !old.isEmpty {
      let parts = text.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
      try #require(parts.count == 2)
      text = parts.joined(separator: new)
    }
    let library = try Shipped.library.get()
    var policy = Policy.standard
    change(&policy)
    let rules = try RuleSetBuilder(library, packNames: [:], day: Shipped.today).build(
      policy, overrides: [], extraPacks: [])
    let linted = try Linted(bytes: Array(text.utf8), rules: rules, path: "a.yaml")
    let results = try #require(linted.result.verdicts.first).results
    return Dictionary(uniqueKeysWithValues: zip(library.verdicts.map(\.name), results))
  }

  @Test func `the definition as it stands is clear`() throws {
    let results = try judge()
    #expect(results["inflated"]?.state == .clear)
    #expect(results["low-value"]?.state == .clear)
  }

  @Test(arguments: [
    ("low-value", "text: Produce", "txt: Produce", "outcomes[LO1].text"),
    ("low-value", "supervised-identified", "lots", "assessments[A1].supervision"),
    ("low-value", "type: artefact", "type: thing", "assessments[A1].type"),
    ("inflated", "EQF 5", "[{framework: EQF, valu: 5}]", "level[0].value"),
    ("inflated", "credit: 2 ECTS", "credit: {value: many, system: ECTS}", "credit[0].value"),
    ("inflated", "PT60H", "{hours: lots}", "workload.hours"),
  ])
  func `what rules ask for and nobody can read is not judged`(
    _ verdict: String, _ old: String, _ new: String, _ path: String
  ) throws {
    let result = try #require(try judge(replacing: old, with: new)[verdict])
    #expect(result.state != .clear)
    let paths = [path, path.split(separator: "[0]").joined()]
    #expect(paths.contains { result.unjudged.contains(.field($0)) }, "\(result.unjudged)")
  }

  @Test(arguments: [
    ("low-value", "outcomes:", "results:", "learning outcomes"),
    ("low-value", "issuer: {name: Example Institute, ", "issuer: {", "who awards it"),
    ("inflated", "level: EQF 5", "url: https://example.org", "level"),
    ("inflated", "workload: PT60H", "workload: {weeks: 2}", "hours of work"),
  ])
  func `what is not said is missing`(
    _ verdict: String, _ old: String, _ new: String, _ says: String
  ) throws {
    let result = try #require(try judge(replacing: old, with: new)[verdict])
    #expect(result.state != .clear)
    let isTold = result.missing.contains(says) || result.unjudged.contains(.condition(says))
    #expect(isTold, "\(result.missing) \(result.unjudged)")
  }

  @Test(arguments: [
    (
      "low-value", "Produce a short film", "Yodel a short film",
      "an outcome in which no known verb was found: LO1"
    ),
    (
      "inflated", "Produce a short film that explains a process of one's own work.", "Yodel.",
      "whether its outcomes carry the level, as the demand of 1 of 1 could not be told"
    ),
  ])
  func `outcomes that cannot be read are not judged`(
    _ verdict: String, _ old: String, _ new: String, _ says: String
  ) throws {
    let result = try #require(try judge(replacing: old, with: new)[verdict])
    #expect(result.state == .unjudged)
    #expect(result.unjudged == [.condition(says)])
  }

  @Test func `no verdict praises`() throws {
    for verdict in try Shipped.library.get().verdicts {
      for state in [Verdict.State.clear, .unjudged] {
        let words = verdict.words[state] ?? ""
        #expect(words.hasPrefix("shows no sign of "), "\(words)")
        #expect(words.contains("as far as rules can tell"), "\(words)")
      }
    }
  }

  @Test(arguments: [
    ("inflated", "level: EQF 5", "level: EQF 9", "core/level-range"),
    ("inflated", "level: EQF 5", "level: DQR 5", "core/level-framework-unknown"),
    ("low-value", "delivery: online", "schemes: [cmff]", "structure/unknown-scheme"),
    ("inflated", "delivery: online", "schemes: [cmff]", "structure/unknown-scheme"),
  ])
  func `what leaves a verdict in doubt is named`(
    _ verdict: String, _ old: String, _ new: String, _ rule: String
  ) throws {
    let result = try #require(try judge(replacing: old, with: new)[verdict])
    #expect(result.state == .unjudged)
    #expect(result.unjudged.contains(.doubt(rule)), "\(result.unjudged)")
  }

  /// Missing text is not worth less: that would be told of every draft.
  @Test(arguments: [
    "", "kind: microcredential\n", "kind: certification\n",
    "kind: microcredential\nassessments: [{title: Plan}]\n",
  ])
  func `what is not said weighs no more than signs`(_ text: String) throws {
    let schemes = try Shipped.library.get().schemes
    for scheme in ["none"] + schemes {
      let linted = try Linted(
        "badgelint: 1\ntitle: Data\nschemes: [\(scheme)]\n\(text)",
        packs: ["core", "outcomes", "inflation", "low-value"])
      for result in try #require(linted.result.verdicts.first).results {
        for part in result.parts {
          #expect(part.weight < 4, "\(linted.rules.rules[part.rule].rule.id)")
        }
      }
    }
  }

  @Test func `rules that are off are named`() throws {
    let off = "core/credit-hours-gross"
    let result = try judge { policy in
      policy.settings.severities.append((rule: Policy.Named(off), severity: .off))
    }
    #expect(result["inflated"]?.state == .unjudged)
    #expect(result["inflated"]?.unjudged == [.rule(off)])
    #expect(result["low-value"]?.state == .clear)
  }

  @Test func `the rest of a file that breaks off is not judged`() throws {
    let results = try judge(
      replacing: "stacking: {standalone: true}",
      with: "stacking: {standalone: true}\n---\nbadgelint: 1\ntitle: [")
    for (name, result) in results {
      #expect(result.state != .clear, "\(name)")
      #expect(result.unjudged.contains(.restOfFile), "\(name)")
    }
  }
}
