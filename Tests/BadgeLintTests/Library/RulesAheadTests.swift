import Testing

@testable import BadgeLint

/// What is read ahead on a thread of its own is what a run would have read itself.
@Suite struct RulesAheadTests {
  private static let choices: [PackChoice] = [
    .all, .standardAnd([]), .standardAnd(["unesco-2022"]),
  ]

  @Test(arguments: choices.indices, [true, false])
  func `a library is the same`(choice: Int, isBegun: Bool) throws {
    let choice = Self.choices[choice]
    let ahead = RulesAhead()
    if isBegun { ahead.begin() }
    let library = try RuleLibrary(.compact, packs: choice, ahead: ahead)
    #expect(Self.parts(library) == Self.parts(try RuleLibrary(.compact, packs: choice)))
  }

  @Test func `two libraries may take the same files`() throws {
    let ahead = RulesAhead()
    ahead.begin()
    let few = try RuleLibrary(.compact, packs: .standardAnd([]), ahead: ahead)
    let all = try RuleLibrary(.compact, ahead: ahead)
    #expect(few.packs.count < all.packs.count)
    #expect(Self.parts(all) == Self.parts(try RuleLibrary(.compact)))
  }

  @Test func `rules of another folder are not taken from it`() throws {
    let path = "packs/\(Policy.structurePack).yaml"
    let files = RuleFiles(
      files: RuleFiles.shipped.files.map { file in
        if file.path != path { return file }
        let lines = String(decoding: file.bytes, as: UTF8.self).split(
          separator: "\n", omittingEmptySubsequences: false)
        let text = lines.map { $0.hasPrefix("title:") ? "title: Mine" : $0 }.joined(separator: "\n")
        return (path, Array(text.utf8))
      })
    let ahead = RulesAhead()
    ahead.begin()
    let library = try RuleLibrary(files, packs: .standardAnd([]), ahead: ahead)
    #expect(library.pack(named: Policy.structurePack)?.title == "Mine")
  }

  private static func parts(_ library: RuleLibrary) -> [String] {
    library.packs.flatMap { pack in
      pack.rules.map { "\($0.id) \($0.title) \($0.ways) \($0.source) \($0.message.parts.count)" }
    } + library.formats.map(\.name) + library.verdicts.map(\.name) + library.lexicons.map(\.name)
      + library.outcomeReaders.keys.sorted() + library.levelModels.keys.sorted()
      + library.schemas.map(\.name)
  }
}
