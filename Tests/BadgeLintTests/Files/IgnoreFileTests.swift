import BadgeLint
import Testing

@Suite struct IgnoreFileTests {
  private func rules(_ text: String, folder: String = ".") -> IgnoreFile {
    IgnoreFile(parsing: Array(text.utf8), folder: folder)
  }

  @Test func theLastMatchWins() {
    let file = rules("*.yaml\n!a.yaml\n/x/a.yaml\n")
    #expect(file.decision(for: "b.yaml", isFolder: false) == true)
    #expect(file.decision(for: "a.yaml", isFolder: false) == false)
    #expect(file.decision(for: "x/a.yaml", isFolder: false) == true)
    #expect(file.decision(for: "a.yml", isFolder: false) == nil)
  }

  @Test func pathsAreRelativeToTheFolder() {
    let file = rules("/a\nb\n", folder: "x/y")
    #expect(file.decision(for: "x/y/a", isFolder: false) == true)
    #expect(file.decision(for: "x/y/z/a", isFolder: false) == nil)
    #expect(file.decision(for: "x/y/z/b", isFolder: false) == true)
    #expect(file.decision(for: "b", isFolder: false) == nil)
    #expect(file.decision(for: "x/yb", isFolder: false) == nil)
    #expect(file.decision(for: "x/y", isFolder: true) == nil)
    #expect(rules("*\n", folder: "x").decision(for: "x", isFolder: true) == nil)
  }

  @Test func aSlashAtTheEndIsForFolders() {
    let file = rules("build/\n")
    #expect(file.decision(for: "x/build", isFolder: true) == true)
    #expect(file.decision(for: "x/build", isFolder: false) == nil)
    #expect(file.decision(for: "build/a", isFolder: false) == nil)
    #expect(file.ignores("build/a", isFolder: false))
  }

  @Test func emptyAndBrokenFilesHaveNoRules() {
    for text in ["", "\n\n", "# a\n", "   \n", "\r\n\r\n", "!\n/\n", "[a\n", "a\\"] {
      #expect(rules(text).isEmpty, "\(text.debugDescription)")
    }
    let binary = IgnoreFile(parsing: [0xFF, 0xFE, 0, 0x2A, 0x0A, 0xC3, 0x0A], folder: ".")
    #expect(binary.decision(for: "a", isFolder: false) == nil)
  }
}
