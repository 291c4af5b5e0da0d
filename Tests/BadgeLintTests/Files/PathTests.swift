import BadgeLint
import Testing

@Suite struct PathTests {
  @Test(arguments: [
    ("", "."), (".", "."), ("./", "."), ("/", "/"), ("//", "/"), ("./a", "a"), ("a/", "a"),
    ("a//b", "a/b"), ("a/./b/.", "a/b"), ("/./a", "/a"), ("../a", "../a"), ("a/../b", "a/../b"),
    ("-", "-"), ("./-", "./-"), ("x/-", "x/-"), ("...", "..."), ("a\r\nb/c", "a\r\nb/c"),
  ])
  func normalised(path: String, expected: String) {
    #expect(Path.normalised(path) == expected)
  }

  @Test(arguments: [
    ("a", "b", "a/b"), ("a/", "b", "a/b"), ("", "b", "b"), (".", "b", "b"), ("/", "b", "/b"),
    ("a", "/b", "/b"), ("a", "", "a"), ("a", ".", "a"), ("..", "b", "../b"),
  ])
  func joining(folder: String, name: String, expected: String) {
    #expect(Path.joining(folder, name) == expected)
  }

  @Test(arguments: [
    ("a/b", "b", "a"), ("a", "a", "."), ("/a", "a", "/"), ("/", "/", "/"), ("a/b/", "b", "a"),
    (".", ".", ".."), ("", ".", ".."), ("..", "..", "../.."), ("a/..", "..", "a/../.."),
    ("./a", "a", "."), ("/a//b", "b", "/a"),
  ])
  func lastComponentAndParent(path: String, name: String, folder: String) {
    #expect(Path.lastComponent(path) == name)
    #expect(Path.parent(path) == folder)
  }

  @Test(arguments: [
    ("a.yaml", "yaml"), ("a.b.YML", "YML"), ("a", ""), (".yaml", ""), ("a.", ""), ("x.d/a", ""),
    ("x/.a.json", "json"), ("..", ""), ("...a", ""), ("a.ä", "ä"),
  ])
  func fileExtension(path: String, expected: String) {
    #expect(Path.extension(of: path) == expected)
  }

  @Test(arguments: [
    ("a/b", "a", "b"), ("a", "a", "."), ("a", "a/b", ".."), ("/x/y", "/x/z", "../y"),
    ("a/b", ".", "a/b"), ("./a", "", "a"), ("/", "/a", ".."), ("ab", "a", "../ab"),
    ("../x/a", "../x", "a"), ("../a", "..", "a"),
  ])
  func relative(path: String, base: String, expected: String) {
    #expect(Path.relative(path, to: base) == expected)
  }

  @Test func relativeFailsWhereTheWayIsUnknown() {
    #expect(Path.relative("/a", to: "a") == nil)
    #expect(Path.relative("a", to: "..") == nil)
    #expect(Path.relative("a", to: "b/../c") == nil)
  }

  @Test func canonicallyEqualNamesDiffer() {
    #expect(Path.relative("é/a", to: "e\u{301}") == "../é/a")
  }

  @Test func absolutePathsStartAtTheRoot() throws {
    let folder = try Path.currentFolder()
    #expect(Path.isAbsolute(folder))
    #expect(try Path.absolute("a/./b") == folder + "/a/b")
    #expect(try Path.absolute("/a/") == "/a")
    #expect(try Path.resolved(".") == folder)
    #expect(throws: FileError(.find, path: "/no/such", reason: .notFound)) {
      try Path.resolved("/no/such")
    }
  }
}
