import BadgeLint
import Testing

/// What holds for all definitions, shown with the fixtures.
@Suite struct ChangePropertyTests {
  private static let paths = PackageFolder.files(below: "fixtures/definitions")

  private static func text(_ path: String) throws -> String {
    String(decoding: try readFile(path, maximumBytes: 1 << 20), as: UTF8.self)
  }

  @Test(arguments: paths) func `a definition is the same as itself`(_ path: String) async throws {
    let text = try Self.text(path)
    let compared = try await Compared(old: ["a": text], new: ["b": text])
    #expect(compared.comparison.changes.isEmpty, "\(compared.ids)")
    #expect(compared.comparison.failures.isEmpty)
  }

  /// Rules that say the opposite of each other.
  private static let opposites = [
    ("hours-cut", "hours-raised"), ("hours-no-longer-stated", "hours-stated"),
    ("outcome-dropped", "outcome-added"), ("outcome-split", "outcome-joined"),
    ("outcome-asks-less", "outcome-asks-more"),
    ("outcome-made-vague", "outcome-made-observable"),
    ("level-dropped", "level-stated"), ("credit-dropped", "credit-added"),
    ("assessment-dropped", "assessment-added"),
    ("assessment-form-weaker", "assessment-form-stronger"),
    ("assessment-not-decisive", "assessment-decisive"),
    ("pass-mark-lowered", "pass-mark-raised"),
    ("supervision-softened", "supervision-tightened"),
    ("evidence-dropped", "evidence-added"), ("accreditation-dropped", "accreditation-added"),
    ("recognition-dropped", "recognition-added"), ("quality-dropped", "quality-added"),
    ("validity-shortened", "validity-lengthened"), ("stacking-dropped", "stacking-added"),
    ("transcript-dropped", "transcript-added"),
  ]

  @Test func `what weakens one way strengthens the other way`() async throws {
    let texts = try Self.paths.map { try Self.text($0) }
    var seen: Set<String> = []
    for (first, second) in zip(texts, texts.dropFirst() + texts.prefix(1)) {
      let there = try await Compared(first, second)
      let back = try await Compared(second, first)
      for (loss, gain) in Self.opposites {
        for (one, other) in [(there, back), (back, there)] {
          #expect(one.findings(loss).count == other.findings(gain).count, "\(loss), \(gain)")
          if !one.findings(loss).isEmpty { seen.insert(loss) }
        }
      }
    }
    // The fixtures differ in much, so that this says something.
    #expect(seen.count > 8, "\(seen.sorted())")
  }

  @Test func `shuffled lists of outcomes are no change of them`() async throws {
    for path in Self.paths where path.contains("/good/") {
      let text = try Self.text(path)
      guard text.contains("\noutcomes:\n") else { continue }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      guard let start = lines.firstIndex(of: "outcomes:") else { continue }
      let rest = lines[(start + 1)...]
      let block = rest.prefix { $0.hasPrefix(" ") }
      var items: [[Substring]] = []
      for line in block {
        if line.hasPrefix("  - ") {
          items.append([line])
        } else if !items.isEmpty {
          items[items.count - 1].append(line)
        }
      }
      let shuffled =
        lines[...start] + items.reversed().flatMap { $0 } + lines[(start + 1 + block.count)...]
      let compared = try await Compared(text, shuffled.joined(separator: "\n"))
      #expect(!compared.ids.contains { $0.hasPrefix("outcome") }, "\(path): \(compared.ids)")
    }
  }
}
