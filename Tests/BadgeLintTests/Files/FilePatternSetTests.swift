import BadgeLint
import Testing

@Suite struct FilePatternSetTests {
  @Test func patternsAreRelativeToTheFolder() throws {
    let set = try FilePatternSet(
      files: ["defs/**/*.yaml", "/top.yaml"], excludes: ["draft-*"], folder: "./policy/")
    #expect(set.folder == "policy")
    #expect(set.contains("policy/defs/a.yaml"))
    #expect(set.contains("policy/defs/x/y/a.yaml"))
    #expect(set.contains("./policy/top.yaml"))
    #expect(!set.contains("policy/x/top.yaml"))
    #expect(!set.contains("defs/a.yaml"))
    #expect(!set.contains("policy/defs/draft-a.yaml"))
    #expect(!set.contains("policy2/defs/a.yaml"))
    #expect(!set.contains("/policy/defs/a.yaml"))
  }

  @Test func foldersTakeWhatIsBelow() throws {
    let set = try FilePatternSet(files: ["defs"], excludes: ["old/"], folder: ".")
    #expect(set.contains("defs/a.yaml"))
    #expect(set.contains("x/defs/y/a.yaml"))
    #expect(!set.contains("defs/old/a.yaml"))
    #expect(set.contains("defs/old"))
    #expect(!set.contains("other/a.yaml"))
  }

  @Test func withoutPatternsAllFilesInTheFolderAreTaken() throws {
    let set = try FilePatternSet(files: [], folder: "/p")
    #expect(set.contains("/p/a"))
    #expect(!set.contains("/q/a"))
    #expect(!set.contains("/p/../a"))
  }

  @Test func pathsNeedNotBeNormalised() throws {
    let set = try FilePatternSet(files: ["/d/a.yaml"], folder: "p//q/")
    for path in ["p/q/d/a.yaml", "./p/q/d/a.yaml", "p//q/./d//a.yaml", "p/q/d/a.yaml/"] {
      #expect(set.contains(path), "\(path)")
    }
    for path in ["p/q/a.yaml", "p/qd/a.yaml", "q/d/a.yaml", "p/q", "", "/p/q/d/a.yaml"] {
      #expect(!set.contains(path), "\(path)")
    }
    let root = try FilePatternSet(files: ["/d/a.yaml"], folder: "/")
    #expect(root.contains("/d/a.yaml"))
    #expect(!root.contains("d/a.yaml"))
    let up = try FilePatternSet(files: ["a.yaml"], folder: "..")
    #expect(up.contains("../x/a.yaml"))
    #expect(!up.contains("a.yaml"))
  }

  @Test func namesThatStartWithDotsAreNoWayUp() throws {
    let set = try FilePatternSet(files: [], folder: ".")
    #expect(set.contains("..a/b"))
    #expect(!set.contains("../a"))
  }

  @Test func aFlawIsReported() {
    #expect(throws: GlobError(pattern: "a{", offset: 1, flaw: .unclosedBrace)) {
      try FilePatternSet(files: ["ok", "a{"], folder: ".")
    }
  }
}
