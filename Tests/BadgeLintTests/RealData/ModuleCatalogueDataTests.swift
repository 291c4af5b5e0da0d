import BadgeLint
import Testing

/// The module catalogue of a university, which stands beside the package where there is a copy.
enum Corpora {
  static let folder = Path.joining(Path.parent(PackageFolder.path), "shared/corpora")
  static let catalogue = Path.joining(folder, "fub-module-catalogue")
  static let isThere = (try? Path.resolved(catalogue)) != nil
}

@Suite(
  .enabled(
    if: Corpora.isThere,
    "left out: ../shared/corpora/fub-module-catalogue is not beside the package"))
struct ModuleCatalogueDataTests {
  @Test func `known defects of the module catalogue are found, and no others of their kind`() throws
  {
    var library = try Shipped.library.get()
    let way = "fixtures/formats/module-catalogue.yaml"
    try library.addFormat(LoadedFile(name: way, bytes: PackageFolder.read(way)))
    let rules = try Linted.rules(["core"], library)
    let linter = FileLinter(library, forced: nil, today: Shipped.today)
    var summary = RunSummary(ruleCount: rules.rules.count)
    var counts: [String: Int] = [:]
    let paths = FileWalker(options: FileWalker.Options()).walk([Corpora.catalogue]).files
    for file in paths {
      let bytes = try readFile(file.path, maximumBytes: 64 << 20)
      let result = linter.lint(bytes, path: file.path, rules: rules)
      summary.add(result, rules: rules, failOn: .error)
      for finding in result.findings { counts[rules.rules[finding.rule].rule.id, default: 0] += 1 }
      #expect(result.findings.allSatisfy { Int($0.span.end) <= bytes.count })
    }
    #expect(summary.definitionCount == 619)
    #expect(summary.referenceCount == 72)
    #expect(summary.faults.isEmpty)
    #expect(counts["core/workload-items-sum"] == 15)
    #expect(counts["structure/wrong-type"] == 1)
    #expect(counts["core/hours-above-credit"] == 3)
    #expect(counts["core/credit-hours-gross"] == 8)
    #expect(counts["core/credit-without-assessment"] == 84)
    for (entry, tally) in zip(rules.rules, summary.tallies) {
      #expect(tally.applied == tally.passed + tally.failed, "\(entry.rule.id)")
    }
  }
}
