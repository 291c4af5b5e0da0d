import BadgeLint
import Testing

@Suite struct FileWalkerTests {
  @Test func takesWantedExtensionsInFixedOrder() throws {
    let tree = try TemporaryTree()
    try tree.make("b.yml", "a/z.json", "a.yaml", "B.YAML", "a/b/c.jsonld", "n.txt", "yaml")
    try tree.make("a-b.yaml")
    #expect(
      tree.walk() == ["B.YAML", "a/b/c.jsonld", "a/z.json", "a-b.yaml", "a.yaml", "b.yml"])
    #expect(tree.walk { $0.extensions = [".TXT"] } == ["n.txt"])
    #expect(tree.walk { $0.extensions = [] } == [])
  }

  @Test func rootsComeInTheOrderGivenAndFilesOnce() throws {
    let tree = try TemporaryTree()
    try tree.make("a/1.yaml", "a/2.yaml", "b/3.yaml")
    let result = tree.walk(["b", "a/2.yaml", "a", "a/1.yaml", "./b//", "a/2.yaml"])
    #expect(result.problems.isEmpty)
    #expect(
      result.files == [
        FoundFile(path: tree.at("b/3.yaml"), wasNamedExplicitly: false),
        FoundFile(path: tree.at("a/2.yaml"), wasNamedExplicitly: true),
        FoundFile(path: tree.at("a/1.yaml"), wasNamedExplicitly: true),
      ])
  }

  @Test func pathsAreShownAsGivenAndNormalised() throws {
    let tree = try TemporaryTree()
    try tree.make("a/b.yaml")
    let way = try #require(Path.relative(tree.path, to: try Path.currentFolder()))
    let walker = FileWalker()
    for root in [way, "./\(way)", ".//\(way)/", "\(way)/a/../", "\(way)//a/b.yaml"] {
      let shown = root.hasSuffix("../") ? way + "/a/../a/b.yaml" : way + "/a/b.yaml"
      #expect(walker.walk([root]).files.map(\.path) == [shown])
    }
  }

  @Test func theCurrentFolderIsNotPartOfThePath() throws {
    var options = FileWalker.Options()
    options.extensions = ["swift"]
    let walker = FileWalker(options: options)
    let files = walker.walk(["."]).files
    #expect(!files.contains { $0.path.hasPrefix("./") || $0.path.hasPrefix("/") })
    #expect(files == walker.walk([".//./"]).files)
  }

  @Test func hiddenThingsAreSkippedBelowTheRoot() throws {
    let tree = try TemporaryTree()
    try tree.make(".h/a.yaml", ".b.yaml", "c.yaml", ".git/x.yaml", "d/.git/y.yaml", ".yaml")
    #expect(tree.walk() == ["c.yaml"])
    #expect(tree.walk { $0.skipsHidden = false } == [".b.yaml", ".h/a.yaml", "c.yaml"])
    #expect(tree.walk([".h"]).files.map(\.path) == [tree.at(".h/a.yaml")])
    #expect(tree.walk([".b.yaml", ".yaml"]).files.count == 2)
    #expect(tree.walk([".h/../.h"]).files.map(\.path) == [tree.at(".h/../.h/a.yaml")])
  }

  @Test func whatIsNamedIsTaken() throws {
    let tree = try TemporaryTree()
    try tree.make(".git/HEAD", "n.txt", "i.yaml", "e.yaml", "build/b.yaml")
    try tree.make(".gitignore", text: "i.yaml\nn.txt\nbuild/\n")
    let excludes = [try GlobPattern("e.yaml")]
    let named = ["n.txt", "i.yaml", "e.yaml", "build/b.yaml"]
    let free = tree.walk(named) { $0.excludes = excludes }
    #expect(free.files.map(\.path) == named.map(tree.at))
    #expect(free.files.allSatisfy { $0.wasNamedExplicitly })
    let forced = tree.walk(named) {
      $0.excludes = excludes
      $0.forceExclude = true
    }
    #expect(forced.files.map(\.path) == ["n.txt", "i.yaml", "build/b.yaml"].map(tree.at))
    #expect(forced.problems.isEmpty)
    #expect(tree.walk(["build"]).files.count == 1)
    #expect(tree.walk(["build"]) { $0.forceExclude = true }.files.isEmpty)
    let unruly = tree.walk(named) {
      $0.respectsGitignore = false
      $0.forceExclude = true
    }
    #expect(unruly.files.count == 4)
  }

  @Test func standardInputIsTakenOnce() throws {
    let tree = try TemporaryTree()
    try tree.make("a.yaml")
    let result = FileWalker().walk(["-", tree.at("a.yaml"), "-"])
    #expect(result.files.map(\.path) == ["-", tree.at("a.yaml")])
  }

  @Test func excludesAreRelativeToTheirFolder() throws {
    let tree = try TemporaryTree()
    try tree.make("a/x.yaml", "a/b/x.yaml", "a/b/y.yaml", "v/z.yaml", "a/v/z.yaml")
    func walk(_ roots: [String], _ texts: [String]) throws -> [String] {
      let excludes = try texts.map { try GlobPattern($0) }
      let result = tree.walk(roots) {
        $0.excludes = excludes
        $0.excludesFolder = tree.path
      }
      return result.files.map { Path.relative($0.path, to: tree.path) ?? "" }
    }
    #expect(try walk([""], ["/a/b"]) == ["a/v/z.yaml", "a/x.yaml", "v/z.yaml"])
    #expect(try walk(["a"], ["/a/b", "v/"]) == ["a/x.yaml"])
    #expect(try walk(["a"], ["/b"]) == ["a/b/x.yaml", "a/b/y.yaml", "a/v/z.yaml", "a/x.yaml"])
    #expect(try walk([""], ["**/x.yaml", "a/v/**"]) == ["a/b/y.yaml", "v/z.yaml"])
    let outside = [try GlobPattern("/a/b")]
    let result = tree.walk([""]) {
      $0.excludes = outside
      $0.excludesFolder = tree.at("v")
    }
    #expect(result.files.count == 3)
  }

  @Test func strangeNamesAreTaken() throws {
    let tree = try TemporaryTree()
    let names = [
      " .yaml", "-.yaml", "a b.yaml", "a\nb.yaml", "a\tb.yaml", "a\r\nb/c.yaml", "e\u{301}.yaml",
      "ä.yaml", "é.yaml", "🎓/🏅.yaml", "*.yaml", "[x].yaml", "\\.yaml",
    ]
    try tree.make(names)
    let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let found = tree.walk()
    #expect(found.count == names.count)
    #expect(zip(found, sorted).allSatisfy { $0.utf8.elementsEqual($1.utf8) })
  }

  @Test func namesThatAreNotTextAreProblems() throws {
    let tree = try TemporaryTree()
    // On some systems the file system itself refuses such names.
    let made = tree.shell("touch \"$(printf 'x\\377.yaml')\" && mkdir \"$(printf 'd\\377')\"")
    guard made.status == 0 else { return }
    let result = tree.walk([""])
    #expect(result.files.isEmpty)
    #expect(result.problems.map(\.error.reason) == [.nameNotUTF8, .nameNotUTF8])
    #expect(result.problems.map(\.path) == [tree.at("d\u{FFFD}"), tree.at("x\u{FFFD}.yaml")])
  }

  @Test func deepTreesAreWalked() throws {
    let tree = try TemporaryTree()
    let way = String(repeating: "d/", count: 200)
    try tree.make(way + "a.yaml", "d/d/b.yaml")
    #expect(tree.walk() == ["d/d/b.yaml", way + "a.yaml"])
  }

  @Test func pathsBeyondTheLimitOfTheSystemAreProblems() throws {
    let tree = try TemporaryTree()
    // No single path is too long to be made, only the two together.
    let way = String(repeating: String(repeating: "n", count: 199) + "/", count: 15)
    try tree.make("a/" + way, "b/" + way)
    try #require(tree.shell("mv b 'a/\(way)'").status == 0)
    let result = tree.walk([""])
    #expect(result.problems.map(\.error.reason) == [.nameTooLong])
    #expect(result.problems.first?.wasNamedExplicitly == false)
  }

  @Test func missingThingsAreProblems() throws {
    let tree = try TemporaryTree()
    try tree.make("a.yaml")
    let result = tree.walk(["no.yaml", "a.yaml/", "a.yaml/b", "a.yaml"])
    #expect(result.files.count == 1)
    #expect(result.problems.map(\.error.reason) == [.notFound, .notAFolder, .notAFolder])
    #expect(result.problems.allSatisfy { $0.wasNamedExplicitly })
    #expect(
      result.problems.first?.error.description
        == "cannot find '\(tree.at("no.yaml"))': no such file or folder; check the spelling and"
        + " the current folder")
    #expect(FileWalker().walk([""]).problems.map(\.error.reason) == [.invalidPath])
    #expect(FileWalker().walk(["a\0b"]).problems.map(\.error.reason) == [.invalidPath])
  }

  @Test func pipesAreProblems() throws {
    let tree = try TemporaryTree()
    try #require(tree.shell("mkfifo p.yaml q.txt i.yaml; echo i.yaml >.gitignore").status == 0)
    let found = tree.walk([""])
    #expect(found.files.isEmpty)
    #expect(found.problems.map(\.path) == [tree.at("p.yaml")])
    #expect(tree.walk(["q.txt"]).problems.map(\.error.reason) == [.notARegularFile(.pipe)])
    #expect(
      FileWalker().walk(["/dev/null"]).problems.map(\.error.reason) == [.notARegularFile(.device)])
  }

  @Test(.disabled(if: isSuperuser, "the superuser may read every folder"))
  func unreadableFoldersAreProblems() throws {
    let tree = try TemporaryTree()
    try tree.make("a/x.yaml", "b/y.yaml")
    try #require(tree.shell("chmod 000 a").status == 0)
    let result = tree.walk([""])
    #expect(result.files.map(\.path) == [tree.at("b/y.yaml")])
    #expect(result.problems.map(\.path) == [tree.at("a")])
    #expect(result.problems.map(\.error.reason) == [.permissionDenied])
  }

  @Test func largeFilesAreProblemsWhereALimitIsSet() throws {
    let tree = try TemporaryTree()
    try tree.make("a.yaml", text: "12345")
    try tree.make("b.yaml", text: "1234")
    let result = tree.walk([""]) { $0.maximumBytes = 4 }
    #expect(result.files.map(\.path) == [tree.at("b.yaml")])
    #expect(result.problems.map(\.error.reason) == [.tooLarge(limit: 4)])
    #expect(tree.walk(["a.yaml"]) { $0.maximumBytes = 4 }.problems.count == 1)
  }
}
