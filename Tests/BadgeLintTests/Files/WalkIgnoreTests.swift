import BadgeLint
import Testing

@Suite struct WalkIgnoreTests {
  @Test func nestedFilesCountAndTheDeepestWins() throws {
    let tree = try TemporaryTree()
    try tree.make("a/x.yaml", "a/y.yaml", "x.yaml", "y.yaml", "a/b/x.yaml", "a/b/y.yaml")
    try tree.make(".gitignore", text: "x.yaml\n")
    try tree.make("a/.gitignore", text: "!x.yaml\n/y.yaml\n")
    #expect(tree.walk() == ["a/b/x.yaml", "a/b/y.yaml", "a/x.yaml", "y.yaml"])
    #expect(tree.walk { $0.respectsGitignore = false }.count == 6)
  }

  @Test func anIgnoredFolderStaysClosed() throws {
    let tree = try TemporaryTree()
    try tree.make("build/keep.yaml", "a.yaml")
    try tree.make(".gitignore", text: "build/\n!build/keep.yaml\n")
    #expect(tree.walk() == ["a.yaml"])
  }

  @Test func foldersAboveCountUpToTheRepository() throws {
    let tree = try TemporaryTree()
    try tree.make("repo/.git/info/", "repo/p/q/a.yaml", "repo/p/q/b.yaml", "repo/p/q/c.yaml")
    try tree.make("repo/p/q/d.yaml", "repo/p/q/e.yaml")
    try tree.make(".gitignore", text: "a.yaml\n")
    try tree.make("repo/.gitignore", text: "/p/q/b.yaml\n")
    try tree.make("repo/p/.gitignore", text: "q/c.yaml\n")
    try tree.make("repo/.git/info/exclude", text: "d.yaml\n")
    #expect(
      tree.walk(["repo/p/q"]).files.map(\.path)
        == [tree.at("repo/p/q/a.yaml"), tree.at("repo/p/q/e.yaml")])
    // Within the walked tree, the rules of an outer folder end at the repository.
    #expect(tree.walk() == ["repo/p/q/a.yaml", "repo/p/q/e.yaml"])
  }

  @Test func withoutARepositoryFoldersAboveDoNotCount() throws {
    let tree = try TemporaryTree()
    try tree.make("p/q/a.yaml", "p/q/b.yaml")
    try tree.make("p/.gitignore", text: "a.yaml\n")
    #expect(tree.walk(["p/q"]).files.count == 2)
    #expect(tree.walk(["p"]).files.count == 1)
  }

  @Test func ignoreFilesWinOverInfoExclude() throws {
    let tree = try TemporaryTree()
    try tree.make(".git/info/", "a.yaml", "b.yaml")
    try tree.make(".git/info/exclude", text: "*.yaml\n")
    try tree.make(".gitignore", text: "!b.yaml\n")
    #expect(tree.walk() == ["b.yaml"])
  }

  @Test func submodulesAndWorkTreesHaveTheirOwnRules() throws {
    let tree = try TemporaryTree()
    try tree.make(".git/modules/sub/info/", ".git/worktrees/w/", "sub/a.yaml", "sub/b.yaml")
    try tree.make("w/a.yaml", "w/b.yaml", "w/c.yaml", "top.yaml", "c.yaml")
    try tree.make(".gitignore", text: "b.yaml\n")
    try tree.make(".git/info/", "sub/c.yaml")
    try tree.make(".git/info/exclude", text: "c.yaml\n")
    try tree.make(".git/modules/sub/info/exclude", text: "a.yaml\n")
    try tree.make("sub/.git", text: "gitdir: ../.git/modules/sub\n")
    try tree.make("w/.git", text: "gitdir: \(tree.at(".git/worktrees/w"))\n")
    try tree.make(".git/worktrees/w/commondir", text: "../..\n")
    #expect(
      tree.walk() == ["sub/b.yaml", "sub/c.yaml", "top.yaml", "w/a.yaml", "w/b.yaml"])
    #expect(tree.walk(["w"]).files.count == 2)
    // A file that is named is taken in spite of what git leaves out.
    #expect(tree.walk(["sub/a.yaml"]) { $0.forceExclude = true }.files.count == 1)
    #expect(tree.walk(["sub/b.yaml"]) { $0.forceExclude = true }.files.count == 1)
  }

  @Test func aFolderInPlaceOfAnIgnoreFileIsNoProblem() throws {
    let tree = try TemporaryTree()
    try tree.make(".gitignore/x.yaml", "a.yaml")
    let result = tree.walk([""])
    #expect(result.files.count == 1)
    #expect(result.problems.isEmpty)
  }

  @Test func anIgnoreFileThatCannotBeReadIsAProblem() throws {
    let tree = try TemporaryTree()
    try tree.make("a.yaml")
    try #require(tree.shell("mkfifo .gitignore").status == 0)
    let result = tree.walk([""])
    #expect(result.files.count == 1)
    #expect(result.problems.map(\.path) == [tree.at(".gitignore")])
  }

  @Test(.enabled(if: hasGit)) func theWalkFindsWhatGitFinds() throws {
    let tree = try TemporaryTree()
    try #require(tree.shell("git init -q . 2>/dev/null").status == 0)
    var files: [String] = []
    for folder in ["", "a/", "a/b/", "build/", "a/build/", "a/b/c/d/", "x y/", "ä/"] {
      files += ["1.yaml", "2.yaml", "keep.yaml", "t.yml", "ü.json"].map { folder + $0 }
    }
    try tree.make(files)
    try tree.make(".gitignore", text: "build/\n1.yaml\n/a/b/c/*\n!/a/b/c/d/\nx\\ y/t.yml\n")
    try tree.make("a/.gitignore", text: "!build\n*.yml\n!b/t.yml\n!1.yaml\n")
    try tree.make("a/b/.gitignore", text: "**/d/ü.json\n2*\n!c/**/2.yaml\n")
    try tree.make(".git/info/exclude", text: "keep.yaml\n!a/keep.yaml\n")
    let list = tree.shell(
      "git -c core.excludesFile=/dev/null -c core.quotePath=false"
        + " ls-files -z --others --exclude-standard")
    let expected = list.output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      .filter { !$0.hasSuffix(".gitignore") }
    #expect(expected.count > 10)
    #expect(Set(tree.walk()) == Set(expected))
    for root in ["a", "a/b", "a/b/c"] {
      let found = tree.walk([root]).files.compactMap { Path.relative($0.path, to: tree.path) }
      #expect(Set(found) == Set(expected.filter { $0.hasPrefix(root + "/") }))
    }
  }
}
