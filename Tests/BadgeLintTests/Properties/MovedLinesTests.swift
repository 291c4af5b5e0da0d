import BadgeLint
import Testing
import YAMLTree

/// Names of findings, and what findings say, do not hang on the lines around them.
@Suite struct MovedLinesTests {
  /// Comments, blank lines and whole definitions at random places between the keys of a definition.
  private static func stretched(
    _ bytes: [UInt8], _ generator: inout SeededGenerator
  ) -> (bytes: [UInt8], before: Int) {
    let tree = YAMLTree(parsing: bytes)
    let keys = tree.documents.flatMap { tree.entries(of: $0).map { Int(tree.span($0.key).start) } }
    var result: [UInt8] = []
    var last = 0
    for key in keys.sorted() where key == 0 || bytes[key - 1] == 0x0A {
      result += bytes[last..<key]
      for _ in 0..<Int.random(in: 0...2, using: &generator) {
        let lines = ["# a comment: {not: read}\n", "\n", "  \n", "# ü 😀\r\n", "#\n"]
        result += Array((lines.randomElement(using: &generator) ?? "\n").utf8)
      }
      last = key
    }
    result += bytes[last...]
    var before = 0
    for number in 0..<Int.random(in: 0...2, using: &generator) {
      let other = Array(
        "# before\nbadgelint: 1\nid: other-\(number)\ntitle: Ü\nlevel: EQF 9\n---\n".utf8)
      result = other + result
      before += other.count
    }
    return (result, before)
  }

  @Test(arguments: 0..<4) func `findings keep their names`(_ part: Int) throws {
    let library = try Shipped.library.get()
    let rules = try Linted.rules(library.standardPacks, library)
    let linter = FileLinter(library, forced: nil, today: Shipped.today)
    var generator = SeededGenerator(seed: UInt64(part) &* 31_337 &+ 5)
    let samples = try (Sample.fixtures() + Sample.failingExamples()).filter(\.isBlock)
    var count = 0
    for (index, sample) in samples.enumerated() where index % 4 == part {
      let (bytes, before) = Self.stretched(sample.bytes, &generator)
      let first = linter.lint(sample.bytes, path: sample.path, rules: rules)
      let second = linter.lint(bytes, path: sample.path, rules: rules)
      let moved = second.findings.filter { Int($0.span.start) >= before }
      func names(_ findings: [Finding]) -> [String] {
        findings.map {
          "\(rules.rules[$0.rule].rule.id) \($0.path) \(Fingerprint.text($0.fingerprint))"
        }
        .sorted()
      }
      #expect(names(moved) == names(first.findings), "\(sample.name)")
      // The places point at the same text.
      for (old, new) in zip(
        first.findings.sorted { $0.fingerprint < $1.fingerprint },
        moved.sorted { $0.fingerprint < $1.fingerprint })
      {
        #expect(
          slice(old.span, of: sample.bytes).prefix { $0 != "\n" }
            == slice(new.span, of: bytes).prefix { $0 != "\n" }, "\(sample.name)")
      }
      count += moved.count
    }
    #expect(count > 50)
  }
}
