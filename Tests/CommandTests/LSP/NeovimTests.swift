import Foundation
import Testing

/// The server with an editor that somebody else wrote.
@Suite struct NeovimTests {
  static let editor = Tool("nvim")

  @Test(
    .enabled(
      if: editor != nil, "left out: Neovim, which Debian has as neovim, is not installed"))
  func `Neovim shows findings, help and completions, and makes edits`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write(
      "a b/ä.yaml",
      "badgelint: 1\ntitle: Title 🎓\ndelivery: {location: 🎓, mode: nowhere}\nassesments: none\n")
    let program = try Program.binary()
    let document = workspace.folder.appending(path: "a b/ä.yaml")
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "neovim.lua")
    let env = try #require(Tool("env"))
    // Where the script fails, the next command ends the editor.
    let run = try env.run(
      [
        "BADGELINT=\(program.path)", "DOCUMENT=\(document.path)",
        "XDG_STATE_HOME=\(workspace.folder.path)", "XDG_CACHE_HOME=\(workspace.folder.path)",
        "nvim", "--headless", "--clean", "-n", "-c", "luafile \(script.path)", "-c", "cquit 1",
      ], in: workspace.folder)
    #expect(run.status == 0, "\(run.said)")
    #expect(run.said.contains("all as it should be"), "\(run.said)")
  }
}
