import BadgeLint
import Testing

@Suite struct WalkLinkTests {
  @Test func linksToFilesAndFoldersAreFollowedOnce() throws {
    let tree = try TemporaryTree()
    let other = try TemporaryTree()
    try other.make("f.yaml", "d/g.yaml")
    try tree.make("z/real.yaml")
    try #require(tree.link("a.yaml", to: "z/real.yaml"))
    try #require(tree.link("b", to: "z"))
    try #require(tree.link("m.yaml", to: other.at("f.yaml")))
    try #require(tree.link("n", to: other.at("d")))
    try #require(tree.link("o", to: other.at("d")))
    // The direct path wins over a link that comes earlier.
    #expect(tree.walk() == ["m.yaml", "n/g.yaml", "z/real.yaml"])
    // What is named comes as it is named.
    #expect(tree.walk(["b", "z"]).files.map(\.path) == [tree.at("b/real.yaml")])
    #expect(tree.walk(["a.yaml", "z"]).files.map(\.path) == [tree.at("a.yaml")])
  }

  @Test func loopsEnd() throws {
    let tree = try TemporaryTree()
    try tree.make("d/e/a.yaml")
    try #require(tree.link("d/e/up", to: "../.."))
    try #require(tree.link("d/e/here", to: "."))
    try #require(tree.link("self", to: "self"))
    try #require(tree.link("self.yaml", to: "self.yaml"))
    let result = tree.walk([""])
    #expect(result.files.map(\.path) == [tree.at("d/e/a.yaml")])
    #expect(result.problems.map(\.path) == [tree.at("self.yaml")])
    #expect(result.problems.map(\.error.reason) == [.linkLoop])
  }

  @Test func twoFoldersThatLinkToEachOtherEnd() throws {
    let tree = try TemporaryTree()
    try tree.make("root/", "p/a.yaml", "q/b.yaml")
    try #require(tree.link("root/p", to: "../p"))
    try #require(tree.link("p/q", to: "../q"))
    try #require(tree.link("q/p", to: "../p"))
    #expect(
      tree.walk(["root"]).files.map(\.path)
        == [tree.at("root/p/a.yaml"), tree.at("root/p/q/b.yaml")])
  }

  @Test func brokenLinksAreProblemsWhereAFileIsMeant() throws {
    let tree = try TemporaryTree()
    try #require(tree.link("gone.yaml", to: "nowhere"))
    try #require(tree.link("gone", to: "nowhere"))
    try #require(tree.link(".gone.yaml", to: "nowhere"))
    let found = tree.walk([""])
    #expect(found.problems.map(\.path) == [tree.at("gone.yaml")])
    #expect(found.problems.map(\.error.reason) == [.brokenLink])
    #expect(tree.walk(["gone"]).problems.map(\.error.reason) == [.brokenLink])
    #expect(tree.walk(["gone"]).problems.map(\.wasNamedExplicitly) == [true])
  }

  @Test func anExcludedWayDoesNotHideTheOther() throws {
    let tree = try TemporaryTree()
    try tree.make("z/x.yaml")
    try #require(tree.link("a", to: "z"))
    for text in ["/a", "/a/x.yaml"] {
      let excludes = [try GlobPattern(text)]
      let found = tree.walk {
        $0.excludes = excludes
        $0.excludesFolder = tree.path
      }
      #expect(found == ["z/x.yaml"])
    }
  }

  @Test func hardLinksAreOneFile() throws {
    let tree = try TemporaryTree()
    try tree.make("a.yaml")
    try #require(tree.shell("ln a.yaml b.yaml").status == 0)
    #expect(tree.walk() == ["a.yaml"])
  }

  @Test func aLinkAsRootIsWalked() throws {
    let tree = try TemporaryTree()
    try tree.make("repo/.git/HEAD", "repo/sub/a.yaml", "repo/sub/b.yaml")
    try tree.make("repo/.gitignore", text: "/sub/b.yaml")
    try #require(tree.link("way", to: "repo/sub"))
    #expect(tree.walk(["way"]).files.map(\.path) == [tree.at("way/a.yaml")])
  }
}
