import BadgeLint
import Testing
import YAMLTree

/// Changes to a file that change nothing of what it says: the same rules fire with the same
/// messages, and their places move with the text.
@Suite struct MetamorphicTests {
  /// The rules by the packs that a sample is for, worked out once.
  private static let rules: [[String]: RuleSet] = {
    guard let library = try? Shipped.library.get() else { return [:] }
    let choices =
      library.packs.filter { $0.judged == .definitions }.map { [$0.name] } + [library.standardPacks]
    return Dictionary(
      choices.compactMap { packs in
        (try? Linted.rules(packs, library)).map { (packs, $0) }
      }, uniquingKeysWith: { first, _ in first })
  }()

  /// The samples; an empty list where they cannot be read, which the first test reports.
  ///
  /// Places move in the same way for all rules, so that one in four examples is enough.
  private static let samples: [Sample] =
    ((try? Sample.failingExamples()) ?? []).enumerated().filter { $0.offset % 4 == 0 }
    .map(\.element) + ((try? Sample.fixtures()) ?? [])

  private func lint(_ bytes: [UInt8], _ sample: Sample) throws -> Linted {
    let packs = try sample.packs ?? Shipped.library.get().standardPacks
    return try Linted(bytes: bytes, rules: #require(Self.rules[packs]), path: sample.path)
  }

  private func texts(_ linted: Linted) -> [FindingText] {
    linted.result.findings.map { FindingText($0, linted) }
  }

  /// Compares a changed file with the original; `move` says where a place of it went.
  private func compare(
    _ sample: Sample, _ changed: [UInt8], without ignored: Set<String> = [],
    move: (UInt32) -> UInt32
  ) throws {
    let before = try lint(sample.bytes, sample)
    let after = try lint(changed, sample)
    let kept = before.result.findings.filter { !ignored.contains(before.id($0)) }
    let found = after.result.findings.filter { !ignored.contains(after.id($0)) }
    #expect(
      found.map { FindingText($0, after) } == kept.map { FindingText($0, before) },
      "\(sample.name)")
    let moved = kept.map { ByteRange(start: move($0.span.start), end: move($0.span.end)) }
    #expect(found.map(\.span) == moved, "\(sample.name)")
    #expect(after.result.faults.count == before.result.faults.count, "\(sample.name)")
  }

  @Test func `there is a sample for every rule, and it breaks the rule`() throws {
    let examples = try Sample.failingExamples()
    let rules = try Shipped.library.get().packs.flatMap { Sample.rules(of: $0) }
    #expect(Set(examples.map { $0.name.split(separator: " ")[0] }).count == rules.count)
    #expect(try Sample.fixtures().count >= 5)
    for sample in examples {
      let rule = String(sample.name.prefix { $0 != " " })
      let linted = try lint(sample.bytes, sample)
      #expect(!linted.findings(rule).isEmpty, "\(sample.name)")
      #expect(linted.result.faults.isEmpty, "\(sample.name)")
    }
  }

  @Test func `a comment above moves all places`() throws {
    let comment = Array("# Über 5 € 😀\n".utf8)
    for sample in Self.samples where !sample.isJSON && sample.path != "example.json" {
      try compare(sample, comment + sample.bytes) { $0 + UInt32(comment.count) }
    }
  }

  @Test func `blanks above move all places in JSON`() throws {
    for sample in Self.samples where sample.isJSON {
      try compare(sample, Array(" \n\t\r\n".utf8) + sample.bytes) { $0 + 5 }
    }
  }

  @Test func `a byte order mark moves all places`() throws {
    for sample in Self.samples {
      // JSON with a mark is not read by all programs.
      let ignored: Set<String> = sample.path.hasSuffix("json") ? ["structure/portability"] : []
      try compare(sample, [0xEF, 0xBB, 0xBF] + sample.bytes, without: ignored) { $0 + 3 }
    }
  }

  @Test func `other line breaks move places by the lines before them`() throws {
    for sample in Self.samples {
      let changed = sample.bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
      try compare(sample, changed) { place in
        place + UInt32(sample.bytes[..<Int(place)].count { $0 == 0x0A })
      }
    }
  }

  @Test func `a document behind changes nothing before it`() throws {
    let more = Array("---\nbadgelint: 1\nid: behind-everything\ntitle: Ü\nkind: course\n".utf8)
    for sample in Self.samples where sample.isBlock {
      let before = try lint(sample.bytes, sample)
      let after = try lint(sample.bytes + more, sample)
      let own = after.result.findings.filter { $0.span.start < UInt32(sample.bytes.count) }
      #expect(own.map { FindingText($0, after) } == texts(before), "\(sample.name)")
      #expect(own.map(\.span) == before.result.findings.map(\.span), "\(sample.name)")
      #expect(after.result.definitionCount == before.result.definitionCount + 1, "\(sample.name)")
    }
  }

  @Test func `a document before moves all places`() throws {
    let first = Array("badgelint: 1\nid: before-everything\ntitle: Ü\nkind: course\n---\n".utf8)
    for sample in Self.samples where sample.isBlock {
      let before = try lint(sample.bytes, sample)
      let after = try lint(first + sample.bytes, sample)
      let moved = before.result.findings.map {
        ByteRange(
          start: $0.span.start + UInt32(first.count), end: $0.span.end + UInt32(first.count))
      }
      let own = after.result.findings.filter { $0.span.start >= UInt32(first.count) }
      #expect(own.map { FindingText($0, after) } == texts(before), "\(sample.name)")
      #expect(own.map(\.span) == moved, "\(sample.name)")
    }
  }

  @Test func `keys of one's own change nothing`() throws {
    for sample in Self.samples where sample.isBlock {
      let linted = try lint(sample.bytes, sample)
      guard linted.result.formats == ["native"] else { continue }
      let changed = sample.bytes + Array("x-own: {titel: [1, 2]}\n".utf8)
      try compare(sample, changed) { $0 }
    }
  }
}
