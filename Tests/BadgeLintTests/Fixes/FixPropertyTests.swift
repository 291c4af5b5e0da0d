import BadgeLint
import Testing
import YAMLTree

/// What holds of mending whatever the definition is.
@Suite struct FixPropertyTests {
  /// All packs that judge definitions, so that every edit that ships is at work.
  private static func packs() throws -> [String] {
    try Shipped.library.get().packs.filter { $0.judged == .definitions && $0.name != "structure" }
      .map(\.name)
  }

  private static let samples: [Sample] =
    ((try? Sample.fixtures()) ?? []) + ((try? Sample.failingExamples()) ?? [])

  private func check(_ name: String, _ bytes: [UInt8], _ packs: [String], _ path: String) throws
    -> Int
  {
    let old = YAMLTree(parsing: bytes)
    let fixed = try Fixed(bytes: bytes, packs: packs, path: path)
    let new = YAMLTree(parsing: fixed.text.bytes)
    #expect(fixed.text.held == [], "\(name)")
    #expect(new.isComplete == old.isComplete, "\(name)")
    #expect(new.problems.count <= old.problems.count, "\(name)")
    #expect(fixed.text.rounds < 6, "\(name)")
    // Nothing is left that it would still mend.
    #expect(fixed.text.result.findings.allSatisfy { !$0.isOpen || $0.fix == nil }, "\(name)")
    let again = try Fixed(bytes: fixed.text.bytes, packs: packs, path: path)
    #expect(again.text.bytes == fixed.text.bytes, "\(name)")
    #expect(!again.text.isChanged, "\(name)")
    // Safe edits go before unsafe ones, and stop on their own, too.
    let safe = try Fixed(bytes: bytes, packs: packs, unsafe: false, path: path)
    #expect(safe.text.fixedCount <= fixed.text.fixedCount, "\(name)")
    return fixed.text.fixedCount
  }

  @Test(arguments: 0..<4) func `mending twice is mending once`(_ part: Int) throws {
    let packs = try Self.packs()
    var mended = 0
    for (index, sample) in Self.samples.enumerated() where index % 4 == part {
      mended += try check(sample.name, sample.bytes, sample.packs ?? packs, sample.path)
    }
    #expect(mended > 3)
  }

  @Test func `good definitions stay as they are`() throws {
    let packs = try Shipped.library.get().standardPacks + ["tidy"]
    for path in PackageFolder.files(below: "fixtures/definitions/good") {
      let bytes = try readFile(path, maximumBytes: 1 << 20)
      #expect(try Fixed(bytes: bytes, packs: packs).text.bytes == bytes, "\(path)")
    }
  }

  @Test func `definitions that went wrong are mended once`() throws {
    let packs = try Shipped.library.get().standardPacks
    var mended = 0
    for path in PackageFolder.files(below: "fixtures/definitions/good").prefix(3) {
      let tree = YAMLTree(parsing: try readFile(path, maximumBytes: 1 << 20))
      let document = Document(try #require(tree.documents.first), in: tree)
      for mutation in try Mutation.all() {
        guard let broken = mutation.applied(to: document) else { continue }
        mended += try check(mutation.name, Array(broken.json.utf8), packs, "test.json")
      }
    }
    #expect(mended > 3)
  }

  /// Ways in which a text may be written without a change of what it says.
  @Test(arguments: ["\r\n", "\n"]) func `line breaks, marks and comments stay`(_ lineBreak: String)
    throws
  {
    let text = try String(decoding: PackageFolder.read("fixtures/fix/slips.yaml"), as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let bytes = [0xEF, 0xBB, 0xBF] + Array(lines.joined(separator: lineBreak).utf8)
    let fixed = try Fixed(bytes: bytes, packs: ["core", "tidy"])
    #expect(fixed.text.fixedCount > 8)
    let result = fixed.string
    #expect(fixed.text.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(result.contains("\r\n") == (lineBreak == "\r\n"))
    let plain = try Fixed(text)
    #expect(result.dropFirst().replacing("\r\n", with: "\n") == plain.string)
    for comment in YAMLTree(parsing: bytes).comments {
      let said = slice(comment.span, of: bytes)
      #expect(result.contains(said) || said.contains("twice"), "\(said)")
    }
  }
}
