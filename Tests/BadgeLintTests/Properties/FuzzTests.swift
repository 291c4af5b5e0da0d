import BadgeLint
import Testing
import YAMLTree

/// Definitions with random damage: nothing crashes, all places lie in the file, and a second run says
/// the same.
@Suite struct FuzzTests {
  @Test(arguments: 0..<4)
  func `damaged fixtures are linted all the same`(part: Int) throws {
    let library = try Shipped.library.get()
    let rules = try Linted.rules(["core", "eu-2022"], library)
    let linter = FileLinter(library, forced: nil, today: Shipped.today)
    let fixtures = try Sample.fixtures()
    var generator = SeededGenerator(seed: UInt64(part) &* 7_919 &+ 1)
    var findingCount = 0
    for _ in 0..<600 {
      guard var sample = fixtures.randomElement(using: &generator) else { return }
      for _ in 0...Int.random(in: 0...2, using: &generator) {
        Damage.apply(to: &sample.bytes, using: &generator)
      }
      let first = linter.lint(sample.bytes, path: sample.path, rules: rules)
      findingCount += first.findings.count
      if let broken = brokenPromise(of: first, rules) {
        let text = String(decoding: sample.bytes, as: UTF8.self)
        Issue.record("\(broken) in \(text.debugDescription)")
        return
      }
      if Int.random(in: 0..<4, using: &generator) == 0 {
        let second = linter.lint(sample.bytes, path: sample.path, rules: rules)
        #expect("\(first.findings)" == "\(second.findings)")
        #expect(first.tallies == second.tallies)
      }
    }
    #expect(findingCount > 600)
  }

  /// Whether a place is the beginning of a character, or the end of the text.
  private func isBorder(_ place: UInt32, _ bytes: [UInt8]) -> Bool {
    Int(place) == bytes.count || bytes[Int(place)] & 0xC0 != 0x80
  }

  /// What is untrue of a result; nil where all is well.
  private func brokenPromise(of result: FileResult, _ rules: RuleSet) -> String? {
    let end = UInt32(result.bytes.count)
    // The place of a byte that is no UTF-8 may be within what would be a character.
    let isText = String(validating: result.bytes, as: UTF8.self) != nil
    for finding in result.findings {
      for span in [finding.span] + finding.labels.map(\.span)
      where span.start > span.end || span.end > end {
        return "\(span) of \(rules.rules[finding.rule].rule.id) is out of bounds"
      }
      let spans =
        [finding.span] + finding.labels.map(\.span) + (finding.fix?.edit.edits.map(\.range) ?? [])
      for span in spans
      where isText && !(isBorder(span.start, result.bytes) && isBorder(span.end, result.bytes)) {
        return "\(span) of \(rules.rules[finding.rule].rule.id) cuts a character"
      }
      if finding.message.isEmpty { return "an empty message" }
    }
    if Set(result.findings.map(\.fingerprint)).count != result.findings.count {
      return "two findings with one fingerprint"
    }
    for (entry, tally) in zip(rules.rules, result.tallies)
    where tally.applied != tally.passed + tally.failed {
      return "the tally of \(entry.rule.id)"
    }
    return result.faults.first.map {
      "rule \($0.rule) could not be judged: \($0.message)"
    }
  }
}
