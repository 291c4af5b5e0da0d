import BadgeLint
import Testing
import YAMLTree

/// Counts of where rules applied, and the order of findings.
@Suite struct TallyTests {
  @Test func `applied is passed and failed together, for all fixtures under all packs`() throws {
    let packs = try Shipped.library.get().packs.filter { $0.judged == .definitions }
      .map(\.name).filter { $0 != "structure" }
    for path in PackageFolder.files(below: "fixtures/definitions") {
      let linted = try Linted(
        bytes: readFile(path, maximumBytes: 1 << 20), packs: packs, path: path)
      #expect(linted.result.definitionCount == 1)
      for (entry, tally) in zip(linted.rules.rules, linted.result.tallies)
      where entry.rule.judged == .definitions {
        // Nothing is asked of waivers where a run ignores them.
        if entry.rule.check?.isOfExcuses == true { continue }
        #expect(tally.applied == tally.passed + tally.failed, "\(entry.rule.id) in \(path)")
        #expect(tally.applied + tally.notApplicable > 0, "\(entry.rule.id) in \(path)")
        #expect(tally.failed == linted.findings(entry.rule.id).count, "\(entry.rule.id) in \(path)")
      }
    }
  }

  @Test func `every place is counted once`() throws {
    let linted = try Linted(
      "badgelint: 1\ntitle: T\ncredit: [3 ECTS, 4, {system: ECTS}, 5 UK]\nlevel: none of them\n")
    let tally = linted.tally("core/credit-without-system")
    #expect((tally.passed, tally.failed, tally.notApplicable) == (3, 1, 0))
    let unknown = linted.tally("core/credit-system-unknown")
    #expect((unknown.passed, unknown.failed, unknown.notApplicable) == (3, 0, 1))
    #expect(linted.tally("core/assessment-missing").notApplicable == 1)
  }

  @Test func `a definition without the place counts as not applicable once`() throws {
    let linted = try Linted("badgelint: 1\ntitle: T\n---\nbadgelint: 1\ntitle: U\ncredit: []\n")
    let tally = linted.tally("core/credit-without-system")
    #expect((tally.applied, tally.notApplicable) == (0, 2))
  }

  @Test func `a structure check counts every definition, or every breach in it`() throws {
    let linted = try Linted(
      "badgelint: 1\ntitle: T\na: 1\nb: 2\n---\nbadgelint: 1\ntitle: U\n", packs: [])
    let tally = linted.tally("structure/unknown-field")
    #expect((tally.applied, tally.passed, tally.failed) == (3, 1, 2))
    let syntax = linted.tally("structure/syntax")
    #expect((syntax.applied, syntax.passed) == (1, 1))
  }

  @Test func `findings come in the order of their places, then of the rules`() throws {
    for path in PackageFolder.files(below: "fixtures/definitions") {
      let linted = try Linted(
        bytes: readFile(path, maximumBytes: 1 << 20), packs: ["core", "eu-2022"], path: path)
      let keys = linted.result.findings.map { [Int($0.span.start), $0.rule, Int($0.span.end)] }
      #expect(keys == keys.sorted { $0.lexicographicallyPrecedes($1) })
    }
  }

  @Test func `a summary adds up the files`() throws {
    let texts = [
      "badgelint: 1\ntitle: T\nlevel: EQF 9\n", "a: 1\n", "badgelint: 1\ntitle: U\nkind: badge\n",
      #"{"type": "Assertion", "badge": "urn:b"}"#,
    ]
    let all = try texts.map { try Linted($0) }
    let rules = try #require(all.first).rules
    var summary = RunSummary(ruleCount: rules.rules.count)
    for linted in all { summary.add(linted.result, rules: rules, failOn: .error) }
    #expect(summary.fileCount == 4)
    #expect(summary.definitionCount == 2)
    #expect(summary.referenceCount == 1)
    #expect(summary.filesWithoutDefinition == ["test.yaml"])
    #expect(summary.findingCount == all.map(\.result.findings.count).reduce(0, +))
    #expect(summary.hasFailed)
    var lenient = RunSummary(ruleCount: rules.rules.count)
    for linted in all { lenient.add(linted.result, rules: rules, failOn: .never) }
    #expect(!lenient.hasFailed)
    #expect(lenient.countBySeverity == summary.countBySeverity)
  }
}
