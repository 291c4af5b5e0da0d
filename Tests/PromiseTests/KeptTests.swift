import Foundation
import Promises
import Testing

/// Inputs that fuzzing found, each named for what was wrong with it, keep all promises now.
@Suite struct KeptTests {
  private static let targets: [String: @Sendable ([UInt8]) -> [String]] = [
    "tree": TreePromises.broken, "expression": ExpressionPromises.broken,
    "rules": RuleFilePromises.broken, "lint": LintPromises.broken,
  ]

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "kept")

  private static func kept(_ target: String) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
      at: folder.appending(path: target), includingPropertiesForKeys: nil
    ).sorted { $0.path < $1.path }
  }

  @Test(arguments: targets.keys.sorted()) func `inputs that were kept`(_ target: String) throws {
    let broken = try #require(Self.targets[target])
    let files = try Self.kept(target)
    #expect(!files.isEmpty)
    for file in files {
      #expect(broken(Array(try Data(contentsOf: file))) == [], "\(file.lastPathComponent)")
    }
  }

  @Test func `a folder for each target`() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(folders.sorted() == Self.targets.keys.sorted())
  }
}
