import BadgeLint
import OutcomeText
import Testing

/// Definitions after they were judged together.
struct Catalogued {
  let result: CatalogueResult
  let rules: RuleSet

  static func layout() throws -> ProfileLayout {
    try #require(try Shipped.library.get().profileLayout)
  }

  /// The profiles of the definitions of a text.
  static func profiles(_ text: String, path: String = "a.yaml") throws -> [ReadProfile] {
    let library = try Shipped.library.get()
    let profiler = FileProfiler(
      library, layout: try layout(), forced: nil, today: Shipped.today)
    let read = profiler.profiles(
      Array(text.utf8), path: path, rules: try Linted.rules(library.standardPacks, library))
    #expect(read.failures == [])
    return read.profiles
  }

  init(_ profiles: [ReadProfile], workers: Int = 1, memoryBytes: Int = 64 << 20) async throws {
    let library = try Shipped.library.get()
    var store = ProfileStore(try Self.layout(), memoryBytes: memoryBytes)
    for profile in profiles { try store.append(profile) }
    rules = try RuleSetBuilder(
      library, packNames: [:], day: Shipped.today, judged: .catalogue
    ).build(Policy.standard, overrides: [], extraPacks: [])
    var judge = CatalogueJudge(store, rules: rules, library: library, today: Shipped.today)
    result = try await judge.judge(workers: workers)
    #expect(result.faults.isEmpty)
  }

  init(_ text: String) async throws {
    try await self.init(Self.profiles(text))
  }

  /// What was found, each with its rule and places.
  var lines: [String] {
    result.findings.map { finding in
      let places = ([finding.place] + finding.labels.map { Optional($0.place) })
        .compactMap(\.self).map { "\($0.file):\($0.line)" }
      return
        "\(rules.rules[finding.rule].rule.id) \(finding.message) \(places) \(finding.fingerprint)"
    }
  }

  func messages(_ rule: String) -> [String] {
    result.findings.filter { rules.rules[$0.rule].rule.id == rule }.map(\.message)
  }

  /// The fixtures of a catalogue.
  static func fixtures() throws -> [ReadProfile] {
    try PackageFolder.files(below: "fixtures/catalogue").flatMap { path in
      try profiles(
        String(decoding: readFile(path, maximumBytes: 1 << 20), as: UTF8.self), path: path)
    }
  }
}
