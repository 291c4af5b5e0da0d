import Foundation
import Testing

/// The pages of the rules under `docs/rules/`, against what the packs say.
@Suite struct GoldenPageTests {
  @Test func `pages of rules are current`() throws {
    let check = try Program.run(
      ["rules", "docs", "--check", "docs/rules"], in: Program.packageFolder)
    if GoldenFile.isRenewing, check.status == 1 {
      let run = try Program.run(["rules", "docs", "docs/rules"], in: Program.packageFolder)
      #expect(run.status == 0, "\(run.said)")
      // Pages of rules that are gone are named by the check and left by the command.
      let gone = "no such rule any more: "
      for line in check.said.split(separator: "\n") where line.hasPrefix(gone) {
        let page = String(line.dropFirst(gone.count))
        try FileManager.default.removeItem(at: Program.packageFolder.appending(path: page))
      }
      Issue.record("docs/rules was renewed; read its diff, then test without RENEW_GOLDEN")
      return
    }
    #expect(check.status == 0, "\(check.said)\n(make golden renews the pages)")
  }
}
