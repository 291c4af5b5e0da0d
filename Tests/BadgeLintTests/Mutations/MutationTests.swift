import BadgeLint
import Testing
import YAMLTree

/// Good definitions are broken in named ways; the right rule must answer, and no other.
@Suite struct MutationTests {
  private struct Good {
    var path: String
    var document: Document
  }

  private static func good() throws -> [Good] {
    try PackageFolder.files(below: "fixtures/definitions/good").map { path in
      let tree = YAMLTree(parsing: try readFile(path, maximumBytes: 1 << 20))
      return Good(
        path: Path.lastComponent(path),
        document: Document(try #require(tree.documents.first), in: tree))
    }
  }

  /// The standard rules, worked out once.
  private static let rules: RuleSet? = {
    guard let library = try? Shipped.library.get() else { return nil }
    return try? Linted.rules(library.standardPacks, library)
  }()

  private static func lint(_ document: Document) throws -> Linted {
    // Schemes say some of it once more; tests of their own look at them.
    var document = document
    if !document.json.contains("europass-plus") { _ = document.change("schemes") { _ in nil } }
    return try Linted(
      bytes: Array(document.json.utf8), rules: #require(rules), path: "test.yaml")
  }

  @Test func `good definitions are clean as they are`() throws {
    for good in try Self.good() {
      #expect(try Self.lint(good.document).ids == [], "\(good.path)")
    }
  }

  @Test func `there are many ways to go wrong, with names of their own`() throws {
    let names = try Mutation.all().map(\.name)
    #expect(names.count >= 30)
    #expect(Set(names).count == names.count)
    let rules = Set(try Shipped.library.get().packs.flatMap(\.rules).map(\.id))
    for mutation in try Mutation.all() {
      #expect(!mutation.answers.isEmpty, "\(mutation.name)")
      let unknown = (mutation.answers + mutation.also).filter { !rules.contains($0) }
      #expect(unknown == [], "\(mutation.name)")
    }
  }

  @Test(arguments: try Mutation.all())
  func `the right rule answers, and no unrelated one`(_ mutation: Mutation) throws {
    var tried = 0
    for good in try Self.good() {
      guard mutation.kinds.contains(where: { good.document.isOfKind($0) }) else { continue }
      if !mutation.files.isEmpty, !mutation.files.contains(good.path) { continue }
      guard let broken = mutation.applied(to: good.document) else { continue }
      tried += 1
      let ids = Set(try Self.lint(broken).ids)
      #expect(!ids.isDisjoint(with: mutation.answers), "\(good.path): \(ids.sorted())")
      let unrelated = ids.subtracting(mutation.answers + mutation.also)
      #expect(unrelated.isEmpty, "\(good.path): \(unrelated.sorted())")
    }
    #expect(tried > 0, "no good definition has the place")
  }
}
