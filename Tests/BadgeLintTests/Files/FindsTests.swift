import Testing

@testable import BadgeLint

@Suite struct FindsTests {
  private let unknown = FileIdentity(device: 1, inode: 0xFFFF_FFFF)

  /// Some file systems give one inode for all entries of a folder.
  @Test func equalInodesInAListingAreOnlyAHint() throws {
    let tree = try TemporaryTree()
    try tree.make("a", "b", "c")
    var finds = Finds()
    for name in ["a", "b", "c", "b", "a"] {
      finds.add(tree.at(name), identity: unknown, root: 0, named: false)
    }
    #expect(finds.inOrder().map(\.path) == ["a", "b", "c"].map(tree.at))
  }

  @Test func aTrueInodeWinsOverAHint() throws {
    let tree = try TemporaryTree()
    try tree.make("a", "b")
    let b = try FileStatus.following(tree.at("b")).get().identity
    var finds = Finds()
    finds.add(tree.at("a"), identity: b, root: 0, named: false)
    finds.add(tree.at("b"), identity: b, root: 0, named: false)
    finds.add(tree.at("b"), identity: b, root: 0, named: true)
    #expect(finds.inOrder().map(\.path) == [tree.at("a"), tree.at("b")])
    #expect(finds.inOrder().map(\.wasNamedExplicitly) == [false, true])
  }

  @Test func filesThatVanishAreKeptForTheReaderToReport() {
    var finds = Finds()
    finds.add("/no/such/a", identity: unknown, root: 0, named: false)
    finds.add("/no/such/b", identity: unknown, root: 0, named: false)
    #expect(finds.inOrder().count == 2)
  }

  @Test func sortingComparesNamesOnTheWay() {
    var finds = Finds()
    let order = ["a/b", "a/b/c", "a/b-c", "a-", "a.", "é"]
    for (index, path) in order.enumerated().reversed() {
      let identity = FileIdentity(device: 1, inode: UInt64(index))
      finds.add(path, identity: identity, root: 0, named: false)
    }
    finds.add("0", identity: FileIdentity(device: 1, inode: 99), root: 1, named: true)
    finds.needsSorting = true
    #expect(finds.inOrder().map(\.path) == order + ["0"])
  }
}
