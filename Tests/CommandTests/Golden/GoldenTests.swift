import BadgeLint
import Foundation
import Testing

/// What the program says of the fixtures and of the examples of the packs, word by word.
@Suite struct GoldenTests {
  private static let definitions = "fixtures/definitions"
  private static let packs = (try? ExampleFiles.shipped().map(\.pack)) ?? []

  /// The paths of the definitions below their folder.
  static let names: [String] =
    (try? GoldenFile.filesBelow(Program.packageFolder.appending(path: definitions))) ?? []

  /// The golden files of a definition, without the ending.
  private static func stem(_ name: String) -> String {
    "definitions/\(name.split(separator: ".").dropLast().joined(separator: "."))"
  }

  @Test(arguments: names) func `definition`(_ name: String) throws {
    // The JSON goes to a file outside, so that one run gives both reports of the same findings.
    let outside = try Workspace(hasProbe: false)
    let report = outside.folder.appending(path: "report.json").path
    let run = try Program.run(
      [
        "--as-of", Program.day, "--output", "text", "--output", "json=\(report)",
        "\(Self.definitions)/\(name)",
      ], in: Program.packageFolder)
    #expect(run.errors == "")
    let json = try outside.read("report.json")
    try ReportCheck(json).check(in: Program.packageFolder)
    let fails = try JSONFile(json).number("error", in: "summary") > 0
    #expect(run.status == (fails ? 1 : 0))
    try GoldenFile(name: "\(Self.stem(name)).txt").check(run.output)
    try GoldenFile(name: "\(Self.stem(name)).json").check(json)
  }

  @Test func `folder with all packs`() throws {
    let run = try Program.run(
      [
        "--as-of", Program.day, "--pack", "eu-2022", "--statistics", "--quiet", Self.definitions,
      ], in: Program.packageFolder)
    #expect(run.errors == "")
    #expect(run.status == 1)
    try GoldenFile(name: "definitions.txt").check(run.output)
  }

  @Test(arguments: packs) func `examples of the pack`(_ pack: String) throws {
    let examples = try #require(try ExampleFiles.shipped().first { $0.pack == pack })
    let run = try PackRun(examples)
    let json = try run.ownJSON()
    try ReportCheck(json).check(in: nil)
    try GoldenFile(name: "packs/\(pack).txt").check(try run.ownText())
    try GoldenFile(name: "packs/\(pack).json").check(json)
    // Both reports tell of the same findings.
    let heads = try run.ownText().split(separator: "\n\n").count
    #expect(try JSONFile(json).findings.count == heads)
    // What an example shows to the pack's own tests, it shows to the program, too.
    let failed = Set(try JSONFile(json).findings.map(\.file))
    for file in examples.files {
      let isReported = failed.contains("\(pack)/\(file.name)")
      #expect(isReported == file.fails, "\(file.name):\n\(file.text)")
    }
  }

  @Test func `every shipped rule fails somewhere in the golden files`() throws {
    var failed: Set<String> = []
    for name in try GoldenFile.all()
    where name.hasSuffix(".json") && !name.hasPrefix(GoldenLabelTests.folder)
      && !name.hasPrefix(GoldenCatalogueTests.folder)
    {
      let text = try Data(contentsOf: GoldenFile.folder.appending(path: name))
      for finding in try JSONFile(String(decoding: text, as: UTF8.self)).findings {
        failed.insert(finding.rule)
      }
    }
    let rules = try Shipped.library.get().packs.filter { $0.judged == .definitions }
      .flatMap(\.rules).map(\.id)
    #expect(rules.count > 80)
    // A rule that never fires is one of which nobody sees whether it works.
    #expect(rules.filter { !failed.contains($0) } == [])
    #expect(failed.subtracting(rules) == [], "rules that are gone")
  }

  @Test func `every shipped pack has golden files`() throws {
    let files = Set(try GoldenFile.all())
    #expect(Self.packs.contains("core"))
    #expect(Self.packs.filter { !files.contains("packs/\($0).json") } == [])
  }

  @Test func `no golden file is left over`() throws {
    let expected =
      Self.names.flatMap { ["\(Self.stem($0)).txt", "\(Self.stem($0)).json"] }
      + Self.packs.flatMap { ["packs/\($0).txt", "packs/\($0).json"] } + ["definitions.txt"]
      + GoldenLabelTests.goldenNames + GoldenCatalogueTests.goldenNames
      + GoldenReportTests.goldenNames + GoldenCommitteeTests.goldenNames
      + GoldenFixTests.goldenNames
    #expect(Set(expected).count == expected.count, "two definitions share a golden file")
    #expect(!Self.names.isEmpty)
    let leftOver = Set(try GoldenFile.all()).subtracting(expected).sorted()
    for name in leftOver { try GoldenFile(name: name).reportLeftOver() }
  }
}
