import BadgeLint
import BadgeLintReports
import Testing
import YAMLTree

/// What holds of baselines over any definitions: fixtures with random damage.
@Suite struct BaselinePropertyTests {
  private let library: RuleLibrary
  private let rules: RuleSet
  private let linter: FileLinter

  init() throws {
    library = try Shipped.library.get()
    rules = try Linted.rules(["core", "eu-2022"], library)
    linter = FileLinter(library, forced: nil, today: Shipped.today)
  }

  private func lint(_ sample: Sample) -> FileResult {
    linter.lint(
      sample.bytes, path: sample.path, rules: rules,
      waivers: WaiverScope(
        register: nil, file: "/work/\(sample.path)", today: Shipped.today))
  }

  private func samples(_ part: Int) throws -> [(Sample, Sample)] {
    var generator = SeededGenerator(seed: UInt64(part) &* 104_729 &+ 3)
    let fixtures = try Sample.fixtures()
    return (0..<60).compactMap { number in
      guard var sample = fixtures.randomElement(using: &generator) else { return nil }
      sample.path = "\(number)/\(sample.path)"
      if Bool.random(using: &generator) { Damage.apply(to: &sample.bytes, using: &generator) }
      var other = sample
      Damage.apply(to: &other.bytes, using: &generator)
      return (sample, other)
    }
  }

  private func baseline(_ results: [(String, FileResult)]) throws -> Baseline {
    var draft = BaselineDraft(folder: "/work")
    for (path, result) in results { draft.add(result, file: "/work/\(path)", rules: rules) }
    let file = LoadedFile(name: "b.yaml", bytes: BaselineFile.bytes(draft.sorted))
    let read = try Baseline(file, path: "/work/b.yaml", by: library.baselineSchema)
    // What is written is what is read, whatever stands in names and messages.
    #expect(read.entries.map(\.fingerprint) == draft.sorted.map(\.fingerprint))
    #expect(read.entries.map(\.file) == draft.sorted.map(\.file))
    #expect(read.entries.map(\.count) == draft.sorted.map(\.count))
    return read
  }

  private func holdable(_ result: FileResult) -> [Finding] {
    result.findings.filter { Baseline.mayHold($0, rules) }
  }

  @Test(arguments: 0..<3)
  func `all is known right after writing, and nothing is stale`(part: Int) throws {
    let results = try samples(part).map { ($0.0.path, lint($0.0)) }
    let known = try baseline(results)
    for (path, result) in results {
      var result = result
      known.apply(to: &result, file: "/work/\(path)", rules: rules)
      #expect(holdable(result).allSatisfy { $0.isKnown })
      #expect(result.stale.isEmpty)
    }
  }

  @Test(arguments: 0..<3)
  func `what is known and what is stale add up after any change`(part: Int) throws {
    let samples = try samples(part)
    let known = try baseline(samples.map { ($0.0.path, lint($0.0)) })
    for (before, after) in samples {
      let old = holdable(lint(before)).count
      var result = lint(after)
      known.apply(to: &result, file: "/work/\(after.path)", rules: rules)
      guard result.isWhole else {
        #expect(result.stale.isEmpty)
        continue
      }
      let stale = result.stale.reduce(0) { $0 + $1.missing }
      #expect(holdable(result).filter { $0.isKnown }.count + stale == old, "\(after.path)")
      #expect(result.stale.allSatisfy { $0.missing >= 1 && $0.missing <= $0.entry.count })
    }
  }

  @Test func `moved lines change nothing`() throws {
    let sample = Sample(
      name: "a", bytes: Array("badgelint: 1\ntitle: A\nworklaod: 1 h\n".utf8), path: "a.yaml")
    let known = try baseline([("a.yaml", lint(sample))])
    let moved = Array("# a\n# b\nbadgelint: 1\nlanguage: en\ntitle: A\n\nworklaod: 1 h\n".utf8)
    var result = lint(Sample(name: "a", bytes: moved, path: "a.yaml"))
    known.apply(to: &result, file: "/work/a.yaml", rules: rules)
    let id = rules.rules.firstIndex { $0.rule.id == "structure/unknown-field" }
    #expect(result.findings.filter { $0.rule == id }.map(\.isKnown) == [true])
  }

  @Test func `equal findings are counted`() throws {
    func text(_ count: Int) -> Sample {
      let lines = String(repeating: "  - {text: Draw., txet: x}\n", count: count)
      return Sample(
        name: "a", bytes: Array("badgelint: 1\ntitle: A\noutcomes:\n\(lines)".utf8), path: "a.yaml")
    }
    let two = lint(text(2))
    let known = try baseline([("a.yaml", two)])
    #expect(known.entries.reduce(0) { $0 + $1.count } == holdable(two).count)
    for count in [3, 2] {
      var result = lint(text(count))
      known.apply(to: &result, file: "/work/a.yaml", rules: rules)
      #expect(holdable(result).contains { !$0.isKnown } == (count == 3))
    }
  }
}
