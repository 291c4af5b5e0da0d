import BadgeLint
import Foundation
import Testing

/// What the program says of the catalogue among the fixtures, word by word.
@Suite(.serialized) struct GoldenCatalogueTests {
  static let folder = "catalogue/"
  static let goldenNames = [
    "report.txt", "report.json", "stacks.svg", "stacks.dot", "profiles.jsonl",
  ]
  .map { folder + $0 }

  @Test func `catalogue`() throws {
    let outside = try Workspace(hasProbe: false)
    func file(_ name: String) -> String { outside.folder.appending(path: name).path }
    let run = try Program.run(
      [
        "catalogue", "--as-of", Program.day, "--output", "text", "--output",
        "json=\(file("report.json"))", "--graph", file("stacks.svg"), "--graph",
        file("stacks.dot"), "--profiles", file("profiles.jsonl"), "fixtures/catalogue",
      ], in: Program.packageFolder)
    #expect(run.status == 1)
    #expect(run.errors == "")
    try GoldenFile(name: "catalogue/report.txt").check(run.output)
    for name in ["report.json", "stacks.svg", "stacks.dot", "profiles.jsonl"] {
      try GoldenFile(name: Self.folder + name).check(outside.read(name))
    }
  }

  @Test func `every rule over catalogues fails in the fixtures`() throws {
    let url = GoldenFile.folder.appending(path: "catalogue/report.json")
    let report = try JSONFile(String(decoding: Data(contentsOf: url), as: UTF8.self))
    let findings = try #require(report.root["findings"] as? [[String: Any]])
    let failed = Set(findings.compactMap { $0["rule"] as? String })
    let rules = try Shipped.library.get().packs.filter { $0.judged == .catalogue }
      .flatMap(\.rules).map(\.id)
    #expect(rules.count >= 20)
    #expect(failed == Set(rules))
  }
}
