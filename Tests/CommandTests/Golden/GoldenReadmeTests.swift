import Foundation
import Testing

/// The blocks of README.md that show files and outputs, against what they show.
///
/// The tests run one after the other, as each may renew the file.
@Suite(.serialized) struct GoldenReadmeTests {
  private static let corpora = "../shared/corpora"
  private static let readme = Program.packageFolder.appending(path: "README.md")
  private static let hasCorpora = FileManager.default.fileExists(
    atPath: Program.packageFolder.appending(path: corpora).path)

  @Test func `files and outputs`() throws {
    try check { $0 != .shared }
  }

  @Test(.enabled(if: hasCorpora, "left out: ../shared/corpora is not beside the package"))
  func `outputs over public data`() throws {
    try check { $0 == .shared }
  }

  /// Compares the blocks of some kinds; renews them where that is asked for, which is no pass.
  private func check(_ isWanted: (ReadmeBlock.Kind) -> Bool) throws {
    let text = String(decoding: try Data(contentsOf: Self.readme), as: UTF8.self)
    var lines = text.components(separatedBy: "\n")
    let blocks = try ReadmeBlock.all(in: lines).filter { isWanted($0.kind) }
    #expect(!blocks.isEmpty)
    var isChanged = false
    // From the end, so that the places of the blocks before stay.
    for block in blocks.reversed() {
      let expected = block.lines(holding: try content(of: block))
      let shown = Array(lines[block.lines])
      guard shown != expected else { continue }
      if GoldenFile.isRenewing {
        lines.replaceSubrange(block.lines, with: expected)
        isChanged = true
      } else {
        let difference = GoldenFile.firstDifference(
          shown.joined(separator: "\n"), expected.joined(separator: "\n"))
        Issue.record(
          """
          README.md:\(block.line): the block differs from what the program prints, in its line \
          \(difference ?? "")
          (make golden renews the blocks)
          """)
      }
    }
    guard isChanged else { return }
    try Data(lines.joined(separator: "\n").utf8).write(to: Self.readme, options: .atomic)
    Issue.record("README.md was renewed; read its diff, then test without RENEW_GOLDEN")
  }

  /// What a block shows a part of.
  private func content(of block: ReadmeBlock) throws -> String {
    if block.kind == .file {
      let file = Program.packageFolder.appending(path: block.words.joined(separator: " "))
      return String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }
    var words = block.words.map { $0.replacing("CORPORA", with: Self.corpora) }
    switch words.first {
    case "fields", "formats", "rules": break
    case "label", "alignment", "catalogue", "diff", "fix": words += ["--as-of", Program.day]
    default: words = ["--as-of", Program.day] + words
    }
    let run = try Program.run(words, in: Program.packageFolder, seconds: 300)
    // Beside a diff, `fix` says on standard error what it would do.
    #expect(run.errors == "" || words.first == "fix", "README.md:\(block.line)")
    #expect(run.status < 2, "README.md:\(block.line)")
    return run.output.replacing("\(Self.corpora)/", with: "")
  }
}
