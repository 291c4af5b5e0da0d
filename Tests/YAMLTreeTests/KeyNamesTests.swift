import Testing

@testable import YAMLTree

/// Keys are found among names by their bytes, however they are written.
@Suite struct KeyNamesTests {
  private static let names = ["title", "id", "outcomes", "idea", "ti", ""]

  @Test(arguments: [
    ("title: 1", 0), ("\"t\\u0069tle\": 1", 0), ("'id': 1", 1), ("idea: 1", 3), ("ti: 1", 4),
    ("\"\": 1", 5), ("ID: 1", nil), ("outcome: 1", nil), ("? [title]\n: 1", nil),
    ("? {title: 1}\n: 1", nil), ("titleid: 1", nil),
  ])
  func `the position of a key`(text: String, position: Int?) throws {
    let tree = YAMLTree(parsing: Array(text.utf8))
    let root = try #require(tree.documents.first)
    let entry = try #require(tree.entries(of: root).first { _ in true })
    #expect(tree.position(of: entry.key, in: KeyNames(Self.names)) == position)
  }

  @Test func `an alias stands for its name, and the first of two names counts`() throws {
    let tree = YAMLTree(parsing: Array("a: &name id\nb: {*name : 1}\n".utf8))
    let root = try #require(tree.documents.first)
    let inner = try #require(tree.value(in: root, forKey: "b"))
    let entry = try #require(tree.entries(of: inner).first { _ in true })
    #expect(tree.position(of: entry.key, in: KeyNames(["x", "id", "id"])) == 1)
    #expect(tree.position(of: entry.key, in: KeyNames([])) == nil)
  }
}
