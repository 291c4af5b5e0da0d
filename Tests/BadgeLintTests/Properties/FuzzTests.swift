import BadgeLint
import Testing
import YAMLTree

/// Files with random damage: nothing crashes, all places lie in the file, and a second run says
/// the same.
@Suite struct FuzzTests {
  private static let signs = Array("\n\r\t :-#&*!|>'\"{}[],?%@`\\~<P0".utf8)

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
      for _ in 0...Int.random(in: 0...2, using: &generator) { damage(&sample.bytes, &generator) }
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

  /// What is untrue of a result; nil where all is well.
  private func brokenPromise(of result: FileResult, _ rules: RuleSet) -> String? {
    let end = UInt32(result.bytes.count)
    for finding in result.findings {
      for span in [finding.span] + finding.labels.map(\.span)
      where span.start > span.end || span.end > end {
        return "\(span) of \(rules.rules[finding.rule].rule.id) is out of bounds"
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
    return result.faults.first { !$0.isKnown }.map {
      "rule \($0.rule) could not be judged: \($0.message)"
    }
  }

  private func damage(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
    guard !bytes.isEmpty else { return bytes.append(0x61) }
    let place = Int.random(in: bytes.indices, using: &generator)
    let other = Int.random(in: bytes.indices, using: &generator)
    let range = min(place, other)..<max(place, other)
    switch Int.random(in: 0..<9, using: &generator) {
    case 0: bytes.removeSubrange(place...)
    case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 2: bytes.insert(contentsOf: bytes[range], at: place)
    case 3: bytes.removeSubrange(range.prefix(12))
    case 4: bytes.insert(contentsOf: "é😀\u{2028}".utf8, at: place)
    case 5: doubleLine(&bytes, around: place)
    case 6: bytes[place] = UInt8.random(in: 0x20...0x7E, using: &generator)
    default:
      let sign = Self.signs[Int.random(in: Self.signs.indices, using: &generator)]
      bytes.insert(sign, at: place)
    }
  }

  private func doubleLine(_ bytes: inout [UInt8], around place: Int) {
    let start = bytes[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = bytes[place...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    bytes.insert(contentsOf: bytes[start..<end], at: end)
  }
}
