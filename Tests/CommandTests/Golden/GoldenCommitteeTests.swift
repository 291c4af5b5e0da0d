import Foundation
import Testing

/// The report for a committee on some fixtures, word by word.
@Suite struct GoldenCommitteeTests {
  static let folder = "report/"
  static let pages = [
    ("fixtures/definitions/draft.yaml", "draft.html"), ("fixtures/catalogue", "catalogue.html"),
  ]
  static let goldenNames = pages.map { folder + $0.1 }

  @Test(arguments: pages) func `report`(_ path: String, _ name: String) throws {
    let run = try Program.run(
      ["report", "--as-of", Program.day, path], in: Program.packageFolder)
    #expect(run.errors == "")
    #expect(run.status == 0)
    try GoldenFile(name: Self.folder + name).check(run.output)
  }
}
