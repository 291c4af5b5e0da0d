import Foundation
import Testing

/// What `badgelint fix` changes in the fixtures, byte by byte.
@Suite struct GoldenFixTests {
  private static let files =
    ((try? GoldenFile.filesBelow(Program.packageFolder.appending(path: "fixtures/fix"))) ?? [])
    .map { "fixtures/fix/\($0)" }
    + ((try? GoldenFile.filesBelow(
      Program.packageFolder.appending(path: "fixtures/definitions/bad"))) ?? [])
    .map { "fixtures/definitions/bad/\($0)" }

  private static let options = ["", "--unsafe"]

  /// The golden file of a file and an option, below the folder.
  private static func golden(_ path: String, _ option: String) -> String {
    let name = URL(filePath: path).deletingPathExtension().lastPathComponent
    return "fix/\(name)-\(URL(filePath: path).pathExtension)\(option).diff"
  }

  static var goldenNames: [String] {
    files.flatMap { file in options.map { golden(file, $0) } }
  }

  @Test(arguments: files, options) func `diff`(_ path: String, _ option: String) throws {
    let run = try Program.run(
      ["fix", "--as-of", Program.day, "--diff", "--pack", "tidy", path]
        + (option.isEmpty ? [] : [option]), in: Program.packageFolder)
    #expect(run.status == (run.output.isEmpty ? 0 : 1))
    // The summary goes to standard error.
    try GoldenFile(name: Self.golden(path, option)).check(run.output + run.errors)
  }
}
