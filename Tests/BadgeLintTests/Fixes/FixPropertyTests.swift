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
    for held in fixed.text.held {
      switch held.reason {
      case .breaks, .excuses: break
      default: Issue.record("\(name): \(held)")
      }
    }
    #expect(new.isComplete == old.isComplete, "\(name)")
    #expect(new.problems.count <= old.problems.count, "\(name)")
    #expect(fixed.text.rounds < 6, "\(name)")
    // Nothing is left that it would still mend.
    let heldPlaces = Set(fixed.text.held.map { "\($0.rule) \($0.path)" })
    #expect(
      fixed.text.result.findings.allSatisfy {
        !$0.isOpen || $0.fix == nil
          || heldPlaces.contains("\(fixed.rules.rules[$0.rule].rule.id) \($0.path)")
      }, "\(name)")
    let again = try Fixed(bytes: fixed.text.bytes, packs: packs, path: path)
    #expect(again.text.bytes == fixed.text.bytes, "\(name)")
    #expect(!again.text.isChanged, "\(name)")
    // Safe edits go before unsafe ones, and stop on their own, too.
    let safe = try Fixed(bytes: bytes, packs: packs, unsafe: false, path: path)
    #expect(safe.text.fixedCount <= fixed.text.fixedCount, "\(name)")
    try checkSafe(name, bytes, safe, packs, path)
    return fixed.text.fixedCount
  }

  /// After safe edits no finding is open that was not, whichever key of several a program keeps it
  /// reads the same, and all comments are there.
  private func checkSafe(
    _ name: String, _ bytes: [UInt8], _ safe: Fixed, _ packs: [String], _ path: String
  ) throws {
    // What slips hide comes to light when they are mended, by whomever.
    let slips = try Fixed(bytes: bytes, packs: [], unsafe: false, path: path)
    let before = try Fixed.openFindings(slips.text.bytes, packs: packs, path: path)
    let after = try Fixed.openFindings(safe.text.bytes, packs: packs, path: path)
    for (finding, count) in after {
      #expect(count <= before[finding, default: 0], "\(name): \(finding)")
    }
    let old = YAMLTree(parsing: slips.text.bytes)
    let new = YAMLTree(parsing: safe.text.bytes)
    #expect(
      old.comments.map { slice($0.span, of: slips.text.bytes) }
        == new.comments.map { slice($0.span, of: safe.text.bytes) }, "\(name)")
    #expect(
      YAMLTree(parsing: bytes).comments.map { slice($0.span, of: bytes) }
        == new.comments.map { slice($0.span, of: safe.text.bytes) }, "\(name)")
  }

  /// Texts with keys that stand twice, with waivers and with comments in all places.
  @Test(arguments: 0..<200) func `keys that stand several times`(_ seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func pick<T>(_ choices: [T]) -> T {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return choices[Int(state >> 33) % choices.count]
    }
    var text = "badgelint: 1\ntitle: Alpha\n"
    for _ in 0..<8 {
      text += pick([
        "title: Alpha\n", "title: Beta\n", "id: x\n", "id: x\n", "bogus: 1\n", "kind: badge\n", "",
        "# of what is below\n", "# badgelint: allow structure/unknown-field -- old tool\n",
        "# badgelint: allow structure/duplicate-key -- old tool\n", "id: x # of the id\n",
        "level: [eqf 6, eqf 6]\n", "\n",
      ])
    }
    let bytes = Array(text.utf8)
    let safe = try Fixed(bytes: bytes, packs: ["core", "tidy"], unsafe: false)
    try checkSafe(text, bytes, safe, ["core", "tidy"], "test.yaml")
    let trees = (YAMLTree(parsing: bytes), YAMLTree(parsing: safe.text.bytes))
    for isLast in [false, true] {
      #expect(
        Self.values(trees.0, isLast) == Self.values(trees.1, isLast), "\(text)")
    }
  }

  /// What a program reads that keeps the first or the last of equal keys.
  private static func values(_ tree: YAMLTree, _ isLast: Bool) -> [String: String] {
    guard let root = tree.documents.first else { return [:] }
    return Dictionary(
      tree.entries(of: root).map { (tree.text($0.key), tree.text($0.value)) },
      uniquingKeysWith: { isLast ? $1 : $0 })
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
    #expect(mended >= 3)
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
      #expect(result.contains(said), "\(said)")
    }
  }
}
